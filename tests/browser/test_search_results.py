"""The results of a search: counts, order, filters, chips, folded headlines, sentences, the way back, nothing found."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import DESK, PHONE
from .search_page import chips, filter_counts, titles, wait_for_answer

pytestmark = pytest.mark.browser

_STORY = """\
Title: {title}
Date: {day}
Slug: {slug}
Lang: en
Sections: {section}
Tags: {tag}
Authors: {author}
Summary: {lede}
Date_basis: {basis}

{body}
"""
_FILLER = "The quay was quiet, and the office stayed closed until noon. " * 20
SAVED_DATES = "Some stories do not say when they were published: the day on which their page was saved stands for it."
AUTHORS = ("Ann Bell", "Ira Moss")


def write_stories(folder: Path) -> None:
    """Write 20 stories of a ferry in three years, 4 of a lamp with 2 headlines, 3 with a word in one place, and one
    that is dated by its capture.
    """
    stories = [
        {
            "title": f"Ferry report {number}",
            "day": f"{2019 + number % 3}-0{1 + number % 6}-1{number % 10}",
            "section": ("Harbour", "Council")[number % 2],
            "author": AUTHORS[number % 2],
            "body": f"The ferry sailed{' with the tide' if number % 5 == 0 else ''}.\n\nNobody minded.",
        }
        for number in range(20)
    ]
    stories += [
        {"title": "Lamp lit", "day": "2020-05-01", "body": f"The lamp shines, says note {n}."} for n in range(3)
    ]
    stories += [
        {"title": "Lamp lit", "day": "2020-05-04", "body": "The lamp, says a note of three days later, shines."},
        {"title": "Lamp lit", "day": "2020-05-08", "body": "Another lamp, says a note of a week later, shines."},
        {"title": "Quiet week", "day": "2021-05-03", "body": f"{_FILLER}\n\nOn Sunday a walrus came ashore."},
        {"title": "Short week", "day": "2021-05-04", "body": "A heron stood there.\n\nThe last line has an otter."},
        {"title": "Tables", "day": "2021-05-05", "lede": "Every gannet is counted.", "body": "Nothing else."},
        {"title": "Undated page", "day": "2021-05-06", "body": "A pelican waits.", "basis": "captured"},
    ]
    for number, story in enumerate(stories):
        values = {"section": "Harbour", "author": AUTHORS[0], "tag": "Water", "lede": "", "basis": "metadata", **story}
        text = _STORY.format(slug=f"story-{number}", **values)
        text = "".join(line for line in text.splitlines(keepends=True) if line != "Summary: \n")
        path = folder / values["day"].replace("-", "/") / f"story-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def stories_site(share_folder, build_site) -> Path:
    def fill(folder: Path) -> None:
        write_stories(folder / "content")
        built = build_site(folder / "content", folder / "output")
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("search-results", fill) / "output"


@pytest.fixture(params=["disk", "http"])
def address(request, stories_site, serve) -> str:
    return stories_site.as_uri() if request.param == "disk" else serve(stories_site)


def days(page) -> list[str]:
    return page.eval_on_selector_all(".results time", "times => times.map((time) => time.dateTime)")


def sentence(page, place: int = 0):
    return page.locator(".results .sentence").nth(place)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("ferry", "20 stories for ferry"),
        ("ferry tide", "20 stories for ferry tide: 4 with all the words, 16 more with some"),
        ("ferry unicorn", "20 stories for ferry unicorn: none with all the words"),
        ("walrus", "1 story for walrus"),
        ("ferry date:2020", f"7 stories for ferry date:2020. {SAVED_DATES}"),
        ("ferry section:council", "10 stories for ferry section:council"),
    ],
)
def test_the_status_counts_articles_with_all_the_words_and_with_some(query, status, search):
    page = search(query)
    assert page.inner_text(".search-status").startswith(status)
    assert page.heard == []


def test_a_button_keeps_the_articles_with_all_the_words(search):
    page = search("ferry tide")
    page.get_by_role("button", name="Only those with all the words").click()
    assert wait_for_answer(page) == "4 stories for ferry tide"
    assert chips(page) == ["With all the words"]
    page.reload()
    assert wait_for_answer(page) == "4 stories for ferry tide"
    page.locator(".search-chips button").click()
    assert wait_for_answer(page).startswith("20 stories")


def test_results_are_shown_newest_or_oldest_first(search):
    page = search("ferry")
    for sort, is_reversed in (("date", True), ("oldest", False)):
        page.select_option("[name=sort]", sort)
        page.wait_for_url(f"**sort={sort}**")
        wait_for_answer(page)
        assert days(page) == sorted(days(page), reverse=is_reversed)
        assert page.input_value("[name=sort]") == sort
    assert days(page)[0].startswith("2019")


def test_reversed_days_get_a_hint_and_can_be_swapped(search):
    page = search("ferry", "&from=2020-12-31&to=2020-01-01")
    assert page.inner_text(".search-status") == "The first day is after the last one."
    assert titles(page) == []
    page.get_by_role("button", name="Swap the days").click()
    assert wait_for_answer(page) == f"7 stories for ferry. {SAVED_DATES}"
    assert page.input_value("[name=from]") == "2020-01-01"


def test_filters_stand_beside_the_results_on_a_wide_screen(search):
    page = search("ferry")
    assert filter_counts(page, "Author") == {"Ann Bell": 10, "Ira Moss": 10}
    assert page.locator(".filters-button").is_hidden()
    bars = page.locator(".histogram > div button").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert bars == ["2019: 7", "2020: 7", "2021: 6"]
    results, filters = page.locator(".results").bounding_box(), page.locator(".filters").bounding_box()
    assert filters["x"] >= results["x"] + results["width"]


def test_a_kind_with_one_value_has_no_filter(search):
    page = search("ferry")
    filter_counts(page, "Section")
    assert page.locator(".filter-groups legend").all_inner_texts() == ["Year", "Section", "Author"]


def test_filters_open_in_a_sheet_on_a_small_screen(search):
    page = search("ferry", viewport=PHONE)
    assert page.locator(".filter-groups").is_hidden()
    page.get_by_role("button", name="Filters").click()
    sheet = page.get_by_role("dialog", name="Filters")
    assert filter_counts(page, "Author") == {"Ann Bell": 10, "Ira Moss": 10}
    sheet.get_by_role("checkbox", name="Ira Moss").check()
    sheet.get_by_role("button", name="Show 10 stories").click()
    expect(sheet).to_be_hidden()
    assert wait_for_answer(page) == "10 stories for ferry"
    assert page.get_by_role("button", name="Filters (1)").is_visible()
    assert page.evaluate("document.activeElement.className") == "filters-button"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


# A real search gives an estimate only where a word has thousands of stories (tests/lunr_search/test_impact.py).
_ESTIMATE = """(whole) => {
    const real = archiveSearch;
    window.archiveSearch = async (...asked) => {
        const found = await real(...asked);
        return {...found, total: 30, whole, isPartial: true, isEstimate: true};
    };
}"""


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize(
    ("query", "offer", "whole", "counted"),
    [
        ("ferry tide", "", 0, "4 with all the words, 16 more with some"),
        ("ferry walros", ". Did you mean ferry walrus?", 3, "none with all the words"),
    ],
)
def test_an_estimated_number_is_counted_when_the_reader_asks(query, offer, whole, counted, viewport, search):
    page = search("lamp", viewport=viewport)
    page.evaluate(_ESTIMATE, whole)
    page.fill("[name=q]", query)
    page.keyboard.press("Enter")
    status, hint = page.locator(".search-status"), page.get_by_role("button", name="Only those with all the words")
    expect(status).to_have_text(f"About 30 stories for {query}{offer}")
    expect(hint).to_have_count(1 if whole else 0)
    if viewport == DESK:
        button = page.locator(".filter-groups button")
        expect(button).to_have_text("Count them, and choose among them")
        assert page.locator(".filter-groups fieldset").count() == 0
        button.press("Enter")
    else:
        page.get_by_role("button", name="Filters").click()
    assert filter_counts(page, "Author") == {"Ann Bell": 10, "Ira Moss": 10}
    expect(status).to_have_text(f"20 stories for {query}: {counted}{offer}")
    expect(hint).to_have_count(0 if whole else 1)
    if viewport == DESK:
        assert page.evaluate("document.activeElement.closest('.filter-groups') !== null")
    else:
        assert page.get_by_role("dialog", name="Filters").get_by_role("button", name="Show 20 stories").is_visible()
    assert page.heard == []


def test_a_filter_keeps_the_period_and_the_focus(search):
    page = search("ferry")
    page.get_by_role("button", name="2020: 7").click()
    wait_for_answer(page)
    expect(page.locator(".histogram > div button")).to_have_count(12)
    box = page.get_by_role("checkbox", name="Ann Bell")
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**from=2020&to=2020&author=Ann+Bell")
    status = wait_for_answer(page)
    assert all(day.startswith("2020") for day in days(page))
    assert len(days(page)) == int(status.split()[0]) < 7
    expect(box).to_be_checked()
    expect(box).to_be_focused()


@pytest.mark.parametrize("years, is_one_row", [(40, False), (8, True)])
def test_all_years_are_seen(years, is_one_row, search):
    page = search("ferry", viewport=DESK)
    page.wait_for_selector(".histogram button")
    bars, hidden, rows = page.evaluate(
        """(years) => {
            const months = Object.fromEntries(Array.from({length: years}, (_, at) => [`${1980 + at}-05`, at + 1]));
            const chart = newsSearch.page.histogram(months);
            document.querySelector(".histogram").replaceWith(chart);
            const box = chart.lastElementChild;
            const right = (element) => element.getBoundingClientRect().right;
            const bars = [...box.children];
            const rows = new Set(bars.map((bar) => bar.getBoundingClientRect().bottom));
            return [bars.length, bars.filter((bar) => right(bar) > right(box)).length, rows.size];
        }""",
        years,
    )
    assert (bars, hidden) == (years, 0)
    assert (rows == 1) is is_one_row


def test_each_count_is_that_of_the_results_that_it_leads_to(search):
    page = search("ferry", "&from=2020&to=2020")
    for name, count in filter_counts(page, "Author").items():
        page.get_by_role("checkbox", name=name).check()
        assert wait_for_answer(page).split()[0] == str(count)
        page.get_by_role("checkbox", name=name).uncheck()
        assert wait_for_answer(page) == f"7 stories for ferry. {SAVED_DATES}"


def test_a_shared_address_shows_all_that_is_set(search):
    page = search("ferry", "&sort=oldest&from=2019&to=2020-06&author=Ann+Bell&section=Harbour&all=1", viewport=DESK)
    period = "2019 – June 2020"
    assert chips(page) == [period, "Section: Harbour", "Author: Ann Bell", "With all the words", "Remove all"]
    assert page.input_value("#q") == "ferry"
    assert page.input_value("[name=sort]") == "oldest"
    assert (page.input_value("[name=from]"), page.input_value("[name=to]")) == ("2019-01-01", "2020-06-30")
    expect(page.get_by_role("checkbox", name="Ann Bell")).to_be_checked()
    page.fill("#q", "ferry tide")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ferry+tide&sort=oldest&from=2019&to=2020-06&author=Ann+Bell&section=Harbour&all=1")
    page.get_by_role("button", name=f"Remove: {period}").click()
    wait_for_answer(page)
    assert period not in chips(page)
    assert page.input_value("[name=from]") == ""
    page.get_by_role("button", name="Remove all").click()
    wait_for_answer(page)
    assert chips(page) == []
    assert page.url.endswith("q=ferry+tide&sort=oldest")


def test_one_of_several_values_is_removed_alone(search):
    page = search("ferry", "&author=Ann+Bell&author=Ira+Moss")
    page.get_by_role("button", name="Remove: Author: Ann Bell").click()
    wait_for_answer(page)
    assert chips(page) == ["Author: Ira Moss"]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_back_restores_more_results_and_the_place(viewport, search):
    page = search("ferry", viewport=viewport)
    page.click(".search-more button")
    expect(page.locator(".results > li")).to_have_count(20)
    link = page.locator(".results h2 a").nth(16)
    link.scroll_into_view_if_needed()
    expect(sentence(page, 16).locator("mark")).to_be_visible()
    title, top = link.inner_text(), link.bounding_box()["y"]
    link.click()
    page.wait_for_selector("article h1")
    page.go_back()
    wait_for_answer(page)
    expect(page.locator(".results > li")).to_have_count(20)
    expect(page.locator(".results h2 a").nth(16)).to_be_focused()
    assert page.locator(".results h2 a").nth(16).inner_text() == title
    assert abs(page.locator(".results h2 a").nth(16).bounding_box()["y"] - top) < 60


def test_results_stay_in_their_place_when_nothing_can_be_filtered(address, open_page):
    page = open_page("about:blank")
    held = []
    page.route("**/search/page_further.js", lambda route, request: held.append(route))
    page.goto(f"{address}/search.html?q=lamp", wait_until="domcontentloaded")  # the held script holds "load"
    wait_for_answer(page)
    expect(page.locator(".filters")).to_be_visible()
    before = page.locator(".results details").bounding_box()
    held[0].continue_()
    expect(page.locator(".filters")).to_be_hidden()
    assert page.locator(".results details").bounding_box() == before


def test_articles_of_one_headline_in_three_days_share_an_item(search):
    page = search("lamp")
    assert page.inner_text(".search-status") == "5 stories for lamp"
    assert titles(page) == ["Lamp lit", "Lamp lit"]
    folded = page.locator(".results details")
    expect(folded).to_have_count(1)
    assert folded.locator("summary").inner_text() == "3 more with this headline"
    folded.locator("summary").click()
    assert folded.get_by_role("listitem").all_inner_texts() == [
        "Lamp lit (2)",
        "Lamp lit (3)",
        "Lamp lit (4) · 4 May 2020",
    ]
    links = page.locator(".results li > h2 a, .results details a").evaluate_all("all => all.map((one) => one.pathname)")
    assert len(set(links)) == 5


@pytest.mark.parametrize(
    ("query", "text", "pages"),
    [
        ("otter", "The last line has an otter.", 0),
        ("gannet", "Every gannet is counted.", 0),
        ("tables", "Every gannet is counted.", 0),
        ("walrus", "On Sunday a walrus came ashore.", 1),
    ],
)
def test_a_result_shows_the_sentence_with_the_word(query, text, pages, address, open_page):
    """It is in the packed excerpts; the article itself is opened where the word stands further down."""
    page = open_page(f"{address}/search.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
    page.fill("#q", query)
    page.keyboard.press("Enter")
    expect(sentence(page)).to_have_text(text)
    if text.lower().find(query) >= 0:
        assert page.locator(".results .sentence mark").all_inner_texts() == [query]
    assert sum("/story-" in url and url.endswith(".html") for url in asked) == pages
    assert page.locator("iframe").count() == 0
    assert page.heard == []


def test_nothing_found_says_what_is_missing_and_leads_on(search):
    page = search("+ferry +unicorn")
    assert page.inner_text(".search-status").startswith("Nothing found for +ferry +unicorn.")
    hints = page.locator(".search-hints")
    expect(hints).to_contain_text("No story has “unicorn”.")
    ways = page.locator(".search-ways a")
    assert {"Dates", "Tags", "Authors"} <= set(ways.all_inner_texts())
    for way in ways.all():
        assert way.is_visible()
    page.get_by_role("button", name="20 stories with some of the words").click()
    assert wait_for_answer(page).startswith("20 stories for ferry unicorn")
    assert page.locator(".search-ways").is_hidden()


def test_nothing_found_offers_the_nearest_spelling(search):
    page = search("lampp")
    page.get_by_role("button", name="lamp").click()
    assert wait_for_answer(page).casefold() == "5 stories for lamp"


def test_nothing_found_offers_the_search_without_its_filters(search):
    page = search("ferry", "&from=1999&to=1999&author=Ann+Bell")
    assert page.inner_text(".search-status").startswith("Nothing found for ferry.")
    page.get_by_role("button", name="20 stories without the filters").click()
    assert wait_for_answer(page) == "20 stories for ferry"
    assert chips(page) == []


def test_words_that_are_there_but_not_together_are_told_apart(search):
    page = search('"ferry walrus"')
    expect(page.locator(".search-hints")).to_contain_text("no story has them as you ask")


def test_the_field_is_a_combobox_of_a_text_field(search):
    page = search()
    field = page.get_by_role("combobox", name=re.compile("Words"))
    assert field.get_attribute("type") == "text"
    field.focus()
    page.keyboard.type("ann")
    option = page.get_by_role("option", name=re.compile("Ann Bell"))
    expect(option).to_be_visible()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "ann"


def test_a_story_dated_by_its_capture_says_so(search):
    page = search("pelican")
    assert page.inner_text(".results .where").startswith("saved on 6 May 2021")
    assert SAVED_DATES not in page.inner_text(".search-status")
    page = search("walrus")
    assert page.inner_text(".results .where").startswith("3 May 2021")
    assert SAVED_DATES in search("walrus", "&from=2021").inner_text(".search-status")
