"""No payload runs, sends a request or becomes an element, in any field, form or page, from disk and over HTTP.

The pages' security policy is switched off here: it would hide faults of the templates.
"""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from newsrecord.clean_text import clean_line
from tests.commands.client import run_command
from tests.publication.specifications import check_sitemap

from .conftest import ROOT
from .feeds import READERS, read_feeds
from .hostile_forms import MARK, to_line, write_articles, write_captures
from .payloads import PAYLOADS

pytestmark = pytest.mark.browser

HOME = "https://news-archive.example"
# `publication` makes the feeds; an owner can have those of Pelican, with the stories' whole HTML, beside them.
FEEDS = ("PUBLICATION_FEED_LENGTH=1000", 'FEED_ALL_ATOM="own.atom.xml"', "FEED_MAX_ITEMS=5000")

FAULTS = (Path(__file__).with_name("faults.js")).read_text(encoding="utf-8")
# Functions that a payload would call report the call, in every frame.
WATCH = """for (const name of ['alert', 'prompt', 'confirm', 'msgbox', 'open'])
    window[name] = () => console.log(`RAN ${name}`);"""
ELSEWHERE = re.compile("^(?!file:///|http://127[.]0[.]0[.]1:|blob:|data:,)")
OPEN_FRAMES = """async (addresses) => {
  for (const address of addresses) {
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => frame.addEventListener("load", done, { once: true }));
    frame.src = address;
    document.body.append(frame);
    await loaded;
    frame.remove();
  }
}"""
SEARCH_ALL = """async (texts) => {
  const field = document.querySelector("#q"), status = document.querySelector(".search-status");
  for (const text of texts) {
    field.value = text;
    document.querySelector(".search-form").requestSubmit();
    await new Promise((done) => setTimeout(done));
    while (status.textContent.startsWith("Searching")) await new Promise((done) => setTimeout(done, 10));
  }
}"""
READ_AS_HTML = """(texts) => texts.map((text) => {
  const { body } = new DOMParser().parseFromString(`<body>${text}`, "text/html");
  return [body.parentElement.querySelectorAll("body *, head *").length, body.textContent];
})"""


def build_payloads(folder: Path, import_captures) -> None:
    """Build one archive of all payloads in all forms, in `folder`."""
    (folder / "captures").mkdir()
    write_captures(folder / "captures", PAYLOADS)
    imported = import_captures(folder / "content", folder / "captures", "--report", folder / "report.jsonl")
    assert imported.returncode in (0, 1), imported.stderr
    rows = [json.loads(line) for line in (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(row["status"] == "imported" for row in rows) > 4 * len(PAYLOADS)
    write_articles(folder / "content", PAYLOADS)
    (folder / "content/pages").mkdir()
    page = "".join(f"{payload}\n\n" for payload in PAYLOADS)
    (folder / "content/pages/own.md").write_bytes(f"Title: Own {PAYLOADS[0]}\nSlug: own\n\n{page}".encode())
    options = ["--settings", ROOT / "publishconf.py", "--output", folder / "output", "--cache-path", folder / "cache"]
    built = run_command("pelican", [folder / "content", *options, "--extra-settings", *FEEDS], ROOT)
    assert re.search(r"rejected +0\n", built.stdout), built.stdout + built.stderr  # some are repaired, none is lost
    assert len(list((folder / "output/2024").rglob("hand-*.html"))) == len(PAYLOADS)


@pytest.fixture(scope="session")
def site(share_folder, import_captures) -> Path:
    """Return the folder of that archive's site."""
    return share_folder("payloads", lambda folder: build_payloads(folder, import_captures)) / "output"


@pytest.fixture
def page(browser):
    """Return a page whose security policy is switched off; `page.heard` lists what payloads did."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    opened = context.new_page()
    opened.heard = []
    opened.on("console", lambda message: opened.heard.append(message.text) if message.text.startswith("RAN") else None)
    opened.on("dialog", lambda dialog: (opened.heard.append("dialog"), dialog.dismiss()))
    opened.on("popup", lambda popup: opened.heard.append(f"popup {popup.url}"))
    context.route(ELSEWHERE, lambda route: refuse(opened, route))
    yield opened
    context.close()


def refuse(page, route) -> None:
    page.heard.append(f"asked for {route.request.url}")
    route.abort()


def find_faults(page, texts: dict[str, str]) -> list[str]:
    """Return the elements, attributes and URLs of these pages that do not come from the theme."""
    call = f"([texts, home]) => {{ const faults = {FAULTS}; return texts.map((text) => faults(text, home)); }}"
    found = page.evaluate(call, [list(texts.values()), HOME])
    return [f"{name}: {fault}" for name, faults in zip(texts, found, strict=True) for fault in faults]


def find_faults_here(page, root: str) -> list[str]:
    """Return the same of the page that is open, from this root of its site."""
    return page.evaluate(f"([home, root]) => ({FAULTS})(document, home, root)", [HOME, root])


def read_texts(site: Path) -> dict[str, str]:
    paths = sorted(path for path in site.rglob("*.html") if path.name != "404.html")
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_no_page_has_an_element_an_attribute_or_a_url_of_a_payload(site, page):
    texts = read_texts(site)
    assert len(texts) > 5 * len(PAYLOADS)
    assert find_faults(page, texts) == []


@pytest.fixture(scope="module")
def feeds(site):
    """Return all feeds, by the place of their list and the end of their name."""
    return dict(read_feeds(site))


def test_no_feed_has_an_element_an_attribute_or_a_url_of_a_payload(feeds):
    assert len(feeds) > len(PAYLOADS)
    for place, formats in feeds.items():
        for end, feed in formats.items():
            assert feed.foreign == [], f"{place}{end}"
            assert [url for url in feed.urls if not re.fullmatch(rf"{HOME}/[\w/.%-]+", url, re.ASCII)] == [], (
                f"{place}{end}"
            )


def test_every_feed_has_payloads_as_text(feeds, page):
    """Check that all formats say the same, that this is what articles say, and that RSS has no HTML in its HTML."""
    for place, formats in feeds.items():
        atom, rss, data = (formats[end] for end in READERS)
        descriptions = page.evaluate(READ_AS_HTML, [entry.text for entry in rss.entries])
        plain = [entry._replace(text=text) for entry, (_, text) in zip(rss.entries, descriptions, strict=True)]
        assert [elements for elements, _ in descriptions] == [0] * len(plain), place
        assert atom.title == rss.title == data.title and atom.entries == plain, place
        assert [entry._replace(text=entry.text or entry.title) for entry in plain] == data.entries, place
    entries = feeds["feeds/all"][".json"].entries
    assert len(entries) > 5 * len(PAYLOADS)
    assert {clean_line(f"{to_line(payload)} {MARK}") for payload in PAYLOADS} <= {entry.title for entry in entries}
    assert {clean_line(to_line(payload)) for payload in PAYLOADS} <= {entry.text for entry in entries}


def test_no_feed_of_pelican_has_markup_of_a_payload(site, page):
    parts = {}
    for number, element in enumerate(ET.parse(site / "own.atom.xml").iter()):
        assert element.tag.startswith("{http://www.w3.org/2005/Atom}")
        if element.tag.endswith("}link"):
            assert element.get("href").startswith(f"{HOME}/")
        elif element.get("type") == "html":
            parts[str(number)] = f"<main><div class=text>{element.text or ''}</div></main>"
    assert len(parts) > 5 * len(PAYLOADS)
    assert find_faults(page, parts) == []


def test_sitemaps_have_only_the_urls_of_pages(site):
    paths = [site / "sitemap.xml", *(site / "sitemaps").glob("*.xml")]
    assert [wrong for path in paths for wrong in check_sitemap(path.read_bytes())] == []
    urls = [part.text for path in paths for part in ET.parse(path).iterfind(".//{*}loc")]
    assert len(urls) > 5 * len(PAYLOADS)
    assert all((site / url.removeprefix(f"{HOME}/")).is_file() for url in urls)


@pytest.mark.parametrize("way", ["disk", "http"])
def test_no_payload_runs_when_pages_are_opened(way, site, page, serve):
    root = site.as_uri() if way == "disk" else serve(site)
    lists = [
        "index.html",
        "archives.html",
        "tags.html",
        "authors.html",
        "sections.html",
        "own.html",
        "2024/index.html",
        "2024/05/index.html",
    ]
    days = [path.relative_to(site).as_posix() for path in sorted((site / "2024/05").glob("*/index.html"))]
    stories = [path.relative_to(site).as_posix() for path in sorted((site / "2024/05").rglob("hand-*.html"))]
    page.goto(f"{root}/{lists[0]}")
    page.evaluate(OPEN_FRAMES, [f"{root}/{path}" for path in (*lists, *days, *stories)])
    assert page.heard == []


@pytest.mark.parametrize("way", ["disk", "http"])
def test_no_payload_runs_when_a_reader_searches(way, site, page, serve):
    root = site.as_uri() if way == "disk" else serve(site)
    page.goto(
        f"{root}/search.html?q={MARK}&section=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&sort=%22%3E%3Cscript%3Ealert(1)"
    )
    page.evaluate(SEARCH_ALL, [MARK])
    page.locator(".search-chips button").first.click()
    page.wait_for_selector(".filter-groups fieldset")
    for _ in range(5):
        page.locator(".search-more button").click()
    assert page.locator(".results li").count() >= 20
    found = find_faults_here(page, root)
    page.evaluate(SEARCH_ALL, [*PAYLOADS, *(f'"{payload}"' for payload in PAYLOADS[:20])])
    found += find_faults_here(page, root)
    for beginning in ("scr", "img", "tag al"):
        page.fill("#q", "")
        page.locator("#q").press_sequentially(beginning)
        page.wait_for_timeout(400)
        found += find_faults_here(page, root)
    page.goto(f"{root}/search.html?q={MARK}&section=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&from=%3Cscript%3E")
    page.evaluate(SEARCH_ALL, [f'title:"{MARK}'])
    found += find_faults_here(page, root)
    assert found == [] and page.heard == []


def test_the_checks_find_a_payload_that_works(tmp_path, page):
    """Check that the tests above would find each of the faults."""
    (tmp_path / "bad.html").write_text(
        "<main><p>x<img src=//elsewhere.example/a.png onerror=alert(1)><script>alert(1)</script></main>"
    )
    page.goto((ROOT / "docs").as_uri())
    page.evaluate(OPEN_FRAMES, [(tmp_path / "bad.html").as_uri()])
    assert "RAN alert" in page.heard and any("elsewhere.example/a.png" in line for line in page.heard)
    bad = [
        "<main><style>x</style>",
        "<main><a href=javascript:x>y</a>",
        "<main><p onclick=x>",
        "<main><div class=text><iframe></iframe></div>",
        "<main><a href=//x.example>y</a>",
        "<iframe src=x.html></iframe>",
        "<main><div class=text><p><small>x</small></p></div>",
        "<main><meta name=description content=x></main>",
        "<meta http-equiv=refresh content='0;url=//x.example'>",
        "<meta name=viewport http-equiv=refresh content=width=device-width>",
        "<meta http-equiv=Content-Security-Policy content='default-src *'>",
        "<meta name=referrer content=unsafe-url>",
        "<meta name=description property=og:video content=x>",
        "<meta property=constructor content=x>",
        "<meta property=og:url content=https://news-archive.example.x.example/a.html>",
        f"<meta name=citation_title property=og:image content={HOME}/../../x.png'>",
        f"<meta property=og:image content='{HOME}/a b.png'>",
        "<meta name=citation_publication_date content='2024-05-01 or so'>",
        "<meta content=x>",
        "<link rel=canonical href=//x.example/a.html>",
        "<link rel=alternate type=application/atom+xml href=feeds/all.atom.xml>",
        "<link rel=stylesheet href=https://x.example/theme/x.css>",
        f"<link rel=stylesheet href={HOME}/data/x.css>",
        "<link rel=prefetch href=theme/css/site.css>",
        f"<link rel=stylesheet itemprop=image href={HOME}/x.css>",
        "<main itemscope itemtype=https://x.example/Thing></main>",
        "<main><p itemprop=url>x</p></main>",
        "<main><p itemprop=name itemid=x>x</p></main>",
    ]
    found = page.evaluate(f"([texts, home]) => texts.map((text) => ({FAULTS})(text, home))", [bad, HOME])
    assert [text for text, faults in zip(bad, found, strict=True) if len(faults) != 1] == []
