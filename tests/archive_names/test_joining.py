"""Mentions that stand for one name."""

import pytest

from archive_names.finding import find_names

CASES = [
    # the surname stands for the full name, before it, too
    ("en", "Marta Oberlin spoke. Later Oberlin left.", [["Marta Oberlin", "Oberlin"]]),
    ("en", "For Oberlin it was late. The mayor, Marta Oberlin, left.", [["Oberlin", "Marta Oberlin"]]),
    # two people of one surname: the first named full form has it
    ("en", "Ann Feld and Tom Feld met; the two of Feld.", [["Ann Feld", "Feld"], ["Tom Feld"]]),
    # initials
    ("uk", "Тереза Гайова приїхала. Про це написала Т. Гайова.", [["Тереза Гайова", "Т. Гайова"]]),
    # cases
    ("uk", "Тарас Лозовий у Києві. Разом із Тарасом Лозовим.", [["Тарас Лозовий", "Тарасом Лозовим"], ["Києві"]]),
    ("ru", "Олег Ветров молчал. С Олегом Ветровым спорили.", [["Олег Ветров", "Олегом Ветровым"]]),
    # an organisation without its legal form, its first words, its initials
    ("en", "Quill Inc said so. Investors in Quill agreed.", [["Quill Inc", "Quill"]]),
    ("en", "The Halverin Port Authority met. The HPA is old.", [["Halverin Port Authority", "HPA"]]),
    # a place in capitals
    ("en", "LONDON (Reuters) - In London it rained.", [["LONDON", "London"], ["Reuters"]]),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES, ids=[case[1][:30] for case in CASES])
def test_forms_of_a_name_are_joined(language, text, expected):
    names = find_names(text, language)
    assert [[text[mention.start : mention.end] for mention in name.mentions] for name in names] == expected


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        ((("en", "in Ukraine"), ("uk", "до України"), ("ru", "из Украины")), "Ukraine"),
        ((("en", "in London"), ("uk", "у Лондоні"), ("ru", "в Лондоне")), "London"),
        ((("en", "the United Nations"), ("uk", "за рішенням ООН"), ("ru", "решение ООН")), "United Nations"),
    ],
)
def test_a_known_name_has_one_key_in_all_languages(spellings, key):
    assert [[name.key for name in find_names(text, language)] for language, text in spellings] == [[key]] * 3
