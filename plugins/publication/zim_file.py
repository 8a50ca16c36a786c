"""The built site as a ZIM file for Kiwix: pages and files as they are, with suggestions and search of articles.

Needs libzim (`pip install 'newsarchive[zim]'`): 11 MB to fetch, 29 MB installed. Two files of one site differ in their
UUID, which libzim makes up.
"""

import mimetypes
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

_UNDETERMINED = "und"  # ISO 639-2
# Languages of which CLDR names first the code of a part of the language, or one that is out of use.
_OF_WHOLE_LANGUAGES = {
    code[:2]: code[3:]
    for code in (
        "ak=aka ar=ara ay=aym az=aze cr=cre dz=dzo et=est fa=fas ff=ful gn=grn hr=hrv ik=ipk iu=iku kg=kon kr=kau "
        "ku=kur kv=kom lv=lav mg=mlg mn=mon ms=msa ne=nep oj=oji om=orm or=ori ps=pus qu=que ro=ron sa=san sc=srd "
        "sq=sqi sr=srp sw=swa uz=uzb yi=yid za=zha zh=zho"
    ).split()
}
# The specification's limits of metadata, in characters (openZIM, "Metadata").
_TITLE, _DESCRIPTION = 30, 80
ILLUSTRATION_SIZE = 48
# As the theme's icon.svg.
_PAPER, _INK = "#fbf9f4", "#8a1f1f"
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_TYPES |= {".json": "application/json", ".webp": "image/webp", ".avif": "image/avif", ".xml": "application/xml"}


class NoZimLibrary(ImportError):
    """libzim is not installed; the words say how to install it."""


class ZimPage(NamedTuple):
    """A file of the site: its path there and on disk; `title` is that of an article's page or another page, else ""."""

    path: str
    source: str
    title: str
    is_article: bool


class ZimSite(NamedTuple):
    """A site: its name, its description, its language (a code as in HTML), the day of its newest article, its files."""

    name: str
    description: str
    lang: str
    newest: date
    files: Iterable[ZimPage]


def write_zim(site: ZimSite, path: Path) -> int:
    """Write the file; return how many pages and files are in it.

    Raises NoZimLibrary where libzim is missing, OSError where the file can't be written.
    """
    try:
        # an extra that few installations have
        from libzim.writer import Creator  # noqa: PLC0415 - see above
    except ImportError:
        raise NoZimLibrary("--zim needs the library libzim: pip install 'newsarchive[zim]' (11 MB)") from None

    lang = to_iso_639_3(site.lang)
    count = 0
    path.unlink(missing_ok=True)
    try:
        with _without_output(), Creator(path).config_indexing(True, lang).set_mainpath("index.html") as creator:
            creator.add_illustration(ILLUSTRATION_SIZE, draw_illustration())
            for name, value in _list_metadata(site, lang):
                creator.add_metadata(name, value)
            for item in _make_items(site.files):
                creator.add_item(item)
                count += 1
    except RuntimeError as error:  # libzim has no other error for a disk that is full
        raise OSError(None, str(error), str(path)) from error
    finally:
        for left in path.parent.glob(f"{path.name}*.tmp"):
            with suppress(OSError):
                left.unlink()
    return count


@contextmanager
def _without_output() -> Iterator[None]:
    """Send what libzim prints on its way, whatever it is told, to the null device."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with open(os.devnull, "w", encoding="utf-8") as null:
            os.dup2(null.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def to_iso_639_3(lang: str) -> str:
    """Return the code of three letters for a language's code of two, as the metadata of a ZIM file has it.

    >>> to_iso_639_3("uk"), to_iso_639_3("pt-BR"), to_iso_639_3("zh"), to_iso_639_3("xx")
    ('ukr', 'por', 'zho', 'und')
    """
    code = lang.replace("_", "-").partition("-")[0].lower()
    if len(code) == 3:
        return code
    if code in _OF_WHOLE_LANGUAGES:
        return _OF_WHOLE_LANGUAGES[code]
    from babel.core import get_global  # noqa: PLC0415 - a library for one format

    aliases = get_global("language_aliases").items()
    return next((alias for alias, short in aliases if short == code and len(alias) == 3), _UNDETERMINED)


def draw_illustration() -> bytes:
    """Return the archive's mark, a printed page, as a PNG of 48 pixels a side."""
    # takes longer to load than most commands run
    from PIL import Image, ImageDraw  # noqa: PLC0415 - see above

    scale = 4 * ILLUSTRATION_SIZE / 32
    image = Image.new("RGB", (4 * ILLUSTRATION_SIZE, 4 * ILLUSTRATION_SIZE), _INK)
    draw = ImageDraw.Draw(image)
    for left, top, right in ((7, 9, 25), (7, 14, 15), (7, 18, 15), (7, 22, 15)):
        draw.rectangle([left * scale, (top - 1.1) * scale, right * scale, (top + 1.1) * scale], fill=_PAPER)
    draw.rectangle([18 * scale, 13.5 * scale, 25 * scale, 22.5 * scale], fill=_PAPER)
    file = BytesIO()
    image.resize((ILLUSTRATION_SIZE, ILLUSTRATION_SIZE)).save(file, "PNG")
    return file.getvalue()


def _list_metadata(site: ZimSite, lang: str) -> Iterator[tuple[str, str | date]]:
    """Yield what each ZIM file must say of itself."""
    yield "Title", site.name[:_TITLE].strip()
    yield "Description", (site.description or site.name)[:_DESCRIPTION].strip()
    yield "Language", lang
    yield "Creator", site.name
    yield "Publisher", site.name
    yield "Name", "newsarchive"
    yield "Date", site.newest
    yield "Scraper", "newsarchive"


def _make_items(files: Iterable[ZimPage]) -> Iterator[Any]:
    # an extra that few installations have
    from libzim.writer import FileProvider, Hint, IndexData, Item  # noqa: PLC0415 - see above

    class NotIndexed(IndexData):  # type: ignore[misc] # there are no types without the extra
        """The index data of a list or a file: a search is to find articles."""

        def has_indexdata(self) -> bool:
            return False

        def get_title(self) -> str:
            return ""

        get_content = get_keywords = get_title

        def get_wordcount(self) -> int:
            return 0

    class SiteItem(Item):  # type: ignore[misc] # as above
        """A file of the site as libzim asks for it."""

        def __init__(self, page: ZimPage) -> None:
            super().__init__()
            self.page = page
            if not page.is_article:
                self.get_indexdata = NotIndexed

        def get_path(self) -> str:
            return self.page.path

        def get_title(self) -> str:
            return self.page.title

        def get_mimetype(self) -> str:
            return find_type(self.page.path)

        def get_contentprovider(self) -> Any:
            return FileProvider(self.page.source)

        def get_hints(self) -> dict[Any, int]:
            return {Hint.FRONT_ARTICLE: self.page.is_article}

    return map(SiteItem, files)


def find_type(path: str) -> str:
    """Return the media type of a file by the end of its name, the same on every machine.

    >>> find_type("2024/05/02/lamp.html"), find_type("search/0.bin")
    ('text/html', 'application/octet-stream')
    """
    ending = os.path.splitext(path)[1].lower()
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
