"""The names that the archive's owner has decided on in the names file, as the finder and the descriptions need them."""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from archive_names.kinds import ORGANISATION, PERSON, PLACE
from archive_names.known import Known, KnownNames, name_key, world_names
from archive_names.words import read_words
from newsrecord.names_file import Entity
from newsrecord.slugs import text_to_slug


@dataclass(frozen=True)
class OwnedNames:
    """The people, organisations and places of the names file; `version` changes with whatever articles tell of them."""

    entities: tuple[Entity, ...] = ()
    version: str = field(init=False)
    by_slug: Mapping[str, Entity] = field(init=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        told = [entity[:4] for entity in self.entities]
        object.__setattr__(self, "version", hashlib.sha256(repr(told).encode()).hexdigest()[:16] if told else "")
        by_slug = {
            text_to_slug(spelling): entity
            for entity in reversed(self.entities)
            for spelling in (entity.name, entity.slug, *entity.spellings)
        }
        object.__setattr__(self, "by_slug", by_slug)
        object.__setattr__(self, "_hash", hash(self.entities))

    def __hash__(self) -> int:
        return self._hash  # asked for with each article, of thousands of entities


def choose_owned(entities: Iterable[Entity]) -> OwnedNames:
    """Return those of the entities that articles name: people, organisations and places."""
    return OwnedNames(tuple(entity for entity in entities if entity.kind in (PERSON, ORGANISATION, PLACE)))


@functools.lru_cache(maxsize=64)
def known_names(language: str, owned: OwnedNames) -> KnownNames:
    """Return all names that are known before an article in this language is read; the owner's go before the world's."""
    if not owned.entities:
        return world_names(language)
    words = read_words(language)
    names = {
        name_key(spelling, words): Known(entity.kind, entity.name, spelling.lower())
        for entity in owned.entities
        for spelling in (entity.name, *entity.spellings)
    }
    return KnownNames({**world_names(language), **names})
