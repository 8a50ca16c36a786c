"""What no planner plans: pages, direct templates, feeds, template pages, static files. Pelican's own generators make them.

They write through the engine's writer, so that files appear whole, and only where they differ. Articles are there for them as
lazy lists, which cost nothing until a template looks at them.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.plugins import signals
from pelican.settings import DEFAULT_THEME
from pelican.utils import order_content

from archive_engine.fingerprints import hash_parts
from archive_engine.generators import (
    GuardedPagesGenerator,
    LazyArticles,
    LazyList,
    LinearArticlesGenerator,
    SetAside,
    WholeStaticGenerator,
    bind,
)
from archive_engine.output import Stamp, Written
from archive_engine.writer import WholeWriter

OWNER = "pelican"


def list_template_folders(settings: dict[str, Any]) -> list[str]:
    """Give the folders that templates come from."""
    simple = os.path.join(os.path.dirname(DEFAULT_THEME), "simple")
    return [
        *settings["THEME_TEMPLATES_OVERRIDES"],
        os.path.join(settings["THEME"], "templates"),
        os.path.join(simple, "templates"),
    ]


def list_surroundings(settings: dict[str, Any]) -> list[str]:
    """Give the files and folders, beside articles and templates, that the rest is made of."""
    content = settings["PATH"]
    paths = [*settings["PAGE_PATHS"], *settings["STATIC_PATHS"], *settings["TEMPLATE_PAGES"]]
    theme = [os.path.join(settings["THEME"], path) for path in settings["THEME_STATIC_PATHS"]]
    return [*(os.path.join(content, path) for path in paths if path), *theme]


class PlannedArticlesGenerator(LinearArticlesGenerator):
    """The articles of a planned build for those who ask: its pages are not written here, its feeds are."""

    build: Any

    def generate_context(self) -> None:
        """Put lazy lists where Pelican puts lists."""
        store, reader = self.build.store, self.build.site.reader

        def restore(path: str) -> Any:
            return reader.restore(path, *store.body(path))

        dated = LazyList(lambda: [(datetime.fromisoformat(date), path) for path, date in store.dated_paths()])

        def in_order(is_newest_first: bool) -> list[str]:
            return [path for _, path in sorted(dated, key=lambda pair: pair[0], reverse=is_newest_first)]

        order = self.settings["ARTICLE_ORDER_BY"]
        if order == "reversed-date":
            self.articles = LazyArticles(lambda: in_order(True), restore)
        else:
            self.articles = LazyList(lambda: order_content([restore(path) for _, path in dated], order))
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
        self.generate_direct_templates(partial(writer.write_file, relative_urls=self.settings["RELATIVE_URLS"]))
        signals.article_writer_finalized.send(self, writer=writer)

    def _write_feeds(self, writer: Any) -> None:
        most = self.settings["FEED_MAX_ITEMS"]
        hashes = self.build.store.hashes()
        for path, url, title, kind, items in self._list_feeds():
            items = items[:most]
            fingerprint = hash_parts(self.build.site.fingerprint, path, *(hashes[source] for source in items.paths))
            page = self.build.store.page(path)
            if page and page.owner == "feed" and page.fingerprint == fingerprint and self.build.is_as_left(page):
                writer.written[path] = Written(path, page.digest, page.stamp, is_new=False)
            else:
                writer.write_feed(items, self.context, path, url, feed_type=kind, feed_title=title)
            self.build.feeds[path] = fingerprint

    def _list_feeds(self) -> Iterator[tuple[str, str, str | None, str, LazyArticles]]:
        """Each feed that the settings ask for: path, address, title, kind, articles (newest first)."""
        settings = self.settings
        for name in ("FEED", "FEED_ALL"):
            for kind in ("ATOM", "RSS"):
                path = settings.get(f"{name}_{kind}")
                if path:
                    yield path, settings.get(f"{name}_{kind}_URL", path), None, kind.lower(), self.articles
        for name, key in (("CATEGORY", "category"), ("AUTHOR", "authors"), ("TAG", "tags")):
            wanted = [kind for kind in ("ATOM", "RSS") if settings.get(f"{name}_FEED_{kind}")]
            for label, paths in sorted(self._label_paths(key).items()) if wanted else ():
                for kind in wanted:
                    path = str(settings[f"{name}_FEED_{kind}"]).format(slug=label.slug)
                    url = str(settings.get(f"{name}_FEED_{kind}_URL", settings[f"{name}_FEED_{kind}"])).format(
                        slug=label.slug
                    )
                    yield (
                        path,
                        url,
                        label.name,
                        kind.lower(),
                        LazyArticles(lambda paths=paths: paths, self.articles.restore),
                    )

    def _label_paths(self, key: str) -> dict[Any, list[str]]:
        groups: dict[Any, list[str]] = defaultdict(list)
        for path in self.articles.paths:
            value = getattr(self.articles.restore(path), key, None)
            for label in value if isinstance(value, list) else [value] if value else []:
                groups[label].append(path)
        return groups


def build_rest(build: Any) -> int:
    """Have Pelican's generators, and those of plugins that no planner stands in for, do their part; give the number of files."""
    pelican, settings = build.pelican, build.settings
    build.feeds = {}
    aside = SetAside()
    stand_ins: dict[type, Callable[[], type]] = {
        ArticlesGenerator: lambda: bind(PlannedArticlesGenerator, build=build, aside=aside),
        PagesGenerator: lambda: bind(GuardedPagesGenerator, aside=aside),
        StaticGenerator: lambda: bind(WholeStaticGenerator, aside=aside),
    }
    context = settings.copy()
    context |= {
        "generated_content": {},
        "static_links": set(),
        "static_content": {},
        "localsiteurl": settings["SITEURL"],
    }
    generators = [
        stand_ins.get(kind, lambda kind=kind: kind)()(
            context=context, settings=settings, path=pelican.path, theme=pelican.theme, output_path=pelican.output_path
        )
        for kind in pelican.list_generators()
        if not getattr(kind, "planned", False)
    ]
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
        if hasattr(generator, "check_disabled_readers") and generator.readers.disabled_extensions:
            generator.check_disabled_readers()
    signals.all_generators_finalized.send(generators)
    writer = WholeWriter(settings["OUTPUT_PATH"], settings=settings)
    for generator in generators:
        if hasattr(generator, "refresh_metadata_intersite_links") and not isinstance(generator, ArticlesGenerator):
            generator.refresh_metadata_intersite_links()
    for generator in generators:
        if hasattr(generator, "generate_output"):
            generator.generate_output(writer)
    keep_written(build.store, build.output, build.report, writer, build.feeds)
    for path, (problem, is_aside) in aside.problems.items():
        build.add_problem(path, problem, is_aside=is_aside)
    signals.finalized.send(pelican)
    return len(writer.written)


def keep_written(store: Any, output: Any, report: Any, writer: Any, feeds: dict[str, bytes]) -> None:
    """Remember what Pelican's generators wrote, and remove what they wrote in an earlier build and no longer do."""
    written: dict[str, Written] = writer.written
    stale = [page.save_as for owner in (OWNER, "feed") for page in store.pages_of(owner) if page.save_as not in written]
    report.removed += sum(output.remove(save_as) for save_as in stale)
    report.written += sum(row.is_new for row in written.values())
    report.rendered += len(written)
    store.begin()
    store.remove_pages(stale)
    # a plugin may have rewritten a file since: what it left is what the next build will find
    rows = [
        (refresh(output, row), "feed" if row.save_as in feeds else OWNER, feeds.get(row.save_as, b""))
        for row in written.values()
    ]
    store.put_pages(rows)
    store.commit()


def refresh(output: Any, row: Written) -> Written:
    """Give the row with the stamp that the file has now."""
    try:
        status = os.stat(output.path(row.save_as))
    except OSError:
        return row
    return Written(row.save_as, row.digest, Stamp(status.st_mtime_ns, status.st_size), row.is_new)
