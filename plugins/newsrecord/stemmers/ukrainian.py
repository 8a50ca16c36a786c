"""Ukrainian words to stems. Twin of `ukrainian.js` in the search; tests compare both on one table of words and on all
words of a corpus.

A light stemmer: endings of nouns, adjectives and the commonest verbs go by the declensions and conjugations of the
orthography ("Український правопис", 2019, §§ 61–107), the longest that fits. A second ending goes only where it closes
with a consonant, so that `Максим`, whose last letters look like an ending, meets its own `Максима`. Then the sounds
that alternate between the forms of one word are unified: the last consonant (нога – нозі, рука – руці), the vowel of a
closed syllable (захід – заходу, Львів – Львова), a vowel that comes and goes (ринок – ринку, українець – українці), a
doubled consonant (Білорусь – Білоруссю, стаття – статей). What remains has at least one vowel.
"""

import re

_FIRST = frozenset(
    """
    а я о е є и і ї у ю ь й
    ого ього ому ьому им ім їм ими іми їми их іх їх ої ьої ою ьою ий ій їй
    ею єю ом ем єм ам ям ами ями ах ях ові еві єві ів їв ей
    ія ії ію іє ією ієм іям іями іях ієві
    ила ило или увати ювати ував ював увала ювала увало ювало ували ювали ує ює ують юють уємо юємо ає яє ають яють
    """.split()
)
_SECOND = frozenset("ом ем єм ам ям ах ях им ім их іх ий ів їв ов ев єв ив ей".split())
_LEAST = {"ила": 4, "ило": 4, "или": 4, "ив": 4, "їв": 2, "єв": 2}
"""How many letters must remain before an ending. Other endings: two, or three where the ending is a consonant's."""
_LONGEST = 5
_VOWELS = "аеиіоуюяєї"
_VOWEL = re.compile(f"[{_VOWELS}]")
_DOUBLED = re.compile(r"([^аеиіоуюяєї'])\1$")
_FLEETING = re.compile(f"([^{_VOWELS}]*[{_VOWELS}].*[^{_VOWELS}])(?:ок|ек|ец)$", re.DOTALL)
_CLOSED = re.compile(f"і([^{_VOWELS}])$")
_REFLEXIVE = re.compile("(т[иь]|в|л[аио]|є|ємо|єте|ш)с[яь]$")
_LAST = {"ц": "к", "з": "г"}


def _strip(word: str, endings: frozenset[str]) -> str:
    """Return the word without the longest of the endings that leaves enough of it."""
    for size in range(min(_LONGEST, len(word) - 2), 0, -1):
        rest, ending = word[:-size], word[-size:]
        if ending in endings:
            least = _LEAST.get(ending, 2 if ending[-1] in _VOWELS or ending in "ьй" else 3)
            if len(rest) >= least and _VOWEL.search(rest):
                return rest
    return word


def stem(word: str) -> str:
    """Return the stem of one lower-case word: `заході`, `захід` → `заход`; `українцями`, `українець` → `українк`."""
    word = word.replace("'", "")
    word = _REFLEXIVE.sub(r"\1", word)
    word = _strip(word, _FIRST)
    word = _strip(word, _SECOND)
    word = _DOUBLED.sub(r"\1", word)
    if found := _FLEETING.match(word):
        word = found[1] + word[-1]
    word = _CLOSED.sub(r"о\1", word)
    return word[:-1] + _LAST.get(word[-1:], word[-1:])
