"""Names that may be one name in two spellings: candidates for the names file. Pure functions.

Two names are candidates if their folded letters are the same (case, accents, alphabet, doubled letters, order of
words), or if the one is the other with initials or without middle names. No name is compared with all others:
candidates share a key, and of a key that very many share, only the most used names are compared.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from newsrecord.slugs import text_to_slug

# Names of one key that are compared with each other.
_MOST_COMPARED = 40
# Fewer folded letters say too little.
_FEWEST_LETTERS = 4
# Kinds of names whose words may stand in another order, and have initials.
PEOPLE = frozenset(["author", "person"])
# How transliterations and spellings of one sound differ; applied in this order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|sh", "s"),
        ("kh|ch|ck|gh", "k"),
        ("ph", "f"),
        ("zh", "z"),
        ("th", "t"),
        ("w", "v"),
        ("x", "ks"),
        ("c|q", "k"),
        ("[yj]+|i[yj]*i*|ie(?=[aou])", "i"),
        ("ii+", "i"),
        (r"(.)\1+", r"\1"),
    )
)


class Alike(NamedTuple):
    """Names that may be one: the name to keep, the others, and what they have in common, in words."""

    keep: str
    others: tuple[str, ...]
    reason: str


def find_alike(
    counts: Mapping[str, int], kind: str, slugs: Mapping[str, str] = {}, decided: Collection[str] = ()
) -> Iterator[Alike]:
    """Yield the groups of names of one kind that may be one name; `counts` says how many articles have each.

    Names with the same slug share a page already and are no candidates; `slugs` are those of names whose articles have
    a slug of their own for them. Nor are two names that the owner has `decided` on: the names file tells them apart.

    >>> list(find_alike({"John Smith": 5, "J. Smith": 1, "Ann Lee": 2}, "author"))
    [Alike(keep='John Smith', others=('J. Smith',), reason='the same name with initials')]
    >>> list(find_alike({"Nadiia Kovalchuk": 1, "Nadiya Kovalchuk": 3}, "tag"))
    [Alike(keep='Nadiya Kovalchuk', others=('Nadiia Kovalchuk',), reason='nearly the same letters')]
    """
    is_person = kind in PEOPLE
    by_letters: dict[str, list[str]] = defaultdict(list)
    words = {name: _fold_words(name) for name in counts}
    for name, parts in words.items():
        key = "".join(sorted(parts) if is_person else parts)
        if len(key) >= _FEWEST_LETTERS:
            by_letters[key].append(name)
    for names in by_letters.values():
        yield from _group(names, counts, slugs, decided)
    if is_person:
        yield from _find_shortened(words, counts, decided)


def _find_shortened(
    words: Mapping[str, list[str]], counts: Mapping[str, int], decided: Collection[str]
) -> Iterator[Alike]:
    by_family: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, parts in words.items():
        if len(parts) > 1 and len(parts[-1]) > 1:
            by_family[parts[-1], parts[0][0]].append(name)
    for names in by_family.values():
        if len(names) < 2:
            continue
        compared = sorted(names, key=lambda name: (-counts[name], name))[:_MOST_COMPARED]
        for short in compared:
            # by the given names before the family name
            longer = [
                name
                for name in compared
                if _is_shortened(words[short][:-1], words[name][:-1]) and not (short in decided and name in decided)
            ]
            if longer:
                yield _choose_kept(short, longer, words, counts)


def _choose_kept(short: str, longer: list[str], words: Mapping[str, list[str]], counts: Mapping[str, int]) -> Alike:
    """Return a name and those that it may stand for. What is kept has no initials, if one of them has none, and is the
    one that most articles have.
    """

    def has_initials(name: str) -> bool:
        return any(len(word) == 1 for word in words[name])

    keep = min((short, *longer), key=lambda name: (has_initials(name), -counts[name], name))
    reason = "the same name with initials" if has_initials(short) else "the same name without a middle name"
    several = ", which may be any of these" if len(longer) > 1 else ""
    others = (name for name in (short, *longer) if name != keep)
    return Alike(keep, tuple(others), f"{reason}{several}")


def _is_shortened(short: list[str], long: list[str]) -> bool:
    """Return whether given names are a shorter form of others: `["j"]` of `["ion"]`, `["ion"]` of `["ion", "r"]`."""
    if short == long or len(short) > len(long):
        return False
    return all(
        one == other or (len(one) == 1 and other.startswith(one)) for one, other in zip(short, long, strict=False)
    )


def _group(
    names: Iterable[str], counts: Mapping[str, int], slugs: Mapping[str, str], decided: Collection[str]
) -> Iterator[Alike]:
    by_slug: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (-counts[name], -len(name), name)):
        by_slug.setdefault(slugs.get(name) or text_to_slug(name), name)
    if len(by_slug) > 1 and not all(name in decided for name in by_slug.values()):
        keep, *others = by_slug.values()
        yield Alike(keep, tuple(others), "nearly the same letters")


def _fold_words(name: str) -> list[str]:
    """Return the words of a name in folded letters; one word for letters that have no Latin form."""
    slug = text_to_slug(name)
    if re.search(r"(?:\A|-)(?:untitled-)?[0-9a-f]{8}\Z", slug):
        return ["".join(letter for letter in name.casefold() if letter.isalnum())]
    return [word for word in map(_fold_word, slug.split("-")) if word]


def _fold_word(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word
