"""The built index has the same results as a lunr.js index of the same documents, for every kind of query.

lunr.js tokenizes the documents in JavaScript, so that this also compares the tokenizer's twins.
"""

import datetime as dt
import json
import random
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lunr_search.browser_code import search_scripts
from lunr_search.documents import FIELDS
from lunr_search.words import text_to_words
from tests.lunr_search.invented import CYRILLIC, ROOTS, InventedSite, make_documents
from tests.lunr_search.javascript import ROOT, SNOWBALL
from tests.waiting import PATIENCE_S

LUNR = ROOT / "node_modules/lunr/lunr.min.js"
COMPARE = Path(__file__).with_name("node") / "compare.js"
HAND_MADE = """
+ferry +tide | +ferry -tide | ferry -tide -storm | -ferry | -ferry -tide | title:ferry | +title:ferry tags:tide
tags:ferry +bridge | ferry^5 tide | title:ferry^3 storm | ferr* | *ridge | f*y | *arbou* | ferri~1 | brigde~1
councel~2 | title:ferri~1 | +ferr* +tid* | date:2023 | +date:2023-05 ferry | date:2024-03-11 | authors:bell
authors:neil | authors:іван | section:war | section:harbour | place:kyiv | lang:uk | +lang:ru ferry | constructor
__proto__ | toString | +constructor +ferry | hasownproperty | said | says | saying | will | +the ferry | the | u.s.
$928,000 | п'ять | п’ять | київ | києва | гаванью | голосування | +голосування -ради | naïve | éclair | résumé
naive | мерхаба | שלום | مرحبا | 北京市政府
🎉 | a-b | co-op | it's | rock'n'roll | creating | relational | <b>bold</b>
bold | xyzzy | +xyzzy ferry | xyzzy ferry | ferry ferry | ferry^2 ferry^3 | tide title:tide
body:ferry -title:ferry | date:2023 lang:uk | ferry tide date:2023 date:2024-03 | +date:2024 +ferry
storm section:war section:harbour ferry | title:ferry title:tide storm | lang:uk lang:ru ferry -tide
nosuchfield:x | + | - | ~ | ^ | ferry~ | ferry^ | ferry~x | title: | :ferry
title:+ferry | + + + | "ferry | Storm in Wexmoor: as it happened
https://news.example/2024/ferry-tide.html | author:bell | autors:bell
WHO | us | US | may | May | Theresa May
us ferry | title:may | +US ferry | -US ferry | the who | U.S. | cafe | café | +cafe
resume | Résumé | eclair | ferries* | résum* | resume~1 | 北京 | 北京市 | 市 | 항만청 | 항만 | กรุง | مرحبًا | שָׁלוֹם
"""


@pytest.fixture(scope="module")
def node():
    found = shutil.which("node")
    if not found:
        pytest.skip("no Node on this machine")
    return found


def make_queries(documents, count: int) -> list[str]:
    rng = random.Random(3)
    words = [word for document in documents for word in text_to_words(document.title + " " + document.body)]
    words = [word for word in words if not set(word) & set('~^:*+"\\-')]
    queries = [" ".join(rng.sample(words, rng.randint(1, 3))) for _ in range(count)]
    for word in rng.sample(words, count // 4):
        queries += [f"+{word} {rng.choice(words)}", f"{word[: max(1, len(word) // 2)]}*", f"{word}~1", f"title:{word}"]
    hand_made = [
        query.strip() for query in HAND_MADE.replace("\n", "|").split("|") if query.strip() and '"' not in query
    ]
    return [*queries, *hand_made, *ROOTS, *CYRILLIC]


def results_of_both(site, documents, queries, node) -> list[dict]:
    """Return what compare.js finds for each query: the number of documents that lunr.js finds, and the difference."""
    site.update(documents)
    folder = site.output.parent
    texts = [dict(zip(FIELDS, document.field_texts(), strict=True), url=document.url) for document in documents]
    (folder / "documents.jsonl").write_text("".join(json.dumps(each) + "\n" for each in texts), "utf-8")
    (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
    for path, script in search_scripts(LUNR, SNOWBALL, site.languages).items():
        site.write(path, script)
    command = [node, COMPARE, site.output / "search", folder / "documents.jsonl", folder / "queries.json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_results_have_the_documents_order_and_scores_of_lunr(site, node):
    documents = make_documents(300)
    # a word that occurs twenty thousand times, and a distant date: numbers that are too large for the short codes
    documents[7] = replace(documents[7], body="ferry " * 20_000 + documents[7].body)
    documents[8] = replace(documents[8], date=dt.date(1871, 3, 2), url="1871/03/02/story-8.html")
    queries = make_queries(documents, 80)
    answers = results_of_both(site, documents, queries, node)
    assert len(answers) == len(queries) > 300
    assert [answer for answer in answers if answer["difference"]] == []
    assert sum(bool(answer["total"]) for answer in answers) > 250


def test_documents_of_nearly_one_length_are_told_apart(site, node):
    # all lengths are rounded to one step in the postings, so any document can be the best until its exact length is
    # known
    documents = [
        replace(document, title="comet", body="comet " + "storm " * (128 + number % 8) + "tide " * (number % 3))
        for number, document in enumerate(make_documents(100))
    ]
    answers = results_of_both(site, documents, ["comet", "body:comet", "comet storm", "+comet -tide", "com*"], node)
    assert [answer["difference"] for answer in answers] == [""] * 5
    assert answers[0]["total"] == 100


def test_many_documents_of_one_day_and_length_are_told_apart(site, node):
    documents = [
        replace(document, date=dt.date(2024, 3, 1 + number % 2), body=f"comet storm {'tide ferry'.split()[number % 2]}")
        for number, document in enumerate(make_documents(120))
    ]
    queries = ["comet", "comet tide", "+tide title:ferry", "comet -ferry", "date:2024-03-02 comet"]
    answers = results_of_both(site, documents, queries, node)
    assert [answer["difference"] for answer in answers] == [""] * 5
    assert answers[0]["total"] == 120


def test_a_setting_chooses_the_languages(tmp_path, node):
    german = [
        "Der Hafen und die Häuser",
        "Die Fähre legt am alten Hause an",
        "Hauses Fähren Zeitungen",
        "Zeitung der Häfen",
    ]
    documents = [
        replace(document, title=german[number % 4], lang=("de", "en", "tr")[number % 3])
        for number, document in enumerate(make_documents(60))
    ]
    site = InventedSite(tmp_path, ("en", "de", "tr"))
    queries = ["haus", "+Häuser +fähre", "title:zeitungen", "häfen~1", "Hause*", "die", "ferry haus"]
    answers = results_of_both(site, documents, queries, node)
    assert [answer["difference"] for answer in answers] == [""] * len(queries)
    # the stem of both Häuser and Hauses
    assert answers[0]["total"] >= 20
