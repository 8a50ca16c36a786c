"""Searching as a reader does, from disk and over HTTP: every kind of query, filters, keyboard, URL, errors."""

import json
import re
import shutil

import pytest
from playwright.sync_api import expect

from .conftest import ROOT
from .search_page import titles, wait_for_answer

pytestmark = pytest.mark.browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TRAWLER = "Lifeboat tows a trawler home through eleven hours of fog"


@pytest.mark.parametrize(
    "query",
    [
        "lifeboat trawler",
        "+trawler +fog",
        "tags:lifeboat +trawler",
        "title:trawler",
        "trawl*",
        "trawlre~1",
        "trawler^5 bridge",
        '"eleven hours of fog"',
        "date:2025-02-13 trawler",
        "place:halverin +trawler",
        "authors:verbynets +trawler",
        "section:harbour +trawler",
        "lang:en +trawler",
    ],
)
def test_every_kind_of_query_finds_the_trawler_first(query, search):
    page = search(query)
    assert titles(page)[0] == TRAWLER
    assert re.match(r"^\d+ (?:story|stories) for ", page.inner_text(".search-status"))
    assert page.heard == []


def test_stories_with_a_prohibited_word_are_not_found(search):
    assert TRAWLER not in titles(search("lifeboat -trawler"))


def test_words_in_another_order_do_not_match_a_phrase(search):
    assert TRAWLER not in titles(search('"fog of hours eleven"'))


def test_each_file_is_loaded_once(address, open_page):
    page = open_page(f"{address}/about.html")
    asked = []

    def note(request) -> None:
        # from disk, each article that sends its text loads the script for it in a frame of its own
        if request.frame == page.main_frame:
            asked.append(request.url.partition("?")[0].partition("/search/")[2])

    page.on("request", note)
    page.goto(f"{address}/search.html")
    page.fill("#q", "lifeboat trawler")
    page.keyboard.press("Enter")
    expect(page.locator(".results h2").first).to_be_visible()
    files = [name for name in asked if name]
    assert "manifest.js" in files
    if address.startswith("http"):
        files.remove("engine.js")  # the worker asks for it, too, when the browser has it
    assert sorted(files) == sorted(set(files))


@pytest.mark.parametrize("form", ["бібліотека", "бібліотеці", "бібліотекою"])
def test_ukrainian_words_are_found_by_any_of_their_forms(form, search):
    page = search(form)
    assert any("припливів" in title for title in titles(page))
    assert page.heard == []


def test_other_pages_search_by_a_function(address, open_page):
    page = open_page(f"{address}/search.html")
    found = page.evaluate("archiveSearch('trawler', {limit: 2})")
    assert found["total"] >= 1
    hit = found["hits"][0]
    assert hit["title"] == TRAWLER and hit["date"] == "2025-02-13" and hit["score"] > 0
    page.goto(hit["url"])
    assert page.inner_text("h1") == TRAWLER


def test_nothing_of_the_index_but_its_manifest_is_loaded_before_the_reader_searches(address, open_page):
    page = open_page(f"{address}/search.html")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)")
    files = {path.rpartition("/search/")[2] for path in loaded if "/search/" in path}
    assert files <= {"page.js", "manifest.js", "engine.js"}
    assert page.heard == []


def test_what_every_search_needs_is_requested_beside_the_code_of_the_page(short_lists_site, serve, browser):
    # the page's code never arrives: what is requested nevertheless does not wait for it
    context = browser.new_context()
    page = context.new_page()
    held = []
    page.route("**/search/page.js", lambda route, request: held.append(request))
    with page.expect_response("**/search/manifest.js"), page.expect_response("**/search/engine.js"):
        page.goto(f"{serve(short_lists_site)}/search.html?q=trawler", wait_until="commit")
    assert len(held) == 1
    context.close()


def test_the_keys_of_a_querys_words_are_requested_beside_the_engine(short_lists_site, serve, browser):
    # the engine never arrives: what is requested nevertheless does not wait for it
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/engine.js", lambda route, request: None)
    with page.expect_response("**/search/k/74.js"), page.expect_response("**/search/k/75.js"):
        page.goto(f"{serve(short_lists_site)}/search.html?q=title:trawler%20U.S.", wait_until="commit")
    context.close()


def test_an_article_loads_nothing_of_the_index_but_its_manifest_to_mark_words(short_lists_site, serve, open_page):
    root = serve(short_lists_site)
    page = open_page(f"{root}/search.html")
    address = page.evaluate("archiveSearch('trawler').then(({hits}) => hits[0].url)")
    asked = []
    page.on("request", lambda request: asked.append(request.url.partition("?")[0].partition("/search/")[2]))
    page.goto(f"{address}#marks=trawler")
    page.wait_for_selector("article mark")
    assert {name for name in asked if name} <= {"marks.js", "archive.js", "engine.js", "further.js", "manifest.js"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_search_works_by_keyboard_alone(scheme, search):
    page = search(scheme=scheme)
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("lifeboat fog")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == titles(page)[1]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("article mark")
    assert page.inner_text("h1") == TRAWLER
    assert {word.lower() for word in page.locator("article mark").all_inner_texts()} >= {"lifeboat", "fog"}
    assert page.locator("article mark").first.is_visible()
    assert page.heard == []


def test_the_shortcut_can_be_switched_off(search):
    page = search(scheme="light")
    page.click(".search-help summary")
    page.uncheck("[name=shortcut]")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_the_url_holds_the_search_and_the_back_button_restores_it(search):
    page = search("trawler")
    page.fill("#q", "ferry")
    page.keyboard.press("Enter")
    expect(page.locator(".search-status")).to_contain_text("for ferry")
    page.select_option("[name=sort]", "date")
    page.wait_for_url("**sort=date**")
    wait_for_answer(page)
    dates = page.eval_on_selector_all(".results time", "times => times.map((time) => time.dateTime)")
    assert len(dates) > 3 and dates == sorted(dates, reverse=True)
    page.go_back()
    page.go_back()
    expect(page.locator(".search-status")).to_contain_text("for trawler")
    assert page.input_value("#q") == "trawler"
    assert titles(page)[0] == TRAWLER


def test_a_query_may_have_a_date_range(search):
    page = search("ferry", "&from=2021-01-01&to=2021-12-31")
    dates = page.eval_on_selector_all(".results time", "times => times.map((time) => time.dateTime)")
    assert dates and all(date.startswith("2021") for date in dates)


def test_filters_have_right_counts_and_narrow_the_results(search):
    page = search("ferry")
    wait_for_answer(page)
    section = page.locator("fieldset", has_text="Section").locator("label").first
    expected = section.locator("output").inner_text()
    section.locator("input").check()
    expect(page.locator(".search-status")).to_contain_text(re.compile(rf"^{expected} stor"))
    assert "section=" in page.url
    page.reload()
    assert wait_for_answer(page).startswith(expected)
    page.wait_for_load_state("networkidle")
    assert page.heard == []


def test_years_can_be_chosen(search):
    page = search("ferry")
    page.wait_for_selector(".histogram button")
    labels = page.locator(".histogram button").all_inner_texts()
    years = [int(label) for label in labels]
    assert years == list(range(years[0], years[-1] + 1))
    bar = page.locator(".histogram button").first
    year, count = bar.get_attribute("aria-label").split(": ")
    bar.click()
    expect(page.locator(".search-status")).to_contain_text(re.compile(rf"^{count} stor"))
    assert f"from={year}" in page.url
    months = page.locator(".histogram > div button")
    expect(months).to_have_count(12)
    assert sum(
        int(label.split(": ")[1]) for label in months.evaluate_all("all => all.map((one) => one.ariaLabel)")
    ) == int(count)
    first, last = months.nth(2).bounding_box(), months.nth(8).bounding_box()
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 5)
    page.mouse.up()
    page.wait_for_url(f"**from={year}-03&to={year}-09**")
    page.click(".all-dates")
    page.wait_for_url(lambda url: "from=" not in url)


def test_suggestions_come_while_typing(search):
    page = search()
    page.click("#q")
    page.keyboard.type("life")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    assert page.get_attribute("#q", "aria-activedescendant") == "suggestion-0"
    assert page.locator("#suggestion-0").inner_text().startswith("Lifeboat")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tag/lifeboat.html")


def test_suggestions_that_come_after_the_search_are_not_shown(short_lists_site, serve, open_page):
    page = open_page(f"{serve(short_lists_site)}/search.html")
    held = []
    page.route("**/search/names.js*", lambda route, request: held.append(route))
    with page.expect_request("**/search/names.js*"):
        page.locator("#q").press_sequentially("lifeboat")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li")
    held[0].continue_()
    # it waits for the same file, and is answered after the call for what was typed
    assert page.evaluate("newsSearch.callEngine('suggest', 'lifeboat')")
    assert page.is_hidden(".suggestions")


def test_a_misspelt_word_gets_a_suggestion(search):
    page = search("trawlerr")
    page.wait_for_selector(".search-status button")
    assert page.inner_text(".search-status button") == "trawler"
    page.click(".search-status button")
    page.wait_for_selector(".results li")
    assert titles(page)[0] == TRAWLER


@pytest.mark.parametrize(
    "query, sentence",
    [
        ("autors:word", "There is no field “autors”: .+ “authors:” is a field."),
        ("trawler~x", "(?:story|stories) for trawler~x"),
        ("+", "Nothing found for \\+"),
        ("~ ^ : -", "Nothing found for ~ \\^ : -"),
        ("a* b* c* d* e*", "Too many words match|stories for"),
        ('"to be or not"', "so common that only names are searched"),
        ("word " * 100, "more than 64 words"),
        ("<img src=x onerror=alert(1)>", "Nothing found for <img|(?:story|stories) for <img"),
        ("constructor __proto__ toString", "Nothing found for constructor|(?:story|stories) for"),
        ("שלום 🎉 北京", "Nothing found for"),
    ],
)
def test_an_invalid_query_is_explained(query, sentence, search):
    page = search(query)
    assert re.search(sentence, page.inner_text(".search-status"))
    assert page.locator(".results img, .search-status img").count() == 0
    assert page.heard == []


def test_a_query_of_ten_thousand_letters_is_answered(search):
    page = search()
    error = page.evaluate("archiveSearch('y'.repeat(10000)).catch((error) => error.message)")
    assert error == "The query is longer than 2000 characters."


def test_a_rebuilt_index_is_loaded_again(short_lists_site, tmp_path, serve, open_page):
    site = tmp_path / "site"
    shutil.copytree(short_lists_site, site)
    page = open_page(f"{serve(site)}/search.html?q=ferry")
    wait_for_answer(page)
    # meanwhile the index is replaced, as by a build: no file is ever missing, and it has another version, without which
    # the browser may take files from its cache that it has just loaded
    manifest = (site / "search/manifest.js").read_text("utf-8")
    signature = re.search(r'"signature":"(\w+)"', manifest)[1]
    version = re.search(r'"version":"(\w+)"', manifest)[1]
    for path in [site / "search/manifest.js", *(site / "search/t").glob("*.js")]:
        text = path.read_text("utf-8").replace(signature, "abc123").replace(version, "def456")
        path.write_text(text, "utf-8")
    page.fill("#q", "trawler bellows")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results li")
    expect(page.locator(".search-status")).to_contain_text("rebuilt")
    assert titles(page)[0] == TRAWLER


def test_keys_of_another_build_from_a_cache_are_loaded_again(short_lists_site, serve, open_page):
    page = open_page(f"{serve(short_lists_site)}/search.html")
    given = []

    def answer(route, request) -> None:
        # the file that is requested before the version is known
        given.append(request.url)
        route.fulfill(content_type="text/javascript", body="newsSearch.receive('k/74','','',1)")

    page.route("**/search/k/74.js", answer)
    page.goto(f"{page.url}?q=trawler")
    page.wait_for_selector(".results h2")
    assert len(given) == 1
    assert TRAWLER in titles(page) and "rebuilt" not in page.inner_text(".search-status")


@pytest.mark.parametrize("thread", ["worker", "page"])
def test_searches_under_way_end_when_the_index_is_loaded_again(thread, short_lists_site, serve, open_page):
    """The files that the first search waits for are loaded a second time before they are there."""
    root = serve(short_lists_site) if thread == "worker" else short_lists_site.as_uri()
    page = open_page(f"{root}/search.html")
    page.evaluate(
        """() => void (async () => {
            const search = (word) => newsSearch.callEngine("search", word, {});
            const first = search("trawler");
            const forgotten = newsSearch.callEngine("forget");
            const [{ total }, again] = await Promise.all([first, search("trawler"), forgotten]);
            document.body.dataset.totals = `${total} ${again.total}`;
        })()"""
    )
    page.wait_for_selector("body[data-totals]")
    first, again = page.evaluate("document.body.dataset.totals").split()
    assert int(first) == int(again) > 0


def test_a_search_after_the_worker_has_failed_starts_another_one(short_lists_site, serve, open_page):
    page = open_page(f"{serve(short_lists_site)}/search.html")
    page.evaluate(
        """() => void (async () => {
            const workers = [];
            window.Worker = class extends Worker { constructor(...values) { super(...values); workers.push(this); } };
            const search = () => archiveSearch("trawler").then(({ total }) => total, (error) => error.message);
            const before = await search();
            const underWay = search();
            await new Promise((resolve) => setTimeout(resolve));
            workers[0].dispatchEvent(new Event("error"));
            document.body.dataset.found = JSON.stringify([before, await underWay, await search(), workers.length]);
        })()"""
    )
    page.wait_for_selector("body[data-found]")
    before, under_way, after, workers = json.loads(page.evaluate("document.body.dataset.found"))
    assert after == before > 0
    assert under_way in (before, "the worker stopped")
    assert workers == 2


def test_missing_files_are_reported_to_the_reader(short_lists_site, tmp_path, serve, open_page):
    site = tmp_path / "site"
    shutil.copytree(short_lists_site, site)
    shutil.rmtree(site / "search/t")
    page = open_page(f"{serve(site)}/search.html?q=ferry")
    assert "Load the page anew" in wait_for_answer(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_in_results_and_filters(scheme, short_lists_site, open_page):
    page = open_page(f"{short_lists_site.as_uri()}/search.html?q=lifeboat%20fog", scheme)
    page.wait_for_selector(".results .sentence mark")
    page.wait_for_selector(".filter-groups fieldset")
    page.click(".search-help summary")
    page.click("#q")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in result["violations"]] == []
