"""`names.toml` in the content folder: the names that its owner has decided on, one entity a table.

    [[entity]]
    name = "John Smith"
    kind = "author"
    slug = "john-smith"
    spellings = ["J. Smith", "Smith, John"]
    languages = { uk = "Джон Сміт" }
    wikidata = "Q42"
    line = "Wrote about the harbour from 2019 to 2024."

Where the keys stand in the file is known to `names_lines`. Names are compared by their slugs, as pages are: `J. Smith`
and `J Smith` are one spelling.
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from newsrecord.clean_text import clean_line
from newsrecord.names_lines import TableLines, find_line, find_tables, read_simple_lines
from newsrecord.slugs import text_to_slug

FILE = "names.toml"
TABLE = "entity"
KINDS = ("person", "organisation", "place", "author", "tag", "section", "publisher")
# The keys of an entity, and what each means; `name` and `kind` are needed.
KEYS = {
    "name": "The name that pages show.",
    "kind": "One of these kinds: it decides whose names these are.",
    "slug": "The last part of the URL of its page; without it, it is made from the name.",
    "spellings": "Other spellings of the name, as articles have them; case, accents and punctuation do not matter.",
    "languages": "Spellings in other languages, by the language's code.",
    "wikidata": "Its item in Wikidata.",
    "line": "A sentence that its page shows.",
}
MOST_PROBLEMS = 20
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_AT = re.compile(r"[ ]?\(at (?:line (\d+), column \d+|end of document)\)")
_UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class Entity(NamedTuple):
    """A name that the owner has decided on. `slug` is that of its page.

    `spellings` are all other spellings, those of `languages` last; `languages` has pairs of a language's code and the
    name there. `line` is the owner's sentence about it, empty where there is none, as `wikidata` is.
    """

    name: str
    kind: str
    slug: str
    spellings: tuple[str, ...] = ()
    wikidata: str = ""
    line: str = ""
    languages: tuple[tuple[str, str], ...] = ()


class NamesFile(NamedTuple):
    """The entities in the order of the file, and each by its kind and every slug that one of its spellings has."""

    entities: tuple[Entity, ...] = ()
    by_slug: Mapping[tuple[str, str], Entity] = {}

    def find(self, kind: str, slug: str, name: str = "") -> Entity | None:
        """Return the entity of a kind that a slug leads to, or else the slug of a name; None where there is none.

        The two differ for a tag with a slug of its source's own, and for a Cyrillic name in a Russian story.
        """
        found = self.by_slug.get((kind, slug))
        if found is None and name and self.by_slug:
            found = self.by_slug.get((kind, text_to_slug(name)))
        return found


class BadNamesFile(OSError):
    """The names file has lines that can't be understood: for each the file, the line and the remedy in words."""


def read_names_file(content: Path) -> NamesFile:
    """Return the names file of a content folder; an empty one where there is none. Raises BadNamesFile."""
    path = content / FILE
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return NamesFile()
    except OSError as error:
        raise BadNamesFile(f"{path}: it can't be read ({error.strerror}): see to its permissions") from error
    return parse_names(data, str(path))


@lru_cache(maxsize=2)  # several plugins read it, and a worker process is forked from one that has
def parse_names(data: bytes, path: str = FILE) -> NamesFile:
    r"""Return the entities of a names file from its bytes; `path` is for messages. Raises BadNamesFile.

    >>> [smith] = parse_names(b'[[entity]]\nname = "John Smith"\nkind = "author"\nspellings = ["J. Smith"]').entities
    >>> smith.slug, smith.spellings
    ('john-smith', ('J. Smith',))
    """
    text = decode_names(data, path)
    document = parse_document(text, path)
    problems = [*_check_document(document), *_check_tables(document.get(TABLE, []))]
    if not problems:
        entities = tuple(map(_table_to_entity, document.get(TABLE, [])))
        by_slug, conflicts = _sort_by_slug(entities)
        problems += _describe_conflicts(entities, conflicts, text)
        if not problems:
            return NamesFile(entities, by_slug)
    lines = find_tables(text)
    told = [f"{path}, line {_find_line(problem, lines, text)}: {problem.words}" for problem in problems]
    more = [f"{path}: {len(told) - MOST_PROBLEMS} more like these"] if len(told) > MOST_PROBLEMS else []
    raise BadNamesFile("\n".join([*told[:MOST_PROBLEMS], *more]))


def decode_names(data: bytes, path: str = FILE) -> str:
    """Return the text of a names file, without the byte order mark that some editors write. Raises BadNamesFile."""
    for mark, encoding in _OTHER_BOMS.items():
        if data.startswith(mark):
            raise BadNamesFile(f"{path}, line 1: the file is in {encoding}: save it as UTF-8")
    data = data.removeprefix(_UTF8_BOM)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadNamesFile(
            f"{path}, line {line}: a character is in another encoding than UTF-8: save the file as UTF-8"
        ) from error


def parse_document(text: str, path: str = FILE) -> dict[str, Any]:
    """Return the tables of a names file as `tomllib` reads them, which is faster where all lines are simple ones.

    Raises BadNamesFile where the text is not TOML.
    """
    document = read_simple_lines(text, TABLE)
    if document is not None:
        return document
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        number = at[1] if at and at[1] else len(text.rstrip().splitlines()) or 1
        reason = _AT.sub("", str(error))
        raise BadNamesFile(
            f"{path}, line {number}: it is not TOML ({reason[:1].lower()}{reason[1:]}): "
            'write it as `key = "text"` or `key = ["text", "text"]`, each key once in a table'
        ) from error


class _Problem(NamedTuple):
    """What is wrong with a table (its number, or None for the file), at one of its keys or at all of it."""

    table: int | None
    key: str
    words: str


class _Conflict(NamedTuple):
    """Two entities, by their numbers, that one slug leads to, and the spelling of each."""

    first: int
    second: int
    slug: str
    spellings: tuple[str, str]


def _find_line(problem: _Problem, lines: Sequence[TableLines], text: str) -> int:
    if problem.table is None:
        return find_line(text, problem.key)
    if problem.table >= len(lines):  # an array of inline tables, which has no lines of its own
        return find_line(text, TABLE)
    table = lines[problem.table]
    return table.keys.get(problem.key, table.line)


def _suggest(word: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else f"it is one of {', '.join(known)}"


def _check_document(document: Mapping[str, Any]) -> Iterator[_Problem]:
    for key, value in document.items():
        if key != TABLE:
            yield _Problem(None, key, f"{key!r} stands in no entity: begin each entity with a line [[{TABLE}]]")
        elif not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            yield _Problem(None, key, f"an entity begins with a line [[{TABLE}]], with two brackets on each side")


def _check_tables(tables: Any) -> Iterator[_Problem]:
    if not isinstance(tables, list):
        return
    for number, table in enumerate(tables):
        if isinstance(table, dict):
            yield from _check_table(number, table)


def _check_table(number: int, table: Mapping[str, Any]) -> Iterator[_Problem]:
    for key in table.keys() - set(KEYS):
        yield _Problem(number, key, f"unknown key {key!r}: {_suggest(key, KEYS)}")
    for key in ("name", "kind"):
        if key not in table:
            yield _Problem(number, "", f'the entity has no {key}: add a line {key} = "..."')
    for key in ("name", "kind", "slug", "wikidata", "line"):
        if key in table and not (isinstance(table[key], str) and clean_line(table[key])):
            yield _Problem(number, key, f'{key} is text between quotation marks: {key} = "..."')
            return
    if "kind" in table and table["kind"] not in KINDS:
        yield _Problem(number, "kind", f"unknown kind {table['kind']!r}: {_suggest(table['kind'], KINDS)}")
    slug = table.get("slug", "a")
    if slug != text_to_slug(slug):
        yield _Problem(number, "slug", f"{slug!r} is no slug: did you mean {text_to_slug(slug)!r}?")
    if not _WIKIDATA.fullmatch(table.get("wikidata", "Q1")):
        yield _Problem(number, "wikidata", f"{table['wikidata']!r} is no Wikidata id: it is Q and a number, as Q42")
    spellings = table.get("spellings", [])
    if not isinstance(spellings, list) or not all(isinstance(one, str) and clean_line(one) for one in spellings):
        yield _Problem(number, "spellings", 'spellings is a list of texts: spellings = ["...", "..."]')
    languages = table.get("languages", {})
    if not isinstance(languages, dict) or not all(
        _LANGUAGE.fullmatch(code) and isinstance(name, str) and clean_line(name) for code, name in languages.items()
    ):
        yield _Problem(number, "languages", 'languages has a name by a language\'s code: languages = { uk = "..." }')


def _table_to_entity(table: Mapping[str, Any]) -> Entity:
    name = clean_line(table["name"])
    languages = tuple((code, clean_line(one)) for code, one in table.get("languages", {}).items())
    spellings = dict.fromkeys([*map(clean_line, table.get("spellings", ())), *(one for _, one in languages)])
    spellings.pop(name, None)
    return Entity(
        name,
        table["kind"],
        table.get("slug") or text_to_slug(name),
        tuple(spellings),
        table.get("wikidata", ""),
        clean_line(table.get("line", "")),
        languages,
    )


def _sort_by_slug(entities: Sequence[Entity]) -> tuple[dict[tuple[str, str], Entity], list[_Conflict]]:
    """Return the entities by kind and slug, and those that are not the only ones there."""
    owners: dict[tuple[str, str], tuple[int, str]] = {}
    conflicts: list[_Conflict] = []
    for number, entity in enumerate(entities):
        kind = entity.kind
        for spelling in (entity.name, *entity.spellings):
            slug = text_to_slug(spelling)
            at, known = owners.setdefault((kind, slug), (number, spelling))
            if at != number:
                conflicts.append(_Conflict(at, number, slug, (known, spelling)))
        at, known = owners.setdefault((kind, entity.slug), (number, entity.slug))
        if at != number:
            conflicts.append(_Conflict(at, number, entity.slug, (known, entity.slug)))
    return {place: entities[number] for place, (number, _) in owners.items()}, conflicts


def _describe_conflicts(entities: Sequence[Entity], conflicts: Sequence[_Conflict], text: str) -> Iterator[_Problem]:
    if not conflicts:
        return
    lines = find_tables(text)

    def where(number: int) -> str:
        line = lines[number].line if number < len(lines) else find_line(text, TABLE)
        return f'"{entities[number].name}" (line {line})'

    told: set[tuple[int, ...]] = set()
    for first, second, slug, (known, spelling) in conflicts:
        circle = _find_circle(entities, conflicts, second)
        if circle and first in circle:
            if tuple(sorted(circle)) not in told:
                told.add(tuple(sorted(circle)))
                way = " -> ".join(map(where, (*circle, circle[0])))
                yield _Problem(second, "spellings", f"the renames lead in a circle: {way}: take one of these out")
            continue
        key = (
            "slug"
            if spelling == entities[second].slug
            else "name"
            if spelling == entities[second].name
            else "spellings"
        )
        same = f'"{spelling}"' if spelling == known else f'"{spelling}" has the slug {slug}, as "{known}" has: it'
        remedy = "put both into one entity, or take it out of one"
        yield _Problem(second, key, f"{same} belongs to {where(first)} already: {remedy}")


def _find_circle(entities: Sequence[Entity], conflicts: Sequence[_Conflict], start: int) -> tuple[int, ...]:
    """Return the entities that a chain of renames passes from one of them until it is there again; () for none.

    An entity is renamed to another where its own name is among the other's spellings.
    """
    becomes: dict[int, list[int]] = {}
    for first, second, _, (known, spelling) in conflicts:
        for one, name, other, its in ((first, known, second, spelling), (second, spelling, first, known)):
            if name == entities[one].name and its != entities[other].name:
                becomes.setdefault(one, []).append(other)
    ways: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    while ways:
        way = ways.pop()
        for following in becomes.get(way[-1], ()):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()
