"""Blocks to Markdown that renders to their words, in order, and to nothing else. Nothing is judged here."""

from collections.abc import Iterable

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import words_to_markdown
from newsrecord.embeds import embed_to_markdown
from newsrecord.pictures import picture_to_markdown

# A paragraph that shows nothing.
_NOTHING = "&#8203;"
# Of two in a row the second would be read as a part of the first.
_JOINED = frozenset([("list", "list"), ("list", "code"), ("quote", "quote"), ("code", "code")])


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    """Return an article's blocks as Markdown; headings begin at the second level, since the headline is the first."""
    blocks = list(blocks)
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    return _join(blocks, {level: min(2 + position, 6) for position, level in enumerate(levels)})


def _join(blocks: Iterable[Block], depths: dict[int, int]) -> str:
    parts: list[str] = []
    previous = ""
    for block in blocks:
        if text := _block_to_markdown(block, depths):
            if (previous, block.kind) in _JOINED:
                parts.append(_NOTHING)
            parts.append(text)
            previous = block.kind
    return "\n\n".join(parts)


def _block_to_markdown(block: Block, depths: dict[int, int]) -> str:
    if block.kind == "heading":
        text = words_to_markdown(block.words, is_line=True)
        return f"{'#' * depths.get(block.level, 2)} {text}" if text else ""
    if block.kind == "list":
        return _list_to_markdown(block, depths)
    if block.kind == "quote":
        return _quote_to_markdown(block, depths)
    if block.kind == "table":
        return _table_to_markdown(block)
    if block.kind == "code":
        # a tab's and a line's place matter here; what is inside is shown as it is
        lines = "".join(run.text for run in block.words).strip("\n").split("\n")
        return "\n".join(f"    {line.rstrip()}".rstrip() for line in lines)
    if block.picture:
        return picture_to_markdown(block.picture)
    if block.embed:
        return embed_to_markdown(block.embed)
    return words_to_markdown(block.words)


def _list_to_markdown(block: Block, depths: dict[int, int]) -> str:
    is_loose = _is_loose(block)
    items: list[str] = []
    for parts in block.children:
        inner = [_as_item_part(part) for part in parts]
        if is_loose:
            text = _join(inner, depths)
            if text and inner[0].kind != "paragraph":
                text = f"{_NOTHING}\n\n{text}"
        else:
            text = "\n".join(filter(None, (_block_to_markdown(part, depths) for part in inner)))
        items.append(text)
    while items and not items[-1]:
        items.pop()
    # an item without words counts where items are numbered
    texts = [text or _NOTHING for text in items] if block.level else [text for text in items if text]
    return ("\n\n" if is_loose else "\n").join(
        (f"{number}. " if block.level else "- ").ljust(4) + text.replace("\n", "\n    ").replace("\n    \n", "\n\n")
        for number, text in enumerate(texts, block.start)
    )


def _is_loose(block: Block) -> bool:
    """Return whether a list is written with empty lines between its items: one of them needs it."""
    return any(_needs_empty_lines(item) for item in block.children)


def _needs_empty_lines(item: list[Block]) -> bool:
    """Return whether an item holds more than words and a list below them, or a list that needs empty lines itself."""
    kinds = ["words" if part.kind in ("paragraph", "heading") else part.kind for part in item]
    if kinds == ["list"] and any(inner[0].kind == "list" for inner in item[0].children if inner):
        return True
    return kinds not in ([], ["words"], ["list"], ["words", "list"]) or any(
        part.kind == "list" and _is_loose(part) for part in item
    )


def _as_item_part(block: Block) -> Block:
    """Return a list item's block: a heading is a paragraph there."""
    return Block("paragraph", block.words) if block.kind == "heading" else block


def _quote_to_markdown(block: Block, depths: dict[int, int]) -> str:
    text = _join((_as_item_part(inner) for inner in block.children[0]), depths)
    parts = [text] if text else []
    if attribution := words_to_markdown(block.attribution, is_line=True):
        # whoever reads the archive tells an attribution by this beginning of a quotation's last paragraph
        attribution = attribution.removeprefix("\\- ").lstrip("\u2013\u2014\u2015 ")
        parts.append(f"\\- {attribution}")
    if not parts:
        return ""
    return "\n".join(
        f"> {line}".rstrip() if not line.endswith("  ") else f"> {line}" for line in "\n\n".join(parts).split("\n")
    )


def _table_to_markdown(block: Block) -> str:
    width = max(len(row) for row in block.rows)
    if width < 2:
        return "\n\n".join(text for row in block.rows for cell in row if (text := words_to_markdown(cell)))
    rows = [[words_to_markdown(cell, is_line=True) for cell in row] + [""] * (width - len(row)) for row in block.rows]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * width}")
    return "\n".join(lines)
