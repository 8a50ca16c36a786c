"""Builds of the same content have the same bytes; a fault in plugins or templates stops the build."""

import json
import re

import pytest

from archive_pages.wording import list_labels

from .conftest import ROOT
from .links import find_dead_links

ABOUT = "Title: About\nSlug: about\n\nX\n"
STOCK = 'PELICAN_CLASS="pelican.Pelican"'
STORY = {"story.md": "Title: A story\nDate: 2024-05-02\nSlug: story\nTags: NATO\n\nWords.\n"}


def read_tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_builds_of_the_same_content_have_the_same_bytes(demo_site, build_site, tmp_path):
    assert build_site(ROOT / "content", tmp_path / "again").returncode == 0
    first, again = read_tree(demo_site), read_tree(tmp_path / "again")
    assert len(first) > 150
    assert sorted(path for path in first.keys() | again.keys() if first.get(path) != again.get(path)) == []


def test_the_site_does_not_depend_on_locale_time_zone_or_hash_seed(demo_site, build_site, tmp_path):
    environment = {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LANG": "uk_UA.UTF-8"}
    assert build_site(ROOT / "content", tmp_path / "far", env=environment).returncode == 0
    assert read_tree(tmp_path / "far") == read_tree(demo_site)


@pytest.mark.parametrize("order", [1, -1])
def test_the_site_does_not_depend_on_the_order_of_files(order, build_articles):
    day = "Date: 2024-05-02\nCategory: News\nTags: NATO; EU\n"
    stories = {f"{at}.md": f"Title: Story {at}\nSlug: story-{9 - at}\n{day}\nWords.\n" for at in range(9)}
    built, output = build_articles(dict(list(stories.items())[::order]))
    assert built.returncode == 0
    page = (output / "2024/05/02/index.html").read_text(encoding="utf-8")
    places = [page.index(f">Story {at}<") for at in range(9)]
    assert places == sorted(places)


def test_a_plugin_that_is_missing_stops_the_build(build_articles):
    built, _ = build_articles(STORY, 'PLUGINS=["archive_pages","no_such_plugin"]')
    assert built.returncode != 0 and "no_such_plugin" in built.stdout + built.stderr


def test_a_variable_that_is_not_defined_stops_the_build(build_articles, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("{{ headlin }}")
    built, _ = build_articles(STORY, f"THEME_TEMPLATES_OVERRIDES={json.dumps([str(tmp_path / 'templates')])}")
    assert built.returncode != 0 and "headlin" in built.stdout + built.stderr


def test_variables_of_a_template_are_escaped_unless_marked_as_html(build_articles, tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text("{{ article.title }}")
    story = {"story.md": STORY["story.md"].replace("A story", "<i>")}
    built, output = build_articles(story, f"THEME_TEMPLATES_OVERRIDES={json.dumps([str(tmp_path / 'templates')])}")
    assert built.returncode == 0
    assert (output / "2024/05/02/story.html").read_text() == "&lt;i&gt;"


def test_an_archive_without_stories_says_what_to_do(build_articles):
    built, output = build_articles({"pages/about.md": ABOUT})
    assert built.returncode == 0, built.stdout
    assert find_dead_links(output) == []
    # what the archive has none of has no page
    assert not any((output / f"{page}.html").exists() for page in ("tags", "sections", "authors", "people"))
    for page in ("index", "archives"):
        text = (output / f"{page}.html").read_text(encoding="utf-8")
        assert "captures/" not in text and "make html" not in text, "a command is no business of the public's"
        assert " 0 " not in text and ">0 " not in text
    assert "<form" not in (output / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [(), (STOCK,)], ids=["engine", "stock"])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_archive_without_pages_of_its_own_has_no_dead_link(count, options, build_articles):
    stories = {f"{at}.md": STORY["story.md"].replace("Slug: story", f"Slug: story-{at}") for at in range(count)}
    built, output = build_articles({**stories, "readme.txt": "no article"}, *options)
    assert built.returncode == 0, built.stdout
    assert "About this archive</h1>" in (output / "about.html").read_text(encoding="utf-8")
    assert find_dead_links(output) == []


@pytest.mark.parametrize("options", [(), (STOCK,)], ids=["engine", "stock"])
def test_addresses_in_another_script_lead_to_stories_and_their_thread(options, build_articles):
    story = (
        "Title: 나룻배 다시 운항 {0}\nDate: 2021-03-0{0}\nLang: ko\nSlug: 나룻배-다시-운항-{0}\n"
        "Tags: 나룻배\nAuthors: 김민지\nCategory: 항구\n"
        "Source_url: https://halverin.example/2021/ferry-runs-again\n{1}\n"
        "나룻배가 다시 운항한다 {0}.\n"
    )
    alike = {1: "Versions: 2021/03/02/나룻배-다시-운항-2\n", 2: "Versions: 2021/03/01/나룻배-다시-운항-1\n"}
    # each file where the import writes it: near-duplicates are named so
    stories = {
        f"2021/03/0{day}/나룻배-다시-운항-{day}.md": story.format(day, alike.get(day, "")) for day in range(1, 5)
    }
    built, output = build_articles(stories, *options)
    assert built.returncode == 0, built.stdout
    assert (output / "thread/2021/03/01/나룻배-다시-운항-1.html").exists()
    assert (output / "versions/2021/03/01/나룻배-다시-운항-1.html").exists()
    assert find_dead_links(output) == []


@pytest.mark.parametrize("options", [(), (STOCK,)], ids=["engine", "stock"])
@pytest.mark.parametrize(
    "page", [ABOUT, ABOUT.replace("Slug", "Status: hidden\nSlug"), ABOUT.replace("Slug: about", "save_as: about.html")]
)
def test_an_owners_page_about_the_archive_stays(page, options, build_articles):
    built, output = build_articles({**STORY, "pages/about.md": page}, *options)
    assert built.returncode == 0, built.stdout
    assert "<p>X</p>" in (output / "about.html").read_text(encoding="utf-8")


def test_a_page_about_the_archive_can_be_added_and_removed(build_articles, tmp_path):
    for text in (None, ABOUT, None):
        (tmp_path / "content/pages/about.md").unlink(missing_ok=True)
        built, output = build_articles({**STORY, **({"pages/about.md": text} if text else {})})
        assert built.returncode == 0, built.stdout
        assert ("<p>X</p>" in (output / "about.html").read_text(encoding="utf-8")) == bool(text)


def test_one_name_in_stories_of_two_languages_breaks_nothing(build_articles):
    stories = {
        f"{lang}.md": (
            f"Title: A story\nDate: 2024-05-02\nSlug: story-{lang}\nLang: {lang}\n"
            "Authors: Иван Петров\nTags: Иван Петров\n\nX.\n"
        )
        for lang in ("ru", "uk")
    }
    built, output = build_articles(stories)
    assert built.returncode == 0, built.stdout
    assert {path.stem for path in (output / "author").glob("*.html")} == {"ivan-petrov", "yvan-petrov"}
    assert find_dead_links(output) == []


def test_a_story_with_nothing_but_a_date_is_in_the_archive(build_articles):
    built, output = build_articles(
        {**STORY, "bare.md": "Title: Bare\nDate: 2024-05-01\n\nWords.\n", "pages/about.md": ABOUT}
    )
    assert built.returncode == 0, built.stdout
    assert find_dead_links(output) == []
    assert not (output / "section").exists()


def test_a_draft_is_in_no_list(build_articles):
    draft = "Title: Unready\nDate: 2024-05-02\nSlug: unready\nStatus: draft\nTags: Secret\n\nWords.\n"
    built, output = build_articles({**STORY, "draft.md": draft, "pages/about.md": ABOUT})
    assert built.returncode == 0, built.stdout
    assert (output / "drafts/unready.html").exists() and find_dead_links(output, but="drafts/") == []
    assert [page for page, text in read_tree(output).items() if b"Unready" in text] == ["drafts/unready.html"]


def test_another_story_does_not_change_other_stories_and_older_lists(build_site, build_articles, tmp_path):
    def stories(count):
        return {
            f"{at}.md": f"Title: Story {at}\nDate: {2015 + at // 12}-{at % 12 + 1:02}-15\n"
            f"Slug: story-{at}\nCategory: News\n"
            f"Tags: NATO; Tag {at % 7}\nAuthors: Ann Lee\n\nWords.\n"
            for at in range(count)
        } | {"pages/about.md": "Title: About\nSlug: about\n\nX\n"}

    options = ("ARCHIVE_PAGES_LIST_LENGTH=10",)
    built, output = build_articles(stories(119), *options)
    assert built.returncode == 0
    before = {path: text for path, text in read_tree(output).items() if path.endswith(".html")}
    built, output = build_articles(stories(120), *options)
    assert built.returncode == 0
    after = {path: text for path, text in read_tree(output).items() if path.endswith(".html")}
    changed = {path for path, text in before.items() if after[path] != text}
    lists = {
        "index.html",
        "archives.html",
        "tags.html",
        "authors.html",
        "sections.html",
        "2024/index.html",
        "2024/11/index.html",
    }
    lists |= {"2024/11/15/index.html", "tag/nato.html", "tag/tag-0.html", "author/ann-lee.html", "section/news.html"}
    # The head of the list became a page of its own, so the page before it has a new neighbour.
    lists |= {
        f"{kind}/10.html"
        for kind in ("tag/nato", "author/ann-lee", "section/news")
        if f"{kind}/11.html" in after.keys() - before.keys()
    }
    # what the archive has, and the day through the years
    lists |= {"holdings.html", *(path for path in changed if path.startswith("on/"))}
    others = changed - lists
    assert lists <= changed and len(others) <= 1 + 2 * 2
    assert all(path.startswith("20") and path.count("/") == 3 for path in others), others


@pytest.mark.slow
@pytest.mark.parametrize(
    "month",
    ["2014-12", "2015-01", "2019-06", "2024-12", "2026-01"],
    ids=["before all", "oldest", "middle", "newest", "after all"],
)
def test_a_story_of_any_time_rewrites_few_pages(month, build_articles):
    def story(day, name):
        return (
            f"Title: Story {name}\nDate: {day}\nSlug: story-{name}\nCategory: News\n"
            "Tags: NATO; EU; UN\nAuthors: Ann Lee\n\nWords.\n"
        )

    days = [f"{2015 + at // 36}-{at // 3 % 12 + 1:02}-{at % 3 * 10 + 5:02}" for at in range(360)]
    options = ("ARCHIVE_PAGES_LIST_LENGTH=10",)
    stories = {f"{at}.md": story(day, at) for at, day in enumerate(days)}
    built, output = build_articles(stories, *options)
    assert built.returncode == 0, built.stdout
    before = read_tree(output)
    built, output = build_articles({"added.md": story(f"{month}-17", "added")}, *options)
    assert built.returncode == 0, built.stdout
    after = read_tree(output)
    changed = [page for page, text in after.items() if page.endswith(".html") and before.get(page) != text]
    assert len(list(output.glob("tag/nato/*.html"))) > 15
    assert len(changed) <= 60 and find_dead_links(output) == []


def test_an_archive_speaks_its_language(build_site, tmp_path):
    assert build_site(ROOT / "content", tmp_path / "output", 'DEFAULT_LANG="uk"').returncode == 0
    labels = list_labels("en")
    english = set(labels.values()) - {labels["subtitle"]}  # a setting of the demo
    for page, text in read_tree(tmp_path / "output").items():
        page_text = text.decode("utf-8", "replace")
        if page.endswith(".html") and page != "about.html" and "http-equiv=refresh" not in page_text:
            assert '<html lang="uk">' in page_text and ">Рубрики</a>" in page_text
            shown = {part.strip() for part in re.findall(r">([^<>]+)<", page_text)}
            assert shown & english == set(), page
            assert not re.search(
                (
                    r">[^<]*\b\d{1,2} (January|February|March|April|June|July|August|September|October|"
                    r"November|December) \d{4}<"
                ),
                page_text,
            )
