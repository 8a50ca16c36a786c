"""Calls our own parsers directly with mutants: WARC records, HTTP responses, zip directories, front matter, URLs."""

import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from capture_import.containers.folder import file_to_captures
from capture_import.containers.http_response import decode_body, read_header
from capture_import.containers.limits import Limits
from capture_import.containers.streams import Damaged
from capture_import.fields.dates import name_to_day, url_to_day
from capture_import.fields.urls import clean_url, link_url, page_key, story_key, url_to_words
from capture_import.fields.urls_archived import find_original
from capture_import.forms.documents import EntryDocuments
from capture_import.forms.plain_text.front_matter import read_front_matter
from newsrecord.frontmatter import markdown_to_article, split_front_matter
from tests.capture_import.containers.builders import gzip_records, http, make_zip, page, pages_warc, record
from tests.fuzz.mutations import mutate, mutate_container
from tests.fuzz.seeds import list_markdown
from tests.storm.processes import say_at_once

_BASE_URL = "https://www.gazette.example/2023/"
_SLOW_SECONDS = 2.0  # seconds of processor time, for a mutant of at most 300 kB


@dataclass(frozen=True)
class Parser:
    """A parser, the exceptions that it may raise, and the seeds that are mutated for it."""

    parse: Callable[[bytes, Path], object]
    raises: tuple[type[Exception], ...]
    seeds: Sequence[bytes]
    is_container: bool = False


def _read_file(name: str) -> Callable[[bytes, Path], object]:
    def parse(data: bytes, folder: Path) -> object:
        (folder / name).write_bytes(data)
        return list(file_to_captures(str(folder / name), Limits(), EntryDocuments()))

    return parse


def _read_response(data: bytes, folder: Path) -> object:
    header = read_header(data)
    return decode_body(header, data[header.length :], 1_000_000) if header else None


def _read_front_matter(data: bytes, folder: Path) -> object:
    text = data.decode("utf-8", errors="replace")
    return read_front_matter(text.splitlines() or [""], 0), split_front_matter(text)


def _read_article(data: bytes, folder: Path) -> object:
    return markdown_to_article(data.decode("utf-8", errors="replace"))


def _read_url(data: bytes, folder: Path) -> object:
    url = data.decode("utf-8", errors="replace")
    clean = clean_url(url)
    return (
        find_original(url),
        link_url(url, _BASE_URL),
        page_key(url),
        story_key(url),
        url_to_day(clean),
        url_to_words(clean),
        name_to_day(url),
    )


_WARC = b"".join([*pages_warc(2), record(http(b""), kind="revisit", headers=["WARC-Refers-To: <urn:uuid:1>"])])
_TOML = (
    b'+++\ntitle = "Lamp"\ndate = 2023-03-03T10:00:00Z\nviews = 12\ntags = ["a", "b"]\n'
    b'[taxonomies]\ntags = ["c"]\n+++\n\nText.\n'
)
_URLS = [
    b"https://www.gazette.example/2023/03/03/lamp-is-lit.html?utm_source=x&id=1#top",
    b"http://[2001:db8::1]:8080/a/b?c=d",
    b"https://me:secret@xn--halverin.example:443/%D1%96/20230303-lamp",
]
PARSERS = {
    "WARC records": Parser(_read_file("a.warc"), (), [_WARC]),
    "WARC records in gzip": Parser(_read_file("a.warc.gz"), (), [gzip_records(pages_warc(2))], is_container=True),
    "zip directories": Parser(
        _read_file("a.zip"),
        (),
        [make_zip((f"{n}.html", page(n)) for n in range(3)), make_zip([("a.html", page())], 0)],
        is_container=True,
    ),
    "HTTP responses": Parser(
        _read_response,
        (Damaged,),
        [
            http(page(), headers=["Content-Encoding: gzip", "Set-Cookie: a=b"]),
            http(b"5\r\nlamps\r\n0\r\n\r\n", headers=["Transfer-Encoding: chunked"]),
            http(page(), headers=["Content-Encoding: br, deflate, zstd"]),
        ],
    ),
    "front matter": Parser(_read_front_matter, (), [_TOML, *list_markdown()]),
    "articles": Parser(_read_article, (ValueError,), list_markdown()),
    "URLs": Parser(_read_url, (), _URLS),
}  # fmt: skip


def run_parsers(count: int, seed: int, keep: Path, *, say: Callable[[str], object] = say_at_once) -> dict[str, Any]:
    """Call each parser with `count` mutants; keep one input of each kind of fault below `keep`. Return the report."""
    began = time.monotonic()
    chance = random.Random(seed)
    faults: dict[str, dict[str, Any]] = {}
    raised: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="parsers-") as folder:
        for name, parser in PARSERS.items():
            for _ in range(count):
                data = chance.choice(parser.seeds)
                data = mutate_container(data, chance) if parser.is_container else mutate(data, chance, parser.seeds)
                start = time.process_time()
                kind = ""
                try:
                    parser.parse(data, Path(folder))
                except parser.raises as error:
                    raised[f"{name}: {type(error).__name__}"] += 1
                except Exception as error:  # noqa: BLE001 - any other exception is the fault that is looked for
                    place = traceback.extract_tb(error.__traceback__)[-1]
                    kind = f"{name}: {type(error).__name__} in {Path(place.filename).name}, {place.name}"
                if time.process_time() - start > _SLOW_SECONDS:
                    kind = kind or f"{name}: slow"
                if kind and kind not in faults:
                    keep.mkdir(parents=True, exist_ok=True)
                    kept = keep / f"parser-{len(faults) + 1}"
                    kept.write_bytes(data)
                    faults[kind] = {"kind": kind, "kept": str(kept)}
                    say(f"fault: {kind}: {kept}")
    return {
        "steps": count * len(PARSERS),
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
        "raised as said": dict(raised),
        "faults": list(faults.values()),
    }
