"""The search page of a Ukrainian archive says nothing in another language."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import DESK, PHONE
from .search_page import chips, titles, wait_for_answer

pytestmark = pytest.mark.browser

_STORY = """\
Title: {title}
Date: {day}
Slug: story-{number}
Lang: uk
Sections: {section}
Tags: Гавань
Authors: {author}

{body}
"""


@pytest.fixture(scope="module")
def ukrainian_site(share_folder, build_site) -> Path:
    def fill(folder: Path) -> None:
        for number in range(14):
            text = _STORY.format(
                title="Ліхтар світить" if number > 11 else f"Пором і міст, звіт {number}",
                day="2020-06-01" if number > 11 else f"20{19 + number % 3}-05-0{1 + number % 9}",
                number=number,
                section=("Гавань", "Рада")[number % 2],
                author=("Олена Тиха", "Іван Рада")[number % 2],
                body=f"Біля міста видно {'маяк' if number % 4 else 'маяк і хвилю'}.",
            )
            path = folder / "content" / f"story-{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        built = build_site(folder / "content", folder / "output", 'DEFAULT_LANG="uk"', 'SITENAME="Архів"')
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("ukrainian-search", fill) / "output"


@pytest.fixture(params=["disk", "http"])
def address(request, ukrainian_site, serve) -> str:
    return ukrainian_site.as_uri() if request.param == "disk" else serve(ukrainian_site)


def foreign_words(page) -> list[str]:
    """Return the words in Latin letters that a reader sees or hears on the page."""
    heard = page.eval_on_selector_all(
        "main [aria-label], main [title]",
        "all => all.map((one) => `${one.ariaLabel} ${one.title}`.replace('null', ''))",
    )
    return re.findall("[A-Za-z]{2,}", page.inner_text("main").replace("tags:", "") + " ".join(heard))


def test_results_filters_and_chips_are_in_ukrainian(search):
    page = search("маяк хвиля", "&from=2019&to=2020-06&section=Гавань&all=1", viewport=DESK)
    expect(page.locator(".filter-groups fieldset").first).to_be_visible()
    assert page.inner_text(".search-status") == "3 новини на запит маяк хвиля"
    assert chips(page)[:2] == ["2019 – червень 2020", "Рубрика: Гавань"]
    assert re.fullmatch(r"\d+ (травня|червня) 20\d\d · Гавань", page.locator(".results time").first.inner_text())
    assert foreign_words(page) == []
    assert page.heard == []


def test_counts_folded_headlines_and_buttons_are_in_ukrainian(search):
    page = search("маяк хвиля ліхтар")
    assert page.inner_text(".search-status").startswith(
        "14 новин на запит маяк хвиля ліхтар: 1 з усіма словами, ще 13 з"
    )
    page = search("ліхтар")
    assert titles(page) == ["Ліхтар світить"]
    assert page.inner_text(".results summary") == "Ще 1 з цим заголовком"
    page = search("пором")
    expect(page.locator(".search-more")).to_be_visible()
    assert foreign_words(page) == []


@pytest.mark.parametrize(
    ("query", "more"),
    [("+пором +слон", ""), ("пором", "&from=1999&to=1999"), ("пором", "&from=2020&to=2019"), ("ліхтор", "")],
)
def test_nothing_found_is_explained_in_ukrainian(query, more, search):
    page = search(query, more)
    expect(page.locator(".search-ways")).to_be_visible()
    expect(page.locator(".search-hints button, .search-hints p, .search-status button").first).to_be_visible()
    assert foreign_words(page) == []


def test_the_sheet_and_suggestions_are_in_ukrainian(search):
    page = search("пором", viewport=PHONE)
    page.get_by_role("button", name="Фільтри").click()
    expect(page.get_by_role("dialog", name="Фільтри").get_by_role("button", name="Показати 12 новин")).to_be_visible()
    assert foreign_words(page) == []
    page.keyboard.press("Escape")
    page.fill("#q", "")
    page.locator("#q").press_sequentially("оле")
    expect(page.locator(".suggestions li")).to_have_text(["Олена ТихаАвтор"])


def test_an_error_is_explained_in_ukrainian(search):
    page = search("пором~9")
    assert wait_for_answer(page).startswith("Після ~ може бути щонайбільше 3.")
