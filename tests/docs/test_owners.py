"""The reasons, messages, statuses and ignored files that docs/owners.md quotes are those of the program."""

import json
import re
from pathlib import Path

import pytest

from capture_import.pipeline.report import STATUSES
from newsarchive.main import main
from newsarchive.places import TEMPLATE
from tests.archive_engine.sites import build, make_archive, write_article

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/owners.md").read_text(encoding="utf-8")
TEXT = "".join(
    f"<p>The keeper lit the lamp of the tower for the {count} time, and two hundred people stood on the quay.</p>"
    for count in ("first", "second", "third")
)
DATED = '<meta property="article:published_time" content="2024-04-02T10:00:00Z">'


def read_table(heading: str) -> list[str]:
    """Return the cells in the first column of the table below a heading, without the column's title."""
    part = re.split(rf"^#+ {heading}\n", PAGE, flags=re.MULTILINE)[1]
    part = re.split(r"^#+ ", part, flags=re.MULTILINE)[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    return [row.strip("| ").split(" | ")[0] for row in rows[1:]]


def quotes(heading: str) -> list[str]:
    return [re.findall(r"`([^`]+)`", cell)[0] for cell in read_table(heading)]


def page(title: str, body: str, head: str = "") -> str:
    head = f"<head><title>{title}</title>{head}</head>"
    return f'<!DOCTYPE html><html lang="en">{head}<body><article><h1>{title}</h1>{body}</article></body></html>'


CAPTURES = {
    "no date": ("undated.html", page("Lamp is lit", TEXT)),
    "no article": (
        "list.html",
        page("News", "<ul>" + "".join(f"<li><a href=/n/{n}>The harbour's news number {n}</a>" for n in range(40))),
    ),
    "no text": ("style.css", "p { margin: 0 }"),
    "PostScript is not read": ("paper.ps", "%!PS-Adobe-3.0\n%%EOF"),
    "too large": ("large.html", page("Lamp is lit", TEXT * 80, DATED)),
    "its sidecar": ("tide.html", page("Tide tables", TEXT, DATED)),
}


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Import one capture for each row of the table; return the reasons by the captures' file names."""
    folder = tmp_path_factory.mktemp("owner")
    (folder / "captures").mkdir()
    for name, text in CAPTURES.values():
        (folder / "captures" / name).write_text(text, encoding="utf-8")
    (folder / "captures/tide.html.meta.json").write_text('{"url": "https://halverin.example/tide",}', encoding="utf-8")
    report = folder / "report.jsonl"
    call = ["import", str(folder / "captures"), "--content", str(folder / "content"), "--report", str(report)]
    assert main([*call, "--limit", "capture_bytes=10000"]) == 1
    lines = map(json.loads, report.read_text(encoding="utf-8").splitlines())
    return {Path(line["source"]).name: line["reason"] for line in lines}


def test_every_reason_in_the_table_is_tested():
    assert quotes("When a capture is rejected") == list(CAPTURES)


@pytest.mark.parametrize("beginning", CAPTURES)
def test_a_reason_begins_as_the_table_says(reasons, beginning):
    assert reasons[CAPTURES[beginning][0]].startswith(beginning)


def test_the_table_of_statuses_is_complete():
    assert quotes("What the import says") == list(STATUSES)


# Faulty articles, by the message about them.
FAULTS = {
    "rejected: Date '2024-13-45' is no date": (1, {"date": "2024-13-45"}),
    "rejected: it has no title": (2, {"title": ""}),
    "rejected: its text is not UTF-8": (3, {}),
    "rejected: its name is not UTF-8": (6, {}),
    "another article has its place": (4, {"slug": "lamp", "date": "2019-01-18"}),
}
# Messages from other places, by the file that contains them.
SAID = {
    "This needs Python 3.11 or newer": "scripts/check_python.py",
    "There is no folder content/ to build from": "plugins/newsarchive/pelican_call.py",
    "Nothing was built": "plugins/newsarchive/pelican_call.py",
    "there is no such file or folder": "plugins/newsarchive/import_.py",
    "go to the folder of an archive": "plugins/newsarchive/settings_file.py",
    "is another import at work here? Wait for its end": "plugins/capture_import/archive/ledger_file.py",
    "Another build of this archive is at work": "plugins/archive_engine/build_lock.py",
}
# of Pelican, pip and the shell
OTHERS = {"Could not listen on port 8000", "No matching distribution found for newsarchive", "bad interpreter"}


def test_every_message_in_the_table_is_tested():
    assert set(quotes("When something goes wrong")) == {*FAULTS, *SAID, *OTHERS}


def test_a_build_prints_the_messages_of_the_table(tmp_path):
    site = make_archive(tmp_path / "site", 0)
    write_article(site, 5, slug="lamp", date="2019-01-18")
    for number, changes in FAULTS.values():
        write_article(site, number, **changes)
    bad = write_article(site, 3)
    bad.write_bytes(bad.read_bytes() + b"\xff\n")
    named = write_article(site, 6)
    named.rename(named.with_name("caf\udce9.md"))
    built = build(site)
    assert built.code == 1
    assert [message for message in FAULTS if message not in built.text] == []


@pytest.mark.parametrize("message", SAID)
def test_a_message_in_the_table_is_in_the_code(message):
    source = (ROOT / SAID[message]).read_text(encoding="utf-8")
    words = re.sub(r"\{path\}", "content", source).replace("%d.%d or newer", "3.11 or newer", 1)
    assert message in words


def test_git_ignores_what_the_table_says():
    part = PAGE.split("## What is kept where\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]*) \|[^|]*\| ([^|]*) \|$", part, re.MULTILINE)
    left_out = [name for names, says in rows if says == "no" for name in re.findall(r"`([^`]+)`", names)]
    ignored = (TEMPLATE / "gitignore.txt").read_text(encoding="utf-8").splitlines()
    assert len(left_out) == 6
    assert [name for name in left_out if not {f"/{name}", f"{Path(name).name}/"} & set(ignored)] == []
