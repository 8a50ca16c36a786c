"""The paragraphs of a document, with how large and bold they are printed, as HTML: which of them are headings is told
by their style, else by their type beside that of the text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from capture_import.fields.body.sentences import ends_sentence

# What a headline is printed in beside the text: a fifth larger.
_LARGER = 1.2
_LONGEST_HEADING = 200
_LONGEST_SUBHEAD = 110
# A headline stands within so many paragraphs of the top.
_TOP = 12


@dataclass(slots=True)
class Paragraph:
    """One paragraph as HTML, and its plain text. `level` is that of a heading that its style names, 1 for the title.

    `tag` is `p`, or `li` in a list of `list_tag`; what is no paragraph (a table, a figure) has the tag `""` and stands
    as it is. `size` is that of most of its letters, in any unit; 0 where the document does not say.
    """

    html: str
    text: str
    tag: str = "p"
    level: int = 0
    size: float = 0
    is_bold: bool = False
    list_tag: str = "ul"
    is_subtitle: bool = False
    is_quote: bool = False


def paragraphs_to_html(paragraphs: Sequence[Paragraph]) -> str:
    """Return the HTML of a document's paragraphs."""
    _find_headings(paragraphs)
    parts: list[str] = []
    open_list = ""
    for paragraph in paragraphs:
        wanted = paragraph.list_tag if paragraph.tag == "li" else ""
        if open_list and open_list != wanted:
            parts.append(f"</{open_list}>")
        if wanted and open_list != wanted:
            parts.append(f"<{wanted}>")
        open_list = wanted
        parts.append(_to_html(paragraph))
    if open_list:
        parts.append(f"</{open_list}>")
    return "".join(parts)


def _to_html(paragraph: Paragraph) -> str:
    if not paragraph.tag:
        return paragraph.html
    if not paragraph.text.strip():
        return ""
    if paragraph.level:
        level = min(paragraph.level, 6)
        return f"<h{level}>{paragraph.html}</h{level}>"
    if paragraph.is_subtitle:
        return f'<p class="subtitle">{paragraph.html}</p>'
    if paragraph.is_quote:
        return f"<blockquote><p>{paragraph.html}</p></blockquote>"
    return f"<{paragraph.tag}>{paragraph.html}</{paragraph.tag}>"


def _find_headings(paragraphs: Sequence[Paragraph]) -> None:
    """Make headings of paragraphs that no style names so: the largest at the top, and short bold or larger ones."""
    shown = [each for each in paragraphs if each.tag == "p" and each.text.strip()]
    sizes: Counter[float] = Counter()
    for each in shown:
        sizes[each.size] += len(each.text)
    usual = max(sizes, key=lambda size: (sizes[size], -size), default=0)
    are_bold = sum(len(each.text) for each in shown if each.is_bold) * 2 > sum(len(each.text) for each in shown)
    if not any(each.level for each in shown):
        top = [each for each in shown[:_TOP] if each.size >= usual * _LARGER and len(each.text) <= _LONGEST_HEADING]
        if usual and top:
            largest = max(top, key=lambda each: each.size)
            largest.level = 1
            # its second line may be a paragraph of its own
            largest.is_subtitle = False
    for each in shown:
        is_larger = bool(usual) and each.size >= usual * _LARGER
        is_marked = is_larger or (each.is_bold and not are_bold)
        if is_marked and not each.level and len(each.text) <= _LONGEST_SUBHEAD and not ends_sentence(each.text):
            each.level = 3


def figure(source: str, alt: str = "", caption: str = "") -> str:
    """Return the HTML of a picture."""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(source)}" alt="{escape(alt)}">{below}</figure>'


def join_captions(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Yield paragraphs, a caption in the figure that stands before or behind it."""
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None:
            pair = (before, paragraph) if paragraph.tag == "figcaption" else (paragraph, before)
            if (
                pair[1].tag == "figcaption"
                and pair[0].html.startswith("<figure>")
                and "<figcaption>" not in pair[0].html
            ):
                inner = f"<figcaption>{pair[1].html}</figcaption></figure>"
                yield Paragraph(pair[0].html.removesuffix("</figure>") + inner, "", tag="")
                before = None
                continue
            yield _as_text(before)
        # a paragraph that holds a picture alone
        before = paragraph if paragraph.text.strip() or not paragraph.tag else None
    if before is not None:
        yield _as_text(before)


def _as_text(paragraph: Paragraph) -> Paragraph:
    if paragraph.tag == "figcaption":
        paragraph.tag = "p"
    return paragraph
