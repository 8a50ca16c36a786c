"""Pictures in the archive: stored once and named by the articles that show them, in whatever order they come."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from capture_import.archive.picture_files import PictureFile, read_picture
from capture_import.containers.capture import Capture, Resource
from capture_import.containers.pictures import LARGEST_PICTURE
from capture_import.pipeline import importer
from capture_import.pipeline.config import Options
from capture_import.pipeline.executors import make_executor
from capture_import.pipeline.importer import import_files
from capture_import.pipeline.reading_pool import ReadingPool
from capture_import.pipeline.report import Report
from newsrecord import Article, markdown_to_article
from newsrecord.pictures import find_pictures

SITE = "https://halverin.example"
PAGE = (
    '<html lang="en"><head><meta property="article:published_time" content="2021-03-05"></head><body>'
    "<article><h1>{title}</h1>"
    "<p>Keeper Jonas Arvel lit the lamp on the north mole of Halverin at dusk on Friday.</p>"
    '<figure><img src="{src}" srcset="/lamp-960.jpg 960w, /lamp-480.jpg 480w" alt="Lamp"></figure>'
    "<p>The harbour office said that it will burn until the end of the winter{more}.</p></article></body></html>"
)


def draw(colour: str, size: tuple[int, int] = (300, 200), form: str = "PNG") -> bytes:
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


LAMP = draw("red", form="JPEG")


def page(
    src: str = "/lamp.jpg", *, title: str = "Keeper lights the lamp", more: str = "", url: str = "lamp"
) -> Capture:
    text = PAGE.format(title=title, src=src, more=more)
    if not src.startswith("/"):
        text = text.replace('srcset="/lamp-960.jpg 960w, /lamp-480.jpg 480w" ', "")
    return Capture(f"{url}{len(more)}", text.encode(), "text/html", "utf-8", f"{SITE}/{url}")


def picture(address: str, body: bytes = LAMP) -> Resource:
    return Resource("held", address, "image/jpeg", body)


class Inbox:
    """Imports files that a test makes, one at a time or all at once, into one content folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.content = folder / "content"
        self._folder = folder
        self._held: dict[str, Sequence[Capture | Resource]] = {}
        monkeypatch.setattr(importer, "file_to_captures", self._read)

    def _read(self, name: str, *_: object) -> Iterator[Capture | Resource]:
        for item in self._held[Path(name).name]:
            yield (
                Capture(f"{name}#{item.source}", item.body, "text/html", "utf-8", item.url)
                if isinstance(item, Capture)
                else item
            )

    def add(self, *files: Sequence[Capture | Resource]) -> Report:
        names = []
        for held in files:
            path = self._folder / f"file{len(self._held)}"
            path.write_text(str(len(self._held)))
            self._held[path.name] = held
            names.append(str(path))
        report = Report()
        with ReadingPool(lambda: make_executor(1, None), Options()) as pool:
            import_files(names, self.content, Options(), pool, report)
        return report

    def articles(self) -> list[Article]:
        paths = sorted(self.content.glob("2*/*/*/*.md"))
        return [markdown_to_article(path.read_text(encoding="utf-8")) for path in paths]

    def addresses(self) -> list[str]:
        return [found.address for article in self.articles() for found in find_pictures(article.body)]

    def files(self) -> dict[str, bytes]:
        found = [path for path in self.content.rglob("*") if path.is_file() and ".newsarchive" not in path.parts]
        return {path.relative_to(self.content).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def inbox(tmp_path, monkeypatch):
    return Inbox(tmp_path, monkeypatch)


def test_a_picture_is_stored_by_its_content_and_the_article_names_it_in_its_text(inbox):
    inbox.add([picture(f"{SITE}/lamp.jpg?utm_source=x#top"), page()])
    (address,) = inbox.addresses()
    path = address.removeprefix("{static}/")
    assert (inbox.content / path).read_bytes() == LAMP
    (image,) = json.loads(inbox.articles()[0].extra["Images"])
    assert image == {"src": f"{SITE}/lamp-960.jpg", "alt": "Lamp", "file": path, "width": 300, "height": 200}
    assert not (inbox.content / ".newsarchive" / "pictures").exists()


PARTS = [picture(f"{SITE}/lamp-480.jpg"), page(), page(title="The lamp burns", url="burns")]


@pytest.mark.parametrize(
    "files",
    [[PARTS], [PARTS[::-1]], [PARTS[:1], PARTS[1:]], [PARTS[1:], PARTS[:1]], [PARTS[1:2], PARTS[:1], PARTS[2:]]],
    ids=["before", "behind", "file before", "file behind", "between"],
)
def test_the_order_of_pages_and_pictures_does_not_matter(inbox, files):
    inbox.add(*files)
    first, second = inbox.addresses()
    assert first == second and first.startswith("{static}/")
    assert len([path for path in inbox.files() if path.startswith("pictures/")]) == 1


def test_a_picture_that_was_not_saved_keeps_its_url_until_a_later_import_has_it(inbox):
    inbox.add([page()])
    assert inbox.addresses() == [f"{SITE}/lamp-960.jpg"]
    inbox.add([picture(f"{SITE}/lamp-960.jpg")])
    assert inbox.addresses()[0].startswith("{static}/")


def test_the_largest_saved_size_of_a_picture_is_taken(inbox):
    inbox.add([picture(f"{SITE}/lamp-480.jpg"), picture(f"{SITE}/lamp-960.jpg", draw("blue")), page()])
    assert inbox.addresses()[0].endswith(".png")


def test_a_reference_is_valid_in_its_own_container_only(inbox):
    blue = draw("blue")
    inbox.add(
        [picture("cid:1"), page("cid:1"), picture("cid:1", blue), page("cid:1", title="The lamp burns", url="burns")]
    )
    stored = [inbox.files()[address.removeprefix("{static}/")] for address in inbox.addresses()]
    assert stored == [LAMP, blue]
    inbox.add([page("cid:1", title="The lamp is out", url="out")])
    assert len(inbox.addresses()) == 2
    last = inbox.articles()[-1]
    assert last.title == "The lamp is out" and json.loads(last.extra["Images"]) == [{"alt": "Lamp"}]


def test_a_reference_does_not_take_the_picture_of_another_capture_in_its_file(inbox):
    inbox.add([picture("cid:1"), page("cid:1"), page("cid:1", title="The lamp burns", url="burns")])
    first, second = sorted(inbox.articles(), key=lambda article: article.title)
    assert len(list(find_pictures(first.body))) == 1 and list(find_pictures(second.body)) == []


def test_an_article_that_a_person_has_edited_stays(inbox):
    inbox.add([page()])
    (path,) = inbox.content.glob("2*/*/*/*.md")
    edited = path.read_text(encoding="utf-8").replace("at dusk", "at noon")
    path.write_text(edited, encoding="utf-8")
    inbox.add([picture(f"{SITE}/lamp.jpg")])
    assert path.read_text(encoding="utf-8") == edited
    assert [name for name in inbox.files() if name.startswith("pictures/")] == []


def test_revisions_name_their_pictures_too(inbox):
    inbox.add([page(), page(more=", or longer")], [picture(f"{SITE}/lamp.jpg")])
    (kept,) = inbox.content.glob("2*/*/*/*.revisions.jsonl")
    (line,) = kept.read_text(encoding="utf-8").splitlines()
    assert "{static}/pictures/" in json.loads(line)["markdown"] and inbox.addresses()[0].startswith("{static}/")


def test_a_capture_that_differs_in_picture_urls_alone_is_no_revision(inbox):
    report = inbox.add([page(), page("/lamp.jpg?size=2")])
    assert (report.count("imported"), report.count("duplicate")) == (1, 1)


def test_a_picture_that_no_article_shows_is_not_kept(inbox):
    report = inbox.add([picture(f"{SITE}/other.jpg"), page()])
    assert "1 pictures that no article shows" in report.summary()
    assert [path for path in inbox.files() if path.startswith("pictures/")] == []


def test_a_rebuilt_ledger_knows_which_pictures_articles_lack(inbox):
    inbox.add([page()])
    (inbox.content / ".newsarchive" / "ledger.sqlite").unlink()
    inbox.add([page(title="The lamp burns", url="burns")])
    with closing(sqlite3.connect(inbox.content / ".newsarchive" / "ledger.sqlite")) as database:
        names = database.execute("SELECT DISTINCT path FROM wanted").fetchall()
    assert len(names) == 2


def test_a_ledger_of_the_version_before_is_kept(inbox):
    inbox.add([page()])
    with closing(sqlite3.connect(inbox.content / ".newsarchive" / "ledger.sqlite")) as database:
        database.executescript("DROP TABLE held; DROP TABLE wanted; PRAGMA user_version = 6")
    report = inbox.add([page(more=", or longer")])
    # the old ledger says that nobody edited the article, so it takes the newer text
    assert report.count("revision") == 1 and "or longer" in inbox.articles()[0].body


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "files that are no pictures"),
        (b"GIF89a", "files that are no pictures"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "files that are no pictures"),
        (LAMP[:20], "files that are no pictures"),
        (draw("red", (40, 300)), "less than 50 pixels"),
        (draw("red", (30_000, 60)), "more than 20000 pixels"),
        (LAMP + bytes(LARGEST_PICTURE), "more than 20000000 bytes"),
        (draw("red", form="BMP"), "files that are no pictures"),
    ],
    ids=["empty", "cut", "SVG", "header alone", "small", "wide", "large", "BMP"],
)
def test_files_that_are_not_kept_are_counted_by_what_they_are(inbox, body, what):
    assert what in str(read_picture(body))
    report = inbox.add([picture(f"{SITE}/lamp.jpg", body), page()])
    assert what in report.summary() and report.count("imported") == 1
    assert inbox.addresses() == [f"{SITE}/lamp-960.jpg"]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_format_is_found_from_the_bytes(form):
    assert read_picture(draw("red", form=form)) == PictureFile({"JPEG": ".jpg"}.get(form, f".{form.lower()}"), 300, 200)
