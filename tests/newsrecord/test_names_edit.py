"""Renames in the text of the names file: comments, order and form of lines stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.names_edit import RenameConflict, rename
from newsrecord.names_file import BadNamesFile, parse_names

SMITH = '# who wrote\n[[entity]]  # the first\nname = "John Smith"  # not Smyth\nkind = "author"\n\n# last words\n'

# What the first lines of SMITH are after a rename.
BEGIN, TITLE = "# who wrote\n[[entity]]  # the first\n", '"  # not Smyth\nkind = "author"\n'
# The file, the rename (kind, old, new), and the file after it.
CASES = {
    "no file": ("", ("author", "J. Smith", "John Smith"),
        '[[entity]]\nname = "John Smith"\nkind = "author"\nspellings = ["J. Smith"]\n'),
    "another entity": ("# mine\n", ("tag", 'The "Post"', "Post"),
        '# mine\n\n[[entity]]\nname = "Post"\nkind = "tag"\nspellings = ["The \\"Post\\""]\n'),
    "a spelling more": (SMITH, ("author", "J. Smith", "John Smith"),
        BEGIN + 'name = "John Smith' + TITLE + 'spellings = ["J. Smith"]\n\n# last words\n'),
    "another name": (SMITH, ("author", "John Smith", "John A. Smith"),
        BEGIN + 'name = "John A. Smith' + TITLE + 'spellings = ["John Smith"]\n\n# last words\n'),
    "a longer list": ('[[entity]]\nname = "A"\nspellings = ["B"]  # b\nkind = "tag"\nslug = "x"', ("tag", "C", "A"),
        '[[entity]]\nname = "A"\nspellings = ["B", "C"]  # b\nkind = "tag"\nslug = "x"'),
    "a list of lines": ('[[entity]]\nname = "A"\nkind = "tag"\nspellings = [\n  "B",\n]\n\n', ("tag", "C", "A"),
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["B", "C"]\n\n'),
    "there and back": ('[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["B"]\n', ("tag", "A", "B"),
        '[[entity]]\nname = "B"\nkind = "tag"\nspellings = ["A"]\n'),
    "another language": ('[[entity]]\nname = "A"\nkind = "tag"\nlanguages = { uk = "Б" }\n', ("tag", "C", "A"),
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["C"]\nlanguages = { uk = "Б" }\n'),
    "an inner table": ('[[entity]]\nname = "A"\nkind = "tag"\n[entity.languages]\nuk = "Б"\n', ("tag", "C", "A"),
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["C"]\n[entity.languages]\nuk = "Б"\n'),
    "lines of Windows": ('\ufeff[[entity]]\r\nname = "A"\r\nkind = "tag"\r\n', ("tag", "C", "A"),
        '\ufeff[[entity]]\r\nname = "A"\r\nkind = "tag"\r\nspellings = ["C"]\r\n'),
    "another kind": ('[[entity]]\nname = "A"\nkind = "tag"\n', ("author", "A", "C"),
        '[[entity]]\nname = "A"\nkind = "tag"\n\n[[entity]]\nname = "C"\nkind = "author"\nspellings = ["A"]\n'),
    "said already": ('[[entity]]\nname = "A"\nkind = "tag"\nspellings=["C"]', ("tag", "C", "A"),
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings=["C"]'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "call", "after"), CASES.values(), ids=CASES)
def test_a_rename_changes_what_it_must_and_no_more(before, call, after):
    renamed = rename(before.encode(), *call)
    assert renamed.data.decode() == after
    assert renamed.is_changed == (before != after)


# The file, the rename, and words of what is said against it.
CONFLICTS = {
    "both have entities": (
        '[[entity]]\nname = "A"\nkind = "tag"\n[[entity]]\nname = "B"\nkind = "tag"\n',
        ("tag", "A", "B"),
        r'line 1: "A" belongs to "A", and "B" to "B" \(line 4\)',
    ),
    "a spelling of another": (
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings = ["C"]\n[[entity]]\nname = "B"\nkind = "tag"\n',
        ("tag", "C", "B"),
        r'"C" belongs to "A", and "B" to "B" \(line 5\)',
    ),
    "comments in a list": (
        '[[entity]]\nname = "A"\nkind = "tag"\nspellings = [\n  "B", # b\n]\n',
        ("tag", "C", "A"),
        "line 4: the list has comments in it",
    ),
    "a name on two lines": (
        '[[entity]]\nname = """\nA"""\nkind = "tag"\n',
        ("tag", "A", "B"),
        "line 2: the value of name is not on one line",
    ),
}


@pytest.mark.parametrize(("text", "call", "words"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_conflict_is_named_with_its_line(text, call, words):
    with pytest.raises(RenameConflict, match=words):
        rename(text.encode(), *call)


def test_a_broken_file_is_not_edited():
    with pytest.raises(BadNamesFile, match="line 2"):
        rename(b"[[entity]]\nname = A", "tag", "A", "B")


_NAMES = st.text("AbЗ\"'\\# [].=", min_size=1, max_size=6).filter(lambda name: any(map(str.isalnum, name)))


@given(st.lists(st.tuples(_NAMES, _NAMES), max_size=6))
def test_every_file_that_renames_make_is_a_names_file(pairs):
    data = b""
    for old, new in pairs:
        try:
            data = rename(data, "tag", old, new).data
        except RenameConflict:
            continue
        parse_names(data)
