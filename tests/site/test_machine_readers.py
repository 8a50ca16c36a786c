"""What the heads of pages say to machines: in every build a title and a description, in the public one the rest."""

import csv
import gzip
import io
import json
import os
import re
import shutil
import statistics
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from PIL import Image

from scripts.browser import find_browser
from tests.publication.specifications import check_atom, check_json_feed, check_rss, check_sitemap
from tests.site.conftest import PUBLIC, ROOT
from tests.site.machine_readers import (
    SCHEMA,
    audit_seo,
    check_item,
    list_links,
    list_meta,
    list_pages,
    parse_nu,
    read_citation,
    read_items,
    read_page,
)

TOOLS = Path(os.environ.get("NEWSARCHIVE_VALIDATORS", ROOT / "node_modules"))
NU = TOOLS / "vnu-jar/build/dist/vnu.jar"
LIGHTHOUSE = TOOLS / "lighthouse/cli/index.js"
# Bytes that the heads may add to an article's page, compressed.
MOST_ADDED = 250
# A page of each kind of list.
LISTS = ("tag", "author", "section")
ARTICLE = "2026/06/14/the-lamp-of-osvell-keeps-its-stair.html"
NOT_FOUND = "404.html"


def name_of(path, site):
    return path.relative_to(site).as_posix()


def list_articles(site):
    return [path for path in list_pages(site) if re.match(r"\d{4}/\d\d/\d\d/(?!index)", name_of(path, site))]


@pytest.fixture(scope="session")
def public_short_lists_site(share_folder, build_site):
    """Return the folder of the published demo with four stories on each page of a list."""

    def fill(folder):
        environment = {"NEWSARCHIVE_SITEURL": PUBLIC}
        options = ("ARCHIVE_PAGES_LIST_LENGTH=4",)
        built = build_site(ROOT / "content", folder / "output", *options, settings="publishconf.py", env=environment)
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("public-short-lists", fill) / "output"


@pytest.mark.parametrize("site", ["public_short_lists_site", "public_site"])
def test_every_page_has_a_title_and_a_description_of_its_own(site, request):
    site = request.getfixturevalue(site)
    seen = {}
    for path in list_pages(site):
        document = read_page(path)
        (description,) = list_meta(document, "description")
        assert 0 < len(description) <= 160 and "\n" not in description, path
        seen.setdefault((document.findtext(".//title"), description), []).append(name_of(path, site))
    assert [names for names in seen.values() if len(names) > 1] == []


def test_a_description_is_the_lede_or_the_first_sentence(public_site):
    document = read_page(public_site / ARTICLE)
    assert list_meta(document, "description") == [
        "The stair of the Osvell lighthouse will stay as it is, the harbour office decided on June 13."
    ]
    document = read_page(public_site / "tag/ferry-line.html")
    for path in (public_site / "section").glob("*.html"):
        (description,) = list_meta(read_page(path), "description")
        assert re.match(r"Section: .+, \d+ stor(y|ies)", description)
    assert list_meta(document, "description")[0].startswith("Tag: ")


def test_the_site_for_this_machine_has_no_public_metadata(demo_site):
    for path in list_pages(demo_site):
        text = path.read_text(encoding="utf-8")
        told = re.search(r"name=description|og:|citation_|itemprop|canonical|rel=alternate|opensearch|feeds/", text)
        assert not told, path
    names = {name_of(path, demo_site) for path in demo_site.rglob("*")}
    assert not names & {"robots.txt", "sitemap.xml", "opensearch.xml", "feeds", "data", "sitemaps"}


def test_heads_are_the_only_difference_between_both_builds(demo_site, public_site):
    public = {name_of(path, public_site) for path in list_pages(public_site)}
    assert public - {name_of(path, demo_site) for path in list_pages(demo_site)} == {"feeds/index.html"}


def test_every_page_of_the_public_site_passes_the_audits_of_search_engines(public_site):
    wrong = {}
    for path in list_pages(public_site):
        name = name_of(path, public_site)
        found = audit_seo(path, public_site, PUBLIC)
        if name == NOT_FOUND:
            assert found[0] == "is-crawlable" and found[1].startswith("canonical: []"), "an address that is none"
            found = []
        if found:
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "change, fault",
    [
        (lambda text: re.sub("<title>.*?</title>", "<title></title>", text), "document-title"),
        (lambda text: re.sub("<meta name=description.*?>", "", text), "meta-description"),
        (lambda text: text.replace("rel=canonical href=", "rel=canonical href=x"), "canonical"),
        (lambda text: text.replace("</main>", "<a href=index.html>here</a></main>"), "link-text"),
        (lambda text: text.replace("</main>", "<a href=javascript:go()>Go on now</a></main>"), "crawlable-anchors"),
        (lambda text: text.replace("</main>", "<img src=a.png></main>"), "image-alt"),
        (
            lambda text: text.replace("<link rel=icon", "<link rel=alternate hreflang=english href=/a><link rel=icon"),
            "hreflang",
        ),
        (
            lambda text: text.replace("<link rel=icon", "<meta name=robots content=noindex><link rel=icon"),
            "is-crawlable",
        ),
    ],
)
def test_the_audit_finds_each_fault(change, fault, public_site, tmp_path):
    text = (public_site / ARTICLE).read_text(encoding="utf-8")
    page = tmp_path / ARTICLE
    page.parent.mkdir(parents=True)
    page.write_text(change(text), encoding="utf-8")
    (found,) = {line.partition(":")[0] for line in audit_seo(page, tmp_path, PUBLIC)}
    assert found == fault


def test_every_article_is_a_news_article_by_schema_org(public_site):
    for path in list_articles(public_site):
        (item,) = read_items(read_page(path))
        assert item.type == "NewsArticle" and check_item(item) == [], path


def test_a_news_article_says_what_its_page_says(public_site):
    (item,) = read_items(read_page(public_site / ARTICLE))
    values = {name: value for name, value, _ in item.properties}
    assert values["headline"] == "The lamp of Osvell keeps its stair" and values["datePublished"].startswith(
        "2026-06-14"
    )
    assert values["author"].properties == [("name", "Ines Marlow", "span")]
    assert values["image"].startswith(f"{PUBLIC}/pictures/")


@pytest.mark.parametrize(
    "fault",
    [
        "<b itemprop=tone>x</b>",
        "<b itemprop=author>Ann</b>",
        "<b itemprop=datePublished>May</b>",
        "<b itemprop=url>a.html</b>",
        "<b itemprop=headline>Two</b>",
        "<b itemprop=author itemscope itemtype=https://schema.org/Place></b>",
    ],
)
def test_the_check_of_microdata_finds_each_fault(fault, public_site):
    text = (public_site / ARTICLE).read_text(encoding="utf-8").replace("</main>", f"{fault}</main>")
    (item,) = read_items(html.document_fromstring(text))
    assert check_item(item) != []


def test_the_table_of_schema_org_agrees_with_schema_dts():
    types = TOOLS / "schema-dts/dist/schema.d.ts"
    if not types.exists():
        pytest.skip("schema-dts is not installed")
    text = types.read_text(encoding="utf-8")
    for kind, properties in SCHEMA.items():
        known = read_schema_dts(text, kind)
        for name, allowed in properties.items():
            assert set(allowed) <= known[name], f"{kind}.{name}"


def read_schema_dts(text, kind):
    """Return the properties of a type and of those that it extends, with the names of what they may be."""
    head, body = re.search(rf"\ninterface {kind}Base extends ([^{{]*) {{(.*?)\n}}", text, re.DOTALL).groups()
    found = {}
    for parent in re.findall(r"(\w+)Base", head):
        found |= read_schema_dts(text, parent)
    for name, allowed in re.findall(r'"(\w+)"\?: SchemaValue<(.*?), "', body):
        found[name] = set(allowed.split(" | "))
    return found


def test_zotero_takes_title_authors_day_publication_and_address(public_site):
    citation = read_citation(read_page(public_site / ARTICLE), "https://elsewhere.example/")
    assert citation.title == "The lamp of Osvell keeps its stair"
    assert citation.authors == ["Ines Marlow"] and citation.date == "2026-06-14"
    assert citation.publication == "Halverin News" and citation.url == f"{PUBLIC}/{ARTICLE}"
    for path in list_articles(public_site):
        citation = read_citation(read_page(path), "")
        assert citation.title and citation.date and citation.url == f"{PUBLIC}/{name_of(path, public_site)}"


def test_open_graph_has_what_it_asks_for(public_site):
    pictured = 0
    for path in list_pages(public_site):
        document = read_page(path)
        if name_of(path, public_site) == NOT_FOUND:
            continue
        for name in ("og:title", "og:type", "og:url", "og:description"):
            assert len(list_meta(document, name)) == 1 and list_meta(document, name)[0], (path, name)
        for image in list_meta(document, "og:image"):
            pictured += 1
            file = public_site / image.removeprefix(f"{PUBLIC}/")
            (width,), (height,) = list_meta(document, "og:image:width"), list_meta(document, "og:image:height")
            with Image.open(file) as picture:
                assert picture.width == int(width) and abs(picture.height - int(height)) <= 1
            assert len(list_meta(document, "og:image:alt")) == 1
    assert pictured >= 3


def test_heads_add_few_bytes_to_an_article(public_site, demo_site):
    def weigh(text):
        without_citation = re.sub(rb"<details class=cite>.*?</details>", b"", text, flags=re.DOTALL)
        return len(gzip.compress(without_citation, 9, mtime=0))

    added = []
    for path in list_articles(demo_site):
        public = public_site / name_of(path, demo_site)
        added.append(weigh(public.read_bytes()) - weigh(path.read_bytes()))
    assert len(added) > 40 and statistics.median(added) <= MOST_ADDED


def list_announced(site):
    """Return the feeds that pages announce, as places in the site."""
    return {
        link["href"].removeprefix(f"{PUBLIC}/")
        for path in list_pages(site)
        for link in list_links(read_page(path), "alternate")
        if "hreflang" not in link
    }


def test_every_feed_is_announced_or_linked_and_every_announced_one_is_there(public_site):
    there = {name_of(path, public_site) for path in public_site.glob("feeds/**/*") if path.suffix in (".xml", ".json")}
    announced = list_announced(public_site)
    directory = read_page(public_site / "feeds/index.html")
    linked = {link.get("href").removeprefix("../") for link in directory.iter("a") if "feeds/" in link.get("href", "")}
    assert announced <= there and there - announced - linked == set()
    assert len(there) > 100


def test_feeds_hold_to_their_specifications(public_site):
    checks = {".atom.xml": check_atom, ".rss.xml": check_rss, ".json": check_json_feed}
    count = 0
    for end, check in checks.items():
        for path in public_site.glob(f"feeds/**/*{end}"):
            count += 1
            place = f"{PUBLIC}/{name_of(path, public_site).removesuffix(end)}"
            assert check(path.read_bytes(), place) == [], path
    assert count > 100


def test_the_sitemaps_have_every_article_and_nothing_else(public_site):
    index = (public_site / "sitemap.xml").read_bytes()
    assert check_sitemap(index) == []
    found = []
    for location in re.findall(rb"<loc>(.*?)</loc>", index):
        data = (public_site / location.decode().removeprefix(f"{PUBLIC}/")).read_bytes()
        assert check_sitemap(data) == []
        found += [url.decode() for url in re.findall(rb"<loc>(.*?)</loc>", data)]
    assert sorted(found) == sorted(f"{PUBLIC}/{name_of(path, public_site)}" for path in list_articles(public_site))


def test_the_tables_have_every_article(public_site):
    rows = []
    for path in sorted(public_site.glob("data/*.csv.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8")
        rows += csv.DictReader(io.StringIO(text, newline=""))
    assert {row["url"] for row in rows} == {
        f"{PUBLIC}/{name_of(path, public_site)}" for path in list_articles(public_site)
    }
    assert all(re.fullmatch(r"[0-9a-f]{64}|", row["hash"]) for row in rows)


def test_home_and_search_offer_the_archives_search(public_site):
    for name in ("index.html", "search.html"):
        (link,) = list_links(read_page(public_site / name), "search")
        assert link["type"] == "application/opensearchdescription+xml" and link["href"] == f"{PUBLIC}/opensearch.xml"
    assert (public_site / "opensearch.xml").exists() and urlsplit(PUBLIC).scheme == "https"


def test_languages_of_one_article_name_each_other(build_articles):
    group = "Translation_of: 2024/05/02/lamp\n"
    texts = {
        "a.md": f"Title: The lamp\nDate: 2024-05-02\nSlug: lamp\nLang: en\n{group}\nLit.\n",
        "b.md": f"Title: Лампа\nDate: 2024-05-02\nSlug: lampa\nLang: uk\n{group}\nСвітить.\n",
        "c.md": "Title: Alone\nDate: 2024-05-02\nSlug: alone\nLang: en\n\nAlone.\n",
    }
    built, output = build_articles(texts, settings="publishconf.py", env={"NEWSARCHIVE_SITEURL": PUBLIC})
    assert built.returncode == 0, built.stdout
    expected = {"en": f"{PUBLIC}/2024/05/02/lamp.html", "uk": f"{PUBLIC}/2024/05/02/lampa.html"}
    for name in ("lamp", "lampa"):
        links = list_links(read_page(output / f"2024/05/02/{name}.html"), "alternate")
        assert {link["hreflang"]: link["href"] for link in links} == expected
    assert list_links(read_page(output / "2024/05/02/alone.html"), "alternate") == []


def test_hostile_words_stay_words_in_every_place(build_articles):
    hostile = '"><script>alert(1)</script>&<!--'
    text = f"Title: A {hostile}\nDate: 2024-05-02\nSlug: a\nAuthors: B {hostile}\n"
    text += f"Publisher: C {hostile}\nTags: D {hostile}\n"
    built, output = build_articles({"a.md": f"{text}Sections: E {hostile}\nSummary: F {hostile}\n\nText.\n"},
                                   settings="publishconf.py", env={"NEWSARCHIVE_SITEURL": PUBLIC})  # fmt: skip
    assert built.returncode == 0, built.stdout
    document = read_page(output / "2024/05/02/a.html")
    assert read_citation(document, "").title == f"A {hostile}" and list_meta(document, "description") == [
        f"F {hostile}"
    ]
    for path in output.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path
    for end, check in ((".atom.xml", check_atom), (".rss.xml", check_rss), (".json", check_json_feed)):
        for path in output.glob(f"feeds/**/*{end}"):
            place = f"{PUBLIC}/{path.relative_to(output).as_posix().removesuffix(end)}"
            assert check(path.read_bytes(), place) == [], path


def test_nu_finds_no_error(public_site):
    if not NU.exists() or shutil.which("java") is None:
        pytest.skip("vnu-jar or Java is not installed")
    call = ["java", "-jar", str(NU), "--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always", "."]
    run = subprocess.run(call, cwd=public_site, capture_output=True, text=True, check=True)
    assert parse_nu(run.stderr) == []


def test_lighthouse_gives_every_template_its_full_score_for_search_engines(public_site, serve, tmp_path):
    if not LIGHTHOUSE.exists():
        pytest.skip("lighthouse is not installed")
    folder = tmp_path / "some/where"
    shutil.copytree(public_site, folder)
    root = f"{serve(tmp_path)}/some/where"
    scores = {}
    day = next(page.relative_to(folder).as_posix() for page in sorted(folder.glob("2026/06/??/index.html")))
    lists = [next(iter(sorted(folder.glob(f"{kind}/*.html")))).relative_to(folder).as_posix() for kind in LISTS]
    pages = ["index.html", ARTICLE, "search.html", "archives.html", "2026/index.html", "2026/06/index.html", day]
    # not 404.html, which tells search engines that it is none of their pages
    for name in [*pages, *lists, "tags.html", "about.html", "feeds/index.html"]:
        page = folder / name
        page.write_text(page.read_text(encoding="utf-8").replace(PUBLIC, root), encoding="utf-8")
        call = ["node", str(LIGHTHOUSE), f"{root}/{name}", "--only-categories=seo", "--output=json", "--quiet",
                "--chrome-flags=--headless --no-sandbox"]  # fmt: skip
        run = subprocess.run(call, capture_output=True, text=True, check=True, env={"CHROME_PATH": str(find_browser())})
        scores[name] = json.loads(run.stdout)["categories"]["seo"]["score"]
    assert set(scores.values()) == {1}, scores
