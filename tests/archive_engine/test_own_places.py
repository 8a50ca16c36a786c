"""An owner's own `Slug`, `Save_as` and `Url`: every file's name is valid on all systems, and every link leads to it."""

import re

import pytest

from archive_engine.own_places import safe_path
from newsrecord.slugs import RESERVED
from tests.archive_engine.sites import build, make_archive, make_plain_site
from tests.site.links import find_dead_links

# front matter: the page that is made, the line and the words of the report (None if nothing is reported)
GIVEN = {
    'Slug: what: "now"? <a|b>*': ("2024/05/06/what-now-a-b.html", 3, "its slug is what-now-a-b"),
    "Slug: tail...": ("2024/05/06/tail.html", 3, "its slug is tail"),
    "Slug: con.port": ("2024/05/06/con-name.port.html", 3, "its slug is con-name.port"),
    "Slug: LPT1": ("2024/05/06/lpt1-name.html", 1, "'LPT1' is reserved"),
    "Slug: part#two%20x": ("2024/05/06/part-two-20x.html", 3, "its slug is part-two-20x"),
    "Slug: back\\slash": ("2024/05/06/back-slash.html", 3, "its slug is back-slash"),
    "Slug: bell\x07\x9b\u202e.x": ("2024/05/06/bell.x.html", 1, "control characters were left out"),
    "Slug: ???": (None, 3, "its slug is untitled-"),
    "Slug: в-очі": ("2024/05/06/в-очі.html", None, ""),
    "Slug: two words": ("2024/05/06/two words.html", None, ""),
    "Save_as: odd/a:b?.html": ("odd/a-b.html", 3, "its page is saved as odd/a-b.html"),
    "Save_as: aux/nul.html": ("aux-name/nul-name.html", 3, "its page is saved as aux-name/nul-name.html"),
    "Save_as: alone/saved.html": ("alone/saved.html", None, ""),
    'Slug: . "We waited"': ("2024/05/06/We waited.html", 3, "its slug is We waited"),
    "Slug: north/": ("2024/05/06/north.html", 3, "its slug is north"),
    "Slug: /": (None, 3, "its slug is untitled-"),
    "Slug: //east//quay": ("2024/05/06/east/quay.html", 3, "its slug is east/quay"),
    "Slug: .lamp": ("2024/05/06/lamp.html", 3, "its slug is lamp"),
    "Save_as: odd/.hidden.html": ("odd/hidden.html", 3, "it is saved as odd/hidden.html"),
    "Slug: lamp.html/two": ("2024/05/06/lamp-html/two.html", 3, "its slug is lamp-html/two"),
    "Save_as: 2024": ("2024.html", 3, "it is saved as 2024.html, not as 2024"),
    "Save_as: odd/lamp.html": ("odd/lamp.html", None, ""),
    "Save_as: odd/lamp.html/two.html": ("odd/lamp-html/two.html", 3, "it is saved as odd/lamp-html/two.html"),
    "Save_as: odd/v1.2/lamp.txt": ("odd/v1.2/lamp.txt", None, ""),
    "Url: alone/page.html": ("alone/page.html", 3, "its page is saved as alone/page.html"),
    "Url: alone/folder/": ("alone/folder/index.html", 3, "its page is saved as alone/folder/index.html"),
    "Url: alone/word": ("2024/05/06/{slug}.html", 3, "names no page, and there is no Save_as"),
    "Url: https://elsewhere.example/x.html": ("2024/05/06/{slug}.html", 3, "is no place on this site"),
    "Url: javascript:alert(1)": ("2024/05/06/{slug}.html", 3, "is no place on this site"),
    "Url: //elsewhere.example/x.html": ("2024/05/06/{slug}.html", 3, "is no place on this site"),
    "Url: one.html\nSave_as: other.html": ("other.html", 3, "does not lead to its page other.html"),
    "Url: both/a%20b.html\nSave_as: both/a b.html": ("both/a b.html", None, ""),
}
UNFIT = {
    "Save_as: .archive-engine-partial/x.html": "is the archive's own",
    "Url: ../up.html": "is no place in the output",
    "Save_as:": "its Save_as is empty",
    "Url: empty/page.html\nSave_as:  ": "its Save_as is empty",
    "Save_as: \x07": "its Save_as is empty",
}


def write_given(content, given: dict) -> None:
    for number, matter in enumerate(given):
        title = f"A story of places {number}"
        text = f"Title: {title}\nDate: 2024-05-06T07:{number:02}:00\n{matter}\n\nWords.\n"
        (content / f"given-{number:02}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_every_path_is_valid_on_all_systems_and_is_linked(kind, tmp_path):
    site = make_archive(tmp_path / "site", 2, "ARTICLE_TRANSLATION_ID = 'slug'\n" if kind == "whole" else "")
    write_given(site / "content", GIVEN | UNFIT)
    (site / "content/pages/odd.md").write_text("Title: Odd\nSlug: odd: page\n\nWords.\n", encoding="utf-8")
    (site / "content/pages/bare.md").write_text("Title: Bare\nSlug: bare\nSave_as:\n\nWords.\n", encoding="utf-8")
    run = build(site)
    assert run.code == 1 and "Traceback" not in run.text, run.text
    for number, (matter, (page, line, words)) in enumerate(GIVEN.items()):
        name = f"given-{number:02}.md"
        if page is not None:
            page = page.format(slug=f"a-story-of-places-{number}")
            assert f"A story of places {number}" in (site / "output" / page).read_text(encoding="utf-8"), matter
        report = [each for each in run.text.splitlines() if name in each]
        assert (f"content/{name}:{line}: " in report[0] and words in report[0]) if words else report == [], run.text
    for number, words in enumerate(UNFIT.values(), len(GIVEN)):
        assert re.search(rf"given-{number}\.md:\d+: rejected: .*{words}", run.text), run.text
        shown = [path for path in (site / "output").rglob("*.*") if path.is_file()]
        assert not any(f"story of places {number}" in read(path) for path in shown), words
    assert "pages/bare.md:3: rejected: its Save_as is empty" in run.text
    assert "pages/odd.md:2: " in run.text and (site / "output/odd-page.html").exists()
    files = [path.relative_to(site / "output").as_posix() for path in (site / "output").rglob("*")]
    assert [path for path in files if not is_safe(path)] == []
    assert find_dead_links(site / "output") == []


def read(path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def test_labels_of_a_plain_site_have_valid_file_names(tmp_path):
    site = make_plain_site(tmp_path)
    text = "Title: A note\nDate: 2024-05-06\nTags: con, aux, river\nAuthors: Nul\nCategory: Prn\n\nWords.\n"
    (site / "content/notes/labels.md").write_text(text, encoding="utf-8")
    run = build(site)
    assert run.code == 0, run.text
    names = {path.name for path in (site / "output").rglob("*.html")}
    assert {"con-name.html", "aux-name.html", "nul-name.html", "prn-name.html", "river.html"} <= names
    assert all(map(is_safe, names))
    assert 'tag/con-name.html"' in (site / "output/a-note.html").read_text(encoding="utf-8")


def is_safe(path: str) -> bool:
    """Return whether each part of a path is valid on Windows. It is written again here to test the engine's rule."""
    parts = path.split("/")
    stems = {part.split(".")[0].strip().lower() for part in parts}
    return (
        not re.search(r'[\x00-\x1f\x7f<>:"\\|?*]', path)
        and not any(part.endswith((".", " ")) for part in parts)
        and stems.isdisjoint(RESERVED - {"index"})
    )


@pytest.mark.parametrize(
    "path",
    ["a/b.html", "2024/05/06/в-очі.html", "a/b.tar.gz", ".well-known/x", "a b/c d.html", "../x.html", "a//b.html"],
)
def test_a_safe_path_does_not_change(path):
    assert safe_path(path) == path
