"""Labels and headlines whose slugs keep letters of other scripts: every link to their pages, in pages and feeds."""

import re
from urllib.parse import quote

import pytest

from newsrecord.slugs import find_former_slug
from tests.archive_engine.sites import build, make_archive, write_article
from tests.site.links import find_dead_links, read_pages

NAMES = "渡轮; 나룻배; العبارة; नाव; Πορθμείο; Łódź"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("scripts") / "site", 20, "ARCHIVE_PAGES_LIST_LENGTH = 10\n")
    (site / "publishconf.py").write_text(
        "import os, sys\nsys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))\nfrom pelicanconf import *\n"
        "SITEURL = 'https://news.example'\nPLUGINS = [*PLUGINS, 'publication']\n",
        encoding="utf-8",
    )
    # more than a head page shows, so that there are pages of periods, too
    for number in range(20, 60):
        write_article(site, number, tags=NAMES, authors="李明", sections="港口", category="港口", slug=f"渡轮-{number}")
    for settings, out in (("pelicanconf.py", "output"), ("publishconf.py", "public")):
        run = build(site, settings=settings, out=out)
        assert run.code == 0, run.text
    return site


def test_pages_have_the_letters_in_their_names(site):
    tags = {path.name for path in (site / "output/tag").glob("*.html")}
    assert {"渡轮.html", "나룻배.html", "العبارة.html", "नाव.html", "porthmeio.html", "lodz.html"} <= tags
    assert (site / "output/author/李明.html").exists()
    assert list((site / "output/tag/渡轮").glob("*.html")), "no page of a period"
    assert list((site / "output").rglob("渡轮-31.html"))


def test_links_are_percent_encoded_and_lead_to_them(site):
    assert find_dead_links(site / "output") == []
    links = [
        link for folder in ("output", "public") for page in read_pages(site / folder).values() for link in page.links
    ]
    assert any("%E6%B8%A1%E8%BD%AE" in link for link in links)
    assert [link for link in links if not link.isascii()] == []


def test_addresses_in_files_for_machines_are_percent_encoded(site):
    texts = [path.read_text("utf-8") for path in (site / "public").rglob("*.xml")]
    texts += [path.read_text("utf-8") for path in (site / "public/feeds").rglob("*.json")]
    addresses = [address for text in texts for address in re.findall(r'https://news\.example[^"<\s]*', text)]
    assert any("/feeds/tag/%E6%B8%A1%E8%BD%AE" in address for address in addresses)
    assert [address for address in addresses if not address.isascii()] == []


def test_an_address_from_before_letters_were_kept_leads_on(site):
    for kind, name, slug in (("tag", "渡轮", "渡轮"), ("tag", "Πορθμείο", "porthmeio"), ("section", "港口", "港口")):
        page = (site / f"output/{kind}/{find_former_slug(name)}.html").read_text("utf-8")
        assert f'content="0; url=../{kind}/{quote(slug)}.html"' in page
    assert not find_former_slug("Łódź") and not find_former_slug("Маяк")
