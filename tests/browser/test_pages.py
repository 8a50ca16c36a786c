"""Pages open in a browser, from disk and over HTTP, without a console message or a request to another host."""

import re

import pytest

from .conftest import PHONE
from .pages import TEMPLATES, find_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_logs_nothing_and_loads_nothing_from_another_host(template, address, short_lists_site, visit):
    page = visit(f"{address}/{find_page(short_lists_site, template)}")
    page.wait_for_load_state("networkidle")
    assert page.heard == []
    assert page.evaluate("getComputedStyle(document.body).display") == "flex", "the stylesheet is not in force"
    assert page.locator("button.scheme").count() == 1, "the script did not run"


def test_a_reader_gets_from_the_home_page_to_a_story_and_on(address, open_page):
    page = open_page(f"{address}/index.html")
    headline = page.locator(".lead h3").inner_text()
    page.click(".lead h3 a")
    assert page.locator("h1").inner_text() == headline
    page.click("article > footer > ul a >> nth=0")
    assert page.locator(".kicker").first.inner_text() == "Tag"
    page.click(".entries h2 a >> nth=-1")
    page.click(".neighbours [rel=prev], .neighbours [rel=next]")
    page.click(".byline a")
    page.wait_for_url("**/author/*.html", wait_until="networkidle")
    page.goto(f"{address}/section/society.html")
    page.click(".timeline a >> nth=0")
    assert page.heard == []


@pytest.mark.parametrize("scheme, button", [("light", "Dark page"), ("dark", "Light page")])
def test_the_reader_s_choice_of_light_or_dark_is_kept(scheme, button, address, open_page):
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page = open_page(f"{address}/index.html", scheme)
    before = page.evaluate(paper)
    page.get_by_role("button", name=button).click()
    chosen = page.evaluate(paper)
    assert chosen != before
    page.goto(f"{address}/tags.html")
    assert page.evaluate(paper) == chosen
    page.get_by_role("button").click()
    assert page.evaluate(paper) == before
    assert page.evaluate("localStorage.length") == 0


def test_the_button_is_in_the_archives_language(tmp_path, build_site, open_page):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(
        "Title: Маяк\nDate: 2024-05-02\nSlug: a\nLang: uk\n\nСвітить.\n", encoding="utf-8"
    )
    assert build_site(tmp_path / "content", tmp_path / "output", 'DEFAULT_LANG="uk"').returncode == 0
    page = open_page((tmp_path / "output/2024/05/02/a.html").as_uri())
    page.get_by_role("button", name="Темна сторінка").click()
    assert page.get_by_role("button", name="Світла сторінка").is_visible()


def test_nothing_is_missing_without_scripts(address, open_page):
    page = open_page(f"{address}/search.html", java_script_enabled=False)
    # the browser refuses to load scripts that it will not run
    assert {line.rpartition("/search/")[2] for line in page.heard} <= {"manifest.js", "engine.js"}
    page.heard.clear()
    for name in ("archives", "tags", "authors"):
        assert page.locator(f"main a[href$='{name}.html']").count() >= 1
    page.goto(f"{address}/index.html")
    assert page.locator("button.scheme").count() == 0
    assert page.heard == []


def test_a_story_prints_without_buttons(short_lists_site, open_page):
    page = open_page(
        (short_lists_site / find_page(short_lists_site, "article")).as_uri(), viewport=PHONE, scheme="dark"
    )
    page.emulate_media(media="print")
    assert not page.locator("body > header nav").is_visible() and not page.locator(".neighbours").is_visible()
    assert page.locator("button.scheme").count() == 1 and not page.locator("button.scheme").is_visible()
    assert page.locator("h1").is_visible() and page.locator("article dl").is_visible()
    label = page.locator("article > footer li a").first
    assert label.evaluate("link => getComputedStyle(link).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert re.fullmatch(r'echo "[0-9a-f]{64} \*FILE" \| sha256sum -c', page.inner_text("article dd code"))
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_the_search_form_of_the_home_page_leads_to_the_search_page(address, open_page):
    page = open_page(f"{address}/index.html")
    page.fill("input[name=q]", "bridge")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=bridge")
    assert page.heard == []


def test_very_long_words_do_not_widen_a_page(tmp_path, build_site, open_page):
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 3
    keys = ("Title", "Sections", "Tags", "Authors", "Summary", "Dateline", "Publisher", "Lang")
    address = f"Source_url: https://{'a' * 60}.example/{word}\n"
    story = (
        "".join(f"{key}: {word}\n" for key in keys)
        + address
        + "Date: 2024-05-02\nSlug: story\nCapture_sha256: "
        + "a" * 64
    )
    (tmp_path / "content").mkdir()
    body = f"{word}\n\n> {word}\n>\n> \\- {word}\n\n    {word}\n\n`{word}`\n\n## {word}\n\n- {word}\n\n<https://a.example/{word}>\n"
    for name in ("one", "two"):
        (tmp_path / "content" / f"{name}.md").write_text(
            f"{story}\n\n{body}".replace("Slug: story", f"Slug: {name}"), encoding="utf-8"
        )
    built = build_site(tmp_path / "content", tmp_path / "output")
    assert built.returncode == 0, built.stdout
    paths = ["index.html", "2024/05/02/one.html", "2024/05/02/index.html", "2024/05/index.html", "2024/index.html"]
    paths += ["tags.html", "authors.html", "sections.html"]
    for kind in ("tag", "author", "section"):
        first = next((tmp_path / "output").glob(f"{kind}/*.html"))
        paths.append(first.relative_to(tmp_path / "output").as_posix())
    page = open_page((tmp_path / "output" / "index.html").as_uri())
    for path in paths:
        page.goto((tmp_path / "output" / path).as_uri())
        for width in (320, 768, 1400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
