"""Names whose last words are written small: `Верховний суд`, `Палата представників`, `Міністерство культури`."""

import re

from archive_names.kinds import ORGANISATION, PLACE
from archive_names.known import KnownNames, known_key
from archive_names.sequences import Word
from archive_names.words import Words

_NEXT_WORD = re.compile(r" ([а-яёіїєґ][а-яёіїєґ'’-]{2,})(?!\w)")
_ADJECTIVE = re.compile(
    r"(?:ий|ый|ой|ая|яя|ое|ее|ого|его|ому|ему|ым|им|ом|ую|юю|ій|ої|ою|ские|ські|цькі|ные|ні|ных|них|ими|ых|их|ые|ие|ська|ське|цька|цьке|на|не|ва|ве)$"
)
_GENITIVE = re.compile(r"(?:[иыіїь]й|ов|ів|їв|ей|ев|ия|ии|ія|ії|ы|и|а|я|ого|его|ої|их|ых|у|ю|ств|ок|ек|ян)$")
_VERB = re.compile(r"(?:ла|ли|ло|ет|ют|ит|ят|ть|ти|є|ться|тся|лась|лось|лись|лся|лася|вся|лося|лися)$")
_MOST_WORDS = 4
_SHORTEST_NOUN = 4


def extend_name(text: str, part: list[Word], words: Words, known: KnownNames) -> tuple[int, str | None]:
    """Return where a name ends with its small words, and its kind where they tell it.

    An adjective takes the organisation's or the place's noun that follows; an organisation's noun takes the nouns in
    the genitive that follow.
    """
    last = part[-1]
    end = last.end
    kind: str | None = None
    is_known = known_key([word.text for word in part], [word.stem for word in part]) in known
    head = last.stem
    noun = _NEXT_WORD.match(text, end)
    if noun:
        found = known.get(" ".join([*(word.stem for word in part), words.stem(noun.group(1))]))
        if found is not None:
            return noun.end(), found.kind
    if noun and not is_known and len(part) < 3 and _ADJECTIVE.search(last.lower):
        stem = words.stem(noun.group(1))
        if head not in words.given_names and head not in words.organisations:
            if stem in words.organisations:
                kind = ORGANISATION
            elif stem in words.places:
                kind = PLACE
            if kind is not None:
                end, head = noun.end(), stem
    if head in words.organisations and kind != PLACE:
        for _ in range(_MOST_WORDS):
            noun = _NEXT_WORD.match(text, end)
            if not noun or len(noun.group(1)) < _SHORTEST_NOUN:
                break
            if not _GENITIVE.search(noun.group(1)) or _VERB.search(noun.group(1)):
                break
            end, kind = noun.end(), ORGANISATION
    return end, kind
