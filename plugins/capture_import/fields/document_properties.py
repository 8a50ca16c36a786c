"""What the properties of a document say, without what software wrote into them: file names, accounts, defaults."""

import re
import tomllib
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "document_properties.toml"
_FILE_NAME = re.compile(r"\.[a-z][a-z0-9]{1,5}\Z", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"(?<![\s_(-])[\s_(-]*+\d{1,4}\)?\Z")
_FEWEST_WORDS = 2
_LATIN = re.compile(r"[A-Za-z]")


def clean_title(title: str) -> str:
    """Return a title that a person can have written; empty for a file's name or a default.

    >>> clean_title("The lamp is lit"), clean_title("Microsoft Word - lamp_final2.doc"), clean_title("Untitled 1")
    ('The lamp is lit', '', '')
    """
    title = " ".join(title.split())
    folded = title.casefold()
    for prefix in _words()["title_prefixes"]:
        if folded.startswith(prefix):
            return ""
    is_default = _NUMBER_BEHIND.sub("", folded) in _words()["titles"] or folded in _words()["titles"]
    is_file = bool(_FILE_NAME.search(title)) or ("_" in title and " " not in title) or "\\" in title
    return "" if is_default or is_file or "://" in title else title


def clean_author(author: str) -> str:
    """Return an author's name as a person signs; empty for an account, a program or a single word.

    >>> clean_author("June Alderton"), clean_author("admin"), clean_author("jalderton")
    ('June Alderton', '', '')
    """
    author = " ".join(author.split())
    is_account = _LATIN.search(author) and len(author.split()) < _FEWEST_WORDS
    return "" if author.casefold() in _words()["authors"] or is_account else author


@cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}
