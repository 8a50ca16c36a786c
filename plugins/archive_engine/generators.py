"""Replacements for Pelican's generators that take quadratic time, write in place or stop at one bad file. They make the
same pages. Those for static files are in `static_generators`.
"""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican.contents import Content, SkipStub
from pelican.generators import PagesGenerator, PelicanTemplateNotFound
from pelican.urlwrappers import Category
from pelican.writers import FileOverwriteFailedError

from archive_engine.content_files import ContentFiles
from archive_engine.dates import require_days
from archive_engine.finishing import WholeFinisher, with_roots
from archive_engine.guards import limit_seconds
from archive_engine.interface import Describer, Settings, add_descriptions
from archive_engine.places import Places
from archive_engine.planners import Planners
from archive_engine.problems import InvalidArticle, Problem, describe_problem, describe_repairs, find_key_line
from archive_engine.reserved import ENGINE_PLACES, ReservedPlaces
from archive_engine.scan import NO_TEXT, OUTSIDE, is_hidden
from archive_engine.upstream import (
    OpenArticlesGenerator,
    note_failed_source,
)
from archive_engine.validation import repair_article
from newsrecord.file_names import is_utf8, show_name

logger = logging.getLogger(__name__)


class Rejections:
    """The files that one build rejected or repaired: their `problems` by path."""

    def __init__(self, reserved: ReservedPlaces = ENGINE_PLACES) -> None:
        self.reserved = reserved
        self.problems: dict[str, Problem] = {}
        self.places = Places()

    def add(self, path: str, problem: str, *, is_rejected: bool) -> None:
        """Record the problem of a file; Pelican writes the paths of some with `./` before them."""
        self.problems[os.path.normpath(path)] = Problem(problem, is_rejected)

    def takes_name(self, path: str) -> bool:
        """Return whether a file's path is text; one that is not is rejected."""
        if not is_utf8(path):
            self.add(show_name(path), NO_TEXT, is_rejected=True)
        return is_utf8(path)


class GuardedReaders:
    """Pelican's readers for one generator. A file that can't be built is rejected and does not stop the build."""

    def __init__(
        self,
        generator: Any,
        readers: Any,
        rejections: Rejections,
        finisher: WholeFinisher | None = None,
        describers: Sequence[Describer] = (),
    ) -> None:
        self._generator, self._readers, self._rejections = generator, readers, rejections
        self._finisher = finisher
        self._describers = describers
        require_days(readers)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._readers, name)

    def read_file(self, base_path: str, path: str, content_class: type, *arguments: Any, **named: Any) -> Content:
        """Override Pelican's method: set a time limit, and repair what would make the page's path invalid."""
        settings = self._generator.settings
        seconds = settings.get("ARCHIVE_ENGINE_ARTICLE_SECONDS", 10)
        path = os.path.normpath(path)
        full = os.path.join(base_path, path)
        data = b""
        try:
            with open(full, "rb") as file:
                data = file.read()
            with limit_seconds(seconds):
                kind = with_roots(content_class) if self._finisher is not None else content_class
                content = self._readers.read_file(base_path, path, kind, *arguments, **named)
            if isinstance(content, SkipStub):
                return content
            text = data.decode("utf-8", "replace")
            content, _, repairs = repair_article(content, text, self._rejections.reserved)
            self._check(content, text)
            if self._finisher is not None:
                finished = self._finisher.finish(content, text, path)
                if finished is not None:
                    content = finished.article
                    repairs += finished.repairs
            add_descriptions(self._describers, content)
            if self._generator.planners is not None and not hasattr(content, "category"):
                # plugins of others ask each article and page for it; Pelican sets it only where sections have pages
                content.category = Category(settings["DEFAULT_CATEGORY"], settings)
            content, moved = self._rejections.places.settle(path, content)
            repairs += moved
        except Exception as error:  # noqa: BLE001 - a plugin or an extension may raise anything at a file
            self._rejections.add(path, describe_problem(error, data, seconds), is_rejected=True)
            note_failed_source(self._generator, path)
            return SkipStub(None, source_path=full)
        if repairs:
            self._rejections.add(path, describe_repairs(repairs), is_rejected=False)
        return content

    def _check(self, content: Content, text: str) -> None:
        try:
            self._generator.get_template(content.template)
        except PelicanTemplateNotFound:
            raise InvalidArticle(
                f"there is no template {content.template!r}", find_key_line(text, "template")
            ) from None


def _is_inside(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(root) + os.sep)


class _OrderedFiles(ContentFiles):
    """Generator whose files are sorted, so that articles of one date always have one order, and lie in the content."""

    rejections: Rejections
    readers: Any
    planners: Planners | None = None

    def get_files(self, *arguments: Any, **named: Any) -> Any:
        """Override Pelican's method."""
        kept = []
        for path in sorted(super().get_files(*arguments, **named)):
            if is_hidden(path):
                continue
            if not self.rejections.takes_name(path):
                continue
            if _is_inside(os.path.join(self.path, path), self.path):
                kept.append(path)
            else:
                self.rejections.add(path, OUTSIDE, is_rejected=True)
        return kept


class LinearArticlesGenerator(_OrderedFiles, OpenArticlesGenerator):
    """Pelican's articles generator, but the time of each step is proportional to what it writes."""

    finisher: WholeFinisher | None = None
    describers: Sequence[Describer] = ()
    drafts: list[Any]
    drafts_translations: list[Any]

    def generate_context(self) -> None:
        """Override Pelican's method: read through `GuardedReaders`."""
        self.readers = GuardedReaders(self, self.readers, self.rejections, self.finisher, self.describers)
        super().generate_context()
        if not self.settings.get("ARCHIVE_ENGINE_DRAFTS", True):
            self.drafts, self.drafts_translations = [], []

    def build_period_archives(self, dates: list[Any], articles: list[Any], settings: Settings) -> Any:
        """Override Pelican's step, which searches all articles for each period: call it once a period."""
        places = {id(article): place for place, article in enumerate(articles)}
        archives: dict[str, list[Any]] = defaultdict(list)
        none = {f"{name}_ARCHIVE_{kind}": "" for name in ("YEAR", "MONTH", "DAY") for kind in ("URL", "SAVE_AS")}
        keys: dict[str, Callable[[Any], Any]] = {
            "year": attrgetter("date.year"),
            "month": attrgetter("date.year", "date.month"),
            "day": attrgetter("date.year", "date.month", "date.day"),
        }
        for name, key in keys.items():
            wanted = {
                f"{name.upper()}_ARCHIVE_{kind}": settings[f"{name.upper()}_ARCHIVE_{kind}"]
                for kind in ("URL", "SAVE_AS")
            }
            if not settings[f"{name.upper()}_ARCHIVE_SAVE_AS"]:
                continue
            for _, group in groupby(dates, key=key):
                own = list(group)
                ordered = sorted(own, key=lambda article: places[id(article)])
                made = super().build_period_archives(_Whole(own), ordered, {**settings, **none, **wanted})
                archives[name] += made[name]
        return archives

    def generate_drafts(self, write: Any) -> None:
        """Override Pelican's method: give a draft the planners' variables for an article that is in no list.

        Pelican sends no signal for drafts: the context still holds the variables of the last article written.
        """
        planners = self.planners
        if planners is None:
            super().generate_drafts(write)
            return

        def write_draft(save_as: str, template: Any, context: Any, **variables: Any) -> None:
            draft = variables["article"]
            own = planners.describe_alone(planners.summarize(draft))
            write(save_as, template, context, **{**own, **variables})

        super().generate_drafts(write_draft)

    def generate_tags(self, write: Any) -> None:
        """Override Pelican's method."""
        self._write_listings(write, "tag", self.tags.items())

    def generate_categories(self, write: Any) -> None:
        """Override Pelican's method."""
        self._write_listings(write, "category", self.categories)

    def generate_authors(self, write: Any) -> None:
        """Override Pelican's method."""
        self._write_listings(write, "author", self.authors)

    def _write_listings(self, write: Any, kind: str, listings: Any) -> None:
        template = self.get_template(kind)
        places = {id(article): place for place, article in enumerate(self.dates)}
        for label, articles in listings:
            variables = {
                kind: label,
                "url": label.url,
                "articles": articles,
                "dates": sorted(articles, key=lambda article: places[id(article)]),
                "template_name": kind,
                "blog": True,
                "page_name": label.page_name,
                "all_articles": self.articles,
            }
            try:
                write(label.save_as, template, self.context, **variables)
            except FileOverwriteFailedError:
                if label.slug:
                    logger.error('Failed to write %s page for "%s".', kind.title(), label)
                    raise
                logger.info('%s "%s" has an invalid slug; skipping writing its page...', kind.title(), label)


class _Whole(list[Any]):
    """The articles of one period, as a list whose `in` needs no search."""

    def __contains__(self, item: Any) -> bool:
        return True


class GuardedPagesGenerator(_OrderedFiles, PagesGenerator):
    """Pelican's pages generator, which reads through `GuardedReaders`."""

    finisher: WholeFinisher | None = None

    def generate_context(self) -> None:
        """Override Pelican's method."""
        self.readers = GuardedReaders(self, self.readers, self.rejections, self.finisher)
        super().generate_context()


def bind(generator: type, **attributes: Any) -> type:
    """Return a subclass with the attributes of one build: Pelican makes the generators and passes no more arguments."""
    return type(
        generator.__name__,
        (generator,),
        {**attributes, "__module__": generator.__module__, "__doc__": generator.__doc__},
    )
