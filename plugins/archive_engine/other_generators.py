"""The files that no planner plans, made by Pelican's own generators: pages, direct templates, feeds, static files.

The generators write through the engine's writer: each file in one step, and only if it differs. They get articles as
lazy lists, which cost nothing until a template reads them. If no template does, an edited article needs only its feeds.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator, TemplatePagesGenerator
from pelican.plugins import signals

from archive_engine.build import Build
from archive_engine.fingerprints import hash_parts
from archive_engine.finishing import WholeFinisher
from archive_engine.generators import GuardedPagesGenerator, Rejections, bind
from archive_engine.groups import HAS_GROUPS
from archive_engine.output import OutputFolder, Written, to_stamp
from archive_engine.own_places import fold_place
from archive_engine.page_store import RenderedPage
from archive_engine.planned_articles import FEED, PlannedArticlesGenerator, has_feeds
from archive_engine.problems import Problem
from archive_engine.render import gives_whole_context
from archive_engine.source_records import TakenPlace
from archive_engine.static_generators import WholeStaticGenerator
from archive_engine.upstream import list_used_templates
from archive_engine.writer import WholeWriter

OWNER = "pelican"

# The variables under which Pelican gives templates lists of articles.
_ARTICLE_LISTS = frozenset(
    [
        "articles",
        "dates",
        "tags",
        "categories",
        "authors",
        "drafts",
        "hidden_articles",
        "related_posts",
        "period_archives",
    ]
)


class GeneratedFiles(NamedTuple):
    """The number of files that Pelican's generators checked, and the files that they no longer make."""

    files: int
    gone: list[str]


class _Generated(NamedTuple):
    """The generators that have run, what they could not build, and what they wrote."""

    generators: list[Any]
    rejections: Rejections
    writer: WholeWriter


class OtherGenerators:
    """What Pelican's own generators make in one build. `build` is the planned build that they belong to."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._finisher = WholeFinisher(build.finisher) if build.finisher is not None else None
        self.feeds: dict[str, bytes] = {}  # the fingerprints of the feeds of this build, by path
        self.facts: dict[str, str] = build.pages.facts()
        self.fingerprint = hash_parts(
            build.site.fingerprint, build.surroundings.templates, build.surroundings.files
        ).hex()

    def run(self, *, edited: Collection[str] | None, is_outdated: bool) -> GeneratedFiles:
        """Write what changed; all of it where it `is_outdated`: damaged, or the site's variables are others now.

        `edited` are the sources of the articles that changed; None where that is not known.
        """
        has_edits = edited is None or bool(edited)
        is_same = self.facts.get("rest") == self.fingerprint and not is_outdated
        if is_same and has_edits:
            is_same = self._holds_same_places(edited)
        only_feeds = is_same and not (has_edits and self.facts.get("rest_reads_articles") != "0")
        if only_feeds and not (has_edits and has_feeds(self.build.settings)):
            return GeneratedFiles(0, [])
        generators, rejections, writer = self._generate(only_feeds)
        self.build.report.missing_templates |= writer.missing_templates
        owners = (FEED,) if only_feeds else (FEED, OWNER)
        stale = keep_written(self.build, writer, owners, self.feeds)
        pages = self.build.pages
        feeds = self.feeds.keys()
        problems = describe_refused(writer.refused, writer.refused.keys() & feeds)
        pages.set_fact("feed_problems", json.dumps(problems, ensure_ascii=False))
        if not only_feeds:
            rejections.problems |= describe_refused(writer.refused, writer.refused.keys() - feeds)
            others = {fold_place(save_as) for save_as in {*writer.written, *writer.refused} - feeds}
            wanted = sorted(others | rejections.places.wanted)
            pages.set_fact("rest_wanted", json.dumps(wanted, ensure_ascii=False))
            pages.set_fact("rest_contested", json.dumps(self._find_contested(wanted), ensure_ascii=False))
            pages.set_fact("rest", self.fingerprint)
            pages.set_fact("rest_reads_articles", "1" if self._reads_articles(generators) else "0")
            if self._finisher is not None:
                pages.set_fact("rest_needs", json.dumps(self._finisher.needs))
                self.build.report.notes += self._finisher.notes
            pages.set_fact("rest_problems", json.dumps(rejections.problems, ensure_ascii=False))
        return GeneratedFiles(len(writer.written), stale)

    def _find_contested(self, wanted: Iterable[str], paths: Iterable[str] | None = None) -> list[list[str]]:
        """Return which of the places articles have, and the articles: all of them, or those of `paths`."""
        places = set(wanted)
        taken = self._taken_places(paths)
        return sorted([place, path] for path, save_as in taken if (place := fold_place(save_as)) in places)

    def _holds_same_places(self, edited: Collection[str] | None) -> bool:
        """Return whether articles have the same of the wanted places as before: what was written holds then."""
        wanted = json.loads(self.facts.get("rest_wanted", "[]"))
        before: list[list[str]] = json.loads(self.facts.get("rest_contested", "[]"))
        kept = [] if edited is None else [held for held in before if held[1] not in edited]
        return sorted([*kept, *self._find_contested(wanted, edited)]) == before

    def _taken_places(self, paths: Iterable[str] | None = None) -> Iterator[TakenPlace]:
        with_drafts = bool(self.build.settings.get("ARCHIVE_ENGINE_DRAFTS", True))
        return self.build.store.taken_places(with_drafts=with_drafts, paths=paths)

    def _generate(self, only_feeds: bool) -> _Generated:
        """Run Pelican's generators, and those of plugins that no planner replaces."""
        pelican, settings = self.build.pelican, self.build.settings
        self.feeds.clear()
        rejections = Rejections(self.build.site.reader.reserved)
        for path, save_as in self._taken_places():
            rejections.places.take(save_as, path)
        taken = dict(rejections.places.taken)
        stand_ins: dict[type, type] = {
            ArticlesGenerator: bind(
                PlannedArticlesGenerator,
                build=self.build,
                feeds=self.feeds,
                rejections=rejections,
                only_feeds=only_feeds,
            ),
            PagesGenerator: bind(GuardedPagesGenerator, rejections=rejections, finisher=self._finisher),
            StaticGenerator: bind(WholeStaticGenerator, rejections=rejections),
        }
        context = {**settings, **self.build.site.article_index.site_variables}
        context |= {"generated_content": {}, "static_links": set(), "static_content": {}}
        context["localsiteurl"] = settings["SITEURL"]
        context[HAS_GROUPS] = self.build.site.has_groups
        kinds = [ArticlesGenerator] if only_feeds else pelican.list_generators()
        generators = [
            stand_ins.get(kind, kind)(
                context=context,
                settings=settings,
                path=pelican.path,
                theme=pelican.theme,
                output_path=pelican.output_path,
            )
            for kind in kinds
            if not getattr(kind, "planned", False)
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
            if hasattr(generator, "check_disabled_readers") and generator.readers.disabled_extensions:
                generator.check_disabled_readers()
        signals.all_generators_finalized.send(generators)
        writer = WholeWriter(settings["OUTPUT_PATH"], settings, taken)
        for generator in generators:
            if hasattr(generator, "refresh_metadata_intersite_links") and not isinstance(generator, ArticlesGenerator):
                generator.refresh_metadata_intersite_links()
        for generator in generators:
            if hasattr(generator, "generate_output"):
                generator.generate_output(writer)
        signals.finalized.send(pelican)
        return _Generated(generators, rejections, writer)

    def _reads_articles(self, generators: list[Any]) -> bool:
        """Return whether anything but the feeds may show articles: after an edit all of it is then written again."""
        settings = self.build.settings
        if settings["TEMPLATE_PAGES"] or gives_whole_context(settings):
            return True
        own = (ArticlesGenerator, PagesGenerator, StaticGenerator, TemplatePagesGenerator)
        if any(getattr(one, "needs_articles", not isinstance(one, own)) for one in generators):
            return True
        templates = self.build.site.renderer.templates
        return any(templates.find_variables(name) & _ARTICLE_LISTS for name in list_used_templates(generators))


def describe_refused(refused: Mapping[str, str], names: Iterable[str]) -> dict[str, Problem]:
    """Return, by the article that has the place, the problem of each of the files `names` that could not be written."""
    return {
        refused[name]: Problem(
            f"1: its place {name} is that of another file, which was left out: give it another Save_as",
            False,
        )
        for name in sorted(names)
    }


def keep_written(build: Build, writer: WholeWriter, owners: tuple[str, ...], feeds: dict[str, bytes]) -> list[str]:
    """Store what Pelican's generators wrote; return the files of earlier builds that they no longer write."""
    written, report = writer.written, build.report
    stale = [page.save_as for owner in owners for page in build.pages.pages_of(owner) if page.save_as not in written]
    report.written += sum(file.is_new for file in written.values())
    report.rendered += len(written)
    # a plugin may have rewritten a file since: record what the next build will find
    pages = [
        RenderedPage(
            refresh(build.output, file), FEED if file.save_as in feeds else OWNER, feeds.get(file.save_as, b"")
        )
        for file in written.values()
    ]
    build.pages.begin()
    build.pages.put_pages(pages)
    build.pages.commit()
    return stale


def refresh(output: OutputFolder, file: Written) -> Written:
    """Return a file that was written with the stamp that it has now."""
    try:
        status = os.stat(output.path(file.save_as))
    except OSError:
        return file
    return replace(file, stamp=to_stamp(status))
