"""Change words of a text, so that the laps of a corpus do not share one vocabulary."""

import re
from zlib import crc32

# URLs of links, character references and words with capitals (names, `(Reuters)`, `By`) are not changed.
_WORD = re.compile(r"\]\([^)]*\)|&[a-z]+;|\b[a-z]{6,}\b")


def change_words(text: str, lap: int) -> str:
    """Return a text with one long word in eight changed, the same words in all texts of a lap; lap 0 changes none.

    >>> change_words("[harbour](https://example.org/harbour)", 11)
    '[rbhaour](https://example.org/harbour)'
    """

    def other_word(match: re.Match[str]) -> str:
        word: str = match[0]
        return word[2:4] + word[:2] + word[4:] if word[0].isalpha() and _is_changed(word, lap) else word

    return _WORD.sub(other_word, text) if lap else text


def _is_changed(word: str, lap: int) -> bool:
    return crc32(f"{lap}{word}".encode()) % 8 == 0
