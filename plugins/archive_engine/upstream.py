"""All private parts of Pelican, Jinja, Markdown and MarkupSafe that the engine uses, under public names of its own.

No other file touches one (`tests/laws/test_private_parts.py`). `tests/archive_engine/upstream.tsv` has a row for each
function that is called, replaced or copied: the version in which it was read, the hash of its source, its use here. The
test beside it names those that another version changed.
"""

import copy
import inspect
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

import markupsafe
import pelican.generators
from jinja2 import Environment, Template
from markdown import Markdown
from pelican import Pelican
from pelican.contents import Article, Content
from pelican.generators import ArticlesGenerator, Generator, SourceFileGenerator, StaticGenerator
from pelican.plugins import signals
from pelican.plugins._utils import load_plugins
from pelican.readers import MarkdownReader
from pelican.readers import _filter_discardable_metadata as drop_discarded_metadata
from pelican.urlwrappers import URLWrapper
from pelican.writers import FileOverwriteFailedError, Writer

from archive_engine.interface import Settings

__all__ = ["drop_discarded_metadata", "load_plugins"]

logger = logging.getLogger(__name__)


# Pelican's contents


class OpenArticle(Article):
    """Pelican's Article with public names for what it keeps to itself."""

    @property
    def raw_content(self) -> str:
        """The body as its reader left it, before links are resolved."""
        body: str = self._content
        return body

    @property
    def is_content_replaced(self) -> bool:
        """Whether a plugin has put a function of its own in the place of the body."""
        return hasattr(self, "_get_content")

    def _update_content(self, content: str, siteurl: str) -> str:
        return self.update_content(content, siteurl)

    def update_content(self, markup: str, siteurl: str) -> str:
        """Return the body with its links as a page has them from which `siteurl` leads to the site's root."""
        updated: str = super()._update_content(markup, siteurl)
        return updated

    def call_uncached(self, name: str, siteurl: str) -> str:
        """Return what Pelican's method of this name gives, past the cache that Pelican keeps for the process' life."""
        text: str = vars(Content)[name].func(self, siteurl)
        return text


def with_updated_content(kind: type, update: Callable[[str, str], str]) -> type:
    """Return Pelican's class of contents with a further step where links are resolved: (body, siteurl) to body."""

    def _update_content(self: Any, content: str, siteurl: str) -> str:
        return update(kind._update_content(self, content, siteurl), siteurl)  # type: ignore[attr-defined]

    names = {"_update_content": _update_content, "__module__": kind.__module__, "__doc__": kind.__doc__}
    return type(kind.__name__, (kind,), names)


def raw_content(content: Content) -> str:
    """Return the body of an article or a page as its reader left it."""
    body: str = content._content
    return body


def remake(content: Content, metadata: dict[str, Any], body: str) -> Any:
    """Return an article or a page of the same source with other metadata and another body."""
    return type(content)(body, metadata, content.settings, content.source_path, content._context)


# Attributes that Pelican's constructor reads or sets: metadata of these names changes more than one attribute.
OWN_ATTRIBUTES = frozenset(
    "settings translations metadata template date_format timezone in_default_lang source_path relative_source_path "
    "locale_date locale_modified".split()
)
_READ = frozenset("title date modified slug lang author authors category tags summary status save_as url".split())


def with_body(content: Content, body: str, added: Mapping[str, Any]) -> Any:
    """Return an article or a page of the same source with another body, and with metadata added.

    Where neither means anything else to Pelican, it is a copy: its constructor takes ten times as long.
    """
    metadata = {**content.metadata, **added}
    if signals.content_object_init.receivers or not all(_is_plain(type(content), name) for name in added):
        return remake(content, metadata, body)
    copied = copy.copy(content)
    values: dict[str, Any] = copied.__dict__
    values.update({**added, "metadata": metadata, "translations": [], "_content": body})
    values.pop("_texts", None)  # what `KeptArticle` remembers of the body
    return copied


def _is_plain(kind: type, name: str) -> bool:
    """Return whether metadata of a name becomes an attribute of a class of contents, and nothing else."""
    is_known = name in OWN_ATTRIBUTES or name in _READ or hasattr(kind, name)
    return not is_known and name == name.lower() and not name.startswith("_")


def hidden_attributes(body: str, context: dict[str, Any], metadata: dict[str, Any], status: str) -> dict[str, Any]:
    """Return the private attributes that Pelican's constructor gives an article, by name."""
    attributes: dict[str, Any] = {"_status": status.lower(), "_content": body, "_context": context}
    if "summary" in metadata:
        attributes["_summary"] = metadata["summary"]
    return attributes


def has_own_slug(label: URLWrapper) -> bool:
    """Return whether the slug of a tag, an author or a category was set, not worked out from its name."""
    return not label._slug_from_name


# Pelican's readers


class OpenMarkdownReader(MarkdownReader):
    """Pelican's Markdown reader, which can be given the Markdown object that it works with."""

    def use(self, markdown: Markdown, source_path: str) -> None:
        """Work with this Markdown object; warnings name `source_path`."""
        self._md = markdown
        self._source_path = source_path

    def parse_metadata(self, lines: dict[str, list[str]], markdown: Markdown, meta_step: Any) -> dict[str, Any]:
        """Return the metadata of front matter's lines, by key; the Markdown object is left as it was.

        `meta_step` is the preprocessor that reads front matter: Pelican takes it out, for formatted fields.
        """
        metadata: dict[str, Any] = self._parse_metadata(dict(lines))
        markdown.preprocessors.register(meta_step, "meta", 27)
        return metadata


# Pelican's generators


class OpenArticlesGenerator(ArticlesGenerator):
    """Pelican's articles generator with a public name for the step that gathers the articles of periods."""

    def _build_period_archives(self, dates: list[Any], articles: list[Any], settings: Settings) -> Any:
        return self.build_period_archives(dates, articles, settings)

    def build_period_archives(self, dates: list[Any], articles: list[Any], settings: Settings) -> Any:
        """Return the periods that the settings ask for: articles by date, all articles in their order."""
        return super()._build_period_archives(dates, articles, settings)


class OpenStaticGenerator(StaticGenerator):
    """Pelican's static files generator with public names for its steps."""

    def _copy_paths(
        self, paths: Any, source: str, destination: str, output_path: str, final_path: str | None = None
    ) -> None:
        self.copy_paths(paths, source, destination, output_path, final_path)

    def copy_paths(self, paths: Any, source: str, destination: str, output_path: str, final_path: str | None) -> None:
        """Copy files and folders below `source` to `destination` below the output."""
        super()._copy_paths(paths, source, destination, output_path, final_path)

    def _file_update_required(self, staticfile: Any) -> bool:
        return self.is_update_required(staticfile)

    def is_update_required(self, static: Any) -> bool:
        """Return whether a static file has to be put into the output."""
        return bool(super()._file_update_required(static))

    def _link_or_copy_staticfile(self, sc: Any) -> None:
        self.put_static(sc)

    def put_static(self, static: Any) -> None:
        """Put a static file into the output."""
        super()._link_or_copy_staticfile(static)


class OpenSourceFileGenerator(SourceFileGenerator):
    """Pelican's generator of the sources beside their pages with a public name for its step."""

    def _create_source(self, obj: Any) -> None:
        self.put_source(obj)

    def put_source(self, content: Content) -> None:
        """Put the source of an article or a page into the output."""
        super()._create_source(content)


def note_failed_source(generator: Generator, path: str) -> None:
    """Have a generator know a source that could not be read, so that it is no static file either."""
    generator._add_failed_source_path(path)


def list_used_templates(generators: Sequence[Any]) -> set[str]:
    """Return the names of the templates that some generators have asked for."""
    return {name for generator in generators for name in generator._templates}


@contextmanager
def replaced_translations(process: Callable[..., tuple[list[Any], list[Any]]]) -> Iterator[None]:
    """Have Pelican's generators call `process` in the place of `pelican.utils.process_translations` in the body."""
    kept = pelican.generators.process_translations
    pelican.generators.process_translations = process
    try:
        yield
    finally:
        pelican.generators.process_translations = kept


# Pelican's writer


class OpenWriter(Writer):
    """Pelican's writer with public names for its steps."""

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: Any) -> Any:
        return self.make_feed(feed_type, feed_title, context)

    def make_feed(self, kind: str, title: str | None, context: Any) -> Any:
        """Return a new feed without items."""
        return super()._create_new_feed(kind, title, context)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        self.add_item(feed, item)

    def add_item(self, feed: Any, item: Any) -> None:
        """Add an article to a feed."""
        super()._add_item_to_the_feed(feed, item)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:
        return self.open_file(filename, encoding, override=override)

    def open_file(self, path: str, encoding: str, *, override: bool) -> Any:
        """Open a file of the output."""
        return super()._open_w(path, encoding, override)

    def claim(self, path: str, *, override: bool) -> bool:
        """Note that a file is about to be written; return False where it stays as it is.

        The rules of Pelican's `_open_w`, which opens the file itself, so that it can't be called. Raises
        FileOverwriteFailedError where the file is written already and may not be written again.
        """
        if path in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(
                    f'Failed to overwrite "{path}" a second time (was previously overwritten)'
                )
            logger.info('Skipping "%s", not overwriting', path)
            return False
        if path in self._written_files:
            if not override:
                raise FileOverwriteFailedError(
                    f'Failed to overwrite "{path}" as Pelican has already '
                    "written to it previously (set `override=True` if intended)"
                )
            logger.info('Overwriting "%s"', path)
        if override:
            self._overridden_files.add(path)
        self._written_files.add(path)
        return True


# Pelican itself


class OpenPelican(Pelican):
    """Pelican with public names for the choice of its parts."""

    def _get_generator_classes(self) -> list[type]:
        return self.choose_generators()

    def choose_generators(self) -> list[type]:
        """Return the classes of all generators, Pelican's and the plugins'."""
        classes: list[type] = super()._get_generator_classes()
        return classes

    def _get_writer(self) -> Any:
        return self.make_writer()

    def make_writer(self) -> Any:
        """Return the writer, Pelican's or a plugin's."""
        return super()._get_writer()


def is_autoreloading() -> bool:
    """Return whether Pelican's `autoreload` is among the callers."""
    frame: FrameType | None = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name == "autoreload" and frame.f_globals.get("__name__") == "pelican":
            return True
        frame = frame.f_back
    return False


# Jinja and MarkupSafe

# The C function under `markupsafe.escape`; making its result a Markup takes twice as long as escaping it.
_escape_text = getattr(markupsafe, "_escape_inner", markupsafe.escape)


def escape_value(value: Any) -> str:
    """Return what `markupsafe.escape` gives, as plain text: what is joined to a page need not know that it is safe."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is markupsafe.Markup else markupsafe.escape(value)


class _QuickTemplate(Template):
    """A template whose escaped values are plain text. Escaping is half the time that a page takes."""

    @classmethod
    def _from_namespace(cls, environment: Environment, namespace: Any, own: Any) -> Template:
        namespace["escape"] = escape_value
        return super()._from_namespace(environment, namespace, own)


def speed_up(environment: Environment) -> None:
    """Have an environment's templates escape quickly, be read once, and have their globals in one dictionary."""
    environment.template_class = _QuickTemplate
    environment.auto_reload = False  # a build is over before anyone looks at its templates again
    # Jinja chains the two, and goes through the chain for each include
    environment.make_globals = lambda own: {**environment.globals, **(own or {})}  # type: ignore[method-assign,assignment]
