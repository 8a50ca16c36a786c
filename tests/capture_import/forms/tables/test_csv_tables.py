"""Tables in CSV: which files are some, how their cells are parted, what one bad row costs, and hostile ones."""

import gc
import json

import pytest

from capture_import.containers.folder import file_to_captures
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.containers.builders import read

TEXT = "The keeper lit the lamp of Halverin at dusk, and it burned all night."
ROW = f"Lamp {{}},2021-03-05,https://halverin.example/{{}},{TEXT.replace(',', ';')}"
HEAD = "title,date,url,text"


def table(*rows: str, head: str = HEAD, end: str = "\n") -> bytes:
    return end.join([head, *rows, ""]).encode()


def titles(found) -> list[str]:
    return [json.loads(capture.body)["title"] for capture in found.captures]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_told_by_its_columns(tmp_path, delimiter, encoding, end):
    rows = [ROW.format(number, number).replace(",", delimiter) for number in (1, 2)]
    content = end.join([HEAD.replace(",", delimiter), *rows, ""]).replace(TEXT.replace(",", delimiter), "x")
    found = read(tmp_path, "anything", content.encode(encoding))
    if delimiter == ";":  # the texts of these rows have one more
        assert all("5 cells" in reason for reason in found.rejected.values())
    else:
        assert titles(found) == ["Lamp 1", "Lamp 2"]


def test_excel_says_what_parts_its_cells(tmp_path):
    found = read(
        tmp_path, "a.csv", b"sep=|\r\n" + table(ROW.format(1, 1).replace(",", "|"), head="title|date|url|text")
    )
    assert titles(found) == ["Lamp 1"]


def test_a_table_of_r_has_no_name_above_the_numbers_of_its_rows(tmp_path):
    found = read(tmp_path, "a.csv", table('"1",' + ROW.format(1, 1), '"2",' + ROW.format(2, 2)))
    assert titles(found) == ["Lamp 1", "Lamp 2"]


def test_quotation_marks_that_quote_nothing(tmp_path):
    rows = [ROW.format(number, number).replace(",", "\t").replace("The", '"The') for number in range(4)]
    found = read(tmp_path, "a.tsv", table(*rows, head=HEAD.replace(",", "\t")))
    assert titles(found) == [f"Lamp {number}" for number in range(4)]
    assert '"The keeper' in json.loads(found.captures[0].body)["content_html"]


@pytest.mark.parametrize(
    "content",
    [
        f"Lamp, mole and quay\n\n2021-03-05\n\n{TEXT}\n",
        f"title,date,text,url,authors\n\nSo begins a table of articles. {TEXT}\n\nThis text is about such tables.\n",
        f"title: Lamp, lit\ndate: 2021-03-05\n\n{TEXT}\n",
        f"---\ntitle: Lamp, lit\ndate: 2021-03-05\n---\n{TEXT}\n",
        f"Title | Date\n--- | ---\nLamp | 2021\n\n{TEXT}\n",
        f"<p>title,date,text</p><p>{TEXT}</p>",
    ],
)
def test_what_only_has_commas_is_none(tmp_path, content):
    found = read(tmp_path, "a.txt", content.encode())
    assert [capture.body for capture in found.captures] == [content.encode()]


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('"Open,2021-03-05,https://halverin.example/o,The mark', "malformed"),
        ('Open,2021-03-05,"https://halverin.example/o,The mark', "malformed"),
        ("Commas,2021-03-05,https://halverin.example/c,One, two, three", "it has 6 cells"),
        ("Few,2021-03-05", "it has 2 cells"),
        ('Open,2021-03-05,"https://halverin.example/o,Lines\nthat go\non', "malformed"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_a_bad_row_costs_itself_alone(tmp_path, bad, reason, place):
    rows = [
        f'"Lamp {number}","2021-03-05","https://halverin.example/{number}","First line.\nSecond, line."'
        for number in range(3)
    ]
    found = read(tmp_path, "a.csv", table(*rows[:place], bad, *rows[place:]))
    assert titles(found) == ["Lamp 0", "Lamp 1", "Lamp 2"]
    (told,) = found.rejected.values()
    assert reason in told or (place == 3 and told.startswith("cut off"))


def test_the_file_ends_inside_a_row(tmp_path):
    for cut in ("Cut,2021-03-05,https://halv", 'Cut,2021-03-05,https://halverin.example/c,"The keeper'):
        found = read(tmp_path, "a.csv", table(ROW.format(1, 1)) + cut.encode())
        assert titles(found) == ["Lamp 1"]
        assert list(found.rejected.values()) == ["cut off: the file ends inside this row; those before it are kept"]


def test_a_giant_cell_costs_its_row(tmp_path):
    giant = 'Giant,2021-03-05,https://halverin.example/g,"' + "on and on\n" * 20_000 + '"'
    found = read(tmp_path, "a.csv", table(ROW.format(1, 1), giant, ROW.format(2, 2)), Limits(entry_bytes=100_000))
    assert titles(found) == ["Lamp 1", "Lamp 2"]
    assert found.rejected["#2"].startswith("too large: a row of more than 100000 characters")


def test_a_line_without_end_costs_its_row(tmp_path):
    giant = "Giant,2021-03-05,https://halverin.example/g," + "on and on " * 20_000
    found = read(tmp_path, "a.csv", table(ROW.format(1, 1), giant, ROW.format(2, 2)), Limits(entry_bytes=100_000))
    assert titles(found) == ["Lamp 1", "Lamp 2"]
    assert "entry_bytes" in found.rejected["#2"]


@pytest.mark.parametrize("sign", ['"', '""', ",", "\0", '\\"', '",', "\n", '\n"', "\r", "'"])
def test_endless_rubbish_takes_no_endless_time(tmp_path, sign):
    for place in (b"title", b"Lamp", b"keeper"):
        content = table(*(ROW.format(number, number) for number in range(3)))
        content = content.replace(place, place + sign.encode() * 100_000, 1)
        read(tmp_path, "a.csv", content)


def test_a_line_in_another_encoding_is_read_in_that(tmp_path):
    rows = [ROW.format("Über", 1).encode("cp1252"), ROW.format("Ähre", 2).encode()]
    found = read(tmp_path, "a.csv", b"\n".join([HEAD.encode(), *rows, b""]))
    assert titles(found) == ["Lamp Über", "Lamp Ähre"]


def test_a_table_without_rows(tmp_path):
    assert read(tmp_path, "a.csv", table()).rejected == {"": "a table without rows"}


def test_memory_does_not_grow_with_a_table(tmp_path, peak_memory):
    path = tmp_path / "a.csv"
    peaks = {}
    for count in (1, 2000, 5000):  # the first for what is imported at first need and stays
        path.write_bytes(table(*(ROW.format(number, number) + " on and on" * 80 for number in range(count))))
        gc.collect()
        with peak_memory() as peak:
            assert sum(1 for _ in file_to_captures(str(path), Limits(), EntryDocuments())) == count
        peaks[count] = peak.bytes
    assert path.stat().st_size > 3_000_000
    assert peaks[5000] < 1.5 * peaks[2000]
