"""All of the plugin's files by lists, for the engine."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from archive_engine.interface import FilePlan, PagePlan, PelicanArticle, Summary, Variables
from publication.atom import feed_to_atom
from publication.config import PublicationConfig
from publication.directory import plan_directory
from publication.entries import Feed
from publication.json_feed import feed_to_json
from publication.places import ALL, ATOM, JSON, RSS, feed_place
from publication.rss import feed_to_rss
from publication.site_files import plan_opensearch, plan_robots
from publication.sitemaps import plan_index, plan_sitemaps
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

    def list_pages(self, key: str, members: Sequence[Summary]) -> Iterator[PagePlan | FilePlan]:
        """Yield all files of one list; `members` are its stories, oldest first."""
        kind, _, name = key.partition("/")
        if kind == "all":
            yield from self._plan_all(members)
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

    def _plan_all(self, members: Sequence[Summary]) -> Iterator[PagePlan | FilePlan]:
        yield from self._plan_feeds(ALL, "", "index.html", members)
        years = cut_years(members)
        yield plan_index(years, self.config)
        if self.config.has_directory:
            yield plan_directory([year for year, _ in years], members)
        if self.config.has_robots:
            yield plan_robots(self.config)
        yield plan_opensearch(self.config)

    def _plan_feeds(self, place: str, name: str, page: str, members: Sequence[Summary]) -> Iterator[FilePlan]:
        title = f"{name} · {self.config.name}" if name else self.config.name
        feed = Feed(quote(place), title, quote(page), members[: -self.config.length - 1 : -1])
        for form in self.config.formats:
            yield FilePlan(f"{place}{form.suffix}", _WRITERS[form](feed, self.config))


def cut_years(members: Sequence[Summary]) -> list[tuple[str, Sequence[Summary]]]:
    """Return the years that have stories, oldest first, each with its stories. Bisection finds them."""
    years = []
    at = 0
    while at < len(members):
        year = members[at]["date"][:4]
        end = bisect_right(members, year, lo=at, key=lambda story: story["date"][:4])
        years.append((year, members[at:end]))
        at = end
    return years
