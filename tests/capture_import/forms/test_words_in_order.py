"""The rendered Markdown of an article has the words of its capture in the same order."""

import html
import re
import tarfile

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from capture_import.containers.capture import Capture
from capture_import.fields.rejection import Rejected
from capture_import.forms.plain_text.blocks import lines_to_body
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.clean_text import clean_line
from tests.capture_import.cases import CASES
from tests.newsarchive.test_import_ import REFERENCE

RENDERER = markdown.Markdown(extensions=["extra"])
LINES = st.lists(
    st.one_of(
        st.text(min_size=1, max_size=60),
        st.text(alphabet="ab .,*_#->[]()!1•—:`&;<", min_size=1, max_size=25),
        st.sampled_from(
            [
                "- he said.",
                "— she wrote.",
                "• an item",
                "- one",
                "- two",
                "Recall",
                "A Headline Of Many Words",
                "1. First",
                "Text.",
            ]
        ),
    )
    .map(clean_line)
    .filter(bool),
    max_size=12,
)


def rendered_words(body: str) -> list[str]:
    return words(html.unescape(re.sub(r"<[^>]*>", " ", RENDERER.reset().convert(body))))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(LINES)
def test_any_lines(lines: list[str]) -> None:
    body = lines_to_body(lines, lambda line: line == "Recall")
    kept = [line for line in lines if line not in body.related]
    assert [word for word in rendered_words(body.markdown) if word not in words(" ".join(body.related))] == [
        word for word in words("\n".join(kept)) if word not in words(" ".join(body.related))
    ]


def text_cases() -> list[str]:
    return sorted(str(path.relative_to(CASES)) for path in CASES.glob("*/captures/*") if path.suffix in ("", ".txt"))


@pytest.mark.parametrize("name", text_cases())
def test_every_case(name: str) -> None:
    """Headline, lede and body have the words of the capture in its order; none is made up, none is lost."""
    body = (CASES / name).read_bytes()
    try:
        article = capture_to_article(Capture(name, body), Options(repairs=False))
    except Rejected:
        return
    if article.extra.get("Encoding") or article.extra.get("Title_basis") or b"\x00" in body:
        return
    source = iter(words(body.decode()))
    ours = [*words(article.title), *words(article.summary), *rendered_words(article.body)]
    assert [word for word in ours if word not in source] == []


@pytest.mark.reference
def test_reuters_stories() -> None:
    archive = REFERENCE / "reuters-2006-2013-sample.tar.xz"
    if not archive.exists():
        pytest.skip(f"the reference data is not at {REFERENCE}")
    seen = 0
    with tarfile.open(archive) as stories:
        for member in stories:
            if not member.isfile():
                continue
            seen += 1
            if seen > 1000:
                break
            body = stories.extractfile(member).read()
            try:
                article = capture_to_article(Capture(member.name, body), Options(repairs=False))
            except Rejected as rejected:
                assert re.match("no text|empty|binary|no headline", rejected.reason)
                continue
            header, story = body.decode().split("\n")[:4], body.decode().split("\n", 4)[4]
            assert article.title == clean_line(header[0].removeprefix("--"))
            assert article.source_url == header[3].removeprefix("--").strip()
            assert rendered_words(article.body) == words(story)
    assert seen > 900
