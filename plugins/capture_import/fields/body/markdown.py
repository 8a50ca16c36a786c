"""Blocks to Markdown that renders to their words, in order, and to nothing else. Nothing is judged here."""

from collections.abc import Iterable

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import words_to_markdown


def blocks_to_markdown(blocks: Iterable[Block]) -> str:
    """Return an article's blocks as Markdown; headings begin at the second level, since the headline is the first."""
    blocks = list(blocks)
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    depths = {level: min(2 + position, 6) for position, level in enumerate(levels)}
    parts: list[str] = []
    previous = ""
    for block in blocks:
        text = _block_to_markdown(block, depths)
        if text:
            # two lists, or two quotations, in a row would be read as one; a paragraph that shows nothing keeps them
            # apart
            if block.kind == previous and previous in ("list", "quote"):
                parts.append("&#8203;")
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
    return words_to_markdown(block.words)


def _list_to_markdown(block: Block, depths: dict[int, int]) -> str:
    items = []
    is_loose = any(len(item) > 1 and any(inner.kind != "list" for inner in item[1:]) for item in block.children)
    for number, item in enumerate(block.children, block.start):
        marker = f"{number}. " if block.level else "- "
        inner = (_block_to_markdown(_as_item_part(part), depths) for part in item)
        text = ("\n\n" if is_loose else "\n").join(part for part in inner if part)
        if text:
            items.append(marker.ljust(4) + text.replace("\n", "\n    ").replace("\n    \n", "\n\n"))
    return ("\n\n" if is_loose else "\n").join(items)


def _as_item_part(block: Block) -> Block:
    """Return a list item's block: a heading is a paragraph there."""
    return Block("paragraph", block.words) if block.kind == "heading" else block


def _quote_to_markdown(block: Block, depths: dict[int, int]) -> str:
    parts = [text for inner in block.children[0] if (text := _block_to_markdown(_as_item_part(inner), depths))]
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
