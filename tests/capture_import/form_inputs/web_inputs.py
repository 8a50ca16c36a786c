"""Writes the saved pages of the cases beside it, the same bytes each time: `python -m tests.capture_import.form_inputs.web_inputs`."""

import base64
import gzip
import plistlib
from pathlib import Path

from tests.capture_import.form_inputs.document_inputs import PNG, pack

FOLDER = Path(__file__).parent
ADDRESS = "https://gazette.halverin.example/2023/05/14/bridge"
GERMAN = "https://anzeiger.halverin.example/2024/01/16/fluttore"
_FAR = b"\x89PNG\r\n\x1a\n" + bytes(40)


def page(picture: str, *, comment: str = "") -> str:
    """Return a page with a picture, by whatever address the saved form gives it."""
    return (
        f'<!DOCTYPE html>{comment}<html lang="en"><head><meta charset="utf-8"><title>Tidegate Bridge reopens - The Halverin Gazette'
        '</title><meta property="article:published_time" content="2023-05-14T09:00:00+01:00"></head><body><article>'
        '<h1>Tidegate Bridge reopens after two years</h1><p class="byline">By June Alderton</p>'
        "<p>Tidegate Bridge was opened again on Sunday, two years after a crack closed it to lorries, cars and carts.</p>"
        f'<figure><img src="{picture}" width="600" alt="The bridge"><figcaption>The first cart on the new span</figcaption></figure>'
        "<p>The mayor walked over it first, and the ferry, which had carried everybody meanwhile, blew its horn from below.</p>"
        "<p>Lorries may use it from the first of June, one at a time, and not while the gates are moving.</p></article></body></html>"
    )


def german_page(picture: str) -> str:
    """Return the same in German, of another story."""
    return (
        '<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Rat stimmt für Fluttore</title>'
        '<meta property="article:published_time" content="2024-01-16T20:15:00+01:00"></head><body><article>'
        '<h1>Rat stimmt für Fluttore</h1><p class="byline">Von Marta Lind</p>'
        "<p>Der Rat von Halverin hat am Dienstag mit großer Mehrheit beschlossen, zwei Fluttore im Hafen zu bauen.</p>"
        f'<figure><img src="{picture}" width="600"><figcaption>Wo die Tore stehen sollen</figcaption></figure>'
        "<p>Sie kosten achtzehn Millionen Kronen und sollen in zwei Jahren zum ersten Mal geschlossen werden.</p>"
        "<p>Gegen den Plan stimmten drei Mitglieder, weil die Boote dann eine Stunde länger warten müssten.</p></article></body></html>"
    )


def webarchive(html: str, address: str, picture: str, *, is_binary: bool = True) -> bytes:
    """Return a Safari web archive."""
    archive = {
        "WebMainResource": {
            "WebResourceData": html.encode(),
            "WebResourceFrameName": "",
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": address,
        },
        "WebSubresources": [
            {"WebResourceData": PNG, "WebResourceMIMEType": "image/png", "WebResourceURL": picture},
            {"WebResourceData": b"p{}", "WebResourceMIMEType": "text/css", "WebResourceURL": f"{address}/a.css"},
        ],
        "WebSubframeArchives": [
            {
                "WebMainResource": {
                    "WebResourceData": b"<p>Buy boots</p>",
                    "WebResourceMIMEType": "text/html",
                    "WebResourceURL": "about:blank",
                }
            }
        ],
    }
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY if is_binary else plistlib.FMT_XML)


def rdf(address: str, time: str) -> str:
    """Return the description of a MAFF's page."""
    return (
        '<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" '
        'xmlns:NC="http://home.netscape.com/NC-rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<RDF:Description RDF:about="urn:root"><MAF:originalurl RDF:resource="{address}"/><MAF:title RDF:resource="Saved"/>'
        f'<MAF:archivetime RDF:resource="{time}"/><MAF:indexfilename RDF:resource="index.html"/>'
        '<MAF:charset RDF:resource="UTF-8"/></RDF:Description></RDF:RDF>'
    )


def maff() -> bytes:
    """Return a MAFF of two pages."""
    return pack(
        [
            ("1684051200000_1/index.html", page("index_files/bridge.png")),
            ("1684051200000_1/index_files/bridge.png", PNG),
            ("1684051200000_1/index_files/style.css", "p{}"),
            ("1684051200000_1/index.rdf", rdf(ADDRESS, "Mon, 15 May 2023 08:00:00 +0100")),
            ("1705430000000_2/index.html", german_page("index_files/tore.png")),
            ("1705430000000_2/index_files/tore.png", PNG),
            ("1705430000000_2/index.rdf", rdf(GERMAN, "Wed, 17 Jan 2024 08:00:00 +0100")),
        ]
    )


def reader_view(address: str, host: str, title: str, byline: str, minutes: str, *paragraphs: str) -> str:
    """Return what Firefox saves of its reader view."""
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        '<!DOCTYPE html><html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><title>'
        f'{title}</title><link rel="stylesheet" href="a_files/aboutReader.css"></head><body class="light sans-serif loaded">'
        '<div class="container content-width3"><div class="header reader-header reader-show-element">'
        f'<a class="domain reader-domain" href="{address}">{host}</a><div class="domain-border"></div>'
        f'<h1 class="reader-title">{title}</h1><div class="credits reader-credits">{byline}</div><div class="meta-data">'
        f'<div class="reader-estimated-time" dir="ltr">{minutes}</div></div></div><hr><div class="content"><div '
        f'class="moz-reader-content reader-show-element"><div id="readability-page-1" class="page"><div>{text}</div></div>'
        '</div></div></div><ul class="toolbar reader-toolbar"><li><button class="close-button">Close Reader View</button></li></ul></body></html>'
    )


def self_extracting(html: str, address: str, saved: str) -> bytes:
    """Return a page that SingleFile saved as a self-extracting zip."""
    inner = html.replace(
        "<html", f"<!--\n Page saved with SingleFile \n url: {address} \n saved date: {saved}\n--><html", 1
    )
    packed = pack(
        [
            ("index.html", inner),
            ("images/0.png", PNG),
            ("stylesheet_0.css", "p{}"),
            ("frames/0/index.html", "<p>Buy boots</p>"),
        ]
    )
    return (
        b"<!doctype html><html data-sfz><meta charset=utf-8><title>Saved</title><body hidden><div id=sfz-wait-message>Please wait..."
        b"</div><script>/* unpacks what follows */</script><!--" + packed + b"--></body></html>"
    )


def mhtml(html: str, address: str, picture: str) -> bytes:
    """Return a page that Chromium saved as MHTML."""
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: Saved\r\nDate: Tue, 01 Oct 2024 08:00:00 +0100\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
        f"------B\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: {address}\r\n\r\n{base64.encodebytes(html.encode()).decode()}\r\n"
        f"------B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {picture}\r\n\r\n"
        f"{base64.encodebytes(PNG).decode()}\r\n------B\r\nContent-Type: text/css\r\nContent-Location: {address}/a.css\r\n\r\np{{}}\r\n------B--\r\n"
    ).encode()


def record(kind: str, address: str, content: bytes, content_type: str, version: str = "1.0") -> bytes:
    """Return a WARC record."""
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-10-01T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(content):012d}>\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def http(body: bytes, content_type: str) -> bytes:
    """Return an HTTP response."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\n\r\n".encode() + body


def warc(version: str) -> bytes:
    """Return a crawl of two pages, one sent with no type of its own, the picture of the first before it."""
    picture = "https://gazette.halverin.example/bridge.png"
    response = "application/http; msgtype=response"
    return b"".join(
        [
            record("warcinfo", "", b"software: test\r\n", "application/warc-fields", version).replace(
                b"WARC-Target-URI: \r\n", b""
            ),
            record("response", picture, http(PNG, "image/png"), response, version),
            record("response", ADDRESS, http(page(picture).encode(), "text/html"), response, version),
            record(
                "response",
                GERMAN,
                http(german_page("/tore.png").encode(), "application/octet-stream"),
                response,
                version,
            ),
            record("conversion", ADDRESS, b"Tidegate Bridge reopens\n\nText of the page above.", "text/plain", version),
        ]
    )


def wet() -> bytes:
    """Return texts of pages as Common Crawl makes them."""
    english = (
        "Comet seen from the mole\n\nBy Ada Brink\n\nMarch 25, 2022\n\nHundreds stood on the north mole on Friday night to see a comet, "
        "which will not be back before their grandchildren are old.\n\nThe town had put out its lamps for an hour, and nobody fell into the harbour.\n"
    )
    ukrainian = (
        "Маяк Освелля знову світить\n\n21 вересня 2024\n\nМаяк на острові Освелль у суботу засвітили знову після чотирьох років темряви.\n\n"
        "Човни, що проходили повз, гуділи, а діти на березі відповідали дзвониками.\n"
    )
    return b"".join(
        [
            record("warcinfo", "", b"software: test\r\n", "application/warc-fields").replace(
                b"WARC-Target-URI: \r\n", b""
            ),
            record("conversion", "https://gazette.halverin.example/comet", english.encode(), "text/plain"),
            record("conversion", "https://visnyk.halverin.example/maiak", ukrainian.encode(), "text/plain"),
        ]
    )


def make_inputs() -> dict[str, bytes]:
    """Return the files by their paths below this folder."""
    picture = "https://gazette.halverin.example/bridge.png"
    extracting = self_extracting(
        page("images/0.png"), ADDRESS, "Mon May 15 2023 08:00:00 GMT+0100 (British Summer Time)"
    )
    whole_warc = warc("1.1")
    return {
        "webarchive/binary/input/bridge.webarchive": webarchive(page("/bridge.png"), ADDRESS, picture),
        "webarchive/xml/input/fluttore.webarchive": webarchive(german_page("/tore.png"), GERMAN, "https://anzeiger.halverin.example/tore.png", is_binary=False),
        "webarchive/broken/input/cut.webarchive": webarchive(page("/bridge.png"), ADDRESS, picture)[:600],
        "webarchive/broken/input/settings.plist": plistlib.dumps({"theme": "dark"}, fmt=plistlib.FMT_BINARY),
        "maff/two-pages/input/saved.maff": maff(),
        "maff/one-page/input/gates.maff": pack(
            [("1/index.html", german_page("index_files/tore.png")), ("1/index.rdf", rdf(GERMAN, "Wed, 17 Jan 2024 08:00:00 +0100"))]
        ),
        "maff/broken/input/no-page.maff": pack([("1/index.rdf", rdf(ADDRESS, "yesterday")), ("1/index_files/bridge.png", PNG)]),
        "reader-view/english/input/bridge.html": reader_view(
            "https://gazette.halverin.example/2021/03/05/bridge", "gazette.halverin.example", "Harbour miss promotion by a single goal", "Ann Derby", "2 minutes",
            "Halverin Harbour lost the last match of the season on Friday evening, and with it the first division.",
            "The goal fell in the last minute, in rain, and nobody could say afterwards whose foot it had been.",
        ).encode(),
        "reader-view/french/input/bac.html": reader_view(
            "https://courrier.halverin.example/2024/06/07/bac", "courrier.halverin.example", "Le bac électrique entre en service", "Par Élise Marchand", "1 minute",
            "Le bac électrique relie depuis vendredi les deux rives du Sorrin, et il ne fait presque aucun bruit.",
            "Il transporte quarante voitures à la fois, assure son capitaine, qui a conduit l’ancien pendant trente ans.",
        ).encode(),
        "reader-view/broken/input/no-link.html": reader_view(
            "about:reader", "", "A page without its address", "", "1 minute", "Nothing on this page tells when its story happened, or where anybody could look it up again.",
            "Its reader saved it from the reader view of a browser that had lost its connection long before.",
        ).encode(),
        "singlefile-zip/english/input/bridge.html": extracting,
        "singlefile-zip/german/input/fluttore.u.zip.html": self_extracting(german_page("images/0.png"), GERMAN, "Wed Jan 17 2024 08:00:00 GMT+0100 (CET)"),
        "singlefile-zip/broken/input/damaged.html": extracting.replace(b"index.html", b"index.htmm", 1).replace(b"PK\x03\x04", b"PK\x03\x05", 1),
        "save-as-complete/english/input/The bridge.html": page("The%20bridge_files/bridge.png", comment=f"<!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->").encode(),
        "save-as-complete/english/input/The bridge_files/bridge.png": PNG,
        "save-as-complete/english/input/The bridge_files/logo.png": _FAR,
        "save-as-complete/english/input/The bridge_files/style.css": b"p{}",
        "save-as-complete/german-zip/input/gespeichert.zip": pack(
            [("Fluttore-Dateien/tore.png", PNG), ("Fluttore-Dateien/stil.css", "p{}"), ("Fluttore.html", german_page("./Fluttore-Dateien/tore.png"))]
        ),
        "save-as-complete/broken/input/The bridge.html": page("The%20bridge_files/bridge.png").encode(),
        "save-as-complete/broken/input/The bridge_files/bridge.png": b"",
        "save-as-complete/broken/input/Alone_files/bridge.png": PNG,
        "mhtml/english/input/bridge.mhtml": mhtml(page(picture), ADDRESS, picture),
        "mhtml/german/input/fluttore.mht": mhtml(german_page("cid:tore@mhtml.blink"), GERMAN, "cid:tore@mhtml.blink"),
        "mhtml/broken/input/no-page.mhtml": mhtml("", ADDRESS, picture).replace(b"Content-Type: text/html\r\n", b"Content-Type: text/css\r\n"),
        "warc/warc-1.1/input/crawl.warc": whole_warc,
        "warc/warc-0.18/input/crawl.warc.gz": gzip.compress(warc("0.18"), mtime=0),
        "warc/wet/input/crawl.warc.wet": wet(),
        "warc/broken/input/cut.warc": whole_warc[: whole_warc.index(b"Rat stimmt")],
        "warc/page-gz/input/bridge.html.gz": gzip.compress(page("/bridge.png", comment=f"<!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->").encode(), mtime=0),
    }  # fmt: skip


if __name__ == "__main__":
    for name, content in make_inputs().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
