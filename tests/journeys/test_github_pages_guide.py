"""The guide docs/github-pages.md, word for word: each of its commands, in an archive of its own, up to the upload."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.journeys.checkouts import ROOT, run_well
from tests.journeys.packages import build_wheel, offline_index
from tests.journeys.runner import Runner

GUIDE = (ROOT / "docs/github-pages.md").read_text(encoding="utf-8")
CAPTURES = (
    "2023-05-14-tidegate-bridge-reopens-after-two-years.txt",
    "2020-09-08-osvell-lighthouse-goes-dark.txt",
    "2026-06-20-lantern-square-lights-up-for-the-apple-fair.mhtml",
)
SLUG = "osvell-lighthouse-goes-dark-after-159-years"


def list_commands(heading: str) -> list[str]:
    """Return the blocks of commands below a heading of the guide."""
    part = GUIDE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [
        re.sub(r"^ {3}", "", block, flags=re.MULTILINE) for block in re.findall(r"```sh\n(.*?)```", part, re.DOTALL)
    ]


class Owner:
    """An owner with an archive of its own, and an empty repository on GitHub, which is a folder here."""

    def __init__(self, folder: Path) -> None:
        self.environment = offline_index(build_wheel(ROOT, folder / "wheel"))
        self.home, self.github, self.folder = folder, folder / "github.git", folder / "archive"
        run_well(f"git init --quiet --bare --initial-branch main '{self.github}'", folder)

    def do(self, commands: str) -> str:
        """Run commands of the guide, with the owner's own names."""
        for name, own in {"https://github.com/YOU/ARCHIVE.git": self.github, "SLUG": SLUG}.items():
            commands = commands.replace(name, f"'{own}'")
        return run_well(commands, self.folder if self.folder.exists() else self.home, self.environment)

    def list_pushed(self, branch: str) -> set[str]:
        return set(run_well(f"git ls-tree -r --name-only {branch}", self.github).splitlines())


@pytest.fixture(scope="module")
def owner(tmp_path_factory) -> Owner:
    return Owner(tmp_path_factory.mktemp("guide"))


def test_the_guide_leads_to_a_published_archive(owner, monkeypatch):
    begin, imports, keep_private, publish, commit, push = list_commands("The first time")
    owner.do(begin)
    about = owner.folder / "content/pages/about.md"
    about.write_text("Title: About\n\nThe archive of an owner.\n", encoding="utf-8")
    for name in CAPTURES[:2]:
        shutil.copy(ROOT / "captures" / name, owner.folder / "captures")
    assert "2 imported" in owner.do(imports)
    owner.do(keep_private)
    said = owner.do(publish)
    assert "for https://YOU.github.io/ARCHIVE; articles read again: 0 of 2." in said
    assert "Nothing was left out." in said
    owner.do(commit + push)
    pushed = owner.list_pushed("main")
    assert ".github/workflows/pages.yml" in pushed
    assert len([path for path in pushed if re.match(r"content/\d{4}/", path)]) == 2
    made = ("captures/", "build/", ".cache/", "output/", ".venv/")
    assert not [path for path in pushed if path.startswith(made)]

    # each time
    shutil.copy(ROOT / "captures" / CAPTURES[2], owner.folder / "captures")
    (each_time,) = list_commands("Each time")
    assert "1 imported" in owner.do(each_time)
    assert len([path for path in owner.list_pushed("main") if re.match(r"content/2026/", path)]) == 1
    assert [path for path in owner.list_pushed("main") if path.startswith("content/pictures/")]

    # the archive's own workflow, in a fresh clone, as GitHub runs it
    monkeypatch.setenv("PATH", f"{owner.folder / '.venv/bin'}{os.pathsep}{os.environ['PATH']}")
    workflow = owner.folder / ".github/workflows/pages.yml"
    ran = Runner(owner.github, workflow, owner.home / "runner", "https://YOU.github.io/ARCHIVE").run()
    assert ran.code == 0, ran.text
    assert "Nothing was left out." in ran.text and (ran.site / f"2020/09/08/{SLUG}.html").exists()
    assert "https://YOU.github.io/ARCHIVE/2020/" in (ran.site / "sitemaps/2020.xml").read_text(encoding="utf-8")

    # a new version
    pushed = owner.list_pushed("main")
    (upgrade,) = list_commands("Upgrade")
    owner.do(upgrade)
    assert owner.list_pushed("main") == pushed

    # without Actions, with a domain
    (own_domain,) = list_commands("The URL")
    (without_actions,) = list_commands("Without Actions")
    owner.do(own_domain + without_actions)
    site = owner.list_pushed("gh-pages")
    assert {"index.html", "search.html", "CNAME", ".nojekyll"} <= site
    assert [path for path in site if path.endswith(f"{SLUG}.html")]
    assert not [path for path in site if path.startswith((".archive", ".cache"))]

    # taken down
    owner.do("git add --all && git commit --quiet --message Domain")
    (take_down,) = list_commands("Take an article down")
    owner.do(take_down)
    assert not [path for path in owner.list_pushed("main") if SLUG in path]
    owner.do(without_actions)
    assert not [path for path in owner.list_pushed("gh-pages") if SLUG in path]
    assert run_well("git rev-list --count gh-pages", owner.github).strip() == "1"
