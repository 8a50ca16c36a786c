"""The mentions of an article to the names that they stand for: short forms and cases are joined to the long form."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from archive_names.kinds import ORGANISATION, PERSON
from archive_names.known import KnownNames, known_key
from archive_names.mentions import Mention
from archive_names.words import Words

_SHORTEST_ACRONYM = 2
# The keys of so many names are kept in memory.
_NAMES = 20_000


class Name(NamedTuple):
    """A name of an article: its key, which is the same in every article, its kind, and its mentions in order."""

    key: str
    kind: str
    mentions: tuple[Mention, ...]


def join_mentions(text: str, mentions: Sequence[Mention], words: Words, known: KnownNames) -> list[Name]:
    """Return the names of an article, each with its mentions, in the order of their first ones.

    A known name's key is the spelling that stands for it in all languages. Another's is its stems, without titles and
    legal forms: of a person those of the longest form whose last word is the same (`Merkel`, `A. Merkel`), of an
    organisation those of the longest form that begins with it or whose initials it is.
    """
    keys = [
        _own_key(text[mention.start : mention.end], mention.stems, mention.kind, words, known) for mention in mentions
    ]
    firms = {key for mention, key in zip(mentions, keys, strict=True) if _is_firm(mention, words)}
    kinds = {key: mention.kind for mention, key in zip(mentions, keys, strict=True)} | dict.fromkeys(
        firms, ORGANISATION
    )
    long_forms = _long_forms(kinds)
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention, key in zip(mentions, keys, strict=True):
        groups[long_forms.get(key, key)].append(mention)
    return [
        Name(key, ORGANISATION if key in firms else _commonest_kind(group), tuple(group))
        for key, group in groups.items()
    ]


def _is_firm(mention: Mention, words: Words) -> bool:
    """Return whether a legal form says what a name is: `Dell` is no short form of a person where `Dell Inc` stands."""
    stems = mention.stems
    return mention.kind == ORGANISATION and len(stems) > 1 and stems[-1].rstrip(".") in words.legal_forms


@lru_cache(_NAMES)
def _own_key(written: str, stems: tuple[str, ...], kind: str, words: Words, known: KnownNames) -> str:
    small = [words.stem(word) for word in written.split()[len(stems) :]] if words.inflects else []
    found = known.get(known_key(written.split(), [*stems, *small]))
    if found is not None and found.kind == kind:
        return found.name
    whole = stems
    while len(stems) > 1 and stems[-1].rstrip(".") in words.legal_forms:
        stems = stems[:-1]
    if stems is not whole and (found := known.get(" ".join(stems))) is not None and found.kind == kind:
        return found.name  # `Toyota Corp` is the Toyota that is known
    return " ".join([*map(words.shorten, stems), *small])


def _long_forms(kinds: Mapping[str, str]) -> Mapping[str, str]:
    """Return the key of the long form by that of the short form, given the kinds of keys; the longest wins, then the
    first.

    Linear in the number of keys: each key names its possible short forms, and those that stand in the text are joined.
    """
    long_forms: dict[str, str] = {}
    for key in sorted(kinds, key=lambda key: -key.count(" ")):
        for short in _short_forms(key.lower().split(), kinds[key]):  # a known name's key has capitals
            if short != key and kinds.get(short) == kinds[key]:
                long_forms.setdefault(short, long_forms.get(key, key))
    return long_forms


def _short_forms(words: list[str], kind: str) -> Iterator[str]:
    if len(words) == 1:
        return
    if kind == PERSON:
        yield words[-1]
        initial = words[0][0]
        yield from (f"{initial}.{words[-1]}", f"{initial}. {words[-1]}", f"{initial} {words[-1]}")
    elif kind == ORGANISATION:
        for length in range(len(words) - 1, 0, -1):
            yield " ".join(words[:length])
        acronym = "".join(word[0] for word in words)
        if len(acronym) >= _SHORTEST_ACRONYM:
            yield acronym
        if len(acronym) == 2:
            yield "&".join(acronym)  # `J&J`


def _commonest_kind(mentions: Sequence[Mention]) -> str:
    if len(mentions) == 1:
        return mentions[0].kind
    kinds = [mention.kind for mention in mentions]
    return max(dict.fromkeys(kinds), key=kinds.count)
