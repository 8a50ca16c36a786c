"""Whether a page is one article or something else: a home page, a list, search results, a bot wall, an error page.

A page gets points for what it declares, for its URL and for its shape: its own text against links, headlines of other
articles and repeated blocks. More points mean a list. The points are the weights of a logistic regression, rounded,
fitted to the 790 articles and 217 lists of WCXB's development split and the 369 articles of the other reference pages.
In a five-fold cross-validation they found .68 of the lists and took 4 of 790 articles for lists. The threshold is set
so that a list is kept rather than an article rejected.
"""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from capture_import.fields.evidence import Evidence, Known
from capture_import.fields.rejection import NoArticle
from newsrecord.web_urls import split_url

ARTICLE, LISTING = "article", "listing"

_DATA = Path(__file__).parent / "data" / "page_kinds.toml"
_LIST_POINTS = 3
_START_POINTS = -6
_LEAST_INDICATORS = 2
_MOST_BY_SHAPE = 16
# A page with this many letters of running text is neither a bot wall nor an error page.
_FEW_LETTERS = 900
_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACES = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_DAY_OR_NUMBER = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]|/?\Z)|\d{6,}")
_POST_NUMBER = re.compile(r"(?:^|&)p=\d+(?:&|\Z)")


def is_article_type(name: str) -> bool:
    """Return whether the type of an export's entry, as its software names it, is a type of articles.

    >>> [is_article_type(name) for name in ("post", "press_release", "elementor_library", "newsletter")]
    [True, True, False, False]
    """
    return not _data()["article_entries"].isdisjoint(re.split(r"[_-]", name.lower()))


class PageFacts(NamedTuple):
    """What a page declares and what its fields found. These facts cost no time, unlike the page's shape."""

    url: str
    titles: tuple[str, ...]
    og_type: str
    linked_types: frozenset[str]
    has_authors: bool
    has_date: bool
    is_text_shown: bool
    sentence_letters: int


class PageShape(NamedTuple):
    """Counts of a page outside its header, menu and footer.

    `shown` and `linked` are letters; `repeated` is the size of the largest group of similar blocks; `teasers` is the
    number of headings with a teaser, `teaser_share` their share of all text.
    """

    shown: int
    linked: int
    headlines: int
    linked_headings: int
    repeated: int
    prices: int
    teasers: int
    teaser_share: float
    has_further_pages: bool


def check(evidence: Evidence, known: Known) -> None:
    """Raise NoArticle for a capture that is not one article, unless a person says in its sidecar that it is."""
    if evidence.context.kind != ARTICLE and (kind := evidence.judge_kind(known)):
        raise NoArticle(
            kind,
            'it does not show one single article; to import it anyway, write "kind": "article" '
            "into a sidecar NAME.meta.json",
        )


def judge_page(facts: PageFacts, measure: Callable[[], PageShape]) -> str:
    """Return what kind of page it is; empty for an article. The shape is measured only where it can matter."""
    if facts.sentence_letters < _FEW_LETTERS and (kind := titles_to_kind(facts.titles)):
        return kind
    indicators, points = _points_for_list(facts), _START_POINTS + _points_of_facts(facts)
    if indicators + points + _MOST_BY_SHAPE < _LIST_POINTS:
        return ""
    indicators += _points_of_shape(measure())
    # indicators are demanded beside the sum, since short news has as little text as a list
    return LISTING if indicators >= _LEAST_INDICATORS and indicators + points >= _LIST_POINTS else ""


def titles_to_kind(titles: Iterable[str]) -> str:
    """Return the kind of page that a title alone tells (an error page, a bot wall); empty for any other title.

    >>> titles_to_kind(["Seite nicht gefunden | Halverin Gazette"])
    'page that was not found'
    """
    for title in titles:
        words = " ".join(title.casefold().split()).strip(" .!?…¡¿-–—|:")
        for kind, beginnings in _data()["titles"].items():
            for beginning in beginnings:
                if words.startswith(beginning) and not words[len(beginning) : len(beginning) + 1].isalnum():
                    return str(kind)
    return ""


def _points_for_list(facts: PageFacts) -> int:
    """Return the points of a page's URL and declarations that indicate a list."""
    data = _data()
    parts = split_url(facts.url)
    segments = _segments(facts.url)
    query = {name.lower() for name, _ in parse_qsl(parts.query)}
    is_front = bool(facts.url) and not segments and not parts.query
    is_list = not data["list_segments"].isdisjoint(segments) or not data["search_parameters"].isdisjoint(query)
    return 5 * is_front + 3 * is_list + 2 * ("product" in facts.og_type) + bool(facts.linked_types & data["list_types"])


def _points_of_facts(facts: PageFacts) -> int:
    """Return the points of a page's declarations, URL, title and length; below zero if they speak for an article."""
    data = _data()
    parts = split_url(facts.url)
    segments = _segments(facts.url)
    last = re.sub(r"\.\w{2,5}\Z", "", segments[-1]) if segments else ""
    words_of_url = len([word for word in re.split("[-_]", last) if word])
    words = _count_words(facts.titles[0]) if facts.titles else 0
    return sum(
        (
            2 * (bool(segments) and words_of_url <= 2),
            -3 * (words_of_url >= 6),
            -3 * bool(_DAY_OR_NUMBER.search(parts.path) or _POST_NUMBER.search(parts.query)),
            -4 * facts.og_type.startswith("article"),
            -3 * bool(facts.linked_types & data["article_types"]),
            -2 * facts.has_authors,
            -1 * facts.has_date,
            4 * (facts.sentence_letters < 300),
            2 * (facts.sentence_letters < 2000),
            2 * (not facts.is_text_shown),
            2 * (words <= 4),
            -1 * (words >= 7),
        )
    )


def _segments(url: str) -> list[str]:
    return [segment for segment in split_url(url).path.lower().split("/") if segment]


def _points_of_shape(shape: PageShape) -> int:
    return sum(
        (
            3 * (shape.teasers >= 5 and shape.teaser_share >= 0.75),
            2 * (shape.linked > 0.3 * shape.shown),
            1 * (shape.linked_headings >= 12),
            2 * (shape.linked_headings >= 20),
            1 * (shape.headlines >= 20),
            1 * (shape.headlines >= 40),
            2 * (shape.repeated >= 20),
            2 * (shape.prices >= 6),
            2 * shape.has_further_pages,
        )
    )


def price_pattern() -> re.Pattern[str]:
    """Return the pattern of a price."""
    return _pattern("price")


def page_link_pattern() -> re.Pattern[str]:
    """Return the pattern of the words that link to a list's next pages."""
    return _pattern("page_links")


def _count_words(title: str) -> int:
    """Return how many words a title has; in scripts without spaces, two characters count as a word."""
    return max(len(_WORD.findall(title)), len(_WITHOUT_SPACES.findall(title)) // 2)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_data()[name], re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in data.items()}
