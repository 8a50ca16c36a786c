"""Pelican's articles generator in a planned build: lazy lists of articles, and the feeds that changed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from pelican.contents import Article
from pelican.plugins import signals
from pelican.utils import order_content

from archive_engine.build import Build
from archive_engine.fingerprints import hash_parts
from archive_engine.generators import LinearArticlesGenerator
from archive_engine.interface import Settings
from archive_engine.lazy_articles import LazyArticles, LazyList
from archive_engine.output import Written

# The owner of feeds in the store.
FEED = "feed"


class _Feed(NamedTuple):
    """A feed that the settings ask for; `kind` is `atom` or `rss`, the articles are the newest first."""

    path: str
    url: str
    title: str | None
    kind: str
    articles: LazyArticles


def has_feeds(settings: Settings) -> bool:
    """Return whether the settings ask for any feed of Pelican's."""
    names = ("FEED", "FEED_ALL", "CATEGORY_FEED", "AUTHOR_FEED", "TAG_FEED")
    return any(settings.get(f"{name}_{kind}") for name in names for kind in ("ATOM", "RSS"))


class PlannedArticlesGenerator(LinearArticlesGenerator):
    """The articles of a planned build for those who ask: its pages are not written here, its feeds are.

    `feeds` gets the fingerprint of each feed by its path.
    """

    build: Build
    feeds: dict[str, bytes]
    only_feeds: bool

    def generate_context(self) -> None:
        """Set lazy lists in place of Pelican's lists."""
        store, reader = self.build.store, self.build.site.reader

        def restore(path: str) -> Article:
            stored = store.body(path)
            assert stored is not None
            return reader.restore(path, stored)

        dated = LazyList(lambda: [(datetime.fromisoformat(date), path) for path, date in store.dated_paths()])

        def in_order(is_newest_first: bool) -> list[str]:
            return [path for _, path in sorted(dated, key=lambda pair: pair[0], reverse=is_newest_first)]

        order = self.settings["ARTICLE_ORDER_BY"]
        if order == "reversed-date":
            self.articles = LazyArticles(lambda: in_order(True), restore)
        else:
            self.articles = LazyArticles(
                lambda: [
                    article.get_relative_source_path()
                    for article in order_content([restore(path) for _, path in dated], order)
                ],
                restore,
            )
        self.dates = LazyArticles(lambda: in_order(bool(self.settings["NEWEST_FIRST_ARCHIVES"])), restore)
        self.categories = LazyList(lambda: self._group("category"))
        self.tags = LazyList(lambda: self._group("tags"))
        self.authors = LazyList(lambda: self._group("authors"))
        for name in (
            "articles",
            "drafts",
            "hidden_articles",
            "dates",
            "tags",
            "categories",
            "authors",
            "related_posts",
        ):
            self.context[name] = getattr(self, name)
        self.context["period_archives"] = self.period_archives
        signals.article_generator_finalized.send(self)

    def _group(self, name: str) -> list[tuple[Any, list[Any]]]:
        groups = defaultdict(list)
        for article in self.articles:
            value = getattr(article, name, None)
            for label in value if isinstance(value, list) else [value] if value else []:
                groups[label].append(article)
        return sorted(groups.items(), reverse=name == "category" and self.settings["REVERSE_CATEGORY_ORDER"])

    def generate_output(self, writer: Any) -> None:
        """Write the feeds that changed, and the direct templates."""
        self._write_feeds(writer)
        if not self.only_feeds:
            self.generate_direct_templates(partial(writer.write_file, relative_urls=self.settings["RELATIVE_URLS"]))
        signals.article_writer_finalized.send(self, writer=writer)

    def _write_feeds(self, writer: Any) -> None:
        most = self.settings["FEED_MAX_ITEMS"]
        hashes: dict[str, bytes] = {}
        for path, url, title, kind, articles in self._list_feeds():
            hashes = hashes or self.build.store.shown_hashes()
            items = articles[:most]
            fingerprint = hash_parts(self.build.site.fingerprint, path, *(hashes[source] for source in items.paths))
            page = self.build.pages.page(path)
            if page and page.owner == FEED and page.fingerprint == fingerprint and self.build.is_as_left(page):
                writer.written[path] = Written(path, page.digest, page.stamp, is_new=False)
            else:
                writer.write_feed(items, self.context, path, url, feed_type=kind, feed_title=title)
            self.feeds[path] = fingerprint

    def _list_feeds(self) -> Iterator[_Feed]:
        """Yield each feed that the settings ask for."""
        settings = self.settings
        for name in ("FEED", "FEED_ALL"):
            for kind in ("ATOM", "RSS"):
                path = settings.get(f"{name}_{kind}")
                if path:
                    yield _Feed(path, settings.get(f"{name}_{kind}_URL", path), None, kind.lower(), self.articles)
        for name, key in (("CATEGORY", "category"), ("AUTHOR", "authors"), ("TAG", "tags")):
            wanted = [kind for kind in ("ATOM", "RSS") if settings.get(f"{name}_FEED_{kind}")]
            for label, paths in sorted(self._label_paths(key).items()) if wanted else ():
                for kind in wanted:
                    path = str(settings[f"{name}_FEED_{kind}"]).format(slug=label.slug)
                    url = str(settings.get(f"{name}_FEED_{kind}_URL", settings[f"{name}_FEED_{kind}"])).format(
                        slug=label.slug
                    )
                    articles = LazyArticles(partial(list, paths), self.articles.restore)
                    yield _Feed(path, url, label.name, kind.lower(), articles)

    def _label_paths(self, key: str) -> dict[Any, list[str]]:
        groups: dict[Any, list[str]] = defaultdict(list)
        for path in self.articles.paths:
            value = getattr(self.articles.restore(path), key, None)
            for label in value if isinstance(value, list) else [value] if value else []:
                groups[label].append(path)
        return groups
