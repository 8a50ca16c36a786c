"""Each command of docs/owners.md, run one after another as an owner would who follows the guide."""

import csv
import re
import sqlite3
import urllib.request
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.journeys.checkouts import ROOT, find_free_port, run_well, running_shell
from tests.journeys.packages import build_wheel, check_out, copy_captures, offline_index, read_files
from tests.waiting import wait_until

GUIDE = (ROOT / "docs/owners.md").read_text(encoding="utf-8")
SLUG = "keeper-lights-the-lamp"
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="2024-04-0{day}T10:00:00Z"><meta name="author" content="{author}">
<link rel="canonical" href="https://halverin.example/{name}"></head><body><article><h1>{title}</h1>
<p>The keeper {text} for the first time, and two hundred people stood on the quay.</p>
<p>The harbour office had paid for the oil, and the school choir {name} sang until the ferry came back from Osvell.</p>
</article></body></html>"""
UNDATED = "Harbour office opens a window\n\nIt opened a second one on the quay, so that fewer wait in the rain.\n"
# Commands inside a sentence that do something else than the guide's blocks: they are run at the end.
INLINE = re.compile(r"`((?:make|\.venv/bin/\w+) [^`\n]+)`")
# Of a copy of the whole project, or on another Python.
NOT_HERE = {"make wheel", "make html PYTHON=/path/to/python3.11"}


def list_blocks() -> list[tuple[str, str]]:
    """Return the shell code of the guide, each with the heading of its part."""
    parts = re.split(r"^##+ (.+)$", GUIDE, flags=re.MULTILINE)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [(head, code) for head, part in pairs for code in re.findall(r"^```sh\n(.*?)^```", part, re.M | re.S)]


class Owner:
    """An owner who follows the guide. `prepare_...` is what the guide's text asks for before the commands of a part,
    `see_...` what is there after them.
    """

    def __init__(self, home: Path) -> None:
        self.home, self.archive = home, home / "papers"
        self.environment: dict[str, str] = {}
        self.before: dict[str, bytes] = {}

    def read(self, path: str) -> str:
        return (self.archive / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.archive / path).parent.mkdir(parents=True, exist_ok=True)
        (self.archive / path).write_text(text, encoding="utf-8")

    def run(self, code: str) -> str:
        """Run a block; a check that finds something ends with 1."""
        lines = [f"{line} || test $? = 1" if "newsarchive check" in line else line for line in code.splitlines()]
        return run_well("\n".join(lines), self.archive if self.archive.exists() else self.home, self.environment)

    def prepare_import(self) -> None:
        copy_captures(self.archive, "2022 2023")
        lamp = PAGE.format(title="Keeper lights the lamp", name="lamp", day=2, author="J. Smith", text="lit the lamp")
        self.write("captures/lamp.html", lamp)
        oil = PAGE.format(title="Oil for the tower", name="oil", day=3, author="John Smith", text="bought the oil")
        self.write("captures/oil.html", oil)

    def prepare_correct_an_article(self) -> None:
        (article,) = (self.archive / "content").glob(f"*/*/*/{SLUG}.md")
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("Title: Keeper lights", "Title: Warden lights"), encoding="utf-8")

    def see_correct_an_article(self) -> None:
        assert "Warden lights the lamp" in self.read("output/index.html")

    def see_decide_on_names(self) -> None:
        page = self.read("output/author/john-smith.html")
        assert "Warden lights the lamp" in page and "Oil for the tower" in page
        assert "url=../author/john-smith.html" in self.read("output/author/j-smith.html")

    def prepare_another_theme(self) -> None:
        shape = re.search(r"## Shape the pages\n.*?^```python\n(.*?)^```", GUIDE, re.M | re.S)[1]
        with (self.archive / "pelicanconf.py").open("a", encoding="utf-8") as settings:
            settings.write(shape)
        for name in ("logo.svg", "icon.png", "own.css"):
            self.write(f"content/extra/{name}", "")
        self.write("content/pages/help.md", "Title: Help\nSlug: help\n\nAsk the library.\n")

    def see_another_theme(self) -> None:
        assert "Warden lights the lamp" in self.read("build/simple/index.html")

    def see_publish(self) -> None:
        home = self.read("build/public/index.html")
        assert "Kept by the town library of Halverin" in home and "/help.html" in home and "logo.svg" in home
        assert "https://you.github.io/archive/" in self.read("build/public/sitemap.xml")

    def prepare_upgrade(self) -> None:
        self.environment |= offline_index(build_wheel(ROOT, self.home / "wheel"))
        run_well("git init --quiet && git add --all && git commit --quiet -m Papers", self.archive)
        self.before = read_files(self.archive)

    def see_upgrade(self) -> None:
        assert run_well(".venv/bin/newsarchive --version", self.archive) == "newsarchive 0.1.0\n"
        assert read_files(self.archive) == self.before
        assert run_well("git status --porcelain", self.archive) == ""
        assert "Warden lights the lamp" in self.read("output/index.html")

    def see_remove_an_article(self) -> None:
        run_well("make html", self.archive)
        assert not list((self.archive / "output").glob(f"*/*/*/{SLUG}.html"))
        assert SLUG not in self.read("output/index.html")

    def see_check(self) -> None:
        assert "articles: " in self.read("output/about.html")

    def see_hand_it_on(self) -> None:
        with (self.archive / "newsarchive.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert "Oil for the tower" in [row["title"] for row in rows]
        database = sqlite3.connect(self.archive / "archive.sqlite")
        assert ("John Smith",) in database.execute("SELECT name FROM authors").fetchall()
        found = database.execute("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'oil'").fetchall()
        assert found
        database.close()
        for option in self.list_exports():
            if option not in (
                "--csv",
                "--sqlite",
                "--zim",
            ):  # the first two are in the guide's block; the last needs an extra
                run_well(f".venv/bin/newsarchive export {option} {self.home}/export{option}", self.archive)
                assert (
                    "Oil for the tower" in (self.home / f"export{option}").read_text("utf-8", "ignore")
                    or option == "--zip"
                )
        with ZipFile(self.home / "export--zip") as bag:
            bag.extractall(self.home / "bag")
        (manifest,) = (self.home / "bag").rglob("manifest-sha256.txt")
        run_well(re.search(r"`(sha256sum [^`]+)`", GUIDE)[1], manifest.parent)

    def list_exports(self) -> list[str]:
        """Return the options in the guide's table of formats."""
        rows = re.findall(r"^\| (`--[^|]+) \|", GUIDE.split("## Hand it on\n")[1], re.MULTILINE)
        return re.findall(r"--\w+", " ".join(rows))

    def move(self) -> None:
        """Rename the archive's folder, with the program in it, and do what the guide says of that."""
        self.archive = self.archive.rename(self.home / "old papers")
        run_well("make html", self.archive)
        (remedy,) = re.findall(r"^\| `bad interpreter`.*\| (.*) \|$", GUIDE, re.MULTILINE)
        for command in re.findall(r"`([^`]+)`", remedy.partition(":")[2]):
            self.run(command)
        assert "Oil for the tower" in self.run(".venv/bin/newsarchive list")


def find_step(owner: Owner, kind: str, head: str) -> Callable[[], None]:
    """Return what the owner does before or after the commands of a part."""
    step: Callable[[], None] = getattr(owner, f"{kind}_{head.lower().replace(' ', '_')}", lambda: None)
    return step


@pytest.fixture
def owner(tmp_path):
    owner = Owner(tmp_path)
    # a release before this one, which `Upgrade` replaces
    earlier = build_wheel(check_out("HEAD", "0.0.9", tmp_path / "project"), tmp_path / "earlier")
    owner.environment |= offline_index(earlier)
    return owner


def test_every_command_of_the_guide_works(owner):
    blocks = list_blocks()
    assert list(dict.fromkeys(head for head, _ in blocks)) == [
        "Begin",
        "Import",
        "Correct an article",
        "Decide on names",
        "Another theme",
        "Publish",
        "Upgrade",
        "Remove an article",
        "See what is there",
        "Check",
        "Hand it on",
    ]
    for number, (head, code) in enumerate(blocks):
        if head not in [earlier for earlier, _ in blocks[:number]]:
            find_step(owner, "prepare", head)()
        owner.run(code)
        if head not in [later for later, _ in blocks[number + 1 :]]:
            find_step(owner, "see", head)()
    run_inline_commands(owner)
    owner.move()


def run_inline_commands(owner: Owner) -> None:
    """Run the commands that stand in sentences and tables of the guide."""
    owner.write("captures/old/window.txt", UNDATED)
    commands = [command for command in dict.fromkeys(INLINE.findall(GUIDE)) if command not in NOT_HERE]
    assert len(commands) > 5
    for command in commands:
        if command.startswith("make serve"):
            see_served(owner, command)
        else:
            owner.run(command)
    assert list((owner.archive / "content/2024/05/01").glob("*window*.md"))
    owner.run(".venv/bin/newsarchive export --zim")


def see_served(owner: Owner, command: str) -> None:
    """Serve the site by a command of the guide, on a port that is free here, and read its home page."""
    port = find_free_port()
    with running_shell(f"{command.partition(' PORT')[0]} PORT={port}", owner.archive) as shell:

        def is_served() -> bool:
            assert shell.poll() is None, command
            try:
                with urllib.request.urlopen(f"http://localhost:{port}/") as answer:
                    return b"Halverin Papers" in answer.read()
            except OSError:
                return False

        wait_until(is_served, command)
