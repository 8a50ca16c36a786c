"""The languages whose words are stemmed: three with a file and a JavaScript twin of their own, the others Snowball."""

from lunr_search.stemmers import english, russian, snowball, ukrainian
from lunr_search.stemmers.language import Language

__all__ = ["STEMMERS", "Language"]

STEMMERS = {
    "en": Language("english", ("latin",), english.stem, english.STOP_WORDS, knows_accents=False),
    "ru": Language("russian", ("cyrillic",), russian.stem, russian.STOP_WORDS),
    "uk": Language("ukrainian", ("cyrillic",), ukrainian.stem, ukrainian.STOP_WORDS),
    **snowball.LANGUAGES,
}
