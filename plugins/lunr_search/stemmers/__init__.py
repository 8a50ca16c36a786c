"""The languages whose words are stemmed: three with a file and a JavaScript twin of their own, the others Snowball."""

from lunr_search.stemmers import english, snowball, stop_words
from lunr_search.stemmers.language import Language
from newsrecord.stemmers import russian, ukrainian

__all__ = ["STEMMERS", "Language"]

STEMMERS = {
    "en": Language("english", ("latin",), english.stem, english.STOP_WORDS, knows_accents=False),
    "ru": Language("russian", ("cyrillic",), russian.stem, stop_words.RUSSIAN),
    "uk": Language("ukrainian", ("cyrillic",), ukrainian.stem, stop_words.UKRAINIAN),
    **snowball.LANGUAGES,
}
