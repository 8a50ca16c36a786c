"""Words are found as people type them, in every script: a table of queries, remarks on them, other spellings, marks."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from lunr_search.documents import Document
from tests.lunr_search.invented import InventedSite
from tests.lunr_search.javascript import ask

LANGUAGES = ("en", "uk", "ru", "fr", "it", "tr", "el", "ar")
TABLE = Path(__file__).with_name("found_words.tsv").read_text("utf-8").split("\n")
ROWS = [row for row in csv.DictReader(TABLE, delimiter="\t", quoting=csv.QUOTE_NONE) if row["query"]]
DAY = dt.date(2024, 5, 2)
STORIES = {
    "zh": ("zh", "新码头开放", "市政府在码头举行仪式。居民参加了活动。"),
    "ja": ("ja", "選挙管理委員会の事務所が移転", "新しい事務所は駅の前にある。盲導犬も入れる。"),
    "ko": ("ko", "항만청은 새 부두를 열었다", "시민들이 행사에 참석했다."),
    "th": ("th", "ท่าเรือกรุงเทพเปิดใหม่", "เรือลำแรกมาถึงตอนเช้า"),
    "lo": ("lo", "ທ່າເຮືອວຽງຈັນເປີດ", "ເຮືອມາຮອດຕອນເຊົ້າ"),
    "km": ("km", "កំពង់ផែភ្នំពេញបើក", "ទូកមកដល់ពេលព្រឹក។"),
    "my": ("my", "ရန်ကုန်ဆိပ်ကမ်းဖွင့်", "သင်္ဘောမနက်ရောက်သည်။"),
    "cafe": ("en", "The cafe by the pier closes", "Its owner retires."),
    "café": ("en", "The café by the mill opens", "Its owner returns."),
    "societe": ("en", "Société Générale lends to the port", "Bank to pay half."),
    "muller": ("en", "Müller walks along the Straße", "A long walk."),
    "malmo": ("en", "A ferry from Malmö", "It sails at noon."),
    "sv": ("sv", "Malmö bygger för barn", "Skolan öppnar i höst."),
    "fr": ("fr", "L’école et l'hôpital attendent l’État", "Rien n'a changé."),
    "it": ("it", "Fondi dell’Italia all'ospedale", "Arrivano domani."),
    "ca": ("ca", "Obren l'escola", "Serà dilluns."),
    "oreal": ("en", "L'Oreal sells a mill", "Buyers wait."),
    "tr": ("tr", "İSTANBUL ve Isparta'da gül", "Güller açtı."),
    "ar": ("ar", "مُحَمَّد يكتب", "كتب في الليل."),
    "he": ("he", "שָׁלוֹם מן צה״ל", "הבוקר."),
    "el": ("el", "Η οδός κλείνει", "Μέχρι αύριο."),
    "who": ("en", "Vaccines arrive", "Doctors of the WHO met them. Who knows?"),
    "band": ("en", "Old songs return", "Fans heard The Who last night."),
    "us": (
        "en",
        "Growth slows",
        "The economy of the U.S. and jobs in the US shrink. It told us nothing; it uses and used less.",
    ),
    "it-firm": ("en", "Coders wanted", "An IT firm hires. It pays well."),
    "may": ("en", "Prime minister speaks", "Theresa May left. She may return."),
    "figures": (
        "en",
        "S&P 500 and AT&T fall",
        "The G7 met on 9/11 with 1,000; COVID-19; sub-prime; C++; Google ( GOOG.O ); Amazon.com.",
    ),
    "storm": ("en", "Storm in Wexmoor: as it happened", "Trees fell."),
    "bankrupt": ("en", "Mill files for bankruptcy", "Creditors wait."),
    "resume": ("en", "The résumés of the crew", "Read at noon."),
    "wagen": ("en", "Volkswagen builds a ferry", "Bernanke likes it."),
    "uk": ("uk", "Зеленський відкрив пором у травні", "Оркестр грав."),
    "en": ("en", "Bernanke meets Poroshenko", "They spoke."),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = InventedSite(tmp_path_factory.mktemp("words"), LANGUAGES)
    site.update(
        Document(
            f"{name}.html", headline, body, DAY, lang, authors=(("Ann Bell", "bell.html"),) if name == "storm" else ()
        )
        for name, (lang, headline, body) in STORIES.items()
    )
    return site


@pytest.fixture(scope="module")
def answers(site):
    found = ask(site, [row["query"] for row in ROWS])
    return {answer["query"]: answer for answer in found}


def names(answer) -> list[str]:
    return [url.removesuffix(".html") for url in answer["urls"]]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['why']}: {row['query']}" for row in ROWS])
def test_a_query_finds_its_stories_first(answers, row):
    wanted = row["stories"].split()
    found = names(answers[row["query"]])
    assert found[: len(wanted)] == wanted
    if not wanted or row["query"][0] == '"':
        assert found == wanted


@pytest.mark.parametrize(
    "query, kinds",
    [
        ("who", ["names-only"]),
        ("to be or not to be", ["names-only"]),
        ("WHO", []),
        ("author:bell", ["field-taken"]),
        ("autors:bell", ["field-unknown"]),
        ("Storm in Wexmoor: as it happened", []),
    ],
)
def test_a_remark_says_how_a_query_was_read(site, query, kinds):
    assert [note["kind"] for note in ask(site, [query])[0]["notes"]] == kinds


@pytest.mark.parametrize(
    "query, kind, words",
    [
        ("Volkswagon ferry", "spelling", ["Volkswagon", "Volkswagen"]),
        ("Bernake", "spelling", ["Bernake", "Bernanke"]),
        ("ferryy", "spelling", ["ferryy", "ferry"]),
        ("Zelensky", "script", ["Zelensky", "Зеленський"]),
        ("Zelenskyy", "script", ["Zelenskyy", "Зеленський"]),
        ("Порошенко", "script", ["Порошенко", "Poroshenko"]),
    ],
)
def test_other_spellings_are_offered(site, query, kind, words):
    offers = {offer["kind"]: offer for offer in ask(site, [query])[0]["offers"]}
    assert offers[kind]["replaced"] == [words]
    assert words[1] in offers[kind]["query"]
    assert ask(site, [offers[kind]["query"]])[0]["total"]


def test_a_word_that_only_begins_alike_in_the_other_alphabet_is_not_offered(site):
    assert "script" not in [offer["kind"] for offer in ask(site, ["trawlerr"])[0]["offers"]]


def test_no_other_spelling_is_offered_for_words_that_stories_have(site):
    assert [answer["offers"] for answer in ask(site, ["storm wexmoor", "事務所", "WHO", "who"])] == [[]] * 4


@pytest.mark.parametrize(
    "query, name, marked",
    [
        ("事務所", "ja", ["事務所", "事務所"]),
        ("항만청", "ko", ["항만청"]),
        ("cafe", "café", ["café"]),
        ("hopital", "fr", ["l'hôpital"]),
        ("subprime", "figures", ["sub-prime"]),
        ("GOOG", "figures", ["GOOG.O"]),
        ("WHO", "who", ["WHO"]),
        ("กรุงเทพ", "th", ["กรุงเทพ"]),
    ],
)
def test_the_found_words_are_marked(site, query, name, marked):
    text = " ".join(STORIES[name][1:])
    [answer] = ask(site, [(query, text)])
    sentence = answer["sentence"]
    # the browser counts UTF-16 units, which here are characters
    assert [sentence["text"][start:end] for start, end in sentence["marks"]] == marked


@pytest.mark.parametrize(
    "typed", ["mill files", "Mill files for bankr", "mill files for bankruptcy", "Mill bankruptcy"]
)
def test_a_headline_is_suggested_until_its_last_word_is_complete(site, typed):
    assert ask(site, [typed])[0]["suggestions"] == ["Mill files for bankruptcy"]
