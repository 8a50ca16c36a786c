"""Every text of every page comes from a catalogue: in a pseudo-language whose translations stand in brackets, no word
stands outside of brackets but those of articles, of the CLDR and of names that are the same in all languages.
"""

import re
from pathlib import Path

import pytest
from babel import Locale

from tests.laws.test_texts import NAMES, TextReader
from tests.site.pseudo import BEGIN, END, LANGUAGE, write_pseudo_catalogue

ROOT = Path(__file__).resolve().parents[2]
# Words of articles are Georgian, which nothing else is.
STORY = """Title: ნავი {number}
Date: {date}
Lang: {lang}
Sections: ნავსადგური
Tags: ხიდი; ნავი {number}
Authors: ანა ნინიძე
Publisher: გაზეთი
Summary: ნავი გავიდა.
Dateline: თბილისი
Source_url: https://xx.example/{number}
Captured: 2024-05-03T10:00:00Z
Date_basis: {basis}
Views: 12345
Images: [{{"src": "https://xx.example/a.jpg", "caption": "ხიდი"}}, {{"src": "https://xx.example/b.jpg"}}]

ნავი ნავსადგურიდან დილით გავიდა და საღამოს დაბრუნდა.

![ხიდი](https://xx.example/c.jpg)
"""
BASES = ("url", "header", "text", "filename", "given", "captured", "declared")
SETTINGS = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
import archive_engine.catalogues
archive_engine.catalogues.FOLDER = Path({catalogues!r})
archive_engine.catalogues.list_languages.cache_clear()
from publishconf import *
THEME, PLUGIN_PATHS = {root!r} + "/theme", [{root!r} + "/plugins"]
PATH, SITENAME, SITESUBTITLE = {content!r}, "ნავი", "ნავი"
DEFAULT_LANG = "eo"
ARCHIVE_PAGES_LIST_LENGTH = 4
"""
_WORD = re.compile(r"[A-Za-zÀ-žА-я]{2,}")
# What is the same in every language: formats, file names, what stands before a hash, and an example's host.
NO_WORDS = NAMES | {"Atom", "RSS", "JSON", "Feed", "UTC", "CSV", "sitemap", "xml", "xx", "example"}


class WordReader(TextReader):
    """Collects the texts of a page that readers see or hear, without code and without what is of a citation."""

    def is_code(self, tag, attributes):
        return tag in ("code", "pre", "script", "style")

    def is_shown(self, tag, name, attributes):
        if (name == "title" and tag in ("code", "link")) or (tag == "meta" and "name" not in attributes):
            return False
        return super().is_shown(tag, name, attributes)


def list_words(page: str) -> set[str]:
    """Return the words of a page that are of no catalogue, of no article and not of the CLDR."""
    locale = Locale.parse(LANGUAGE)
    known = {name for form in locale.months.values() for width in form.values() for name in width.values()}
    known |= {name for form in locale.days.values() for width in form.values() for name in width.values()}
    known |= set(locale.languages.values())
    reader = WordReader()
    reader.feed(page)
    words = set()
    for text in reader.texts:
        depth, outside = 0, []
        for character in re.sub(r"https?://\S+", "", text):
            depth += (character == BEGIN) - (character == END)
            outside.append(" " if depth or character in (BEGIN, END) else character)
        words.update(_WORD.findall("".join(outside)))
    return words - NO_WORDS - {word for name in known for word in (*_WORD.findall(name), *_WORD.findall(name.title()))}


@pytest.fixture(scope="module")
def pages(tmp_path_factory, build_site) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pseudo")
    catalogues, content = folder / "catalogues", folder / "content"
    catalogues.mkdir()
    content.mkdir()
    write_pseudo_catalogue(catalogues)
    for number in range(21):
        basis = BASES[number % len(BASES)]
        date = f"20{20 + number % 3}-{1 + number % 12:02}-{1 + number:02} 10:00"
        story = STORY.format(number=number, date=date, lang=LANGUAGE, basis=basis)
        (content / f"{number}.md").write_text(story, encoding="utf-8")
    (content / "removed.tsv").write_text(f"{'a' * 64}\t\t\tremoved/story\n", encoding="utf-8")
    settings = folder / "settings.py"
    settings.write_text(
        SETTINGS.format(root=str(ROOT), catalogues=str(catalogues), content=str(content)), encoding="utf-8"
    )
    built = build_site(
        content, folder / "output", settings=str(settings), env={"NEWSARCHIVE_SITEURL": "https://xx.example"}
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return {
        path.relative_to(folder / "output").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted((folder / "output").rglob("*.html"))
    }


def test_words_outside_of_brackets_are_found():
    page = (
        '<p>⟦Search ⟦3 stories⟧⟧ for ნავი <a title="More">⟦x⟧</a> <code>ferry</code> Januaro RIS <script>word</script>'
    )
    assert list_words(page) == {"for", "More"}


def test_every_text_of_every_page_is_of_a_catalogue(pages):
    shown = {path: page for path, page in pages.items() if "http-equiv=refresh" not in page}
    assert len(shown) > 60
    assert [path for path, page in shown.items() if f'<html lang="{LANGUAGE}"' not in page or BEGIN not in page] == []
    assert {path: words for path, page in shown.items() if (words := list_words(page))} == {}
