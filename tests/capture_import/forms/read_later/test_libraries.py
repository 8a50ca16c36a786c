"""Pages that lie in a library's folder: what the library knows of them, and what it does not."""

import json
from pathlib import Path

import pytest

from capture_import.containers.folder import file_to_captures, find_files
from capture_import.containers.limits import Limits
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.containers.builders import make_zip, read

PAGE = "<html><body><p>The keeper lit the lamp of Halverin at dusk, and it burned all night.</p></body></html>"


def omnivore(*slugs: str) -> str:
    own = {"state": "Archived", "readingProgress": 1, "savedAt": "2021-03-06T00:00:00Z", "labels": []}
    return json.dumps([{"slug": slug, "title": f"Title of {slug}", **own} for slug in slugs])


def zotero(*paths: str) -> str:
    items = [{"itemType": "webpage", "title": f"Title of {path}", "attachments": [{"path": path}]} for path in paths]
    return json.dumps({"config": {}, "items": items})


def read_folder(folder: Path, files: dict[str, str]) -> dict[str, str]:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return {
        found.source.removeprefix(f"{folder}/"): getattr(found, "reason", "")
        or json.loads(getattr(found, "declared", "") or (found.body if b'"title"' in found.body else "{}")).get(
            "title", ""
        )
        for file in find_files([str(folder)])
        for found in file_to_captures(file, Limits(), EntryDocuments())
    }


def test_pages_of_omnivore(tmp_path):
    found = read_folder(
        tmp_path, {"metadata_0_to_20.json": omnivore("a", "b"), "content/a.html": PAGE, "content/c.html": PAGE}
    )
    assert found.pop("metadata_0_to_20.json#2").startswith("the export has no content/b.html")
    assert found == {"content/a.html": "Title of a", "content/c.html": ""}


def test_pages_of_zotero_in_folders_of_any_name(tmp_path):
    files = {"My Lib/export.json": zotero("files/3/a.html", "C:\\Z\\storage\\ABCD1234\\b%20c.html")}
    files |= {"My Lib/files/3/a.html": PAGE, "My Lib/storage/ABCD1234/b c.html": PAGE, "My Lib/files/4/a.html": PAGE}
    assert read_folder(tmp_path, files) == {
        "My Lib/files/3/a.html": "Title of files/3/a.html",
        "My Lib/files/4/a.html": "",
        "My Lib/storage/ABCD1234/b c.html": "Title of C:\\Z\\storage\\ABCD1234\\b%20c.html",
    }


@pytest.mark.parametrize(
    "path", ["../../secret.html", "/etc/files/1/../../passwd.html", "files/1/../../x.html", "http://x/y"]
)
def test_a_library_names_nothing_outside_its_folder(tmp_path, path):
    found = read_folder(tmp_path, {"lib.json": zotero(path), "x.html": PAGE})
    assert found["x.html"] == ""
    assert "names no saved page" in found["lib.json"]


def test_a_changed_library_is_read_anew(tmp_path):
    files = {"lib.json": zotero("files/3/a.html"), "files/3/a.html": PAGE}
    assert read_folder(tmp_path, files)["files/3/a.html"] == "Title of files/3/a.html"
    (tmp_path / "lib.json").unlink()
    assert read_folder(tmp_path, {})["files/3/a.html"] == ""


@pytest.mark.parametrize("library", ["{", "[]", '{"items": [{"itemType": 3}]}', "[" * 5000])
def test_a_malformed_library_costs_itself_alone(tmp_path, library):
    content = make_zip(
        [("a.json", library.encode()), ("metadata_0_to_20.json", library.encode()), ("content/a.html", PAGE.encode())]
    )
    found = read(tmp_path, "a.zip", content)
    assert found.bodies == [PAGE.encode()]
