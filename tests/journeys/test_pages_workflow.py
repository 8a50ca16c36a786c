"""The steps of the Pages workflow in fresh clones: without a store, with the restored one, with one article added."""

import json
import re
from pathlib import Path

import pytest

from tests.journeys.checkouts import make_repository, run_well
from tests.journeys.runner import Runner

URL = "https://owner.example/archive"
ARTICLE = "Title: {title}\nDate: {day}\nSlug: {slug}\nLang: en\n\nThe keeper lit the lamp of Osvell again.\n"


def list_pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def read_figures(runner: Runner) -> dict:
    return json.loads((runner.workspace / "build/publish/build.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def runner(tmp_path_factory) -> Runner:
    folder = tmp_path_factory.mktemp("pages")
    repository = make_repository(folder / "repository")
    return Runner(repository, repository / ".github/workflows/pages.yml", folder / "runner", URL)


def commit(runner: Runner, path: str, text: str | bytes) -> None:
    file = runner.repository / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    run_well("git add --all && git commit --quiet -m More", runner.repository)


def test_a_repository_without_pages_runs_nothing(runner):
    fork = Runner(runner.repository, runner.workflow, runner.folder / "fork", URL, has_pages=False)
    assert fork.run() is None
    assert not fork.workspace.exists()


def test_the_workflow_publishes_and_reads_only_what_changed(runner):
    # 1. nothing is kept yet
    first = runner.run()
    assert first.code == 0, first.text
    articles = read_figures(runner)["found"]
    assert read_figures(runner)["read"] == articles > 40
    pages = list_pages(first.site)
    assert {"index.html", "search.html", "404.html", "feeds/all.atom.xml"} <= pages
    feed = (first.site / "feeds/all.atom.xml").read_text(encoding="utf-8")
    assert f'href="{URL}/' in feed and "news-archive.example" not in feed
    assert "Nothing was left out." in first.text and "::warning" not in first.text
    assert len(runner.caches) == 1

    # 2. a fresh clone, in which all files have new times, with the store of the first run
    again = runner.run()
    assert again.code == 0, again.text
    assert (read_figures(runner)["read"], read_figures(runner)["written"]) == (0, 0)
    assert list_pages(again.site) == pages
    assert all((first.site / page).read_bytes() == (again.site / page).read_bytes() for page in pages)

    # what was installed is kept from here on, as that is not what the rest is about
    runner.kept = (".venv", "node_modules")

    # 3. one article more, a file for the root, and no captures in git
    run_well("git rm -rq captures", runner.repository)
    commit(runner, "content/extra/CNAME", "news.owner.example\n")
    added = runner.run()
    assert added.code == 0, added.text
    assert (added.site / "CNAME").read_text(encoding="utf-8") == "news.owner.example\n"
    assert "There is no folder captures/" in added.text
    commit(runner, "content/2026/07/01/lamp.md", ARTICLE.format(title="Lamp", day="2026-07-01", slug="lamp-again"))
    added = runner.run()
    assert added.code == 0, added.text
    assert read_figures(runner)["read"] == 1
    assert list_pages(added.site) - pages >= {"2026/07/01/lamp-again.html", "CNAME"}
    assert pages <= list_pages(added.site)

    # 4. an article and a capture that can't be read: they are named, and the rest goes out
    commit(runner, "content/2026/07/02/tide.md", ARTICLE.format(title="Tide", day="2026-13-45", slug="tide"))
    commit(runner, "captures/undated.txt", "A lamp without a day\n\nThe keeper lit the lamp of Osvell again.\n")
    commit(runner, "content/2026/07/03/quay.md", ARTICLE.format(title="Quay", day="2026-07-03", slug="quay"))
    doubtful = runner.run()
    assert doubtful.code == 0, doubtful.text
    assert "2026/07/03/quay.html" in list_pages(doubtful.site)
    assert not [page for page in list_pages(doubtful.site) if "tide.html" in page]
    warnings = re.findall(r"^::warning file=([^,:]+)", doubtful.text, re.MULTILINE)
    assert warnings == ["content/2026/07/02/tide.md", "captures/undated.txt"]
    assert "**Not published: 1 article, 1 capture**" in doubtful.summary
    assert "`content/2026/07/02/tide.md:2`: Date '2026-13-45' is no date" in doubtful.summary
    assert "Nothing was left out" not in doubtful.text + doubtful.summary

    # 5. a file that GitHub would not take: nothing is uploaded, and no store is kept
    stores = len(runner.caches)
    commit(runner, "captures/large.warc", b"\0" * (101 * 2**20))
    refused = runner.run()
    assert refused.code != 0 and refused.site is None
    assert "::error file=captures/large.warc::captures/large.warc has 101 MB" in refused.text
    assert len(runner.caches) == stores
