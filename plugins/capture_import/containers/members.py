"""Rules for names that folders, zips and tars share: files beside pages, ignored files, unsafe paths."""

import re

# Browsers put a page's files into a folder `NAME_files` beside it (a German Firefox: `NAME-Dateien`).
COMPANION_ENDINGS = tuple(
    (
        "_files -Dateien _Dateien _fichiers _archivos _pliki _bestanden _soubory _arquivos _ficheiros -filer -Filer "
        "-tiedostot _fajlovi _elemei"
    ).split()
)
_COMPANION_FOLDER = re.compile(rf"[^/](?:{'|'.join(COMPANION_ENDINGS)})/")
_COMPANION_NAME = re.compile(
    r"(?:\.(?:css|js|mjs|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|m4[av]|webm|ogg|map|download|wasm)|/saved_resource(?:\(\d+\))?\.html?)(?:\(\d+\))?\Z",
    re.I,
)
# What a browser saves of addresses that end so: styles of web fonts, scripts that count visits.
_COMPANION_WITHOUT_ENDING = re.compile(r"/(?:css2?|js)(?:\(\d+\))?\Z")
IGNORED_NAMES = frozenset(["Thumbs.db", "desktop.ini"])
"""Files that Windows puts into folders; macOS's `.DS_Store` is hidden."""


def is_saved_copy(reference: str) -> bool:
    """Return whether a page's reference is to a file in the folder that a browser saved beside the page.

    >>> is_saved_copy("./The%20lamp_files/lamp.jpg"), is_saved_copy("/lamp_files/lamp.jpg")
    (True, False)
    """
    folder, slash, name = reference.removeprefix("./").partition("/")
    return bool(slash and name) and "/" not in name and ":" not in folder and folder.endswith(COMPANION_ENDINGS)


def is_companion(name: str) -> bool:
    """Return whether a path is that of a picture, style or frame that a browser saved beside a page.

    >>> is_companion("inbox/The lamp_files/style.css"), is_companion("inbox/style.css")
    (True, False)
    """
    return bool(
        _COMPANION_FOLDER.search(name) and (_COMPANION_NAME.search(name) or _COMPANION_WITHOUT_ENDING.search(name))
    )


def is_in_companion_folder(name: str) -> bool:
    """Return whether a path is that of any file in a folder that a browser saved beside a page."""
    return bool(_COMPANION_FOLDER.search(name))


def is_part_of_page(name: str) -> bool:
    """Return whether a path, or the path of a URL, is that of a picture, style, script and so on."""
    return bool(_COMPANION_NAME.search(name))


def is_ignored(name: str) -> bool:
    """Return whether a member is hidden, or an operating system's own file."""
    parts = name.split("/")
    return (
        parts[-1] in IGNORED_NAMES
        or parts[0] == "__MACOSX"
        or any(part.startswith(".") and part not in (".", "..") for part in parts)
    )


def name_fault(name: str) -> str:
    """Return why a member's name is unsafe; "" for a path that stays inside its container."""
    plain = name.replace("\\", "/")
    if plain.startswith("/") or re.match(r"[A-Za-z]:/", plain):
        return "its name is an absolute path: pack it again with a path inside the archive"
    if ".." in plain.split("/"):
        return "its name leads out of the archive (..): pack it again with a path inside the archive"
    return ""


def shown_name(name: str) -> str:
    """Return a member's name for the report: one line, without characters that a terminal takes for commands."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


class NameCounter:
    """Makes names of members unique: the second `a.html` is `a.html (2)`. Stores hashes of names, to save memory."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def unique(self, name: str) -> str:
        """Return the name, with its number from the second on."""
        key = hash(name)
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return name if count == 1 else f"{name} ({count})"
