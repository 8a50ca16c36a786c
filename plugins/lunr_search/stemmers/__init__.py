"""One file a language that the project stems itself, each with a JavaScript twin of the same name; no tokens, no index."""

from collections.abc import Callable
from dataclasses import dataclass

from lunr_search.stemmers import english, russian, ukrainian


@dataclass(frozen=True, slots=True)
class Language:
    """How the words of one language become terms. `script` is `latin` or `cyrillic`."""

    script: str
    stem: Callable[[str], str]
    stop_words: frozenset[str]


STEMMERS = {
    "en": Language("latin", english.stem, english.STOP_WORDS),
    "ru": Language("cyrillic", russian.stem, russian.STOP_WORDS),
    "uk": Language("cyrillic", ukrainian.stem, ukrainian.STOP_WORDS),
}
