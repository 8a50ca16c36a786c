"""Only the words of an article in a right-to-left language have that direction."""

import re

import pytest

STORY = "Title: {title}\nDate: 2021-03-0{day}\nSlug: s{day}\nLang: {lang}\nTags: Harbour\n\n{text}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory, build_site):
    folder = tmp_path_factory.mktemp("right-to-left")
    (folder / "content").mkdir()
    for day, lang, title, text in (
        (1, "ar", "العبارة تعود", "قال مكتب الميناء إن العبارة ستبحر."),
        (2, "he", "המעבורת שבה", "משרד הנמל מסר כי המעבורת תפליג."),
        (3, "en", "The ferry sails", "The harbour office said so."),
    ):
        text = STORY.format(day=day, lang=lang, title=title, text=text)
        (folder / "content" / f"{day}.md").write_text(text, encoding="utf-8")
    for lang in ("en", "he"):
        built = build_site(folder / "content", folder / lang, f'DEFAULT_LANG="{lang}"')
        assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.mark.parametrize(("page", "lang"), [("2021/03/01/s1.html", "ar"), ("2021/03/02/s2.html", "he")])
def test_an_article_has_the_direction_of_its_language(site, page, lang):
    html = (site / "en" / page).read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    for element in ("h1", "div class=text"):
        assert f'<{element} lang="{lang}" dir="rtl">' in html


def test_lists_have_the_direction_of_each_story(site):
    html = (site / "en/tag/harbour.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<a href=\S+ lang="(?:ar|he)" dir="rtl">', html)) == 2


def test_an_archive_in_hebrew_is_right_to_left(site):
    html = (site / "he/2021/03/03/s3.html").read_text(encoding="utf-8")
    assert '<html lang="he" dir="rtl">' in html and '<h1 lang="en" dir="ltr">' in html
    assert "<h1>המעבורת שבה</h1>" in (site / "he/2021/03/02/s2.html").read_text(encoding="utf-8")
