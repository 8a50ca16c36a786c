"""Sitemaps (sitemaps.org, protocol 0.9): one for each year, in parts where it is long, and an index of them."""

from collections.abc import Iterable, Iterator, Sequence

from archive_engine.interface import FilePlan, Summary
from publication.config import PublicationConfig
from publication.entries import story_url
from publication.places import SITEMAPS, sitemap_place
from publication.xml_text import xml_text

# The most URLs and bytes of one file by the protocol.
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_BEGIN = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">\n'
_END = "</urlset>\n"


def plan_sitemaps(
    year: str,
    members: Sequence[Summary],
    config: PublicationConfig,
    most: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> Iterator[FilePlan]:
    """Yield the parts of one year's sitemap; `members` are its stories, oldest first."""
    for number, part in enumerate(cut_year(members, config, most, most_bytes), 1):
        yield FilePlan(sitemap_place(year, number), "".join([_BEGIN, *part, _END]).encode())


def count_parts(
    members: Sequence[Summary], config: PublicationConfig, most: int = MOST_URLS, most_bytes: int = MOST_BYTES
) -> int:
    """Return in how many parts a year's sitemap is cut."""
    # what no URL can be longer than by the protocol, and what is around it: a year below both limits needs no look
    if len(members) <= min(most, most_bytes // 2200):
        return 1
    return sum(1 for _ in cut_year(members, config, most, most_bytes))


def cut_year(members: Sequence[Summary], config: PublicationConfig, most: int, most_bytes: int) -> Iterator[list[str]]:
    """Yield the parts of a year's sitemap, each as its elements: of at most `most` URLs and `most_bytes` bytes."""
    part: list[str] = []
    size = free = most_bytes - len(_BEGIN) - len(_END)
    for story in members:
        element = _element(story, config)
        size -= len(element)
        if part and (len(part) == most or size < 0):
            yield part
            part, size = [], free - len(element)
        part.append(element)
    if part:
        yield part


def _element(story: Summary, config: PublicationConfig) -> str:
    """Return the element of a story; it is ASCII, as the URL is percent-encoded."""
    changed = story.get("modified") or story["date"]
    return f"<url><loc>{xml_text(story_url(story, config))}</loc><lastmod>{changed[:10]}</lastmod></url>\n"


def plan_index(years: Iterable[tuple[str, int]], config: PublicationConfig) -> FilePlan:
    """Return the index of all sitemaps; `years` are those with stories, each with the number of its sitemap's parts. It
    has no times, so that it rarely changes.
    """
    places = (sitemap_place(year, part) for year, parts in years for part in range(1, parts + 1))
    begin = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_NAMESPACE}">\n'
    links = (f"<sitemap><loc>{xml_text(config.root)}/{place}</loc></sitemap>\n" for place in places)
    return FilePlan(SITEMAPS, "".join([begin, *links, "</sitemapindex>\n"]).encode())
