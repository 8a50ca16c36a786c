"""Lines as a reader sees them: the words of one block of a page, whatever inline elements they are cut into."""

from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

from capture_import.forms.web_page.block_elements import BLOCK_TAGS
from capture_import.forms.web_page.boilerplate import NEVER_TEXT

# No page has it: control characters are taken out before a page is parsed. White space for `str.split`.
_LINE_END = "\x1e"
# No line is longer, in characters; a page may hold megabytes without a block.
_LONGEST = 2_000


def block_of(element: HtmlElement, is_line: Callable[[HtmlElement], bool] = lambda _: False) -> HtmlElement:
    """Return the block that an element is or stands in, or the first element upwards of which a caller says that it
    is a line.
    """
    while element.tag not in BLOCK_TAGS and not is_line(element) and (parent := element.getparent()) is not None:
        element = parent
    return element


def read_block(element: HtmlElement) -> Iterator[str]:
    """Yield an element's words, but for those of the blocks in it, in each way that parts them.

    First the runs of words that stand in one inline element each, where there are several; then the lines, which blocks
    and `<br>` end; then all words as one line.
    """
    runs = list(_list_beginning(element))
    parts = [words for run in runs if (words := " ".join(run.split()))]
    if len(parts) > 1:
        yield from parts
    joined = "".join(runs)
    yield from (line for part in joined.split(_LINE_END) if (line := " ".join(part.split())))
    yield " ".join(joined.split())


def inline_words(element: HtmlElement) -> str:
    """Return an element's words as one line, but for those of the blocks in it; of what is too long for a line the
    beginning.
    """
    return " ".join("".join(_list_beginning(element)).split())


def _list_beginning(element: HtmlElement) -> Iterator[str]:
    letters = 0
    for run in _list_inline_words(element):
        yield run
        letters += len(run)
        if letters > _LONGEST:
            return


def _list_inline_words(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br" or child.tag in BLOCK_TAGS:
            yield _LINE_END
        elif child.tag not in NEVER_TEXT:
            # what only the layout keeps apart
            yield " "
            yield from _list_inline_words(child)
            yield " "
        yield child.tail or ""
