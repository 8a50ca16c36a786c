"""English words to stems: the Porter algorithm in the steps that lunr.js takes.

lunr.js departs from Porter's paper in small ways (a word of two letters is left alone, `[^aeiou]` counts digits and
apostrophes as consonants); these are kept, since the browser stems with `lunr.stemmer` itself. The algorithm:
M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980.
"""

import re
from collections.abc import Callable, Iterable

STOP_WORDS = frozenset(
    """
    a able about across after all almost also am among an and any are as at be because been but by can cannot could
    dear did do does either else ever every for from get got had has have he her hers him his how however i if in into
    is it its just least let like likely may me might most must my neither no nor not of off often on only or other
    our own rather said say says she should since so some than that the their them then there these they this tis to
    too twas us wants was we were what when where which while who whom why will with would yet you your
    """.split()
)
"""lunr's own list."""

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_measure_above_0 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}").match
_measure_is_1 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?$").match
_measure_above_1 = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}").match
_has_vowel = re.compile(f"^(?:{_CONSONANTS})?[aeiouy]").match
_is_short = re.compile("^[^aeiou][^aeiouy]*[aeiouy][^aeiouwxy]$").match
_ends_doubled = re.compile(r"([^aeiouylsz])\1$").search
_step_2 = {
    **{"ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble", "alli": "al"},
    **{"entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al"},
    **{
        "iveness": "ive",
        "fulness": "ful",
        "ousness": "ous",
        "aliti": "al",
        "iviti": "ive",
        "biliti": "ble",
        "logi": "log",
    },
}
_step_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
_step_4 = tuple("al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize".split())
# A quick first test: most words have none of these endings.
_endings_2, _endings_3 = tuple(_step_2), tuple(_step_3)


def _suffix_pattern(suffixes: Iterable[str]) -> Callable[[str], re.Match[str] | None]:
    return re.compile(f"^(.+?)({'|'.join(suffixes)})$").match


_match_step_2 = _suffix_pattern(_step_2)
_match_step_3 = _suffix_pattern(_step_3)
_match_step_4 = _suffix_pattern(_step_4)


def stem(word: str) -> str:
    """Return the stem of one lower-case word: `relational` → `relat`, `ponies` → `poni`, `us` → `us`."""
    if len(word) < 3:
        return word
    starts_with_y = word[0] == "y"
    if starts_with_y:
        word = "Y" + word[1:]

    # 1a: plurals
    if word[-1] == "s":
        if (len(word) > 4 and word.endswith("sses")) or (len(word) > 3 and word.endswith("ies")):
            word = word[:-2]
        elif word[-2] != "s":
            word = word[:-1]

    # 1b: past tense and participle
    if word.endswith("eed") and len(word) > 3:
        if _measure_above_0(word[:-3]):
            word = word[:-1]
    else:
        base = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
        if base and _has_vowel(base):
            word = base
            if word.endswith(("at", "bl", "iz")):
                word += "e"
            elif _ends_doubled(word):
                word = word[:-1]
            elif _is_short(word):
                word += "e"

    # 1c: a last y after a consonant that is not the first letter
    if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiou":
        word = word[:-1] + "i"

    if word.endswith(_endings_2) and (found := _match_step_2(word)) and _measure_above_0(found[1]):
        word = found[1] + _step_2[found[2]]
    if word.endswith(_endings_3) and (found := _match_step_3(word)) and _measure_above_0(found[1]):
        word = found[1] + _step_3[found[2]]
    if word.endswith(_step_4) and (found := _match_step_4(word)):
        if _measure_above_1(found[1]):
            word = found[1]
    elif word.endswith(("sion", "tion")) and len(word) > 4 and _measure_above_1(word[:-3]):
        word = word[:-3]

    # 5: a last e, a doubled l
    if word[-1] == "e" and len(word) > 1:
        base = word[:-1]
        if _measure_above_1(base) or (_measure_is_1(base) and not _is_short(base)):
            word = base
    if word.endswith("ll") and _measure_above_1(word):
        word = word[:-1]
    return "y" + word[1:] if starts_with_y else word
