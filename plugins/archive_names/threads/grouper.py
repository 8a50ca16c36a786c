"""What the plugin offers the engine so that it finds threads: the marks, links and groups of articles."""

from collections.abc import Iterable, Mapping, Sequence

from archive_engine.interface import Connected, PelicanArticle, Placed, article_to_lines
from archive_names.threads.dividing import divide_threads
from archive_names.threads.linking import find_links, find_reach
from archive_names.threads.marks import find_marks

# The version of the marks: change it whenever the same article would have others.
VERSION = "4"


class ThreadGrouper:
    """The grouper of threads. It needs the names that the describer adds to an article's metadata."""

    version = VERSION

    def marks(self, article: PelicanArticle) -> list[int]:
        """Return the marks of an article."""
        data = article.metadata
        authors = [str(author) for author in data.get("authors") or ()]
        return find_marks(
            str(article.title),
            article_to_lines(article),
            data.get("names") or (),
            url=str(data.get("source_url") or ""),
            version=_name_versions(article.url, str(data.get("versions") or "")),
            left_out=[*authors, str(data.get("publisher") or "")],
        )

    def reach(self, mark: int) -> tuple[int, int]:
        """Return how many articles with this mark, before an article and after it, `links` looks at."""
        return find_reach(mark)

    def links(self, article: Placed, near: Mapping[int, Sequence[Placed]]) -> list[Placed]:
        """Return the earlier articles that an article continues."""
        return find_links(article, near)

    def divide(self, connected: Sequence[Connected]) -> Iterable[list[Placed]]:
        """Return the threads among articles that links connect."""
        return divide_threads(connected)


def _name_versions(url: str, versions: str) -> str:
    """Return the name that all near-duplicates have together, by the paths of the others; "" where there are none."""
    others = [address.strip() for address in versions.split(";") if address.strip()]
    return min(url.removesuffix(".html"), *others) if others else ""
