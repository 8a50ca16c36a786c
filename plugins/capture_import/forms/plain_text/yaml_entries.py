"""The entries of front matter in YAML, by PyYAML.

Only PyYAML's composer is used, which keeps every value as its words. Its constructor would make types of them: in
YAML 1.1 `12:30` is the number 750, `no` (the code of Norwegian) is false, and `2021-02-30` is an error. Clippers and
people also write what is not YAML (`title: Lamp: it is lit`): then each entry is composed by itself, and the value of
an entry that can't be composed is the text behind its colon.
"""

import re
from collections.abc import Iterator, Sequence

import yaml

from newsrecord.clean_text import clean_block

Value = str | list[str]

_LONGEST_HEADER = 100_000
# The composer, written in C, calls itself for each nested value: very deep nesting would crash the process.
_DEEPEST_NESTED = 50
_DEEPEST = 4
_ENTRY = re.compile(r"[^\s#\[\]{}-][^\n]{0,60}?:(?:\s|\Z)")
_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
# The keys that hold the name where a person, tag or section is a map.
_NAMES = ("name", "title", "label", "value")
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml_entries(lines: Sequence[str]) -> Iterator[tuple[str, Value]]:
    """Yield the key and the value of each entry of a header's top level, in order: a text, or the texts of a list.

    The value of a map is the name in it; an entry without a value is left out.

    >>> list(read_yaml_entries(["title: 'It''s lit'", "tags: [a, b]", "author:", "  name: Ann Lee", "url:"]))
    [('title', "It's lit"), ('tags', ['a', 'b']), ('author', 'Ann Lee')]
    """
    text = "\n".join(lines)
    if len(text) > _LONGEST_HEADER:
        return
    text = clean_block(text)  # YAML takes no control characters, and no article keeps them
    lines = text.split("\n")
    whole = _compose(text)
    if isinstance(whole, yaml.MappingNode):
        yield from _read_mapping(whole)
        return
    for entry in _split_entries(lines):
        node = _compose("\n".join(entry))
        if isinstance(node, yaml.MappingNode):
            yield from _read_mapping(node)
        elif node is None and _ENTRY.match(entry[0]):
            name, _, value = entry[0].partition(":")
            words = " ".join(" ".join([value, *entry[1:]]).split())
            if words:
                yield name, words


def _compose(text: str) -> yaml.Node | None:
    """Return a document's node; None if it is empty or not YAML."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST_NESTED:
                return None
        return yaml.compose(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError):
        return None


def _split_entries(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each entry of the top level: the line that begins with a key, and those below it."""
    entry: list[str] = []
    for line in lines:
        if entry and _ENTRY.match(line):
            yield entry
            entry = []
        entry.append(line)
    if entry:
        yield entry


def _read_mapping(node: yaml.MappingNode) -> Iterator[tuple[str, Value]]:
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode):
            if key.value == "params" and isinstance(value, yaml.MappingNode):
                yield from _read_mapping(value)  # Hugo keeps there what it does not know itself
            elif isinstance(value, yaml.SequenceNode):
                yield key.value, list(_list_texts(value, _DEEPEST))
            elif text := next(_list_texts(value, _DEEPEST), ""):
                yield key.value, text


def _list_texts(node: yaml.Node, depth: int) -> Iterator[str]:
    """Yield the texts of a value, also of nested lists (`[[wiki links]]`), and the names in maps, up to a depth."""
    if isinstance(node, yaml.ScalarNode):
        if node.style or node.value not in _NOTHING:
            yield " ".join(node.value.split())
    elif isinstance(node, yaml.SequenceNode) and depth:
        for inner in node.value:
            yield from _list_texts(inner, depth - 1)
    elif isinstance(node, yaml.MappingNode) and depth:
        named = {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
        found = next((named[name] for name in _NAMES if name in named), None)
        if found is not None:
            yield from _list_texts(found, depth - 1)
