"""`python -m benchmarks.accuracy.search`: the written needs, asked of our search and of Pagefind on the same pages.

The archive is made as its owner makes it: `newsarchive import`, then `pelican content`. The exit code is 1 if a bar is
not met.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.accuracy.search_needs import LIMIT, Need, place_of_wanted, read_needs, share_found
from benchmarks.reference_data import ROOT, find_reference_data
from benchmarks.speed.build_rows import pelican
from benchmarks.speed.corpora import STORIES, STORIES_A_LAP, prepare_corpus
from benchmarks.speed.first_searches import BROWSER_FLAGS, FIRST_SEARCH, serve, write_peer_page
from newsrecord import Article, markdown_to_article
from scripts.browser import find_browser

PEER_LIMIT = 25_000
"""Above this many articles Pagefind runs out of memory."""
BAR, BAR_ABOVE_LIMIT = 0.9, 0.85
"""The least share of needs whose story is among the first three."""
_OUR_SEARCH = """(query) => archiveSearch(query, {limit: LIMIT})
    .then((found) => found.hits.map((hit) => new URL(hit.url).pathname))"""
_PEER_SEARCH = """async (query) => {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = await pagefind.search(query);
    const hits = await Promise.all(found.results.slice(0, LIMIT).map((result) => result.data()));
    return hits.map((hit) => new URL(hit.url, location.href).pathname);
}"""


def build_archive(content: Path, folder: Path) -> Path:
    """Build the site of the articles below `content` in `folder`; return its folder."""
    site = folder / "output"
    _run(pelican(content, site, folder / "cache"), "the archive")
    return site


def index_by_peer(site: Path, folder: Path) -> Path:
    """Copy a site's pages of articles to `folder` and index them with Pagefind; return the page that asks them."""
    shutil.rmtree(folder, ignore_errors=True)
    for page in site.glob("[0-9]*/*/*/*.html"):
        if page.name != "index.html":  # the list of a day
            target = folder / page.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(page, target)
    # what surrounds an article says nothing of it
    options = ["--site", str(folder), "--root-selector", "article", "--quiet"]
    _run([sys.executable, "-m", "pagefind", *options], "Pagefind's index")
    write_peer_page(folder)
    return folder / FIRST_SEARCH


def _run(command: Sequence[str | Path], what: str) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{what} can't be built: {ran.stderr[-2000:]}")


@contextmanager
def open_page(file: Path) -> Iterator[Any]:
    """Yield a page of a served site, in a browser."""
    with sync_playwright() as playwright, serve(file.parent) as (url, _):
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        page = chromium.new_page()
        page.goto(f"{url}/{file.name}")
        yield page
        chromium.close()


def grade(needs: Sequence[Need], file: Path, call: str, content: Path) -> Iterator[tuple[int, list[Article]]]:
    """Yield for each need the place of a wanted story, 0 for none, and the first results. `file` is a search page."""
    with open_page(file) as page:
        for need in needs:
            paths = page.evaluate(call.replace("LIMIT", str(LIMIT)), need.query)
            found = [content / Path(path.lstrip("/")).with_suffix(".md") for path in paths]
            articles = [markdown_to_article(file.read_text("utf-8")) for file in found]
            yield place_of_wanted(need, articles), articles


def main(arguments: list[str] | None = None) -> int:
    """Build, ask, print, write build/search_needs.json."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=STORIES_A_LAP, help="number of story captures")
    parser.add_argument("--failures", action="store_true", help="print the needs that we miss, with the first results")
    options = parser.parse_args(arguments)
    data = find_reference_data(STORIES)
    if data is None:
        print("There is no reference data (../shared/data, or NEWSARCHIVE_REFERENCE_DATA): nothing to measure.")
        return 0
    content = prepare_corpus("stories", options.articles, data, ROOT / "build/bench/corpora").content
    work = ROOT / "build/bench/needs" / str(options.articles)
    shutil.rmtree(work, ignore_errors=True)
    site = build_archive(content, work)
    needs = read_needs()
    ours = list(grade(needs, site / "search.html", _OUR_SEARCH, content))
    theirs = []
    if options.articles <= PEER_LIMIT:
        theirs = list(grade(needs, index_by_peer(site, work / "pagefind"), _PEER_SEARCH, content))
    places = {"ours": [place for place, _ in ours], "Pagefind": [place for place, _ in theirs]}
    rows = []
    for name, part in (("all needs", slice(None)), ("odd needs", slice(0, None, 2)), ("even needs", slice(1, None, 2))):
        figures = {who: round(share_found(found[part]), 3) for who, found in places.items() if found}
        firsts = {f"{who}, first": sum(place == 1 for place in found[part]) for who, found in places.items() if found}
        rows.append({"needs": name, "articles": options.articles, **figures, **firsts})
        print(f"{name:12}" + "".join(f"{who:>18} {figure}" for who, figure in (figures | firsts).items()))
    if options.failures:
        for need, (place, articles) in zip(needs, ours, strict=True):
            if not place:
                print(f"{need.query}: " + " | ".join(f"{article.day} {article.title}" for article in articles))
    (ROOT / "build/search_needs.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    share = rows[0]["ours"]
    bar = BAR if options.articles <= PEER_LIMIT else BAR_ABOVE_LIMIT
    return 0 if share >= bar and share > rows[0].get("Pagefind", 0) else 1


if __name__ == "__main__":
    sys.exit(main())
