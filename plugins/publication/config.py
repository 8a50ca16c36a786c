"""The plugin's settings, read once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publication.places import FORMATS, Format

LENGTH = 50
DIRECTORY_TEMPLATE = "feeds"
LIST_TEMPLATE = "listing"
_BY_NAME = {form.name.lower(): form for form in FORMATS}
LONGEST_FEED = 1000


@dataclass(frozen=True, slots=True)
class PublicationConfig:
    """What the plans need to know of the site: its public URL without a slash at the end, its name, subtitle and
    language, the most entries of a feed, the formats of feeds, whether there is a robots.txt of the plugin's, and
    whether the theme has templates for the page of all feeds and for the archive's own lists.
    """

    root: str
    name: str
    subtitle: str = ""
    lang: str = "en"
    length: int = LENGTH
    formats: tuple[Format, ...] = FORMATS
    has_robots: bool = True
    has_directory: bool = True
    has_lists: bool = True


def read_config(settings: Mapping[str, Any]) -> PublicationConfig | None:
    """Return the configuration; None for a site without a public URL. Raises ValueError for a wrong value."""
    names = settings.get("PUBLICATION_FEED_FORMATS", tuple(_BY_NAME))
    if isinstance(names, str) or not set(names) <= _BY_NAME.keys():
        raise ValueError(f"PUBLICATION_FEED_FORMATS is a list of {', '.join(_BY_NAME)}, not {names!r}")
    root = str(settings["SITEURL"] or "").rstrip("/")
    length = settings.get("PUBLICATION_FEED_LENGTH", LENGTH)
    if not isinstance(length, int) or not 1 <= length <= LONGEST_FEED:
        raise ValueError(f"PUBLICATION_FEED_LENGTH is a number from 1 to {LONGEST_FEED}, not {length!r}")
    if not root.startswith(("http://", "https://")):
        return None
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(settings["THEME"], "templates")]
    return PublicationConfig(
        root,
        settings["SITENAME"],
        settings.get("SITESUBTITLE", ""),
        settings["DEFAULT_LANG"],
        length,
        tuple(form for name, form in _BY_NAME.items() if name in names),
        bool(settings.get("PUBLICATION_ROBOTS", True)),
        *(
            any(os.path.exists(os.path.join(folder, f"{template}.html")) for folder in folders)
            for template in (DIRECTORY_TEMPLATE, LIST_TEMPLATE)
        ),
    )
