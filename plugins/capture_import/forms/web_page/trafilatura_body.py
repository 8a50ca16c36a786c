"""The text as the library trafilatura finds it: for pages that show no paragraphs to go by."""

import logging

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun
from capture_import.forms.web_page.page import Page


def read_with_trafilatura(page: Page) -> list[Block]:
    """Return trafilatura's text as paragraphs, lists and headings; none where it finds nothing or fails."""
    # imported for the few pages that need it: it takes a third of a second
    import trafilatura  # noqa: PLC0415 - see above

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            page.tree, url=page.url or None, include_comments=False, include_formatting=True
        )
    except Exception:  # noqa: BLE001 -- a library's fault with one page is that page's only
        return []
    blocks: list[Block] = []
    body = getattr(found, "body", None)
    for element in body if body is not None else ():
        text = " ".join("".join(element.itertext()).split())
        if element.tag == "list":
            items = [" ".join("".join(item.itertext()).split()) for item in element]
            if items := [item for item in items if item]:
                blocks.append(Block("list", children=[[Block("paragraph", [TextRun(item)])] for item in items]))
        elif text:
            blocks.append(
                Block("heading", [TextRun(text)], level=2)
                if element.tag == "head"
                else Block("paragraph", [TextRun(text)])
            )
    return blocks
