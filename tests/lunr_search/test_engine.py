"""What the engine returns beside Lunr's ranking: counts, days and fields that narrow, explanations, sentences."""

import datetime as dt
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lunr_search.documents import Document
from lunr_search.excerpts import EXCERPT_LENGTH
from tests.waiting import PATIENCE_S

_ASK = Path(__file__).with_name("node") / "ask.js"
_LONG = "The quay was quiet. " * (EXCERPT_LENGTH // 20) + "A walrus came ashore."


def _document(slug: str, title: str, body: str, **more) -> Document:
    return Document(url=f"{slug}.html", title=title, body=body, **{"date": dt.date(2020, 5, 1), **more})


DOCUMENTS = [
    _document(
        "a",
        "Ferry stays in port",
        "The tide is low, and the ferry waits.\nA second ferry is repaired.",
        lede="No tide.",
    ),
    _document(
        "b",
        "Ferry sails",
        "Nobody waits.",
        date=dt.date(2021, 3, 4),
        sections=("Harbour",),
        authors=(("Ann Bell", "x"),),
        names=("Ossel Lines", "Ann Bell"),
    ),
    _document(
        "c",
        "Tide tables",
        "They are printed.",
        date=dt.date(2021, 3, 5),
        sections=("Council",),
        names=("Mira Falk", "Ossel Lines"),
    ),
    _document("d", "Clock mended", _LONG, date=dt.date(2022, 1, 1), lang="uk"),
]
SAVED = _document("saved", "Harbour plan", "A plan of the quay.", date=dt.date(2022, 5, 1), is_saved_date=True)


@pytest.fixture
def ask(site, tmp_path):
    """Return a function that calls methods of the engine: ask(["search", "ferry"]) returns a list of one result."""
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    site.update(DOCUMENTS)

    def run(*calls: list) -> list:
        (tmp_path / "calls.json").write_text(json.dumps(calls), "utf-8")
        command = [node, _ASK, site.output / "search", tmp_path / "calls.json"]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    return run


def _urls(found: dict) -> list[str]:
    return [hit["url"].removesuffix(".html") for hit in found["hits"]]


@pytest.mark.parametrize(
    ("query", "options", "total", "whole"),
    [
        ("ferry", {}, 2, 2),
        ("ferry tide", {}, 3, 1),
        ("ferry tide xyzzy", {}, 3, 0),
        ("ferry the", {}, 2, 2),
        ("+ferry tide", {}, 2, 1),
        ("ferry -tide", {}, 1, 1),
        ("ferry tide", {"all": True}, 1, 1),
        ("ferry tide", {"from": "2021"}, 2, 0),
        ("ferry tide", {"filters": {"section": ["Harbour"]}}, 1, 0),
    ],
)
def test_results_with_all_the_words_are_counted_apart(query, options, total, whole, ask):
    [found] = ask(["search", query, options])
    assert (found["total"], found["whole"], len(found["hits"])) == (total, whole, total)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ferry date:2021", "b"),
        ("date:2021-03-05 ferry tide", "c"),
        ("+date:2021 ferry tide", "bc"),
        ("ferry date:2020 date:2021-03", "ab"),
        ("tide section:council", "c"),
        ("ferry tide section:council section:harbour", "bc"),
        ("ferry authors:bell authors:ann", "b"),
        ("ferry authors:bell authors:nobody", ""),
        ("ferry -date:2021", "a"),
        ("waits title:ferry title:sails", "b"),
        ("names:falk", "c"),
        ("names:ossel", "bc"),
        ("person:falk", "c"),
        ("ferry company:ossel", "b"),
        ("falk", "c"),
        ("date:2022 lang:uk", "d"),
        ("date:2021 lang:uk", ""),
        ('"second ferry" section:harbour', ""),
        ("title:ferry section:council", "abc"),
    ],
)
def test_days_and_fields_beside_words_narrow(query, found, ask):
    [result] = ask(["search", query])
    assert sorted(_urls(result)) == list(found)


def test_names_are_a_filter_that_is_counted_when_asked_for(ask):
    everything = "ferry tide clock"
    [few, counted, kept] = ask(
        ["counts", everything, {}],
        ["counts", everything, {"hasNames": True}],
        ["search", everything, {"filters": {"name": ["Mira Falk"]}}],
    )
    assert "name" not in few
    assert counted["name"] == [["Ossel Lines", 2], ["Ann Bell", 1], ["Mira Falk", 1]]
    assert _urls(kept) == ["c"]


def test_a_field_with_a_boost_is_left_to_lunr(ask):
    assert ask(["search", "ferry section:council^2"])[0]["total"] == 3


def test_results_come_newest_or_oldest_first(ask):
    newest, oldest = ask(["search", "ferry tide", {"sort": "date"}], ["search", "ferry tide", {"sort": "oldest"}])
    assert (_urls(newest), _urls(oldest)) == (["c", "b", "a"], ["a", "b", "c"])


def test_counts_are_those_of_the_results_that_a_choice_gives(ask):
    options = {"from": "2021", "filters": {"section": ["Harbour"]}}
    [counted] = ask(["counts", "ferry tide", options])
    assert counted["section"] == [["Council", 1], ["Harbour", 1]]
    assert counted["author"] == [["Ann Bell", 1]]
    assert counted["months"] == {"2021-03": 1}
    choices = [["search", "ferry tide", {**options, "filters": {"section": [name]}}] for name, _ in counted["section"]]
    assert [found["total"] for found in ask(*choices)] == [1, 1]


def test_why_nothing_is_found_is_told(ask):
    first, second, third = ask(
        ["explain", "+ferry +xyzzy"], ["explain", "ferry date:2024"], ["explain", '"tide ferry"']
    )
    assert first == {"missing": ["xyzzy"], "unfiltered": 0, "some": 2}
    assert second == {"missing": ["date:2024"], "unfiltered": 0, "some": 2}
    assert third == {"missing": [], "unfiltered": 0, "some": 3}


def test_a_sentence_comes_from_the_excerpt(ask):
    hits = [hit for found in ask(["search", "repaired"], ["search", "tide"]) for hit in found["hits"][:2]]
    [sentences] = ask(["sentences", hits])
    texts = [
        (sentence["text"], [sentence["text"][slice(*mark)] for mark in sentence["marks"]]) for sentence in sentences
    ]
    assert texts[0] == ("A second ferry is repaired.", ["repaired"])
    assert ("They are printed.", []) in texts, "where only the headline has the word, its first sentence is shown"


def test_an_excerpt_that_ends_before_the_word_says_so(ask):
    [found] = ask(["search", "walrus"])
    assert found["hits"][0]["isInBody"]
    [[sentence]] = ask(["sentences", found["hits"]])
    assert sentence["isElsewhere"] and sentence["text"].startswith("The quay was quiet.")
    [[sentence]] = ask(["sentences", [{**found["hits"][0], "text": _LONG}]])
    assert sentence["text"] == "A walrus came ashore." and not sentence.get("isElsewhere")


@pytest.mark.parametrize("more", [{}, {"picture": "pictures/a.jpg"}, {"url": "2022/05/01/harbour-plan.html"}])
def test_a_result_says_that_its_day_is_that_of_the_saving(more, site, ask):
    saved = replace(SAVED, **more)
    site.update([saved])
    [found, other] = ask(["search", "plan"], ["search", "clock"])
    (hit,) = found["hits"]
    assert hit["isSavedDate"] and hit["url"] == saved.url and hit.get("picture", "") == saved.picture
    assert "isSavedDate" not in other["hits"][0]


@pytest.mark.parametrize(
    ("query", "options", "is_told"),
    [
        ("ferry date:2021", {}, True),
        ("date:2021", {}, True),
        ("ferry -date:2021", {}, True),
        ("ferry", {"from": "2021"}, True),
        ("ferry date:2021", {"to": "2022"}, True),
        ("ferry", {}, False),
        ("2021", {}, False),
        ("ferry lang:en", {}, False),
    ],
)
def test_a_search_for_days_says_that_some_are_days_of_saving(query, options, is_told, site, ask):
    without = ask(["search", query, options])[0]["notes"]
    assert without == []
    site.update([SAVED])
    notes = ask(["search", query, options])[0]["notes"]
    assert [note["kind"] for note in notes] == ["saved-dates"] * is_told
    site.update(removed=[SAVED.url])
    assert ask(["search", query, options])[0]["notes"] == []
