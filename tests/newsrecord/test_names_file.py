"""The names file: what it says, and what is wrong with it, by line."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.names_file import (
    FILE,
    MOST_PROBLEMS,
    BadNamesFile,
    NamesFile,
    parse_names,
    read_names_file,
)
from newsrecord.names_lines import find_tables, read_simple_lines

ROOT = Path(__file__).resolve().parents[2]
SMITH = '[[entity]]\nname = "John Smith"\nkind = "author"\n'


def parse(text: str) -> NamesFile:
    return parse_names(text.encode())


def test_all_keys_of_an_entity_are_read():
    [smith] = parse(
        SMITH + 'slug = "smith"\nspellings = ["J. Smith", "John  Smith", "J. Smith"]\n'
        'languages = { uk = "Джон Сміт" }\nwikidata = "Q4925477"\nline = "Wrote about\tthe harbour."\n'
    ).entities
    assert smith == (
        "John Smith",
        "author",
        "smith",
        ("J. Smith", "Джон Сміт"),
        "Q4925477",
        "Wrote about the harbour.",
        (("uk", "Джон Сміт"),),
    )


def test_a_name_is_found_by_every_slug_that_leads_to_it():
    names = parse(SMITH + 'slug = "smith"\nspellings = ["J. Smith"]\nlanguages = { uk = "Джон Сміт" }\n')
    [smith] = names.entities
    assert all(names.find("author", slug) is smith for slug in ("smith", "john-smith", "j-smith", "dzhon-smit"))
    assert names.find("tag", "smith") is None
    assert names.find("author", "of-a-source", "j smith") is smith  # a tag with its source's own slug
    assert names.find("author", "another", "Jane Stone") is None


def test_there_may_be_no_file_and_an_empty_one(tmp_path):
    assert read_names_file(tmp_path) == NamesFile()
    (tmp_path / FILE).write_bytes(b"\xef\xbb\xbf# nothing yet\r\n")
    assert read_names_file(tmp_path).entities == ()


def test_a_file_that_can_not_be_read_is_named(tmp_path):
    (tmp_path / FILE).mkdir()
    with pytest.raises(BadNamesFile, match=f"{FILE}: it can't be read"):
        read_names_file(tmp_path)


# What is wrong with a file: its text, and for each problem its line and words of the message.
BAD = {
    "an unknown key": (SMITH + 'spelings = ["J. Smith"]', [(4, "'spelings': did you mean spellings?")]),
    "a key like no other": (SMITH + 'zzz = "1"', [(4, "unknown key 'zzz': it is one of name, kind, slug")]),
    "an unknown kind": ('[[entity]]\nname = "Harbour"\n\nkind = "organization"', [(4, "did you mean organisation?")]),
    "no kind": ('\n[[entity]]\nname = "Harbour"', [(2, "has no kind")]),
    "no name": ('[[entity]]\nkind = "tag"', [(1, "has no name")]),
    "an empty name": ('[[entity]]\nname = " "\nkind = "tag"', [(2, "name is text")]),
    "a number": (SMITH + "line = 3", [(4, "line is text")]),
    "spellings as text": (SMITH + 'spellings = "J. Smith"', [(4, "spellings is a list")]),
    "a spelling in brackets": (SMITH + 'spellings = [["J. Smith"]]', [(4, "spellings is a list")]),
    "languages as a list": (SMITH + 'languages = ["uk"]', [(4, "by a language's code")]),
    "no language": (SMITH + '[entity.languages]\nukrainian = "Джон Сміт"', [(4, "by a language's code")]),
    "no slug": (SMITH + 'slug = "John Smith"', [(4, "did you mean 'john-smith'?")]),
    "no id": (SMITH + 'wikidata = "https://halverin.example/Q1"', [(4, "no Wikidata id")]),
    "two slugs": (
        SMITH + 'slug = "js"\n\n[[entity]]\nname = "Jane Stone"\nkind = "author"\nslug = "js"',
        [(9, '"js" belongs to "John Smith" (line 1) already')],
    ),
    "one spelling twice": (
        SMITH + 'spellings = ["J. S."]\n[[entity]]\nname = "Jane Stone"\nkind = "author"\nspellings = ["J. S."]',
        [(8, '"J. S." belongs to "John Smith" (line 1) already')],
    ),
    "two spellings with one slug": (
        SMITH + 'spellings = ["J. S."]\n[[entity]]\nname = "Jane Stone"\nkind = "author"\nspellings = ["J S"]',
        [(8, '"J S" has the slug j-s, as "J. S." has: it belongs to "John Smith" (line 1)')],
    ),
    "a name that is a spelling elsewhere": (
        SMITH + '[[entity]]\nname = "Jack Smith"\nkind = "author"\nspellings = ["John Smith"]',
        [(7, '"John Smith" belongs to "John Smith" (line 1) already')],
    ),
    "a circle of two": (
        SMITH + 'spellings = ["J. Smith"]\n[[entity]]\nname = "J. Smith"\nkind = "author"\nspellings = ["John Smith"]',
        [(8, 'in a circle: "J. Smith" (line 5) -> "John Smith" (line 1) -> "J. Smith" (line 5)')],
    ),
    "a circle of three": (
        "".join(
            f'[[entity]]\nname = "{name}"\nkind = "tag"\nspellings = ["{other}"]\n'
            for name, other in ("AB", "BC", "CA")
        ),
        [(8, '"B" (line 5) -> "A" (line 1) -> "C" (line 9) -> "B" (line 5)')],
    ),
    "one bracket": ('# names\n[entity]\nname = "Harbour"\nkind = "tag"', [(2, "with two brackets")]),
    "another table": (SMITH + '[[author]]\nname = "Jane Stone"', [(4, "begin each entity with a line [[entity]]")]),
    "keys above all tables": ('name = "Harbour"\n' + SMITH, [(1, "'name' stands in no entity")]),
    "a name without quotation marks": ("[[entity]]\nname = John Smith", [(2, "it is not TOML (invalid value)")]),
    "a key twice": (SMITH + 'kind = "tag"', [(4, "it is not TOML (cannot overwrite a value)")]),
    "an open string": (SMITH + '\n\nline = "Wrote', [(6, "it is not TOML")]),
    "several at once": (
        SMITH + 'slugg = "a"\n[[entity]]\nname = "Harbour"\nkind = "tags"',
        [(4, "did you mean slug?"), (7, "did you mean tag?")],
    ),
    "strings on several lines": (
        SMITH + 'line = """\nkind = "none"\n[[entity]]\n"""\nspellings = [\n  "J. Smith",\n]\nslug = "J"',
        [(11, "did you mean 'j'?")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "problems"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_with_its_line(text, problems):
    with pytest.raises(BadNamesFile) as error:
        parse(text)
    lines = str(error.value).splitlines()
    assert len(lines) == len(problems)
    for said, (line, words) in zip(lines, problems, strict=True):
        assert said.startswith(f"{FILE}, line {line}: ")
        assert words in said


def test_a_file_of_many_errors_names_the_first_ones():
    with pytest.raises(BadNamesFile) as error:
        parse("[[entity]]\nkind = 1\nname = 2\n" * 30)
    lines = str(error.value).splitlines()
    assert (len(lines), lines[-1]) == (MOST_PROBLEMS + 1, f"{FILE}: 10 more like these")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("[[entity]]".encode("utf-16"), "line 1: the file is in UTF-16: save it as UTF-8"),
        (SMITH.encode() + 'line = "Гавань"'.encode("cp1251"), "line 4: a character is in another encoding than UTF-8"),
    ],
)
def test_another_encoding_is_named(data, words):
    with pytest.raises(BadNamesFile, match=words):
        parse_names(data)


def test_a_byte_order_mark_of_utf8_is_no_error():
    assert parse_names(b"\xef\xbb\xbf" + SMITH.encode()) == parse(SMITH)


def test_the_examples_of_the_guides_are_names_files():
    for page in ("owners.md", "reference/names.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        examples = [part.split("```")[0] for part in text.split("```toml\n")[1:]]
        assert "John Smith" in [entity.name for example in examples for entity in parse(example).entities]


_VALUES = st.sampled_from(
    ['"a"', '"a # b"', '"\\u0041"', "'a'", '"\t"', '"a', '["a", "b"]', "[]", '["a",]', "[1]",
     '{ a = "b" }', "{}", '{a="b",a="c"}'],
)  # fmt: skip
_LINES = st.one_of(
    st.sampled_from(["[[entity]]", "[[ entity ]]", "[entity]", "", "# a", " # \x01", "]", "\r", "[[entity]] # new"]),
    st.builds(
        "{} = {}{}".format, st.sampled_from(["name", "a-b", "a.b", '"a"']), _VALUES, st.sampled_from(["", " # c"])
    ),
)


@given(st.lists(_LINES), st.sampled_from(["\n", "\r\n"]))
def test_simple_lines_are_read_as_tomllib_reads_them(lines, end):
    text = end.join(lines)
    document = read_simple_lines(text, "entity")
    assert document is None or document == tomllib.loads(text)


def test_a_file_of_usual_lines_needs_no_tomllib():
    assert read_simple_lines(SMITH * 3, "entity") == tomllib.loads(SMITH * 3)


def test_the_lines_of_tables_are_found_between_comments_and_strings():
    text = (
        '# [[entity]]\n[[entity]]  # the first\nname = "[[entity]]"\n"kind" = \'tag\'\n# of the next\n\n'
        '[["entity"]]\r\nspellings = [\n  "a = 3",\n]\n[entity.languages]\nuk = "б"\n\n'
    )
    first, second = find_tables(text)
    assert (first.line, first.keys, first.last) == (2, {"name": 3, "kind": 4}, 4)
    assert (second.line, second.keys, second.last) == (7, {"spellings": 8, "languages": 11}, 12)
