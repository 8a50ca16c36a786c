"""A fast way from metadata to Pelican's Article: everything that depends on the settings alone is computed once.

It does what `Readers.read_file` and `Content.__init__` do (see `upstream`). If the settings or an article need more
than that, Pelican's own steps are used.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pelican.plugins import signals
from pelican.urlwrappers import Author
from pelican.utils import set_date_tzinfo

from archive_engine.article import KeptArticle
from archive_engine.interface import Settings
from archive_engine.upstream import OWN_ATTRIBUTES, drop_discarded_metadata, hidden_attributes

# Settings that add to what a text says of itself, or change it, with the values under which they do not.
_PLAIN: dict[str, tuple[Any, ...]] = {
    "TYPOGRIFY": (False, None),
    "DEFAULT_METADATA": ({}, (), None),
    "CATEGORY_SAVE_AS": ("", None, False),  # without it there is no default category
    "DEFAULT_DATE": (None, "", False),
    "FILENAME_METADATA": ("(?!)", "", None),
    "PATH_METADATA": ("(?!)", "", None),
    "WITH_FUTURE_DATES": (True,),
    "DATE_FORMATS": ({},),
}


class QuickArticles:
    """Articles of one site by the quick way; `is_open` says whether the settings allow for it."""

    def __init__(self, settings: Settings, context: dict[str, Any]) -> None:
        self.settings = settings
        self.context = context
        self.is_open = (
            all(settings.get(name) in values for name, values in _PLAIN.items())
            and _are_no_articles(settings.get("EXTRA_PATH_METADATA") or (), settings["ARTICLE_EXCLUDES"])
            and isinstance(settings["DEFAULT_DATE_FORMAT"], str)
            and "DEFAULT_LANG" in settings
            and not signals.content_object_init.receivers
        )
        self._zone = str(settings.get("TIMEZONE", "UTC"))
        self._root = settings["PATH"] + "/"

    def describe(self, metadata: dict[str, Any], reader: Any, sender: Any) -> dict[str, Any]:
        """Return what `Readers.read_file` makes of a reader's metadata, before it makes a content of it."""
        if signals.article_generator_preread.receivers:
            signals.article_generator_preread.send(sender)
        name = type(reader).__name__.replace("Reader", "").lower()
        described = {"reader": name, **drop_discarded_metadata(metadata)}
        signals.article_generator_context.send(sender, metadata=described)
        return described

    def make(self, content: str, metadata: dict[str, Any], path: str, relative: str) -> KeptArticle:
        """Return the article; `relative` is its path in the content, with slashes."""
        if not ("date" in metadata and "slug" in metadata) or not all(map(_is_free, metadata)):
            return KeptArticle(content, metadata, self.settings, path, self.context)
        settings = self.settings
        article = KeptArticle.__new__(KeptArticle)
        values: dict[str, Any] = article.__dict__
        values.update(metadata)
        for name in ("save_as", "url"):
            if name in values:
                values["override_" + name] = values.pop(name)
        values.pop("summary", None)
        status = str(values.pop("status", KeptArticle.default_status))
        values.update(hidden_attributes(content, self.context, metadata, status))
        lang = settings["DEFAULT_LANG"].lower()
        values.setdefault("lang", lang)
        values.update(
            {
                "settings": settings,
                "translations": [],
                "metadata": metadata,
                "template": KeptArticle.default_template,
                "in_default_lang": values["lang"] == lang,
                "source_path": path,
                "relative_source_path": relative,
                "date_format": settings["DEFAULT_DATE_FORMAT"],
                "timezone": _zone(self._zone),
            }
        )
        if "author" not in values:
            if "authors" in values:
                values["author"] = values["authors"][0]
            elif "AUTHOR" in settings:
                values["author"] = Author(settings["AUTHOR"], settings)
        if "authors" not in values and "author" in values:
            values["authors"] = [values["author"]]
        for name in ("date", "modified"):
            if name in values:
                values[name] = set_date_tzinfo(values[name], self._zone)
        return article


def _are_no_articles(paths: Iterable[str], excluded: Iterable[str]) -> bool:
    """Return whether all paths lie in folders that hold no articles, such as those of static files."""
    folders = tuple(folder.rstrip("/") + "/" for folder in excluded)
    return all(path.startswith(folders) for path in paths)


@cache
def _is_free(name: str) -> bool:
    """Return whether a key of front matter becomes an attribute and means nothing else to Pelican's constructor."""
    if name in ("save_as", "url", "summary", "status"):
        return True
    return (
        name not in OWN_ATTRIBUTES
        and name == name.lower()
        and not hasattr(KeptArticle, name)
        and not name.startswith("_")
    )


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
