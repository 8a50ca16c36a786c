"""Themes that are made for Pelican: they have templates for Pelican's own lists, and none for the archive's pages.

With such a theme Pelican makes the lists: the home page, sections, tags, authors, years, months and days, at the
addresses that the archive's own pages have. Such themes escape nothing; what is not their own text is escaped for them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

# Templates of the archive's own pages; a theme that has none of them is made for Pelican.
_OWN = frozenset(["year", "month", "day", "directory", "cards", "listing", "listing_page", "name", "thread"])
NOT_SHOWN = (
    "publishers, people, organisations and places, threads, days through the years, what the archive has, related "
    "stories, other versions and citations"
)
"""What a theme for Pelican does not show, in words."""
_PERIODS = (
    ("YEAR", "{date:%Y}"),
    ("MONTH", "{date:%Y}/{date:%m}"),
    ("DAY", "{date:%Y}/{date:%m}/{date:%d}"),
)
# Where Pelican saves its lists: where the archive's own pages lie, which no article may take.
_PLACES = {
    "TAG_SAVE_AS": "tag/{slug}.html",
    "AUTHOR_SAVE_AS": "author/{slug}.html",
    "CATEGORY_SAVE_AS": "section/{slug}.html",
    "TAGS_SAVE_AS": "tags.html",
    "AUTHORS_SAVE_AS": "authors.html",
    "CATEGORIES_SAVE_AS": "sections.html",
    "ARCHIVES_SAVE_AS": "archives.html",
    **{f"{name}_ARCHIVE_{kind}": f"{day}/index.html" for name, day in _PERIODS for kind in ("URL", "SAVE_AS")},
}
_LISTS = ("index", "archives", "categories", "tags", "authors")
_PICTURE = re.compile(r"<img\b[^<>]*+>")
_HEIGHT = re.compile(r""" height=["']?\d++["']?""")
# Pelican's own pattern has one place for the second page of "Tag 2" and the twenty-second of "Tag".
FURTHER_PAGES = "{name}/page/{number}{extension}"


def list_templates(folders: Iterable[str | Path]) -> set[str]:
    """Return the names of the templates that lie in some folders themselves, without their suffixes."""
    return {path.stem for folder in folders for path in Path(folder).glob("*.html")}


def is_made_for_pelican(templates: Collection[str]) -> bool:
    """Return whether a theme with these templates has none of the archive's own pages.

    >>> is_made_for_pelican({"base", "index", "article", "tag"}), is_made_for_pelican({"base", "listing"})
    (True, False)
    """
    return _OWN.isdisjoint(templates)


def list_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings under which a theme for Pelican can be used; a value that the owner has set is kept."""
    own = {name: settings.get(name) or place for name, place in _PLACES.items()}
    own["DEFAULT_PAGINATION"] = settings.get("DEFAULT_PAGINATION") or settings.get("ARCHIVE_PAGES_LIST_LENGTH", 50)
    direct = [*_LISTS, *settings["DIRECT_TEMPLATES"]]
    own["DIRECT_TEMPLATES"] = [name for name in dict.fromkeys(direct) if name != "search"]  # it is among the pages
    # such themes ask for variables that there may be or not, and their line breaks are theirs
    own["JINJA_ENVIRONMENT"] = {**settings["JINJA_ENVIRONMENT"], "undefined": ChainableUndefined, "extensions": []}
    menu = [(entry["label"], entry["url"]) for entry in settings["ARCHIVE_PAGES_MENU"] if not entry["is_own"]]
    own["MENUITEMS"] = [*(settings.get("MENUITEMS") or ()), *menu]
    return own


def free_heights(markup: str) -> str:
    """Return HTML without the heights of images: such themes narrow a picture without a word on its height.

    >>> free_heights('<img src=a.webp width=960 height=600 alt=Lamp>')
    '<img src=a.webp width=960 alt=Lamp>'
    """
    return _PICTURE.sub(lambda picture: _HEIGHT.sub("", picture[0], count=1), markup)


class TrustedTexts(CodeGenerator):
    """Compiles templates whose own texts are HTML: `"<a href=%s>%s</a>"|format(url, title)` escapes URL and title."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a constant."""
        value = node.as_const(frame.eval_ctx)
        if isinstance(value, str):
            self.write(repr(Markup(value)))
        else:
            super().visit_Const(node, frame)
