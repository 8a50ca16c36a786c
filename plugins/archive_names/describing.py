"""The names of an article as JSON data, for its page, for lists and for the search."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from archive_names.finding import find_names
from archive_names.joining import Name, join_mentions
from archive_names.kinds import PERSON
from archive_names.known import local_spellings, name_key
from archive_names.mentions import Mention
from archive_names.owned import OwnedNames, known_names
from archive_names.words import Words, read_words
from newsrecord.slugs import text_to_slug

TEXT, TAG, NAMES_FILE = "text", "tag", "names file"
# An article tells at most so many names: a list of a thousand companies is about none of them.
MOST = 40
# A name that stands in the first characters of a text, or in its headline, counts as so many more mentions.
OPENING = 400
OPENING_WEIGHT = 2
HEADLINE_WEIGHT = 4
NOBODY = OwnedNames()
LONGEST_CREDITS = 500
# The slugs of so many names are kept in memory.
_NAMES = 20_000
_LAST_PARENTHESES = re.compile(r"\(([^()]*)\)\s*\Z")


class Tag(NamedTuple):
    """A tag of the article, with the slug of its page."""

    name: str
    slug: str


def describe_names(
    text: str,
    language: str,
    headline: str = "",
    tags: Iterable[Tag] = (),
    authors: Iterable[str] = (),
    owned: OwnedNames = NOBODY,
    publisher: str = "",
    mentions: Iterable[tuple[int, int, str]] | None = None,
) -> list[dict[str, Any]]:
    """Return the names of an article, the most salient first, each as `name`, `kind`, `slug`, `key` and `from`.

    `mentions` are what another finder has found. What the owner has decided beats all: kind, spelling, slug. A name
    that is a tag of the article's has the tag's spelling and slug; an author of the article's is a person. A surname
    alone is left out: it does not say whose it is. So are the publisher, and who is named in the text's credits.
    """
    words = read_words(language)
    text = text[: find_credits(text, words)]
    known = known_names(language, owned)
    certain = _Certain(
        owned,
        {name_key(tag.name, words): tag for tag in tags},
        frozenset(name_key(author, words) for author in authors),
    )
    found = (
        find_names(text, language, known)
        if mentions is None
        else join_mentions(text, [_to_mention(text, *mention, words) for mention in mentions], words, known)
    )
    rows: list[tuple[int, int, dict[str, Any]]] = []
    for name in found:
        first = name.mentions[0]
        row = _describe(text, name, words, certain)
        if row is None or row["name"].casefold() == publisher.casefold():
            continue
        weight = len(name.mentions)
        weight += OPENING_WEIGHT if first.start < OPENING else 0
        weight += HEADLINE_WEIGHT if row["name"].rpartition(" ")[2] in headline else 0
        rows.append((-weight, first.start, row))
    rows.sort(key=lambda row: row[:2])
    told: dict[tuple[str, str], dict[str, Any]] = {}
    for _, _, row in rows:
        told.setdefault((row["kind"], row["slug"]), row)
    return list(told.values())[:MOST]


class _Certain(NamedTuple):
    """What is certain of some names: the owner's, the article's tags by key, the keys of its authors."""

    owned: OwnedNames
    tags: Mapping[str, Tag]
    authors: frozenset[str]


def _describe(text: str, name: Name, words: Words, certain: _Certain) -> dict[str, Any] | None:
    slug = key_to_slug(name.key)
    entity = certain.owned.by_slug.get(slug)
    if entity is not None:
        spelling = dict(entity.languages).get(words.language, entity.name)
        return {"name": spelling, "kind": entity.kind, "slug": entity.slug, "key": entity.name, "from": NAMES_FILE}
    written = _best_spelling(text, name, words)
    tag = certain.tags.get(name.key) or (certain.tags.get(name_key(written, words)) if certain.tags else None)
    kind = PERSON if name.key in certain.authors else name.kind
    if tag is not None:
        return {"name": tag.name, "kind": kind, "slug": tag.slug, "key": name.key, "from": TAG}
    if kind == PERSON and " " not in written:
        return None
    spelling = local_spellings(words.language).get(name.key) or written
    return {"name": spelling, "kind": kind, "slug": slug, "key": name.key, "from": TEXT}


def _best_spelling(text: str, name: Name, words: Words) -> str:
    """Return the spelling that shows most of a name: of its longest forms the commonest, of these the first; where
    names inflect, the shortest, which is the first case more often than others are.
    """
    if len(name.mentions) == 1:
        return " ".join(text[name.mentions[0].start : name.mentions[0].end].split())
    most = max(len(mention.stems) for mention in name.mentions)
    spellings = [text[mention.start : mention.end] for mention in name.mentions if len(mention.stems) == most]
    if len(spellings) == 1:
        return " ".join(spellings[0].split())
    if words.inflects:
        return " ".join(min(spellings, key=len).split())
    return " ".join(max(dict.fromkeys(spellings), key=spellings.count).split())


@lru_cache(_NAMES)
def key_to_slug(key: str) -> str:
    """Return the slug of a name's page: the same in every article, as the key is.

    >>> key_to_slug("qatar airways"), key_to_slug("United States"), key_to_slug("at&t inc.")
    ('qatar-airways', 'united-states', 'at-and-t-inc')
    """
    plain = key.replace(" ", "")
    if plain.isascii() and plain.isalnum() and len(key) < 60:
        return key.lower().replace(" ", "-") if " " in key else text_to_slug(key)
    return text_to_slug(key)


def find_credits(text: str, words: Words) -> int:
    """Return where the credits begin that end a text: parentheses, one of whose words is a language's `credits`.

    >>> text = "The lamp is lit. (Reporting by Ilka Brandt)"
    >>> text[: find_credits(text, read_words("en"))]
    'The lamp is lit. '
    """
    match = _LAST_PARENTHESES.search(text, max(0, len(text) - LONGEST_CREDITS))
    if match is None or words.credits.isdisjoint(match.group(1).lower().split()):
        return len(text)
    return match.start()


def _to_mention(text: str, start: int, end: int, kind: str, words: Words) -> Mention:
    return Mention(start, end, kind, tuple(words.stem(word) for word in text[start:end].lower().split()))
