"""Strategies for Hypothesis that make canonical Markdown (docs/canonical-markdown.md), and both of its readers."""

from hypothesis import strategies as st
from markdown import Markdown

from archive_engine.markdown_blocks import body_to_html
from archive_engine.markdown_text import normalize
from newsrecord import escape_text

OURS = {
    "extensions": ["archive_engine.article_markdown", "markdown.extensions.sane_lists"],
    "extension_configs": {"markdown.extensions.meta": {}},
    "output_format": "html",
}
# Pieces that a mutation inserts or removes.
PIECES = [
    *"\\`*_[]()<>!{}#+-.|=:~&; \n\t1a",
    *(
        "\n\n",
        "\n\n\n",
        "    ",
        "  \n",
        "> ",
        ">\n",
        "- ",
        "1. ",
        "**",
        "![",
        "](",
        "]: ",
        "&#",
        "&amp;",
        "&amp",
        "---",
        ' "A title")',
    ),
    *("===", "| --- |", "\\- ", "\\\\", "``", "\n    ", "\n        ", "<b>", "<https://a.example>", "\u00a0", "é", "@"),
]


def make_reference() -> Markdown:
    """Return Python-Markdown with the settings of a site."""
    return Markdown(**(OURS | {"extensions": [*OURS["extensions"], "markdown.extensions.meta"]}))


def read_quickly(body: str) -> str | None:
    """Return a body as the faster reader converts it, or None if it does not."""
    text = normalize("Title: A\n\n" + body)
    converted = None if text is None else body_to_html(text.removeprefix("Title: A\n"))
    return converted.html if converted else None


def convert(reference: Markdown, body: str) -> str:
    """Return a body as Python-Markdown converts it."""
    reference.reset()
    html: str = reference.convert("Title: A\n\n" + body)
    return html


WORD = st.sampled_from(
    [*("ferry", "Harbour", "1908", "3.5", "(oak)", "“lamp,”", "it’s", "A&B", "R&D;", "x > y", "2 * 3", "[sic]", "a_b"),
     *("_x_", "&copy;", "C#", "<b>", "€5", "Київ", "`tick`", "!", "\\", "1.", "- so", "|", "{x}", "#tag", "…")]
)  # fmt: skip
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
ESCAPED = LINE.map(escape_text).map(lambda text: text.replace("|", "&#124;").replace("]", "\\]"))
ADDRESS = st.sampled_from(
    [*("https://a.example/b?c=d&e=f_g", "https://a.example/*x*", "mailto:a@b.example", "other.html#x", "javascript:x"),
     *("//a/b", "https://a.example/&quot;&lt;&copy=1")]
)  # fmt: skip
LINK = st.builds("[{}]({})".format, ESCAPED, ADDRESS)
IMAGE = st.builds("![{}]({})".format, ESCAPED | st.just(""), ADDRESS)
# Pictures that are paragraphs of their own, one or several.
TITLE = ESCAPED.map(lambda text: text.replace('"', "&quot;").replace("`", "\\`") if "`" not in text else "A title")
PICTURE = st.lists(
    st.builds(
        "![{}]({}{}{})".format,
        ESCAPED | st.just(""),
        st.sampled_from(["", "", "{static}", "{attach}"]),
        ADDRESS | st.sampled_from(["/pictures/ab/ab_12.jpg", "../lamp.jpg"]),
        TITLE.map(' "{}"'.format) | st.just(""),
    ),
    min_size=1,
    max_size=3,
).map("\n".join)
# Cards of videos, sounds and posts: a link with a title that is a paragraph of its own.
CARD = st.builds('[{}]({} "{}")'.format, ESCAPED, ADDRESS, TITLE)
CODE = st.sampled_from(["`x < y && z`", "`a_b*c*`", "`[x](y)`"])
EMPHASIS = st.builds(lambda mark, inner: f"{mark}{inner}{mark}", st.sampled_from(["*", "**"]), ESCAPED | LINK)


def _has_one_kind_of_backticks(text: str) -> bool:
    return "\\`" not in text or text.count("`") == text.count("\\`")


INLINE = st.lists(ESCAPED | ESCAPED | LINK | IMAGE | EMPHASIS | CODE, min_size=1, max_size=4).map(" ".join)
BROKEN = st.lists(INLINE, min_size=1, max_size=3).map("  \n".join)
# A code span and an escaped backtick in one paragraph are not canonical.
# A break of a source line is none for readers.
SOURCE_LINES = st.lists(ESCAPED | INLINE | BROKEN, min_size=2, max_size=3).map("\n".join)
PARAGRAPH = (ESCAPED | INLINE | BROKEN | SOURCE_LINES).filter(_has_one_kind_of_backticks)
HEADING = st.builds(
    "{} {}".format, st.integers(1, 6).map("#".__mul__), (ESCAPED | INLINE).filter(_has_one_kind_of_backticks)
)
CODE_BLOCK = st.lists(
    st.sampled_from(["if x < y:", "    return &amp;", "", "# *no* heading", "> x"]), min_size=1, max_size=5
).map(lambda lines: "\n".join(f"    {line}" if line else "" for line in ["first", *lines, "last"]))
TABLE = (
    st.integers(2, 4)
    .flatmap(
        lambda width: st.lists(
            st.lists(ESCAPED | LINK | st.just(""), min_size=width, max_size=width),
            min_size=1,
            max_size=4,
        )
    )
    .map(
        lambda rows: "\n".join(
            [
                f"| {' | '.join(rows[0])} |",
                f"|{' --- |' * len(rows[0])}",
                *(f"| {' | '.join(row)} |" for row in rows[1:]),
            ]
        )
    )
)


def _indent(text: str) -> str:
    return text.replace("\n", "\n    ").replace("\n    \n", "\n\n")


def _make_list(items: list[list[str]], first: int, is_loose: bool) -> str:
    gap = "\n\n" if is_loose else "\n"
    marks = [f"{number}. " if first else "- " for number in range(first, first + len(items))]
    return gap.join(mark.ljust(4) + _indent(gap.join(item)) for mark, item in zip(marks, items, strict=True))


def _lists(nested: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return lists: tight ones with lists in their items, loose ones with paragraphs, tables and lists in them."""
    first = st.sampled_from([0, 0, 1, 7])
    tight_item = st.tuples(PARAGRAPH) | st.tuples(PARAGRAPH, nested)
    part = PARAGRAPH | TABLE | nested
    loose_item = st.tuples(PARAGRAPH) | st.tuples(PARAGRAPH, part) | st.tuples(PARAGRAPH, PARAGRAPH, part)
    tight = st.builds(_make_list, st.lists(tight_item, min_size=1, max_size=4), first, st.just(False))
    loose = st.builds(_make_list, st.lists(loose_item, min_size=1, max_size=3), first, st.just(True))
    return tight | loose


SIMPLE_LIST = st.builds(
    _make_list, st.lists(st.tuples(PARAGRAPH), min_size=1, max_size=4), st.sampled_from([0, 1, 3]), st.just(False)
)
# Nested lists; an item may have a list and no text.
BARE_LIST = st.lists(ESCAPED, min_size=1, max_size=3).map(
    lambda texts: _make_list([["\n".join(f"-   {text}" for text in texts)]], 0, False)
)
LIST = _lists(SIMPLE_LIST) | BARE_LIST


def _quote(parts: list[str]) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in "\n\n".join(parts).split("\n"))


QUOTATION = st.builds(
    lambda parts, caption: _quote([*parts, *caption]),
    st.lists(PARAGRAPH | PICTURE | CARD | SIMPLE_LIST | TABLE, min_size=1, max_size=3),
    st.just([]) | ESCAPED.map(lambda text: [f"\\- {text}"]),
)
BLOCK = PARAGRAPH | PARAGRAPH | PICTURE | CARD | HEADING | TABLE | LIST | QUOTATION | CODE_BLOCK
BLOCKS = st.lists(BLOCK, min_size=1, max_size=6)
# As in the import, an empty paragraph stands between blocks that would be read as one.
DOCUMENTS = BLOCKS.map("\n\n&#8203;\n\n".join)
# Any blocks next to each other, some of which Python-Markdown joins to one list, quotation or item.
JOINED = BLOCKS.map("\n\n".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a document with a few pieces inserted, removed or replaced."""
    text = draw(JOINED)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(PIECES) | st.just("")) + text[at + draw(st.integers(0, 3)) :]
    return text
