"""One page with pictures, saved in each way that keeps them: the same article with the same pictures comes out."""

import hashlib
import plistlib
import zipfile
from base64 import b64encode
from collections.abc import Callable
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from newsarchive.main import main
from newsrecord import markdown_to_article
from newsrecord.pictures import SAVED, find_pictures, without_pictures
from tests.capture_import.archive.test_pictures import draw
from tests.capture_import.containers.builders import http, record

URL = "https://gazette.example/2021/03/05/lamp.html"
PICTURES = {
    "https://gazette.example/img/lamp-960.jpg": draw("navy", (960, 640), "JPEG"),
    "https://cdn.gazette.example/tides.png?v=2": draw("teal", (640, 400)),
}
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Keeper lights the lamp - The Gazette</title>
<meta property="og:image" content="https://gazette.example/img/lamp-960.jpg">
<meta property="article:published_time" content="2021-03-05T18:30:00+01:00"></head><body>
<header><img src="https://gazette.example/logo.png" class="site-logo"></header>
<article><h1>Keeper lights the lamp</h1><p class="byline">By Ann Lee</p>
<figure><img src="https://gazette.example/img/lamp-960.jpg" alt="The lamp on the mole" width="960" height="640">
<figcaption>The lamp at dusk. Photo: Bo Ek</figcaption></figure>
<p>Keeper Jonas Arvel lit the lamp on the north mole of Halverin at dusk on Friday, the first time in two winters.</p>
<p>He then walked home along the quay with two of his sons, and the harbour was quiet again.</p>
<img src="https://cdn.gazette.example/tides.png?v=2" alt="A chart of the tides" width="640" height="400">
<p>The harbour office said that it will burn until the end of the winter, and longer if that is needed.</p>
</article></body></html>
"""


def singlefile(folder: Path) -> None:
    page = PAGE
    for url, body in PICTURES.items():
        kind = "jpeg" if url.endswith("jpg") else "png"
        page = page.replace(f'src="{url}"', f'src="data:image/{kind};base64,{b64encode(body).decode()}"')
    comment = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Mar 05 2021 20:00:00 GMT+0000\n-->"
    (folder / "lamp.html").write_text(page.replace("<html", f"{comment}<html", 1), encoding="utf-8")


def saved_complete(folder: Path) -> None:
    page = PAGE.replace("<html", f"<!-- saved from url=({len(URL):04}){URL} -->\n<html", 1)
    (folder / "Keeper lights the lamp_files").mkdir()
    for number, (url, body) in enumerate(PICTURES.items()):
        name = f"picture{number}{'.jpg' if url.endswith('jpg') else '.png'}"
        page = page.replace(f'src="{url}"', f'src="./Keeper%20lights%20the%20lamp_files/{name}"')
        (folder / "Keeper lights the lamp_files" / name).write_bytes(body)
    (folder / "Keeper lights the lamp.html").write_text(page, encoding="utf-8")


def mhtml(folder: Path) -> None:
    mail = MIMEMultipart("related", type="text/html")
    mail["Snapshot-Content-Location"], mail["Date"] = URL, "Fri, 5 Mar 2021 20:00:00 -0000"
    page = MIMEText(PAGE, "html", "utf-8")
    page["Content-Location"] = URL
    mail.attach(page)
    for url, body in PICTURES.items():
        part = MIMEImage(body)
        part["Content-Location"] = url
        mail.attach(part)
    (folder / "lamp.mhtml").write_bytes(mail.as_bytes())


def _records() -> bytes:
    records = [record(http(PAGE.encode()), URL)]
    for url, body in PICTURES.items():
        records.append(record(http(body, "image/jpeg" if url.endswith("jpg") else "image/png"), url))
    return b"".join(reversed(records))


def warc(folder: Path) -> None:
    (folder / "lamp.warc").write_bytes(_records())


def wacz(folder: Path) -> None:
    with zipfile.ZipFile(folder / "lamp.wacz", "w") as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("archive/data.warc", _records())


def webarchive(folder: Path) -> None:
    resources = [
        {"WebResourceURL": url, "WebResourceData": body, "WebResourceMIMEType": "image/jpeg"}
        for url, body in PICTURES.items()
    ]
    main_resource = {
        "WebResourceURL": URL,
        "WebResourceData": PAGE.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
    }
    values = {"WebMainResource": main_resource, "WebSubresources": resources}
    (folder / "lamp.webarchive").write_bytes(plistlib.dumps(values, fmt=plistlib.FMT_BINARY))


WAYS: list[Callable[[Path], None]] = [singlefile, saved_complete, mhtml, warc, wacz, webarchive]


@pytest.mark.parametrize("save", WAYS, ids=lambda save: save.__name__)
def test_the_same_article_with_the_same_pictures_comes_out(tmp_path, save):
    inbox, content = tmp_path / "inbox", tmp_path / "content"
    inbox.mkdir()
    save(inbox)
    assert main(["import", str(inbox), "--content", str(content), "--workers", "1"]) == 0
    (path,) = content.glob("2*/*/*/*.md")
    article = markdown_to_article(path.read_text(encoding="utf-8"))
    assert (article.title, article.date.isoformat(), article.authors, article.source_url) == (
        "Keeper lights the lamp",
        "2021-03-05T18:30:00+01:00",
        ("Ann Lee",),
        URL,
    )
    assert [paragraph[:12] for paragraph in without_pictures(article.body).split("\n\n")] == [
        "Keeper Jonas",
        "He then walk",
        "The harbour ",
    ]
    pictures = list(find_pictures(article.body))
    assert [(picture.alt, picture.caption) for picture in pictures] == [
        ("The lamp on the mole", "The lamp at dusk."),
        ("A chart of the tides", ""),
    ]
    stored = [(content / picture.address.removeprefix(SAVED)).read_bytes() for picture in pictures]
    assert [hashlib.sha256(body).hexdigest() for body in stored] == [
        hashlib.sha256(body).hexdigest() for body in PICTURES.values()
    ]
    parts = article.body.split("\n\n")
    assert [part.startswith("![") for part in parts] == [True, False, False, True, False]
    assert len([file for file in (content / "pictures").rglob("*") if file.is_file()]) == len(PICTURES)
