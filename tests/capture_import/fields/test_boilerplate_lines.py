"""Boilerplate that sites put into articles is found by its words, in several languages; similar sentences stay."""

import pytest

from capture_import.fields.body.boilerplate_lines import is_box_of_offers, is_end_heading, is_paywall, is_site_line
from capture_import.fields.body.sentences import ends_sentence


@pytest.mark.parametrize(
    "line",
    [
        "This article is for subscribers",
        "To continue reading, subscribe now for only 1 € a month.",
        "Subscribe to continue reading",
        "Already a subscriber? Log in",
        "Dieser Artikel ist nur für Abonnenten lesbar",
        "Sie haben bereits ein Abo?",
        "Il vous reste 73.5% de cet article à lire.",
        "Article réservé aux abonnés",
        "Contenido exclusivo para suscriptores",
        "Para continuar lendo, assine",
        "Contenuto riservato agli abbonati",
        "Alleen voor abonnees",
        "För att läsa vidare, logga in",
        "Pozostało 80% tekstu",
        "Статья доступна только подписчикам",
        "この記事は有料会員限定です",
        "残り1234文字",
        "订阅后继续阅读全文",
    ],
)
def test_a_line_that_sells_the_rest_of_the_text_is_found(line: str):
    assert is_paywall(line)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers to the theatre's season were glad of the news.",
        "The paper lost a third of its subscribers in two years.",
        "He kept reading until the lamp went out.",
        "Die Abonnenten der Oper freuten sich.",
        "Les abonnés du théâtre sont contents.",
    ],
)
def test_a_sentence_about_subscribers_stays(line: str):
    assert not is_paywall(line)


def test_lines_of_a_site():
    assert is_site_line("All rights reserved.")
    assert is_end_heading("12 Comments")
    assert not is_end_heading("Comments by the mayor were met with silence")
    assert is_box_of_offers("We use cookies to improve your experience.")
    assert not is_box_of_offers("Bake them at 180 degrees until they are brown.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sails.", True),
        ("“The ferry sails.”", True),
        ("The ferry", False),
        ("渡轮将重新启航。", True),
        ("渡輪「終於等到了」", True),
        ("渡轮复航", False),
        ("渡し船が動く。", True),
        ("배가 다시 뜬다.", True),
        ("नाव फिर चलेगी।", True),
        ("عادت العبّارة؟", True),
        ("کشتی چل پڑی۔", True),
        ("Լաստանավը վերադարձավ։", True),
        ("សាឡាងត្រឡប់មកវិញ។", True),
        ("ጀልባዋ ተመለሰች።", True),
        ("เรือข้ามฟากกลับมาแล้ว", True),
    ],
)
def test_the_end_of_a_sentence(text: str, expected: bool):
    assert ends_sentence(text) is expected
