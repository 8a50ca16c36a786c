"""What stands above the text of a Nexis story, in both layouts: newspaper, date, edition, headline and labels."""

from collections.abc import Mapping, Sequence

from capture_import.forms.databases.blocks import Block, Label, blocks_to_text, drop_notices, join_lines, read_labels
from capture_import.forms.databases.heads import find_day, is_day, is_edition, is_vague_day, read_day, read_length
from capture_import.publishers.database_labels import load_labels

_HEAD_LABELS = frozenset(("headline", "byline", "section", "length", "place", "summary", "body"))


def read_head(blocks: Sequence[Block], labels: Mapping[str, str], *, is_new: bool) -> tuple[int, dict[str, str]]:
    """Return the index of the block where the text begins, and the values above it by name."""
    head: dict[str, str] = {}
    above: list[tuple[int, Block]] = []
    at, is_labelled, has_day = 0, False, False
    heading = find_heading(blocks, "body") if is_new else None
    while at < (heading[0] if heading else len(blocks)):
        found = [label for label in read_labels(blocks[at], labels, is_capital=not is_new) if _is_of_head(label)]
        if found and not any(label.name in head for label in found):
            is_labelled = True
            head |= {label.name: label.value for label in found}
            if "body" in head:
                break
        elif rest := drop_notices(blocks[at]):
            if not heading and is_labelled and ("length" in head or has_day):
                break
            above.append((at, rest))
            has_day = has_day or find_day(rest[:1]) >= 0
        at += 1
    if heading:
        at, head["body"] = heading[0] + 1, ""
    if is_new:
        _read_new_top([block for _, block in above], head)
    else:
        at = _read_top(above, head, at, is_labelled=is_labelled)
    return at, head


def _is_of_head(label: Label) -> bool:
    return label.name in _HEAD_LABELS and (label.name != "length" or read_length(label.value) > 0)


def _read_top(numbered: Sequence[tuple[int, Block]], head: dict[str, str], behind: int, *, is_labelled: bool) -> int:
    """Add newspaper, date, edition and headline to `head`, from blocks above the labels; return where the text begins.

    In a story without labels the headline is the block after the date, and the text follows it.
    """
    above = [block for _, block in numbered]
    days = [at for at in range(len(above)) if find_day(above[at]) >= 0]
    exact = [at for at in days if any(is_day(line) for line in above[at])]
    # a magazine has a month in the date's place
    vague = [at for at in (0, 1) if at < len(above) and is_vague_day(above[at][0])]
    day = (exact or days or vague or [-1])[0]
    rest = list(above[day + 1 :])
    if day >= 0:
        at = max(0, find_day(above[day]))
        head["date"], _ = read_day(above[day], at)
        if at > 0:
            head["publisher"] = join_lines(above[day][:at])
        elif day > 0:
            head["publisher"] = join_lines(above[day - 1])
    elif len(rest) > 1:
        head["publisher"] = join_lines(rest.pop(0))
    while len(rest) > 1 and is_edition(join_lines(rest[0])):
        rest.pop(0)
    if "headline" not in head and rest:
        head["headline"] = join_lines(rest.pop(0))
        if not is_labelled and rest:
            return numbered[-len(rest)][0]
        if rest and "summary" not in head:
            head["summary"] = blocks_to_text(rest)
    return behind


def _read_new_top(above: Sequence[Block], head: dict[str, str]) -> None:
    """Add headline, newspaper and date to `head`, from blocks above the labels; the headline is the first of them."""
    lines = [(number, line) for number, block in enumerate(above) for line in block]
    texts = [line for _, line in lines]
    days = [at for at, line in enumerate(texts) if at and is_day(line)]
    day = days[-1] if days else find_day(texts)
    if day < 1:
        if day == 0:
            head["date"] = texts[0].strip()
        elif lines:
            head.setdefault("headline", join_lines(above[-1]))
        return
    head["date"], _ = read_day(texts, day)
    paper = day - 1
    head["publisher"] = texts[paper].strip()
    number = lines[paper - 1][0] if paper else -1
    headline = [line for at, (block, line) in enumerate(lines) if block == number and at < paper]
    if headline:
        head.setdefault("headline", join_lines(headline))


def find_heading(blocks: Sequence[Block], name: str) -> tuple[int, str] | None:
    """Return the block that consists of a label without a colon, and its words."""
    labels = load_labels("nexis")
    for at, block in enumerate(blocks):
        word = block[0].strip()
        if len(block) == 1 and labels.get(word.lower()) == name and word != word.upper() and word[:1].isupper():
            return at, word
    return None
