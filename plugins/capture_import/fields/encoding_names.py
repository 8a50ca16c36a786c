"""Names of encodings: those that are declared, Python's, those that people know; the encodings of each language."""

import codecs
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "encodings.toml"


@cache
def find_codec(name: str) -> str:
    """Return Python's name of the encoding that a browser would use for a declared name; empty for one nobody knows.

    >>> find_codec("ISO-8859-1"), find_codec("rot13"), find_codec("Windows-31J")
    ('cp1252', '', 'cp932')
    """
    name = name.strip().strip("\"'").lower()
    try:
        codec = codecs.lookup(_data()["names"].get(name, name)).name
        codec = _data()["meanings"].get(codec, codec)
        # codecs that are not character sets ("rot13", "zip") and those that a text can't declare about itself
        is_text = codecs.lookup(codec)._is_text_encoding and not codec.startswith(
            ("utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape", "raw_unicode")
        )
    except (LookupError, ValueError):
        return ""
    return codec if is_text else ""


def encodings_of(language: str) -> list[str]:
    """Return the codecs of the encodings that texts in a language were usual in, the most usual first."""
    language = {"hr": "sh", "bs": "sh", "sr": "sh", "no": "nb", "nn": "nb"}.get(language, language)
    return [find_codec(name) for name in _data()["languages"].get(language, ())]


@cache
def multibyte_codecs() -> frozenset[str]:
    """Return the codecs of the encodings in which a character may have several bytes."""
    return frozenset(find_codec(name) for language in ("ja", "zh", "ko") for name in _data()["languages"][language])


@cache
def all_codecs() -> tuple[str, ...]:
    """Return the codecs of the encodings of all languages."""
    return tuple(dict.fromkeys(find_codec(name) for names in _data()["languages"].values() for name in names))


def common_characters(language: str) -> str:
    """Return the characters that Chinese or Korean (`zh`, `ko`) writes most."""
    return _data()["common"][language]


def shown_name(codec: str) -> str:
    """Return an encoding's usual name: `windows-1252` for `cp1252`."""
    number = codec.removeprefix("cp")
    return (
        f"windows-{number}" if number in ("874", *map(str, range(1250, 1259))) else codec.replace("iso8859", "iso-8859")
    )


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
