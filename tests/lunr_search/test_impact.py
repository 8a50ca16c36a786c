"""Impact classes: which postings weigh most; the results of a search that loads no more of them than it needs."""

import json
import re
import shutil
import subprocess
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lunr_search import impact, portions
from lunr_search.class_files import FileRules, TermFile
from lunr_search.digests import FIELD_COUNT
from lunr_search.impact import GROWTH, SCALES, classify, weigh
from lunr_search.numbering import Numbering
from lunr_search.segments import Postings
from lunr_search.term_files import term_scripts
from tests.lunr_search.invented import make_documents
from tests.lunr_search.test_equality import make_queries, results_of_both
from tests.waiting import PATIENCE_S

NODE = Path(__file__).with_name("node")


def class_files(site, term: str) -> set[str]:
    """Return the names of the files with the weaker classes of a term, which is alone in its shard."""
    shards = [path for path, data in site.files().items() if "/t/" in path and f',"{term}",'.encode() in data]
    (name,) = (path.removeprefix("search/t/").removesuffix(".js") for path in shards)
    found = (path.removeprefix("search/").removesuffix(".js") for path in site.files())
    return {path for path in found if path.startswith(f"w/{name}.")}


def loaded_files(site, *searches) -> list[set[str]]:
    """Return the names of the files of the index that each search loads, given its query and options."""
    return [set(names) for names in run_node(site, "loaded.js", searches)]


def run_node(site, script: str, given: Sequence) -> list:
    """Return what a script of node/ prints for a built index and its input, line by line."""
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    (site.output.parent / "given.json").write_text(json.dumps(given), "utf-8")
    command = [node, NODE / script, site.output / "search", site.output.parent / "given.json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def ask(site, calls: list[list]) -> list[dict]:
    """Return what the engine's methods return, given their names and arguments."""
    return run_node(site, "ask.js", calls)


def make_postings(sizes: list[int]) -> tuple[Postings, np.ndarray]:
    """Return postings of terms of these many documents, and the lengths of their fields."""
    rng = np.random.default_rng(8)
    rows = sorted(
        (term, field, number, int(rng.geometric(0.5)), int(rng.integers(1, 900)))
        for term, size in enumerate(sizes)
        for number in rng.choice(1 << 20, size, replace=False).tolist()
        for field in rng.choice(FIELD_COUNT, rng.integers(1, 4), replace=False).tolist()
    )
    terms, fields, numbers, counts, lengths = np.array(rows).T
    return Postings(terms, fields, numbers, numbers, counts, np.zeros(0, np.int64)), lengths


def weights_of(postings, lengths, term, scale=1) -> dict[int, float]:
    """Return the weight of each document of a term, by number."""
    weights: dict[int, float] = {}
    for number, weight, each in zip(
        postings.numbers.tolist(),
        weigh(postings.fields, postings.counts, lengths, scale).tolist(),
        postings.terms.tolist(),
        strict=True,
    ):
        if each == term:
            weights[number] = weights.get(number, 0) + weight
    return weights


def test_weaker_classes_weigh_less_and_have_more_documents_than_all_stronger_ones(small_classes):
    postings, lengths = make_postings([5, 400, 23])
    found = classify(postings, lengths)
    assert found.classed.keys() == {1}
    of = dict(
        zip(postings.numbers[postings.terms == 1].tolist(), found.classes[postings.terms == 1].tolist(), strict=True)
    )
    weights = weights_of(postings, lengths, 1)
    classes = [[number for number in of if of[number] == each] for each in range(max(of.values()) + 1)]
    assert len(classes) == len(found.classed[1].postings) >= 4
    for number, (stronger, weaker) in enumerate(pairwise(classes)):
        assert min(map(weights.__getitem__, stronger)) > max(map(weights.__getitem__, weaker))
        is_last = number + 2 == len(classes)
        assert is_last or len(weaker) >= GROWTH * sum(map(len, classes[: number + 1]))
    assert not found.classes[postings.terms != 1].any()


@pytest.mark.parametrize("place", range(len(SCALES)))
def test_no_document_of_a_class_weighs_more_than_its_bound(small_classes, place):
    postings, lengths = make_postings([400])
    found = classify(postings, lengths)
    weights = weights_of(postings, lengths, 0, SCALES[place])
    for number, weaker in enumerate(found.classed[0].describe(), 1):
        own = np.unique(postings.numbers[found.classes == number])
        most = max(weights[each] for each in postings.numbers[found.classes >= number].tolist())
        assert most <= weaker.bounds[place] <= most + 0.002
        assert (weaker.documents, weaker.postings) == (len(own), int((found.classes == number).sum()))


def test_the_documents_that_weigh_most_are_exact():
    postings, lengths = make_postings([16, 17, 100, 2000])
    found = classify(postings, lengths)
    for term, count in ((0, 0), (1, 17), (2, 64), (3, 250)):
        of_term = postings.terms == term
        exact = set(postings.numbers[of_term & found.is_exact].tolist())
        inexact = set(postings.numbers[of_term].tolist()) - exact
        weights = weights_of(postings, lengths, term)
        assert len(exact) == count
        if exact and inexact:
            assert min(map(weights.__getitem__, exact)) >= max(map(weights.__getitem__, inexact)) - 1 / 4096


def test_results_are_those_of_lunr_where_classes_are_left_out(site, small_classes):
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    documents = make_documents(400)
    answers = results_of_both(site, documents, make_queries(documents, 80), node)
    assert [answer for answer in answers if answer["difference"]] == []
    estimates = [answer for answer in answers if answer["estimate"] is not None]
    assert len(estimates) > 15
    assert all(answer["total"] / 2 <= answer["estimate"] <= 2 * answer["total"] for answer in estimates)


def test_long_texts_of_a_weaker_class_are_found_where_texts_are_long(site, small_classes):
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    # for a mean length of 1,000 a long text with many occurrences weighs more than a shorter one with one; for the
    # reference length it is the other way round
    texts = [(1, 650)] * 12 + [(1, 800)] * 40 + [(9, 9000)] * 40 + [(0, 1)] * 220
    documents = [
        replace(document, title="x", lede="", tags=(), body=" ".join(["comet"] * count + ["tide"] * (length - count)))
        for document, (count, length) in zip(make_documents(len(texts)), texts, strict=True)
    ]
    (answer,) = results_of_both(site, documents, ["comet"], node)
    assert len(class_files(site, "comet")) >= 2
    assert answer["difference"] == ""


def test_pages_of_results_have_each_document_once(site, small_classes):
    site.update(make_documents(400))
    calls = [
        ["search", query, {"offset": at, "limit": 10}]
        for query in ("ferry^0", "tide storm")
        for at in range(0, 120, 10)
    ]
    found = [[hit["url"] for hit in result["hits"]] for result in ask(site, calls)]
    for pages in (found[:12], found[12:]):
        urls = [url for page in pages for url in page]
        assert len(set(urls)) == len(urls) > 100


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ferry", ["ferry"]),
        ("ferry ferry", ["ferry"]),
        ("ferry tide", ["ferry", "tide"]),
        ("ferry tide ferry", ["ferry", "tide"]),
    ],
)
def test_a_number_is_estimated_by_words(site, small_classes, query, words):
    documents = make_documents(400)
    site.update(documents)
    everything = {
        word: {hit["url"] for hit in ask(site, [["search", word, {"limit": 500}]])[0]["hits"]} for word in words
    }
    (found,) = ask(site, [["search", query, {}]])
    assert found["isPartial"]
    if len(words) == 1:
        assert (found["total"], found["whole"], found["isEstimate"]) == (
            len(everything[words[0]]),
            found["total"],
            False,
        )
    else:
        without = np.prod([1 - len(urls) / 400 for urls in everything.values()])
        assert found["isEstimate"] and found["total"] == float(f"{400 * (1 - without):.2g}")
        assert found["whole"] <= len(set.intersection(*everything.values()))


def test_no_article_has_all_words_where_the_archive_lacks_one(site, small_classes):
    site.update(make_documents(400))
    one, with_unknown = ask(site, [["search", "ferry", {}], ["search", "ferry qwertyz", {}]])
    assert with_unknown["total"] == one["total"] == one["whole"]
    assert with_unknown["whole"] == 0


def test_a_term_with_classes_must_be_alone_in_its_shard(small_classes):
    postings, lengths = make_postings([400, 5])
    rules = FileRules(0, Numbering(730_120, 734_120, 3), 40, "")
    alone = [TermFile("a", "b", ("a",), True, False), TermFile("b", "", ("b",), True, False)]
    assert len(term_scripts(alone, postings, lengths, rules).scripts) >= 5
    with pytest.raises(RuntimeError, match="shares its shard"):
        term_scripts([TermFile("a", "", ("a", "b"), True, False)], postings, lengths, rules)


def make_common_term(documents: int) -> tuple[TermFile, Postings, np.ndarray, FileRules]:
    """Return a term with classes and positions, in many blocks of documents."""
    postings, lengths = make_postings([documents])
    gaps = np.random.default_rng(3).integers(1, 40, int(postings.counts.sum()))
    rules = FileRules(1 << 21, Numbering(730_120, 734_120, 3), 12, "")
    return TermFile("a", "", ("a",)), replace(postings, positions=np.cumsum(gaps)), lengths, rules


def test_a_common_term_is_encoded_in_portions_to_the_same_bytes(small_classes, monkeypatch):
    file, *values = make_common_term(3_000)
    found = []
    for portion in (1, 700, 1 << 30):
        monkeypatch.setattr(portions, "PORTION", portion)
        found.append(term_scripts([file], *values))
    assert found[0] == found[1] == found[2]
    assert len(found[0].scripts) > 3


def test_encoding_a_common_term_takes_little_memory_for_each_posting(monkeypatch):
    monkeypatch.setattr(portions, "PORTION", 2_000)
    file, postings, *values = make_common_term(30_000)
    tracemalloc.start()
    try:
        term_scripts([file], postings, *values)
        assert tracemalloc.get_traced_memory()[1] < 150 * len(postings.terms)  # all at once: 530
    finally:
        tracemalloc.stop()


def test_a_search_loads_no_classes_that_it_does_not_need(site, small_classes):
    site.update(make_documents(400))
    of_ferry = class_files(site, "ferri")
    one, both = loaded_files(site, ["ferry", {}], ["ferry tide", {}])
    assert one & of_ferry < of_ferry
    assert both & of_ferry < of_ferry


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("+ferry tide", {}),
        ("tide -ferry", {}),
        ("title:ferry", {}),
        ('"ferry tide"', {}),
        ("ferry date:2024", {}),
        ("tide body:ferry", {}),
        ("ferry", {"all": True}),
        ("ferry", {"sort": "date"}),
        ("ferry", {"from": "2023"}),
        ("ferry", {"filters": {"lang": ["en"]}}),
        ("ferry", {"limit": 1000}),
    ],
    ids=str,
)
def test_a_search_that_narrows_loads_all_classes(site, small_classes, query, options):
    site.update(make_documents(400))
    (loaded,) = loaded_files(site, [query, options])
    assert loaded >= class_files(site, "ferri")


def test_a_class_of_another_build_is_not_used(site, small_classes):
    documents = make_documents(400)
    site.update(documents)
    name = min(class_files(site, "ferri"))
    file = site.output / f"search/{name}.js"
    file.write_bytes(re.sub(rb",\d+,", b",7,", file.read_bytes()))
    with pytest.raises(AssertionError, match="RebuiltError"):
        loaded_files(site, ["ferry", {"all": True}])


def test_builds_after_an_edit_write_the_bytes_of_a_whole_one(site, other_site, small_classes):
    documents = make_documents(300)
    site.update(documents[:200])
    site.update(documents[200:260])
    classes = {path for path in site.files() if "/w/" in path}
    assert len(classes) > 40
    site.update(documents[260:], [document.url for document in documents[:220]])
    other_site.update(documents[220:])
    assert site.files() == other_site.files()
    assert {path for path in site.files() if "/w/" in path} < classes


def test_an_article_rewrites_one_class_of_a_term(site, small_classes):
    documents = make_documents(400)
    site.update(documents)
    before = site.files()
    site.update([replace(documents[0], url="another.html", body="ferry", title="x", lede="", tags=())])
    after = site.files()
    files = {f"search/{name}.js" for name in class_files(site, "ferri")}
    assert len([path for path in files if after[path] != before.get(path)]) <= 1
    assert len(files & before.keys()) >= 3


@pytest.mark.parametrize("query", ["ferr*", "ferry*"])
def test_a_beginning_needs_no_directory_of_all_terms(site, query):
    site.update(make_documents(60))
    (loaded,) = loaded_files(site, [query, {}])
    assert not [name for name in loaded if name.startswith(("d/", "e/", "directory"))]


def test_phrases_are_found_in_blocks_of_positions_as_in_one_record(site, other_site, small_classes, monkeypatch):
    documents = make_documents(400)
    words = [document.body.split() for document in documents]
    phrases = [f'"{" ".join(each[at : at + 2])}"' for each in words[::12] for at in (3, 9) if '"' not in " ".join(each)]
    calls = [["search", phrase, {"limit": 50}] for phrase in phrases]
    site.update(documents[:260])
    site.update(documents[260:])
    found = [[hit["url"] for hit in result["hits"]] for result in ask(site, calls)]
    monkeypatch.setattr(impact, "CLASSED_DOCUMENTS", 100_000)
    other_site.update(documents)
    assert found == [[hit["url"] for hit in result["hits"]] for result in ask(other_site, calls)]
    assert sum(map(len, found)) > 3 * len(phrases)
    in_blocks = [path for path, data in site.files().items() if "/p/" in path and data.endswith(b",1)\n")]
    assert len(in_blocks) > 10 and not [path for path in other_site.files() if "/w/" in path]
