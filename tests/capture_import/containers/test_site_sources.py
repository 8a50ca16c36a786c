"""Sources of sites and saved folders: a zip of them gives the same captures, pictures and counts as the folder."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image

from capture_import.containers.capture import Capture, Resource, Unreadable
from capture_import.containers.folder import file_to_captures, find_files
from capture_import.containers.items import ContainerItem
from capture_import.containers.limits import Limits
from capture_import.containers.skipped import Skipped
from capture_import.forms.documents import EntryDocuments
from newsarchive.main import main
from tests.capture_import.containers.builders import page

TEXT = "The keeper of Halverin lit the lamp on the mole at dusk, and it burned all night. Forty boats came to see it."


def _picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 90, 160)).save(file, "PNG")
    return file.getvalue()


HUGO = {
    "hugo.toml": b'baseURL = "https://halverin.example/"\nlanguageCode = "nb-no" # the town\'s\n',
    "layouts/single.html": b"<html><body>{{ .Content }}</body></html>",
    "content/_index.md": b"---\ntitle: All\n---\n",
    "content/news/lamp.md": f"---\ntitle: Lamp\n---\n{TEXT}\n\n![Lamp](/img/lamp.png) ![Quay](quay.png)\n".encode(),
    "content/news/draft.md": f"---\ntitle: Draft\ndraft: true\n---\n{TEXT}\n".encode(),
    "content/news/quay.png": _picture(),
    "static/img/lamp.png": _picture(),
}
JEKYLL = {
    "blog/_config.yml": b"title: Halverin\nlang: nb\n",
    "blog/_posts/2021-03-05-lamp.md": f"---\ntitle: Lamp\n---\n{TEXT}\n\n![Lamp](/img/lamp.png)\n".encode(),
    "blog/_posts/2021-03-06-quay.md": f"---\ntitle: Quay\npublished: false\n---\n{TEXT}\n".encode(),
    "blog/_drafts/well.md": f"---\ntitle: Well\n---\n{TEXT}\n".encode(),
    "blog/index.md": b"---\nlayout: home\n---\nWelcome.\n",
    "blog/img/lamp.png": _picture(),
}
FRAME = b"<!DOCTYPE html>\n<!-- saved from url=(0041)https://www.youtube.com/embed/abcdefghijk -->\n<html></html>"
SAVED = {
    "lamp.html": page().replace(
        b"</body>",
        b'<img src="./lamp_files/a.png"><img src="img/b.png">'
        b'<iframe src="./lamp_files/abcdefghijk.html"></iframe></body>',
    ),
    "lamp_files/a.png": _picture(),
    "lamp_files/abcdefghijk.html": FRAME,
    "img/b.png": _picture(),
}


def read_folder(folder: Path) -> list[ContainerItem]:
    items: list[ContainerItem] = []
    for path in find_files([str(folder)]):
        items += file_to_captures(path, Limits(), EntryDocuments())
    return items


def read_both(tmp_path: Path, files: dict[str, bytes]) -> tuple[list[ContainerItem], list[ContainerItem]]:
    """Return what a folder of these files and a zip of them give."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, content in files.items():
            (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "a" / name).write_bytes(content)
            archive.writestr(name, content)
    zipped = list(file_to_captures(str(tmp_path / "a.zip"), Limits(), EntryDocuments()))
    return read_folder(tmp_path / "a"), zipped


def describe(items: list[ContainerItem]) -> tuple[list[object], list[object], list[object]]:
    captures = [(each.sha256, each.language, each.frames) for each in items if isinstance(each, Capture)]
    pictures = [(each.address, each.body) for each in items if isinstance(each, Resource)]
    return [*sorted(captures)], [*sorted(pictures)], [each for each in items if isinstance(each, Unreadable)]


@pytest.mark.parametrize("files", [HUGO, JEKYLL, SAVED], ids=["hugo", "jekyll", "saved"])
def test_a_zip_gives_what_the_folder_gives(tmp_path, files):
    folder, zipped = read_both(tmp_path, files)
    assert describe(folder) == describe(zipped)
    assert describe(folder)[1]


@pytest.mark.parametrize(("files", "language", "drafts"), [(HUGO, "nb-no", 1), (JEKYLL, "nb", 2)])
def test_drafts_are_counted_and_the_sites_language_is_kept(tmp_path, files, language, drafts):
    for items in read_both(tmp_path, files):
        (capture,) = (each for each in items if isinstance(each, Capture))
        assert capture.language == language
        skipped = Counter[str]()
        for each in items:
            if isinstance(each, Skipped):
                skipped[each.what] += each.count
        assert skipped["drafts in the source of a site"] == drafts


def test_frames_that_a_browser_saved_tell_where_they_came_from(tmp_path):
    for items in read_both(tmp_path, SAVED):
        (capture,) = (each for each in items if isinstance(each, Capture))
        assert capture.frames == (("./lamp_files/abcdefghijk.html", "https://www.youtube.com/embed/abcdefghijk"),)


def test_a_picture_beside_a_page_counts_as_the_pages_if_that_shows_it(tmp_path):
    folder, _ = read_both(tmp_path, SAVED)
    assert [(each.what, each.count) for each in folder if isinstance(each, Skipped)] == [
        ("pictures of pages", 1),
        ("files that a browser saved beside a page", 1),
    ]
    (tmp_path / "a" / "unused.png").write_bytes(_picture())
    sources = [Path(each.source).name for each in read_folder(tmp_path / "a") if isinstance(each, Capture)]
    assert sources == ["lamp.html", "unused.png"]


def test_the_language_of_a_site_counts_where_the_words_do_not_tell(tmp_path):
    post = "---\ntitle: Fyret\ndate: 2021-03-05\n---\nFyret på moloen i Halverin ble tent igjen i går. Mange kom.\n"
    read_both(tmp_path, HUGO | {"content/news/lamp.md": post.encode()})
    assert main(["import", str(tmp_path / "a.zip"), "--content", str(tmp_path / "c"), "--workers", "1"]) == 0
    (article,) = (tmp_path / "c").glob("2021/*/*/*.md")
    assert "\nLang: nb\n" in article.read_text(encoding="utf-8")


def test_a_page_in_a_folder_of_saved_files_that_no_page_names_is_read(tmp_path):
    folder, zipped = read_both(tmp_path, SAVED | {"lamp_files/other.html": page(2)})
    assert describe(folder) == describe(zipped)
    assert len(describe(folder)[0]) == 2
