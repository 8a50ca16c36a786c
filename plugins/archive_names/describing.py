"""The names of an article as JSON data, for its page, for lists and for the search."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from archive_names.finding import find_names
from archive_names.joining import Name, join_mentions
from archive_names.kinds import PERSON
from archive_names.known import local_spellings, name_key, world_names
from archive_names.mentions import Mention
from archive_names.words import Words, read_words
from newsrecord.slugs import text_to_slug

TEXT, TAG, NAMES_FILE = "text", "tag", "names file"
# An article tells at most so many names: a list of a thousand companies is about none of them.
MOST = 40
# A name that stands in the first characters of a text, or in its headline, counts as so many more mentions.
OPENING = 400
OPENING_WEIGHT = 2
HEADLINE_WEIGHT = 4


class Tag(NamedTuple):
    """A tag of the article, with the slug of its page."""

    name: str
    slug: str


def describe_names(
    text: str,
    language: str,
    headline: str = "",
    tags: Iterable[Tag] = (),
    mentions: Iterable[tuple[int, int, str]] | None = None,
) -> list[dict[str, Any]]:
    """Return the names of an article, the most salient first, each as `name`, `kind`, `slug`, `key` and `from`.

    `mentions` are what another finder has found. A surname alone is left out: it does not say whose it is. A name that
    is a tag of the article's has the tag's spelling and slug.
    """
    words = read_words(language)
    known = world_names(language)
    tag_of = {name_key(tag.name, words): tag for tag in tags}
    found = (
        find_names(text, language, known)
        if mentions is None
        else join_mentions(text, [_to_mention(text, *mention, words) for mention in mentions], words, known)
    )
    rows: list[tuple[int, int, dict[str, Any]]] = []
    for name in found:
        first = name.mentions[0]
        row = _describe(text, name, words, tag_of)
        if row is None:
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


def _describe(text: str, name: Name, words: Words, tag_of: Mapping[str, Tag]) -> dict[str, Any] | None:
    written = _best_spelling(text, name, words)
    tag = tag_of.get(name.key) or (tag_of.get(name_key(written, words)) if tag_of else None)
    if tag is not None:
        return {"name": tag.name, "kind": name.kind, "slug": tag.slug, "key": name.key, "from": TAG}
    if name.kind == PERSON and " " not in written:
        return None
    spelling = local_spellings(words.language).get(name.key) or written
    return {"name": spelling, "kind": name.kind, "slug": key_to_slug(name.key), "key": name.key, "from": TEXT}


def _best_spelling(text: str, name: Name, words: Words) -> str:
    """Return the spelling that shows most of a name: of its longest forms the commonest, of these the first."""
    most = max(len(mention.stems) for mention in name.mentions)
    spellings = [text[mention.start : mention.end] for mention in name.mentions if len(mention.stems) == most]
    if len(spellings) == 1:
        return " ".join(spellings[0].split())
    return " ".join(max(dict.fromkeys(spellings), key=spellings.count).split())


def key_to_slug(key: str) -> str:
    """Return the slug of a name's page: the same in every article, as the key is.

    >>> key_to_slug("qatar airways"), key_to_slug("United States"), key_to_slug("at&t inc.")
    ('qatar-airways', 'united-states', 'at-and-t-inc')
    """
    plain = key.replace(" ", "")
    if plain.isascii() and plain.isalnum() and len(key) < 60:
        return key.lower().replace(" ", "-") if " " in key else text_to_slug(key)
    return text_to_slug(key)


def _to_mention(text: str, start: int, end: int, kind: str, words: Words) -> Mention:
    return Mention(start, end, kind, tuple(words.stem(word) for word in text[start:end].lower().split()))
