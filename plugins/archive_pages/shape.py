"""What an owner shapes by settings: entries of the menu, logo, icon, accent colour, style sheet, head, footer."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

ICON = "theme/icon.svg"
# The grounds on which the accent stands in the theme, by scheme: the page and the sheets on it (variables.css).
GROUNDS = {"light": ("#fbf9f4", "#f3efe6"), "dark": ("#171614", "#211f1c")}
# WCAG 2.2, success criterion 1.4.3: text of ordinary size.
LEAST_CONTRAST = 4.5

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_PATH = re.compile(r"[\w-][\w./-]*")
_URL = re.compile(r"(?:https?://|mailto:)\S+")
_STEPS = 40


class BadShape(ValueError):
    """A setting has a value that it can't have: the message names the setting and shows a right value."""


class Colours(NamedTuple):
    """The accent colour of each scheme, as `#rrggbb`."""

    light: str
    dark: str


def read_shape(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings as templates get them. Raises BadShape."""
    menu = settings.get("ARCHIVE_PAGES_MENU", ())
    return {
        "ARCHIVE_PAGES_MENU": [_read_entry(entry) for entry in _read_list("ARCHIVE_PAGES_MENU", menu)],
        "ARCHIVE_PAGES_LOGO": _read_path("ARCHIVE_PAGES_LOGO", settings.get("ARCHIVE_PAGES_LOGO", "")),
        "ARCHIVE_PAGES_ICON": _read_path("ARCHIVE_PAGES_ICON", settings.get("ARCHIVE_PAGES_ICON", ICON)),
        "ARCHIVE_PAGES_CSS": _read_path("ARCHIVE_PAGES_CSS", settings.get("ARCHIVE_PAGES_CSS", "")),
        "ARCHIVE_PAGES_HEAD": str(settings.get("ARCHIVE_PAGES_HEAD", "")),
        "ARCHIVE_PAGES_FOOTER": str(settings.get("ARCHIVE_PAGES_FOOTER", "")),
    }


def read_colours(settings: Mapping[str, Any]) -> Colours | None:
    """Return the accent colours; None for those of the theme. Raises BadShape.

    Of a single colour the one for dark pages is made: as much lighter as it must be to be read there.
    """
    value = settings.get("ARCHIVE_PAGES_ACCENT", "")
    if not value:
        return None
    pair = [value] if isinstance(value, str) else list(value)
    if not 1 <= len(pair) <= 2 or not all(isinstance(colour, str) and _COLOUR.fullmatch(colour) for colour in pair):
        raise BadShape(
            f'ARCHIVE_PAGES_ACCENT is {value!r}; it may be "#0b5394", or ("#0b5394", "#9fc5e8") for light and dark'
        )
    return Colours(pair[0], pair[1] if len(pair) == 2 else lighten(pair[0], GROUNDS["dark"]))


def list_weak_contrasts(colours: Colours) -> Iterator[str]:
    """Yield a line about each scheme in which the accent is hard to read."""
    for scheme, colour in colours._asdict().items():
        least = min(contrast(colour, ground) for ground in GROUNDS[scheme])
        if least < LEAST_CONTRAST:
            yield (
                f"ARCHIVE_PAGES_ACCENT: {colour} has a contrast of {least:.1f} on {scheme} pages; text needs "
                f"{LEAST_CONTRAST}. Choose a {'darker' if scheme == 'light' else 'lighter'} one"
            )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def lighten(colour: str, grounds: tuple[str, ...]) -> str:
    """Return a colour mixed with as much white as it needs to be read on dark grounds."""
    parts = _parts(colour)
    for step in range(_STEPS + 1):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / _STEPS):02x}" for part in parts)
        if all(contrast(mixed, ground) >= LEAST_CONTRAST for ground in grounds):
            return mixed
    return "#ffffff"


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (
        value / 255 for value in _parts(colour)
    )]  # fmt: skip
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _read_list(name: str, value: Any) -> list[Any]:
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        raise BadShape(f'{name} is {value!r}; it may be [("Help", "help.html")]')
    return list(value)


def _read_entry(entry: Any) -> dict[str, Any]:
    """Return an entry of the menu as templates get it: `is_own` where it is a page of this site."""
    is_pair = isinstance(entry, list | tuple) and len(entry) == 2 and all(isinstance(part, str) for part in entry)
    label, url = entry if is_pair else ("", "")
    is_own = bool(_PATH.fullmatch(url))
    if not label.strip() or not (is_own or _URL.fullmatch(url)):
        raise BadShape(
            f"ARCHIVE_PAGES_MENU has {entry!r}; an entry is a label and a page of the site or a URL: "
            '("Help", "help.html")'
        )
    return {"label": label, "url": url, "is_own": is_own}


def _read_path(name: str, value: Any) -> str:
    if not isinstance(value, str) or (value and not _PATH.fullmatch(value)):
        raise BadShape(f'{name} is {value!r}; it is a path in the site, such as "logo.svg" for content/extra/logo.svg')
    return value
