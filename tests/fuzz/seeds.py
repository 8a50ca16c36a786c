"""The files that are mutated: the tests' captures, containers made from them, and the reference data if it is there."""

import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reference_data import find_reference_data
from tests.commands.forked import ROOT
from tests.storm.inbox import make_inbox

_TESTS = ROOT / "tests"
_LARGEST = 60_000  # bytes: larger files take time and find no more faults
_MOST_OF_AN_ARCHIVE = 60
_CONTAINERS = (".zip", ".gz", ".warc", ".tar", ".wacz", ".bz2", ".xz", ".maff")


@dataclass(frozen=True)
class Seed:
    """A file that is mutated: its suffix and its bytes."""

    suffix: str
    data: bytes

    @property
    def is_container(self) -> bool:
        """Whether it is a binary container."""
        return self.suffix.endswith(_CONTAINERS)


def list_captures(*, has_reference: bool = True) -> list[Seed]:
    """Return the captures to mutate, always in the same order, with the reference data if it is there and wanted."""
    reference = find_reference_data() if has_reference else None
    seeds = [Seed(_suffix(path), path.read_bytes()) for path in _find_captures(reference)]
    with tempfile.TemporaryDirectory(prefix="seeds-") as folder:
        for number in range(3):
            make_inbox(Path(folder) / str(number), number)
            seeds += [
                Seed(_suffix(path), path.read_bytes())
                for path in sorted((Path(folder) / str(number)).rglob("*"))
                if path.is_file()
            ]
    if reference:
        for name in ("html-pages.tar.xz", "reuters-2006-2013-sample.tar.xz"):
            seeds += _read_archive(reference / name)
    return [seed for seed in seeds if 0 < len(seed.data) <= _LARGEST]


def list_markdown() -> list[bytes]:
    """Return the Markdown files to mutate: the demo's, the import's cases, and some with every kind of block."""
    folders = [ROOT / "content", _TESTS / "capture_import/cases", _TESTS / "site/small"]
    paths = sorted(path for folder in folders for path in folder.rglob("*.md"))
    return [path.read_bytes() for path in paths] + [text.encode() for text in _MARKDOWN]


def _find_captures(reference: Path | None) -> Iterator[Path]:
    for folder in sorted((_TESTS / "capture_import/cases").glob("*/captures")):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from sorted((_TESTS / "capture_import/forms/web_page/pages").glob("*/page.html"))
    yield from sorted(path for path in (Path(__file__).parent / "cases").glob("*/input/*") if path.is_file())
    if reference:
        yield from sorted(path for path in (reference / "captures").rglob("*.txt"))
        yield from sorted(
            path
            for path in (reference / "reports").rglob("*")
            if path.is_file() and path.name not in ("report.md", "README.md", "expected.md")
        )


def _read_archive(path: Path) -> Iterator[Seed]:
    """Yield some files of an archive of the reference data, spread over its first part."""
    found = 0
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and member.size <= _LARGEST and not member.name.endswith(".json"):
                file = archive.extractfile(member)
                assert file is not None
                yield Seed(_suffix(Path(member.name)), file.read())
                found += 1
                if found == _MOST_OF_AN_ARCHIVE:
                    return


def _suffix(path: Path) -> str:
    suffixes = "".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix
    return suffixes if 1 < len(suffixes) < 12 else ".txt"


_HEAD = "Title: {0}\nDate: 2021-05-0{1}\nSlug: {2}\nLang: en\nCategory: Town\nTags: River; Bridge\n\n"
_MARKDOWN = [
    _HEAD.format("Lists", 1, "lists")
    + "* one\n* two\n\n    a = 1\n\n1. first\n2. second\n   * inner\n\n> quoted\n>\n> > twice\n",
    _HEAD.format("Links", 2, "links")
    + "[a](https://x.example/a 'b') ![c](d.png) <https://x.example> [r][1]\n\n[1]: https://x.example/r\n",
    _HEAD.format("Blocks", 3, "blocks")
    + "# One\n\nTwo\n===\n\n```\ncode\n```\n\n---\n\n| a | b |\n|---|---|\n| c | d |\n\n<div>raw</div>\n",
    _HEAD.format("Marks", 4, "marks") + "*a* **b** ***c*** `d` ``e ` f`` \\*g\\* &amp; &lt; <b>h</b> a_b_c  \nbreak\n",
    _HEAD.format("Placed", 5, "placed").replace("Lang: en", "Save_as: lamps/mole.html") + "A place of its own.\n",
    _HEAD.format("Linked", 6, "linked").replace("Lang: en", "Url: lamps/pier.html") + "An address of its own.\n",
    _HEAD.format("Below", 7, "north/mole/lamp") + "A slug with folders.\n",
    _HEAD.format("Reserved", 8, "reserved").replace("Lang: en", "Save_as: 2021/05/index.html") + "A list's place.\n",
    _HEAD.format("Static", 9, "static").replace("Lang: en", "Save_as: images/dot.gif") + "A picture's place.\n",
    "---\ntitle: In YAML\ndate: 2021-05-05\n---\n\nText.\n",
    (
        "Title: With everything\nDate: 2021-05-06T10:30:00+02:00\nModified: 2021-05-07\nSlug: everything\nLang: uk\n"
        "Category: Town\nSections: Town; Harbour\n"
        "Tags: River; Bridge\nAuthors: Clara Whitlow; Jonas Arvel\nSummary: A lede.\nDateline: HALVERIN\n"
        "Publisher: The Halverin Gazette\n"
        "Source_url: https://gazette.example/2021/05/06/everything\nCaptured: 2021-05-08T10:00:00Z\nViews: 12\n"
        "Status: published\n\nText.\n"
    ),
]
