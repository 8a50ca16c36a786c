"""*Cite this* on articles' pages: on every one, without script, as BibTeX and RIS are read, and in few bytes."""

import gzip
import re
from html import unescape

import pytest

from tests.newsrecord.bibtex_reading import parse_bibtex
from tests.site.conftest import PUBLIC

# The most bytes of an article's page, compressed.
MOST_BYTES = 12_000
_CITATION = re.compile(
    r"<details class=cite><summary>(.*?)</summary><p[^>]*>(.*?)<h2>BibTeX</h2>(.*)</details>", re.DOTALL
)
_PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)


def list_articles(site):
    return [path for path in sorted(site.glob("[0-9]*/[0-9]*/[0-9]*/*.html")) if path.name != "index.html"]


def read_citation(path):
    text = path.read_text(encoding="utf-8")
    (found,) = _CITATION.finditer(text)
    bibtex, ris = map(unescape, _PRE.findall(found[3]))
    return unescape(found[2]), parse_bibtex(bibtex), ris


@pytest.mark.parametrize("site", ["demo_site", "public_site"])
def test_every_article_can_be_cited_in_three_forms(site, request):
    site = request.getfixturevalue(site)
    keys = set()
    for path in list_articles(site):
        line, entries, ris = read_citation(path)
        ((key, (kind, fields)),) = entries.items()
        title = re.search(r"<h1[^>]*>(.*?)</h1>", path.read_text("utf-8"))[1]
        assert kind == "online" and unescape(title) in line and f"TI  - {unescape(title)}\n" in ris
        assert ris.startswith("TY  - NEWS\n") and ris.endswith("\nER  - \n")
        assert fields["date"] in line and path.relative_to(site).as_posix().startswith(fields["date"].replace("-", "/"))
        keys.add(key)
    assert len(keys) == len(list_articles(site)) > 40


def test_a_public_site_names_its_own_page(public_site):
    for path in list_articles(public_site):
        line, _, ris = read_citation(path)
        own = f"{PUBLIC}/{path.relative_to(public_site).as_posix()}"
        assert own in line and own in ris


def test_a_page_with_its_citation_is_small(public_site):
    sizes = [len(gzip.compress(path.read_bytes(), 9, mtime=0)) for path in list_articles(public_site)]
    assert max(sizes) <= MOST_BYTES


def test_without_the_setting_no_page_has_it(build_articles):
    article = {"a.md": "Title: The lamp\nDate: 2024-05-02\nSlug: lamp\n\nIt shines.\n"}
    built, output = build_articles(article, "--extra-settings", "ARCHIVE_PAGES_CITATIONS=false")
    assert built.returncode == 0, built.stdout
    assert "class=cite" not in (output / "2024/05/02/lamp.html").read_text("utf-8")


def test_hostile_text_is_shown_letter_by_letter(build_articles):
    article = {"a.md": 'Title: The <b>"lamp"</b> & {braces\nDate: 2024-05-02\nSlug: lamp\nLang: he\n\nIt shines.\n'}
    built, output = build_articles(article)
    assert built.returncode == 0, built.stdout
    line, entries, _ = read_citation(output / "2024/05/02/lamp.html")
    assert line == 'The <b>"lamp"</b> & {braces. 2024-05-02.'
    assert entries["lamp-2024-05-02"][1]["title"] == r'{The <b>"lamp"</b> \& \textbraceleft{}braces}'
