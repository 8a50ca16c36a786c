"""Articles that a person writes: footnotes, pictures beside the file, an article in several languages, pages."""

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.archive_engine.sites import build, make_archive, read_tree

MATTER = "Title: {title}\nDate: 2024-05-02\nSlug: {slug}\nLang: {lang}\nTranslation_of: 2024/05/02/lamp\n\n{body}\n"
BODY = """The lamp of Halverin[^1] is lit.[^two] Again.[^1]

![The lamp at night](lamp.png "By Ann Lee")

[^1]: A town on the coast.
[^two]: The *second* note, with a [link](https://halverin.example/)."""
LISTENER = """from pelican import signals
def note(pelican):
    pass
def register():
    signals.finalized.connect(note)
"""


def write(site: Path, name: str, lang: str, slug: str = "lamp", body: str = "The lamp is lit.") -> None:
    path = site / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(MATTER.format(title=f"Lamp {lang}", slug=slug, lang=lang, body=body), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = make_archive(tmp_path_factory.mktemp("hand") / "site", 3)
    write(site, "2024/05/02/lamp.md", "en", body=BODY)
    write(site, "2024/05/02/lamp-uk.md", "uk")
    write(site, "pl/lamp.md", "pl")
    write(site, "2024/05/02/lampe.md", "de", slug="lampe")
    Image.new("RGB", (800, 500), (20, 90, 120)).save(site / "content/2024/05/02/lamp.png")
    contact = "Title: Contact\nSlug: contact\n\nWrite to us.[^1]\n\n![A map](map.png)\n\n[^1]: By post.\n"
    (site / "content/pages/contact.md").write_text(contact, encoding="utf-8")
    Image.new("RGB", (600, 300), (200, 90, 20)).save(site / "content/pages/map.png")
    built = build(site)
    assert built.code == 0, built.text
    return site


def read(site: Path, name: str) -> str:
    return (site / "output" / name).read_text(encoding="utf-8")


def test_footnotes_stand_below_the_text_with_ways_there_and_back(site):
    for name, notes in (("2024/05/02/lamp.html", 2), ("contact.html", 1)):
        page = read(site, name)
        links = set(re.findall(r'href="#(fn[^"]*)"', page))
        ids = re.findall(r'id="(fn[^"]*)"', page)
        assert len(ids) == len(set(ids)) and links <= set(ids)
        assert len([one for one in ids if one.startswith("fn-")]) == notes
        assert "[^" not in page
    assert "The <em>second</em> note" in read(site, "2024/05/02/lamp.html")


def test_pictures_beside_the_file_are_shown(site):
    assert re.search(
        r"<figure class=\"picture\">.*?<img [^>]*alt=\"The lamp at night\"",
        read(site, "2024/05/02/lamp.html"),
        re.DOTALL,
    )
    assert 'alt="A map"' in read(site, "contact.html")


def test_languages_of_an_article_have_one_slug_and_places_of_their_own(site):
    names = {path.name for path in (site / "output/2024/05/02").glob("lamp*.html")}
    assert names == {"lamp.html", "lamp-uk.html", "lamp-pl.html", "lampe.html"}
    assert "Lamp en" in read(site, "2024/05/02/lamp.html")


def test_each_language_links_the_others(site):
    page = read(site, "2024/05/02/lamp-uk.html")
    part = page[page.index("In other languages") :]
    assert re.findall(r'hreflang="(\w+)"', part) == ["pl", "en", "de"]
    for link in re.findall(r'href="([^"]+)" hreflang', part):
        assert (site / "output/2024/05/02" / link).resolve().exists()


def test_a_whole_build_makes_the_same(site):
    (site / "listener.py").write_text(LISTENER, encoding="utf-8")
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    (site / "wholeconf.py").write_text(f"{settings}PLUGINS = [*PLUGINS, 'listener']\n", encoding="utf-8")
    whole = build(site, settings="wholeconf.py", out="whole", cache=".whole")
    assert "Everything is rebuilt each time" in whole.text
    assert read_tree(site / "whole") == read_tree(site / "output")
