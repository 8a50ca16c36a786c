"""Validate a public site: `python -m tests.site.validate build/public --pages 500`. Exit code 1 if anything is wrong.

All feeds and sitemaps by their specifications; of a sample of pages, evenly spread, titles, descriptions, what
Lighthouse audits for search engines, NewsArticle by schema.org, what Zotero takes; the same pages by the Nu validator,
where vnu-jar and Java are there (`NEWSARCHIVE_VALIDATORS` names another folder than node_modules/).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.publication.specifications import check_atom, check_json_feed, check_rss, check_sitemap
from tests.site.machine_readers import (
    audit_seo,
    check_item,
    list_links,
    parse_nu,
    read_citation,
    read_items,
    read_page,
)

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ.get("NEWSARCHIVE_VALIDATORS", ROOT / "node_modules"))
NU = TOOLS / "vnu-jar/build/dist/vnu.jar"
_ARTICLE = re.compile(r"\d{4}/\d\d/\d\d/(?!index\.html)")
# Pages in one call of Nu: a command line has a limit.
_BATCH = 200


def find_root(site: Path) -> str:
    """Return the public URL of a site, from its home page."""
    (link,) = list_links(read_page(site / "index.html"), "canonical")
    return link["href"].removesuffix("/index.html")


def check_files(site: Path, root: str, counts: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with feeds and sitemaps."""
    for end, check in ((".atom.xml", check_atom), (".rss.xml", check_rss), (".json", check_json_feed)):
        for path in sorted(site.glob(f"feeds/**/*{end}")):
            counts["feeds"] += 1
            name = path.relative_to(site).as_posix()
            yield from (f"{name}: {wrong}" for wrong in check(path.read_bytes(), f"{root}/{name.removesuffix(end)}"))
    for path in (site / "sitemap.xml", *sorted(site.glob("sitemaps/*.xml"))):
        counts["sitemaps"] += 1
        yield from (f"{path.relative_to(site)}: {wrong}" for wrong in check_sitemap(path.read_bytes()))


def check_page(path: Path, site: Path, root: str, counts: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with one page."""
    name = path.relative_to(site).as_posix()
    counts["pages"] += 1
    yield from (f"{name}: {wrong}" for wrong in audit_seo(path, site, root))
    if _ARTICLE.match(name):
        counts["articles"] += 1
        document = read_page(path)
        items = read_items(document)
        if len(items) != 1:
            yield f"{name}: it has {len(items)} items"
        yield from (f"{name}: {wrong}" for item in items for wrong in check_item(item))
        citation = read_citation(document, "")
        if not (citation.title and citation.date and citation.url):
            yield f"{name}: {citation}"


def run_nu(pages: list[Path]) -> Iterator[str]:
    """Yield the errors that Nu finds."""
    for at in range(0, len(pages), _BATCH):
        call = ["java", "-jar", str(NU), "--errors-only", "--format", "json", "--exit-zero-always"]
        run = subprocess.run([*call, *map(str, pages[at : at + _BATCH])], capture_output=True, text=True, check=True)
        yield from parse_nu(run.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a public site")
    parser.add_argument("--pages", type=int, default=500, help="how many pages to look at (500)")
    arguments = parser.parse_args()
    site: Path = arguments.site
    root = find_root(site)
    everything = [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]
    everything = [path for path in everything if b"http-equiv=refresh" not in path.read_bytes()]
    step = max(1, -(-len(everything) // arguments.pages))
    sample = everything[::step]
    counts: Counter[str] = Counter()
    wrong = list(check_files(site, root, counts))
    for path in sample:
        wrong += check_page(path, site, root, counts)
    if NU.exists() and shutil.which("java"):
        counts["pages seen by Nu"] = len(sample)
        wrong += run_nu(sample)
    sys.stdout.write(", ".join(f"{count:,} {what}" for what, count in counts.items()) + f": {len(wrong)} faults\n")
    sys.stdout.writelines(f"{line}\n" for line in wrong[:50])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
