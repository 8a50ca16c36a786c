"""All of the plugin's files by lists, for the engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from archive_engine.interface import (
    FilePlan,
    Links,
    ListsInMemory,
    PagePlan,
    PelicanArticle,
    Summary,
    Variables,
    list_below,
)
from publication.atom import feed_to_atom
from publication.config import PublicationConfig
from publication.directory import plan_directory
from publication.entries import Feed
from publication.json_feed import feed_to_json
from publication.places import ALL, ATOM, JSON, RSS, feed_place
from publication.rss import feed_to_rss
from publication.site_files import plan_opensearch, plan_robots
from publication.sitemaps import count_parts, plan_index, plan_sitemaps
from publication.tables import plan_table

# The version of the plans: change it whenever the same stories would give other files.
PLANS = "1"
_LABELS = {"section": "sections", "tag": "tags", "author": "authors", "publisher": "publishers"}
# What has a page of its own with a theme that is made for Pelican. A section has none where it is no article's first.
_OF_PELICAN = ("tag", "author")
_WRITERS = {ATOM: feed_to_atom, RSS: feed_to_rss, JSON: feed_to_json}


class PublicationPlanner:
    """The planner of everything that machines read. It is given the summaries of `archive_pages`."""

    version = PLANS
    summaries_of = "archive_pages"
    adds_to_articles = False
    always: Sequence[str] = ("all",)
    related_earlier = related_later = 0

    def __init__(self, config: PublicationConfig) -> None:
        self.config = config

    def summary(self, article: PelicanArticle) -> Summary:
        """Return nothing: `archive_pages` says what there is to say of an article."""
        raise NotImplementedError

    def lists(self, summary: Summary) -> Iterator[str]:
        """Yield the keys of the lists that a story is in."""
        yield "all"
        yield f"year/{summary['date'][:4]}"
        for kind, field in _LABELS.items():
            for label in summary[field]:
                yield f"{kind}/{label['slug']}"

    def linked_lists(self, summary: Summary) -> Iterator[str]:
        """Yield the list of an article's year: the index of sitemaps tells how many parts its sitemap has."""
        yield f"year/{summary['date'][:4]}"

    def describe_link(self, key: str, members: Sequence[Summary], totals: Mapping[str, int]) -> int:
        """Return the number of parts of a year's sitemap."""
        return count_parts(members, self.config)

    def list_pages(self, key: str, members: Sequence[Summary]) -> Iterator[PagePlan | FilePlan]:
        """Yield all files of one list, if there is no other."""
        return self.linked_pages(key, members, ListsInMemory(self, members))

    def linked_pages(self, key: str, members: Sequence[Summary], links: Links) -> Iterator[PagePlan | FilePlan]:
        """Yield all files of one list; `members` are its stories, oldest first."""
        kind, _, name = key.partition("/")
        if kind == "all":
            yield from self._plan_all(members, links)
        elif kind == "year":
            yield from plan_sitemaps(name, members, self.config)
            yield plan_table(name, members, self.config)
        else:
            labels = (label["name"] for label in members[0][_LABELS[kind]] if label["slug"] == name)
            page = f"{kind}/{name}.html" if self.config.has_lists or kind in _OF_PELICAN else "index.html"
            yield from self._plan_feeds(feed_place(kind, name), next(labels), page, members)

    def related_lists(self, summary: Summary) -> Iterable[str]:
        """Return no list: nothing is added to articles' pages."""
        return ()

    def article_variables(
        self,
        summary: Summary,
        earlier: Summary | None,
        later: Summary | None,
        candidates: Mapping[str, Sequence[Summary]],
    ) -> Variables:
        """Return nothing."""
        return {}

    def linked_variables(
        self, summary: Summary, own: Variables, candidates: Mapping[str, Sequence[Summary]], links: Links
    ) -> Variables:
        """Return nothing."""
        return {}

    def _plan_all(self, members: Sequence[Summary], links: Links) -> Iterator[PagePlan | FilePlan]:
        yield from self._plan_feeds(ALL, "", "index.html", members)
        years = [key.partition("/")[2] for key, _ in list_below(links.lists, "year/")]
        yield plan_index([(year, links.find_link(f"year/{year}")) for year in years], self.config)
        if self.config.has_directory:
            yield plan_directory(years, *(dict(_name_labels(kind, links)) for kind in ("section", "publisher")))
        if self.config.has_robots:
            yield plan_robots(self.config)
        yield plan_opensearch(self.config)

    def _plan_feeds(self, place: str, name: str, page: str, members: Sequence[Summary]) -> Iterator[FilePlan]:
        title = f"{name} · {self.config.name}" if name else self.config.name
        feed = Feed(quote(place), title, quote(page), members[: -self.config.length - 1 : -1])
        for form in self.config.formats:
            yield FilePlan(f"{place}{form.suffix}", _WRITERS[form](feed, self.config))


def _name_labels(kind: str, links: Links) -> Iterator[tuple[str, str]]:
    """Yield the slug of each label of a kind, and its name in the oldest story that has it."""
    for key, members in list_below(links.lists, f"{kind}/"):
        slug = key.partition("/")[2]
        yield slug, next(label["name"] for label in members[0][_LABELS[kind]] if label["slug"] == slug)
