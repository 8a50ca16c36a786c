"""Front matter in YAML: what PyYAML reads, what people write that is not YAML, and what would take long."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from capture_import.containers.limits import Limits
from capture_import.forms.plain_text.headers import read_named_header
from capture_import.forms.plain_text.yaml_entries import read_yaml_entries
from capture_import.pipeline.time_limit import time_limit

ENTRIES = {
    "words as they stand": (
        "time: 12:30\nlang: no\ndate: 2021-02-30\nn: 0017\nok: yes",
        "12:30 no 2021-02-30 0017 yes",
    ),
    "several lines": ("title: The lamp\n  is lit", "The lamp is lit"),
    "folded": ("title: >-\n  The lamp\n  is lit\n", "The lamp is lit"),
    "literal": ("title: |\n  The lamp\n  is lit\n", "The lamp is lit"),
    "escapes": ('title: "The \\"lamp\\" \\u2013 lit"', 'The "lamp" – lit'),
    "quotes in quotes": ("title: 'It''s lit'", "It's lit"),
    "a comment": ("title: The lamp # of the mole\n# nothing\n", "The lamp"),
    "a sign that is no comment": ("title: 'Lamp #3'\nnumber: Lamp#3", "Lamp #3 Lamp#3"),
    "nothing": ("title:\nurl: null\nauthor: ~\nlang: ''", ""),
    "a word that is quoted": ("title: 'null'", "null"),
    "a list in brackets": ('tags: [a, "b, c", d]', "[a|b, c|d]"),
    "a list of several lines": ("tags: [a,\n  b]", "[a|b]"),
    "a list below": ("tags:\n  - a\n  - b # c\n", "[a|b]"),
    "a list that is not indented": ("tags:\n- a\n- b", "[a|b]"),
    "wiki links": ("authors: [[Ann Lee], [Bo Ek]]", "[Ann Lee|Bo Ek]"),
    "a list of maps": ("authors:\n  - name: Ann Lee\n    url: x\n  - name: Bo Ek", "[Ann Lee|Bo Ek]"),
    "a map": ("author:\n  name: Ann Lee\n  url: x", "Ann Lee"),
    "a map without a name": ("nested:\n  other: x\ntitle: Lamp", "Lamp"),
    "an alias": ("author: &a Ann Lee\neditor: *a", "Ann Lee Ann Lee"),
    "the same name twice": ("title: Lamp\ntitle: Boat", "Lamp Boat"),
    "a tag of Python's": ("title: !!python/object/apply:os.system [ls]", "[ls]"),
    # not YAML as a whole: each entry is read by itself
    "a colon": ("title: Lamp: it is lit\ntags: [a, b]", "Lamp: it is lit [a|b]"),
    "words behind quotation marks": ('title: "Lamp" is lit\nauthor: Ann Lee', '"Lamp" is lit Ann Lee'),
    "a sign that begins no word": ("author: @annlee\ntitle: Lamp", "@annlee Lamp"),
    "a bracket that is not closed": ("tags: [a, b\ntitle: Lamp", "[a, b Lamp"),
    "a percent sign": ("title: %d lamps\ntags:\n- a", "%d lamps [a]"),
    "a tab": ("title:\tLamp\n\tis lit\nauthor: Ann", "Lamp is lit Ann"),
    "a control character": ("title: La\x07mp\nauthor: Ann", "Lamp Ann"),
}


def show(text: str) -> str:
    values = [value for _, value in read_yaml_entries(text.split("\n"))]
    return " ".join(value if isinstance(value, str) else f"[{'|'.join(value)}]" for value in values)


@pytest.mark.parametrize(("text", "shown"), ENTRIES.values(), ids=ENTRIES)
def test_entries(text: str, shown: str) -> None:
    assert show(text) == shown


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}", fullmatch=True), TEXTS | st.lists(TEXTS, max_size=4), max_size=6))
def test_what_pyyaml_writes_is_read(values: dict[str, str | list[str]]) -> None:
    written = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    assert dict(read_yaml_entries(written.splitlines())) == values


@given(st.text(st.sampled_from("abc:-[]{}#&*!|>'\"%@`,? \t\n\x00\ud800é"), max_size=80))
def test_no_text_raises_an_error(text: str) -> None:
    list(read_yaml_entries(text.split("\n")))
    read_named_header(["---", *text.split("\n"), "---", "Text"])


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 90_000,
        "a: " + "[\n" * 40_000,
        "- " * 45_000 + "x",
        "? " * 45_000 + "x",
        "a: &a0 [x, x]\n" + "\n".join(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 400)),
        "a: b: c\n" * 10_000,
        "a: '" + "x\n" * 40_000,
        "&a " * 30_000,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_no_header_takes_long(text: str) -> None:
    with time_limit(Limits().capture_seconds):
        list(read_yaml_entries(text.split("\n")))


def test_yaml_front_matter_becomes_a_header() -> None:
    lines = "---\ntitle: >\n  Lamp\n  is lit\nauthors:\n- {name: Ann Lee}\ntags: [a,\n  b]\ndraft: true\n---\nText"
    header = read_named_header(lines.split("\n"))
    assert header is not None
    assert (header.get("title"), header.status) == ("Lamp is lit", "draft")
    assert header.lists == {"authors": ["Ann Lee"], "tags": ["a", "b"]}
    assert header.rest == ("Text",)


def test_toml_front_matter_becomes_a_header() -> None:
    lines = '+++\ntitle = "Lamp"\n[[authors]]\nname = "Ann Lee"\n+++\nText'
    header = read_named_header(lines.split("\n"))
    assert header is not None
    assert header.lists["authors"] == ["Ann Lee"]
