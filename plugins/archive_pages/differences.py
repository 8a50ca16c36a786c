"""What changed from one text to another, word by word: pure functions of two texts.

Texts are cut into sentences first, and only a sentence that has another one like it on the other side is compared word
by word. `difflib` takes the time of all pairs of equal words, several times over; what has more pairs than a budget
allows is shown as a whole, struck and added.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple, TypedDict

REMOVED, ADDED, SAME = "del", "ins", ""
# Two sentences are compared by word if so many per cent of their words are the same.
ALIKE = 40
# Pairs of equal sentences, or of equal words of two sentences, that one comparison may have.
MOST_PAIRS = 8_000
MOST_PAIRS_OF_WORDS = 2_000
# Sentences of a text beyond these are not compared.
MOST_SENTENCES = 1_000
# So many sentences without an equal one on either side are looked at for one that is alike.
MOST_UNEQUAL = 60

# The end of a sentence with what closes it, or the end of a paragraph.
_BORDER = re.compile(r"(?<=[.!?…。！？])[\"'”’»)\]]{0,3}+\s+(?=\S)|(?<=[。！？])(?=\w)|\n+")
# A word with what stands at it; of scripts without spaces, a character.
_WORD = re.compile(
    r"\s*+(?:[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]++)"
)


class Part(TypedDict):
    """Some words: removed ("del"), added ("ins") or in both texts ("")."""

    kind: str
    text: str


class Hunk(NamedTuple):
    """Changed sentences with an unchanged one before and after, and how many unchanged ones are left out before it."""

    skipped: int
    parts: list[Part]


class Differences(NamedTuple):
    """The changes of a text in order, and how many unchanged sentences follow the last."""

    hunks: list[Hunk]
    rest: int


def split_sentences(text: str) -> list[str]:
    r"""Return the sentences of a text, whose paragraphs are lines.

    >>> split_sentences('The lamp is lit. "It shines." So it does.\nThe end')
    ['The lamp is lit.', '"It shines."', 'So it does.', 'The end']
    """
    found, begin = [], 0
    for border in _BORDER.finditer(text):
        found.append(text[begin : border.end()].strip())
        begin = border.end()
    return [sentence for sentence in (*found, text[begin:].strip()) if sentence]


def compare_texts(before: str, after: str) -> Differences:
    """Return what changed from one text to another."""
    old, new = (split_sentences(text)[:MOST_SENTENCES] for text in (before, after))
    hunks: list[Hunk] = []
    parts: list[Part] = []
    skipped = 0
    for is_same, old_part, new_part in _align(old, new, MOST_PAIRS):
        if not is_same:
            parts += _compare_sentences(old_part, new_part)
            continue
        if parts:
            hunks.append(Hunk(skipped, [*parts, {"kind": SAME, "text": old_part[0]}]))
            old_part, parts, skipped = old_part[1:], [], 0
        skipped = len(old_part)
        if old_part:
            parts = [{"kind": SAME, "text": old_part[-1]}]
            skipped -= 1
    return _finish(hunks, parts, skipped)


def _finish(hunks: list[Hunk], parts: list[Part], skipped: int) -> Differences:
    if any(part["kind"] for part in parts):
        return Differences([*hunks, Hunk(skipped, parts)], 0)
    return Differences(hunks, skipped + len(parts))


def compare_words(before: str, after: str) -> list[Part]:
    """Return two sentences as one, with what was removed and what was added.

    >>> [(part["kind"], part["text"]) for part in compare_words("The lamp is lit.", "The old lamp is out.")]
    [('', 'The'), ('ins', 'old'), ('', 'lamp is'), ('del', 'lit.'), ('ins', 'out.')]
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    parts: list[Part] = []
    for is_same, old_part, new_part in _align(old, new, MOST_PAIRS_OF_WORDS):
        if is_same:
            parts.append({"kind": SAME, "text": "".join(new_part).strip()})
            continue
        for kind, words in ((REMOVED, old_part), (ADDED, new_part)):
            if words:
                parts.append({"kind": kind, "text": "".join(words).strip()})
    return parts


def _align(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield the runs that are equal on both sides, and those that are not, in order."""
    first = 0
    while first < min(len(old), len(new)) and old[first].strip() == new[first].strip():
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last].strip() == new[-1 - last].strip():
        last += 1
    if first:
        yield True, old[:first], new[:first]
    yield from _align_middle(old[first : len(old) - last], new[first : len(new) - last], most)
    if last:
        yield True, old[len(old) - last :], new[len(new) - last :]


def _align_middle(
    old: Sequence[str], new: Sequence[str], most: int
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    left, right = ([text.strip() for text in side] for side in (old, new))
    counts = Counter(right)
    if not left or not right or sum(counts[text] for text in left) > most:
        if left or right:
            yield False, old, new
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield kind == "equal", old[i1:i2], new[j1:j2]


def _compare_sentences(old: Sequence[str], new: Sequence[str]) -> Iterator[Part]:
    """Yield what changed between sentences of which none is in both texts."""
    is_short = max(len(old), len(new)) <= MOST_UNEQUAL
    words_of = [_count_words(sentence) for sentence in old] if is_short else []
    at = 0
    for sentence in new:
        like = _find_like(words_of, at, _count_words(sentence)) if is_short else None
        if like is None:
            yield {"kind": ADDED, "text": sentence}
            continue
        for gone in old[at:like]:
            yield {"kind": REMOVED, "text": gone}
        yield from compare_words(old[like], sentence)
        at = like + 1
    for gone in old[at:]:
        yield {"kind": REMOVED, "text": gone}


def _count_words(sentence: str) -> Counter[str]:
    return Counter(word.strip() for word in _WORD.findall(sentence))


def _find_like(sentences: Sequence[Counter[str]], begin: int, words: Counter[str]) -> int | None:
    """Return the place of the first sentence, from `begin` on, that has enough of some words."""
    for at in range(begin, len(sentences)):
        if 100 * (words & sentences[at]).total() >= ALIKE * max(words.total(), sentences[at].total()):
            return at
    return None
