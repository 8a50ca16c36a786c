"""From a page's variables to its bytes, as Pelican's writer gives them to a template."""

import json
import os
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from jinja2 import BytecodeCache
from pelican.contents import Article
from pelican.generators import Generator
from pelican.utils import get_relative_path, path_to_url

from archive_engine.fingerprints import Templates
from archive_engine.finishing import fill_root
from archive_engine.interface import Settings, Variables
from archive_engine.reader import SourceReader
from archive_engine.source_records import StoredBody
from archive_engine.upstream import speed_up

# Arguments of Pelican's `write_file`: they never reach a template.
_ARGUMENTS = frozenset(
    ["name", "template", "context", "relative_urls", "paginated", "template_name", "override_output", "url"]
)


class Renderer:
    """Renders the pages of one site; the environment and the templates are made once. `compiled` keeps templates."""

    def __init__(self, settings: Settings, reader: SourceReader, compiled: BytecodeCache | None = None) -> None:
        self.settings = settings
        self.reader = reader
        self.context = reader.context
        self.generator = Generator(
            context=self.context,
            settings=settings,
            path=settings["PATH"],
            theme=settings["THEME"],
            output_path=settings["OUTPUT_PATH"],
        )
        speed_up(self.generator.env)
        self.generator.env.bytecode_cache = compiled
        self.templates = Templates(self.generator.env, settings["TEMPLATE_EXTENSIONS"])
        self._plain_keys: Sequence[str] = reader.planners.plain_keys
        self._is_all_shown = gives_whole_context(settings)
        self._shown: dict[str, dict[str, Any]] = {}

    def render_plan(self, save_as: str, template: str, variables: Variables) -> bytes:
        """Return the bytes of a planned page."""
        if not _ARGUMENTS.isdisjoint(variables):
            variables = {key: value for key, value in variables.items() if key not in _ARGUMENTS}
        return self._render(save_as, template, variables)

    def render_article(self, path: str, save_as: str, stored: StoredBody, variables: Variables) -> bytes:
        """Return the bytes of an article's page; `stored` is what the store has of the source at `path`."""
        article = StoredArticle(self.reader, path, stored, self._plain_keys)
        shown = {**variables, "article": article, "blog": True}
        if self._is_all_shown or "category" in self.templates.find_names(article.template):
            shown["category"] = getattr(article, "category", None)
        return self._render(save_as, article.template, shown)

    def _render(self, save_as: str, template: str, variables: Variables) -> bytes:
        if template not in self._shown:
            self._shown[template] = self._find_shown(template)
        context = self._shown[template].copy()
        context["localsiteurl"] = self.settings["SITEURL"]
        if self.settings["RELATIVE_URLS"]:
            root = _find_root(save_as.rpartition("/")[0])
            context["SITEURL"] = context["localsiteurl"] = root
        self.context["localsiteurl"] = context["localsiteurl"]
        context["output_file"] = save_as
        context.update(variables)
        text = self.generator.get_template(template).render(context)
        data: bytes = (text.replace("\n", os.linesep) if os.linesep != "\n" else text).encode("utf-8")
        return data

    def _find_shown(self, template: str) -> dict[str, Any]:
        """Return the part of the common context that a template asks for: every include copies the context."""
        if self._is_all_shown:
            return self.context.copy()
        names = self.templates.find_names(template)
        return {name: value for name, value in self.context.items() if name in names}


@lru_cache(maxsize=10_000)
def _find_root(folder: str) -> str:
    """Return the way to the site's root from the pages in a folder of the output, as Pelican's writer finds it."""
    root: str = path_to_url(get_relative_path(f"{folder}/page.html" if folder else "page.html"))
    return root


class StoredArticle:
    """An article as a template sees it, made as far as the template looks at it.

    The body and what stands under `plain_keys` come as the store has them; anything else makes Pelican's Article, once.
    """

    def __init__(self, reader: SourceReader, path: str, stored: StoredBody, plain_keys: Sequence[str] = ()) -> None:
        self._reader, self._path, self._stored = reader, path, stored
        self._metadata = json.loads(stored.metadata)
        for key in plain_keys:
            if key in self._metadata:
                vars(self)[key] = self._metadata[key]

    @property
    def content(self) -> str:
        """The body. Planned builds have no links in it that Pelican would have to resolve (see `pelican_class`)."""
        return fill_root(self._stored.body, self._reader.context["localsiteurl"])

    @property
    def template(self) -> str:
        """The name of its template."""
        template: str = self._metadata.get("template") or Article.default_template
        return template

    @cached_property
    def _article(self) -> Article:
        return self._reader.restore(self._path, self._stored)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._article, name)

    def __str__(self) -> str:
        return str(self._article)


def gives_whole_context(settings: Settings) -> bool:
    """Return whether a filter, test or global of the site takes a template's whole context."""
    own = (settings[name] for name in ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS"))
    return any(hasattr(item, "jinja_pass_arg") for items in own for item in items.values())
