"""Russian words to stems: Snowball's algorithm (snowballstem.org/algorithms/russian). Twin of
`russian.js` in the search.

Written out rather than taken from the package snowballstemmer, whose pure Python is twenty times slower; the tests hold
both to the same stems.
"""

import re


def _endings(text: str) -> re.Pattern[str]:
    """Return a search that finds the longest of some endings at a word's end."""
    longest_first = sorted(text.split(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)})$")


_AFTER_A = "ая"
_gerund = _endings("в вши вшись ив ивши ившись ыв ывши ывшись")
_gerund_after_a = frozenset("в вши вшись".split())
_reflexive = _endings("ся сь")
_adjective = _endings("ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею")
_participle = _endings("ем нн вш ющ щ ивш ывш ующ")
_participle_after_a = frozenset("ем нн вш ющ щ".split())
_verb = _endings(
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло"
    " ено ят ует уют ит ыт ены ить ыть ишь ую ю"
)
_verb_after_a = frozenset("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно".split())
_noun = _endings(
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я"
)
_regions = re.compile("[^аеиоуыэюя]*[аеиоуыэюя]")
_second_region = re.compile("[^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя][^аеиоуыэюя]*[аеиоуыэюя]+[^аеиоуыэюя]")
_derivational = _endings("ост ость")
_superlative = _endings("ейш ейше")


def _cut(rest: str, endings: re.Pattern[str], after_a: frozenset[str] = frozenset()) -> str | None:
    """Return `rest` without its longest ending; None where it has none, or one of `after_a` that has no а or я before
    it.
    """
    found = endings.search(rest)
    if not found:
        return None
    start = found.start()
    if found[0] in after_a and (start == 0 or rest[start - 1] not in _AFTER_A):
        return None
    return rest[:start]


def stem(word: str) -> str:
    """Return the stem of one lower-case word: `конференцию` → `конференц`."""
    word = word.replace("ё", "е")
    first = _regions.match(word)
    if not first:
        return word
    head, rest = word[: first.end()], word[first.end() :]

    if (cut := _cut(rest, _gerund, _gerund_after_a)) is not None:
        rest = cut
    else:
        if (cut := _cut(rest, _reflexive)) is not None:
            rest = cut
        if (cut := _cut(rest, _adjective)) is not None:
            rest = cut
            if (cut := _cut(rest, _participle, _participle_after_a)) is not None:
                rest = cut
        elif (cut := _cut(rest, _verb, _verb_after_a)) is not None or (cut := _cut(rest, _noun)) is not None:
            rest = cut
    if rest.endswith("и"):
        rest = rest[:-1]
    second = _second_region.match(word)
    if second and (found := _derivational.search(rest)) and len(head) + found.start() >= second.end():
        rest = rest[: found.start()]
    if rest.endswith("нн"):
        rest = rest[:-1]
    elif found := _superlative.search(rest):
        rest = rest[: found.start()]
        if rest.endswith("нн"):
            rest = rest[:-1]
    elif rest.endswith("ь"):
        rest = rest[:-1]
    return head + rest
