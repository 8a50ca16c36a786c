"""Slugs: a table of cases, and rules for every text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrecord.slugs import RESERVED, safe_name, text_to_slug, unique_slug

CASES = {
    "Peace for Ukraine: NATO Secretary General and Kellogg agree on next steps": (
        "peace-for-ukraine-nato-secretary-general-and-kellogg-agree-on-next-steps"
    ),
    "Yermak and Trump's adviser": "yermak-and-trumps-adviser",
    "C/D; Q&A, 50% + 3": "c-d-q-and-a-50-percent-plus-3",
    "Ærøskøbing, Łódź, Straße, Ñandú": "aeroskobing-lodz-strasse-nandu",
    # The standard's own examples
    "Алушта Борщагівка Вінниця Гадяч Ґалаґан Єнакієве Гаєвич": (
        "alushta-borshchahivka-vinnytsia-hadiach-galagan-yenakiieve-haievych"
    ),
    "Згорани Розгон Їжакевич Мар'їне Йосипівка Стрий Олексій": (
        "zghorany-rozghon-yizhakevych-marine-yosypivka-stryi-oleksii"
    ),
    "Харків Біла Церква Чернівці Шостка Гоща Русь Юрій Крюківка Яготин Костянтин": (
        "kharkiv-bila-tserkva-chernivtsi-shostka-hoshcha-rus-yurii-kriukivka-yahotyn"
    ),
    "Знам’янка Феодосія": "znamianka-feodosiia",
    # Russian, known by a letter that only Russian has
    "Взрывы в Объединённых Эмиратах": "vzryvy-v-obedinyonnykh-emiratakh",
    # Kazakh and Tatar
    "Қазақстан мен Өзбекстан": "qazaqstan-men-ozbekstan",
    # Greek: ELOT 743; an accent or a diaeresis parts two vowels
    "Ευρώπη: ευχή αυτό Αυγή": "evropi-efchi-afto-avgi",
    "Μπαλί Κολούμπ λάμπα Άγγελος Γκρέτα έλεγχος": "bali-koloub-lampa-angelos-gkreta-elenchos",
    "άυλος ουρανός Μαΐου προϋπολογισμός": "aylos-ouranos-maiou-proypologismos",
    "Ἀθηνᾶ ἐν": "athina-en",
    # letters of other scripts are kept, their marks with them; points that most writers leave out are not
    "2024年巴黎峰会,声明全文": "2024年巴黎峰会-声明全文",
    "서울 정상회담": "서울-정상회담",
    "नई दिल्ली में बैठक": "नई-दिल्ली-में-बैठक",
    "مؤتمر الأمنِ في القاهرة: بيانٌ": "مؤتمر-الأمن-في-القاهرة-بيان",
    "می‌خواهد": "می-خواهد",
    "ירושלים: הַכֹּל": "ירושלים-הכל",
    "საქართველო და Ճապոնիա": "საქართველო-და-ճապոնիա",
    "ＡＢＣ　１２": "abc-12",
    "中国 5G": "中国-5g",
    # reserved names
    "Con": "con-name",
    "COM1": "com1-name",
    "index": "index-name",
    "Con man": "con-man",
    # composed and decomposed letters make the same slug
    "Cafe\u0301": "cafe",
    "Caf\u00e9": "cafe",
    "И\u0306осипівка": "yosypivka",
    "\ud83d\ude00 joy": "joy",
}


@pytest.mark.parametrize(("text", "slug"), CASES.items(), ids=CASES.values())
def test_a_slug_is_as_expected(text: str, slug: str) -> None:
    assert text_to_slug(text) == slug


def test_russian_is_transliterated_by_its_declared_language() -> None:
    assert text_to_slug("Россия и мир", lang="ru") == "rossiya-i-mir"


def test_text_without_any_letter_gets_a_slug_of_its_own() -> None:
    assert text_to_slug("???") != text_to_slug("!!!")
    assert re.fullmatch(r"untitled-[0-9a-f]{8}", text_to_slug("???"))


def test_a_long_slug_is_cut_at_the_end_of_a_word() -> None:
    assert text_to_slug("word " * 100) == "-".join(["word"] * 16)
    assert text_to_slug("w" * 400) == "w" * 80
    assert text_to_slug("中" * 100) == "中" * 26
    assert text_to_slug("声明" + "." + "中" * 100) == "声明-" + "中" * 24
    # never between a letter and its marks
    assert text_to_slug("नी" * 60, max_bytes=9) == "नी"


def test_slugs_that_differ_in_case_alone_are_made_unique() -> None:
    assert unique_slug("a", set()) == "a"
    assert unique_slug("A", {"a"}) == "A-2"
    assert unique_slug("a", {"a", "a-2"}) == "a-3"
    assert len(unique_slug("w" * 80, {"w" * 80})) == 80


def combining(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


@given(st.text())
def test_every_text_gets_a_safe_slug(text: str) -> None:
    slug = text_to_slug(text)
    assert all(word and all(char.isalnum() or combining(char) for char in word) for word in slug.split("-"))
    assert slug == unicodedata.normalize("NFC", slug) == slug.casefold()
    assert safe_name(slug) == slug
    assert len(slug.encode()) <= 80
    assert slug not in RESERVED
    assert text_to_slug(slug) == slug


@given(st.text(max_size=40))
def test_a_safe_name_is_one_that_every_file_system_takes(text):
    name = safe_name(text)
    assert not re.search(r'[\x00-\x1f\x7f<>:"/\\|?*#%]', name)
    assert name == name.strip() and not name.endswith(".")
    assert name.split(".")[0].strip().lower() not in RESERVED - {"index"}
    assert safe_name(name) == name
