"""The date of an article from the words of its text: a table of cases."""

from datetime import UTC, date, datetime

import pytest

from capture_import.fields.dates.context import DateContext
from capture_import.fields.dates.texts import infer_date
from capture_import.fields.rejection import Rejected

KNOWN = [
    (["On February 17, they met.", "They met on Monday, February 17, 2025, in Paris."], None, date(2025, 2, 17)),
    (
        ["A lede without a day.", "On 17 February they met.", "The paper of 17 February 2025 says so."],
        None,
        date(2025, 2, 17),
    ),
    (["У понеділок, 17 лютого 2025 року, вони зустрілися."], None, date(2025, 2, 17)),
    (["17 февраля они встретились.", "Встреча 17 февраля 2025 года была долгой."], None, date(2025, 2, 17)),
    (["Сегодня, 17 февраля 2025 года, они встретились."], None, date(2025, 2, 17)),
    (["On February 17, they met.", "The bridge was opened on August 30, 1996."], date(2025, 3, 1), date(2025, 2, 17)),
    (["On December 30, they met."], date(2025, 1, 2), date(2024, 12, 30)),
    (["On Feb. 29, 2024, they met."], None, date(2024, 2, 29)),
    (["On March 3, it came.", "By April 5, 2023, all was well, as on March 3, 2023."], None, date(2023, 3, 3)),
    (
        ["They met on March 12.", "On August 30, 1996, the bridge was built.", "It rained on March 12, 2019."],
        None,
        date(2019, 3, 12),
    ),
    (["They met 17 February 2025 in Paris."], date(2025, 2, 20), date(2025, 2, 17)),
    (["They met Monday, February 17, 2025, in Paris."], None, date(2025, 2, 17)),
    (["On Wensday, March 5, 2025, it was lit."], None, date(2025, 3, 5)),
    (["On the night of March 4-5, 2025, it went out."], None, date(2025, 3, 5)),
    (["On the night of Wednesday, March 5, it went out.", "It was March 5, 2025."], None, date(2025, 3, 5)),
    (["At midnight on March 5, 2025, it went out."], None, date(2025, 3, 5)),
    (["As of 08:00 on March 5, 2025, it burns."], None, date(2025, 3, 5)),
    (["As of March 5, 2025, it burns."], None, date(2025, 3, 5)),
    (["Yesterday, March 4, 2025, it burned."], None, date(2025, 3, 5)),
    (["Сьогодні, у середу, 5 березня 2025 року, він горить."], None, date(2025, 3, 5)),
    (["У ніч на 5 березня 2025 року він згас."], None, date(2025, 3, 5)),
    (["Станом на ранок 5 березня 2025 року він горить."], None, date(2025, 3, 5)),
    (["Вчора, 4 березня 2025 року, він горів."], None, date(2025, 3, 5)),
    (["У пятницю, 7 березня 2025 року, він горів."], None, date(2025, 3, 7)),
    (["В ночь на 5 марта 2025 года он погас."], None, date(2025, 3, 5)),
    (["On March 9, it was lit."], date(2025, 3, 10), date(2025, 3, 9)),
    (["Am 5. März 2021 wurde die Lampe wieder angezündet."], None, date(2021, 3, 5)),
    (["Le 5 mars 2021, le phare a été rallumé."], None, date(2021, 3, 5)),
    (
        ["In the yard they met. On 5 March 1886 it was built.", "They met on Friday, March 5, 2021."],
        None,
        date(2021, 3, 5),
    ),
]

UNKNOWN = [
    (["They met."], None, "nothing in the page"),
    (["On February 17, they met."], None, "nothing tells the year"),
    (["On Monday, February 18, 2025, they met."], None, "that day was a Tuesday"),
    (["On February 30, 2025, they met."], None, "no such day"),
    (["They met Monday, 17 February 2025 or Tuesday, 18 February 2025 in Paris."], None, "several days"),
    (["The bridge was opened 30 August 1996."], None, "does not say that it is the day"),
    (["On March 12, the bridge was closed.", "On August 30, 1996, it was repaired."], None, "nothing tells the year"),
    (["On 99 March, they met."], date(2025, 5, 5), "nothing in the page"),
    (["On Monday, 5 березня 2025, it was lit."], None, "that day was a Wednesday"),
    (["On March 4-9, 2025, a fair will be held."], None, "nothing in the page"),
    (["On March 12, it will be lit."], date(2025, 3, 10), "does not fit the day of capture"),
    (["They waited until February 17, 2025."], None, "nothing in the page"),
    (["On March 3, it came.", "It came on March 3, 2021 and on March 3, 2022."], None, "several years"),
]


def known(captured: date | None) -> DateContext:
    return DateContext(
        captured_at=datetime(captured.year, captured.month, captured.day, tzinfo=UTC) if captured else None
    )


@pytest.mark.parametrize(("paragraphs", "captured", "day"), KNOWN)
def test_the_date_is_found(paragraphs: list[str], captured: date | None, day: date) -> None:
    assert infer_date(paragraphs, known(captured)) == day


@pytest.mark.parametrize(("paragraphs", "captured", "reason"), UNKNOWN)
def test_an_uncertain_date_is_rejected_with_a_reason(paragraphs: list[str], captured: date | None, reason: str) -> None:
    with pytest.raises(Rejected, match=reason):
        infer_date(paragraphs, known(captured))
