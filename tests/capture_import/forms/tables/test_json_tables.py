"""Articles in JSON of anybody: the shapes of documents, lists of any length, and what is malformed."""

import gc
import json

import pytest

from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.containers.streams import bytes_to_stream
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.tables.json_values import JsonValues
from tests.capture_import.containers.builders import read

TEXT = "The keeper lit the lamp of Halverin at dusk, and it burned all night."


def article(number: int) -> dict[str, object]:
    return {"title": f"Lamp {number}", "text": TEXT, "date": "2021-03-05", "url": f"https://halverin.example/{number}"}


TWO = [article(1), article(2)]
SHAPES = {
    "list": TWO,
    "list under a name": {"status": "ok", "results": TWO},
    "list in an object": {"response": {"hits": {"hits": [{"_source": each} for each in TWO], "total": 2}}},
    "objects by names": {"a1": article(1), "a2": article(2)},
    "columns of objects": {key: {str(at): each[key] for at, each in enumerate(TWO)} for key in TWO[0]},
    "columns of lists": {key: [each[key] for each in TWO] for key in TWO[0]},
    "names apart": {"columns": list(TWO[0]), "index": [0, 1], "data": [list(each.values()) for each in TWO]},
    "names and rows": {"schema": {"fields": []}, "data": TWO},
    "answers of a service": {
        "articles": {
            "results": [
                article(number)
                | {"source": {"uri": "halverin.example", "title": "Gazette", "url": "https://x.example"}}
                for number in (1, 2)
            ]
        }
    },
    "a headline in parts": {
        "docs": [article(number) | {"title": {"main": f"Lamp {number}", "kicker": None}} for number in (1, 2)]
    },
    "wrapped": [{"id": number, "attributes": article(number)} for number in (1, 2)],
}


def titles(found) -> list[str]:
    return [json.loads(capture.body)["title"] for capture in found.captures]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_of_articles(tmp_path, shape):
    found = read(tmp_path, "a.json", json.dumps(SHAPES[shape]).encode())
    assert (titles(found), found.rejected) == (["Lamp 1", "Lamp 2"], {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("indent", [None, 1])
def test_a_list_in_any_encoding(tmp_path, indent, encoding):
    found = read(tmp_path, "a.json", json.dumps(TWO, indent=indent).encode(encoding))
    assert titles(found) == ["Lamp 1", "Lamp 2"]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"title": "Bad", "text": }', "malformed JSON"),
        ('{"title": "Bad", "text": "no end of this}', "malformed JSON"),
        ("12", "malformed"),
        ('{"name": "x"}', "there are `name`"),
    ],
)
def test_a_malformed_object_costs_itself_alone(tmp_path, bad, reason):
    first, second = map(json.dumps, TWO)
    found = read(tmp_path, "a.json", f"[{first}, {bad}, {second}]".encode())
    assert titles(found)[0] == "Lamp 1"
    assert found.rejected or bad == "12"


def test_what_stands_behind_an_open_string_is_found_again(tmp_path):
    rows = [json.dumps(article(number)) for number in range(5)]
    rows[1] = rows[1].replace('",', ",", 1)
    found = read(tmp_path, "a.json", f"[{', '.join(rows)}]".encode())
    assert titles(found) == ["Lamp 0", "Lamp 2", "Lamp 3", "Lamp 4"]


def test_the_values_of_a_list_one_at_a_time():
    values = ['{"a": "}]"}', '{"b": ["\\"", {"c": "\\\\"}]}', "{}"]
    assert list(JsonValues(bytes_to_stream(f"[{values[0]},\n{values[1]} , {values[2]}]".encode()), 1000)) == [
        value.encode() for value in values
    ]


@pytest.mark.parametrize("sign", ['"', "{", "[", "\\", "}", '{"a":', "]", '\\"'])
def test_endless_rubbish_takes_no_endless_time(tmp_path, sign):
    whole = json.dumps(TWO)
    for place in ("Lamp 1", '"date"'):
        read(tmp_path, "a.json", whole.replace(place, place + sign * 100_000, 1).encode())
    read(tmp_path, "b.json", b'[{"title": ' + sign.encode() * 100_000)


def test_memory_does_not_grow_with_a_list(tmp_path, peak_memory):
    path = tmp_path / "a.json"
    peaks = {}
    for count in (1, 2000, 5000):  # the first for what is imported at first need and stays
        path.write_text(json.dumps([article(number) | {"text": TEXT * 12} for number in range(count)]))
        gc.collect()
        with peak_memory() as peak:
            assert sum(1 for _ in file_to_captures(str(path), Limits(), EntryDocuments())) == count
        peaks[count] = peak.bytes
    assert path.stat().st_size > 3_000_000
    assert peaks[5000] < 1.5 * peaks[2000]


def test_a_list_in_a_warc_that_is_no_feed_is_none_of_articles():
    # what a site's scripts fetch are data of pages that are there as well
    assert not EntryDocuments().has_entries("JSON", json.dumps(TWO).encode())
