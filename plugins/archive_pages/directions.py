"""The direction in which a language is written, and the attributes that declare it."""

from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

# Languages written from right to left by Unicode CLDR (characterOrder; a test compares them with Babel), with their
# dialects and older tags; then the scripts of ISO 15924 that are.
_LANGUAGES = frozenset(
    "apc ar arc ary arz bal bgn ckb dv fa he iw ks lrc mzn nqo pnb ps rhg sd sdh skr syr trw ug ur yi".split()
)
_SCRIPTS = frozenset("Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi".split())
_NOTHING = Markup("")


def is_right_to_left(lang: str) -> bool:
    """Return whether a language tag (BCP 47) names a language or a script that is written from right to left.

    >>> [is_right_to_left(tag) for tag in ("ar-EG", "he", "en", "az-Arab", "pa_Arab_PK", "ur-Latn", "")]
    [True, True, False, True, True, False, False]
    """
    first, *others = lang.replace("_", "-").split("-")
    script = next((tag.title() for tag in others if len(tag) == 4 and tag.isalpha()), "")
    return script in _SCRIPTS if script else first.lower() in _LANGUAGES


@lru_cache(maxsize=1000)  # asked for at every line of a list; an archive has few languages
def _describe_language(lang: str, within: str) -> Markup:
    is_rtl = is_right_to_left(lang)
    direction = Markup("") if is_rtl == is_right_to_left(within) else Markup(f' dir="{"rtl" if is_rtl else "ltr"}"')
    return Markup(' lang="{}"').format(lang) + direction


def make_language_filter(document_lang: str) -> Callable[..., Markup]:
    """Return the filter `in_language` for templates: it makes the attributes `lang` and `dir` of an element.

    A text without a language of its own gets neither; `dir` is set only where it differs from the document's.

    >>> in_language = make_language_filter("en")
    >>> [str(in_language(lang)) for lang in ("uk", "ar", "")]
    [' lang="uk"', ' lang="ar" dir="rtl"', '']
    """

    def in_language(lang: str, within: str = document_lang) -> Markup:
        return _describe_language(lang, within) if lang else _NOTHING

    return in_language
