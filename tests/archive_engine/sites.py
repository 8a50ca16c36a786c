"""Makes and builds sites for the tests; each build is a process of its own."""

import hashlib
import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from archive_engine.style_sheets import join_imports
from tests.commands.client import run_command

MANIFEST = ".archive-engine-manifest.json.gz"
ROOT = Path(__file__).resolve().parents[2]
ENGINE = "archive_engine.ArchivePelican"
STOCK = "pelican.Pelican"

# A plugin that writes `once.txt` into the output if it is missing.
WRITES_ONCE = """import os
from pelican import signals
def write(pelican):
    path = os.path.join(pelican.output_path, 'once.txt')
    if not os.path.exists(path):
        open(path, 'w').close()
def register():
    signals.finalized.connect(write)
"""

WORDS = "river bridge council harbour vote winter ferry school budget market storm library mayor orchard road".split()


@dataclass(frozen=True)
class Built:
    """The result of a build."""

    code: int
    text: str


def build(
    site: Path,
    *arguments: str,
    engine: str = ENGINE,
    settings: str = "pelicanconf.py",
    out: str = "output",
    cache: str = ".cache",
    first: str = "",
) -> Built:
    """Build `site` with its settings file; `out` and `cache` are folders in it, `first` is Python that is run before
    Pelican.
    """
    settings_given = [argument for argument in arguments if "=" in argument and not argument.startswith("-")]
    options = [argument for argument in arguments if argument not in settings_given]
    call = [
        "content", "-s", settings, "-o", out, "--log-handler", "plain", "--cache-path", site / cache,
        *options, "-e", f'PELICAN_CLASS="{engine}"', *settings_given,
    ]  # fmt: skip
    run = run_command("pelican", call, site, first=first, python_path=site, is_merged=True)
    return Built(run.returncode, run.stdout)


def read_tree(folder: Path) -> dict[str, str]:
    """Return every file's hash by its path, without the engine's own list of files, which differs between builds."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def read_stock_tree(folder: Path) -> dict[str, str]:
    """Return the same of a site that Pelican built by itself, with its style sheets joined as the engine joins them."""
    joined = {
        str(path.relative_to(folder)): hashlib.sha256(join_imports(path)).hexdigest() for path in folder.rglob("*.css")
    }
    return read_tree(folder) | joined


def read_times(folder: Path) -> dict[str, int]:
    """Return every file's modification time, in nanoseconds, by its path."""
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def count_read(built: Built) -> int:
    """Return how many articles a build reports as read; 0 if it reports none, since there was nothing to do."""
    said = re.search(r"^read +([\d,]+)$", built.text, re.MULTILINE)
    return int(said[1].replace(",", "")) if said else 0


class KeptSite:
    """A site that was built once and can be restored.

    It is restored in the same folder, since a moved site would be rebuilt whole.
    """

    def __init__(self, site: Path) -> None:
        self.site, self._kept = site, site.with_name(f"{site.name}-kept")
        shutil.copytree(site, self._kept, symlinks=True)

    def restore(self) -> Path:
        """Restore the site with its files' times; return its folder."""
        shutil.rmtree(self.site)
        shutil.copytree(self._kept, self.site, symlinks=True)
        return self.site


def build_and_keep(site: Path) -> KeptSite:
    """Build a site, which can be built by plan, and keep it as it is then."""
    first = build(site)
    assert first.code == 0 and "Everything is rebuilt" not in first.text, first.text
    return KeptSite(site)


def assert_same_as_new(site: Path) -> None:
    """Assert that the output is what a build from scratch writes."""
    fresh = build(site, out="fresh", cache=".fresh")
    assert fresh.code == 0, fresh.text
    assert read_tree(site / "output") == read_tree(site / "fresh")


def write_article(site: Path, number: int, **changes: str) -> Path:
    """Write one article of an archive, the same for the same number; `changes` replace front-matter keys or `body`."""
    day = date(2019, 1, 3) + timedelta(days=3 * number)
    word = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7, 11)]
    matter = {
        "Title": f"{word[0].title()} {word[1]} {number}",
        "Date": f"{day.isoformat()}T{number % 24:02}:30:00",
        "Slug": f"{word[0]}-{word[1]}-{number}",
        "Lang": "en",
        "Category": word[2].title(),
        "Sections": f"{word[2].title()}; Town",
        "Tags": f"{word[0].title()}; {word[3].title()}",
        "Authors": f"Author {number % 7}",
        "Summary": f"What the {word[1]} means for the {word[2]}.",
    } | {key.capitalize(): value for key, value in changes.items() if key != "body"}
    body = changes.get(
        "body", f"The {word[0]} & the {word[1]}.\n\nA *second* paragraph about {word[2]}, number {number}."
    )
    path = site / "content" / f"{day:%Y/%m/%d}" / f"{word[0]}-{word[1]}-{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{key}: {value}\n" for key, value in matter.items()) + f"\n{body}\n", encoding="utf-8")
    return path


def make_archive(site: Path, articles: int = 200, settings: str = "") -> Path:
    """Make a site with the project's own theme and plugins."""
    site.mkdir(parents=True, exist_ok=True)
    for name in ("theme", "plugins"):
        (site / name).symlink_to(ROOT / name, target_is_directory=True)
    (site / "pelicanconf.py").write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nimport importlib.util\n"
        f"_spec = importlib.util.spec_from_file_location('own', {str(ROOT / 'pelicanconf.py')!r})\n"
        "_own = importlib.util.module_from_spec(_spec)\n_spec.loader.exec_module(_own)\n"
        "globals().update({key: value for key, value in vars(_own).items() if key.isupper()})\n"
        # an address that the cache alone knows is no page of a build from scratch
        "ARCHIVE_ENGINE_KEEP_ADDRESSES = False\n" + settings,
        encoding="utf-8",
    )
    for number in range(articles):
        write_article(site, number)
    about = site / "content/pages/about.md"
    about.parent.mkdir(parents=True)
    about.write_text("Title: About\nSlug: about\n\nAbout this archive.\n", encoding="utf-8")
    return site


def make_plain_site(site: Path, theme: str = "simple", settings: str = "") -> Path:
    """Make a small stock Pelican site: its default theme and settings, every kind of content."""
    content = site / "content"
    (content / "pages").mkdir(parents=True)
    (content / "images").mkdir()
    (content / "notes").mkdir()
    (content / "images/dot.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    (site / "pelicanconf.py").write_text(
        f"SITENAME = 'A plain site'\nAUTHOR = 'Ann Author'\nTHEME = {theme!r}\n"
        "TIMEZONE = 'Europe/Kyiv'\nLOCALE = ['C.UTF-8', 'C']\n"
        "DEFAULT_PAGINATION = 4\nPLUGINS = []\nYEAR_ARCHIVE_SAVE_AS = '{date:%Y}/index.html'\n"
        "MONTH_ARCHIVE_SAVE_AS = '{date:%Y}/{date:%m}/index.html'\n"
        "DAY_ARCHIVE_SAVE_AS = '{date:%Y}/{date:%m}/{date:%d}/index.html'\n"
        "TAG_FEED_ATOM = 'feeds/tag-{slug}.atom.xml'\nCATEGORY_FEED_ATOM = 'feeds/category-{slug}.atom.xml'\n"
        + settings,
        encoding="utf-8",
    )
    for number in range(14):
        day = date(2023, 11, 20) + timedelta(days=11 * number)
        (content / "notes" / f"note-{number:02}.md").write_text(
            f"Title: Note {number} — {WORDS[number]}\nDate: {day} {number:02}:15\nModified: {day} 23:00\n"
            f"Tags: {WORDS[number % 3]}, {WORDS[number % 5]}\nAuthors: Ann Author, Bo Writer\n"
            f"Summary: About the *{WORDS[number]}*.\n\n"
            f"# A heading\n\nText about the {WORDS[number]}[^1], see "
            f"[the other]({{filename}}note-{(number + 1) % 14:02}.md) and\n"
            '![a dot]({static}/images/dot.gif "dot").\n\n* one\n* two\n\n    a = 1\n\n[^1]: A footnote.\n',
            encoding="utf-8",
        )
    (content / "draft.md").write_text("Title: Not yet\nDate: 2024-01-05\nStatus: draft\n\nA draft.\n", encoding="utf-8")
    (content / "hidden.md").write_text(
        "Title: Not listed\nDate: 2024-01-05\nStatus: hidden\n\nHidden.\n", encoding="utf-8"
    )
    (content / "uk.md").write_text(
        "Title: Note 3 — council\nSlug: note-3-council\nLang: uk\nDate: 2023-12-23\n\nПереклад.\n", encoding="utf-8"
    )
    (content / "old.rst").write_text(
        "An rst note\n###########\n\n:date: 2022-02-02\n:tags: river\n\nSome *text*.\n", encoding="utf-8"
    )
    (content / "pages/about.md").write_text("Title: About\n\nWritten [here]({filename}/draft.md).\n", encoding="utf-8")
    return site
