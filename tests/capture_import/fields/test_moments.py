"""Texts that are declared as dates: their meaning, and the quoted problem if they have none."""

from datetime import UTC, date, datetime

import pytest

from capture_import.fields.dates import DateContext, in_zone, read_date, to_iso
from capture_import.fields.dates.orders import order_of_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-05-04", "2021-05-04"),
        ("2021-05-04T06:07:08Z", "2021-05-04T06:07:08+00:00"),
        ("2021-05-04T06:07:08.123+0200", "2021-05-04T06:07:08+02:00"),
        ("2021-05-04 06:07", "2021-05-04T06:07:00"),
        ("2021-05-04T06:07:08-03", "2021-05-04T06:07:08-03:00"),
        ("Tue, 04 May 2021 06:07:08 GMT", "2021-05-04T06:07:08+00:00"),
        ("1620108428", "2021-05-04T06:07:08+00:00"),
        ("20210504", "2021-05-04"),
        ("May 4, 2021", "2021-05-04"),
        ("May 4th, 2021 at 6:07 p.m.", "2021-05-04T18:07:00"),
        ("4 May 2021", "2021-05-04"),
        ("4. Mai 2021, 06:07 Uhr", "2021-05-04T06:07:00"),
        ("04.05.2021", "2021-05-04"),
        ("04.05.21", "2021-05-04"),
        ("4 mai 2021 à 06h07", "2021-05-04T06:07:00"),
        ("4 de mayo de 2021", "2021-05-04"),
        ("4 травня 2021 року", "2021-05-04"),
        ("4 мая 2021 г.", "2021-05-04"),
        ("2021年5月4日", "2021-05-04"),
        ("2021. 5. 4.", "2021-05-04"),
        ("05/14/2021", "2021-05-14"),
        ("Tue, 11/09/2021", "2021-11-09"),
        ("Thu, 11/09/2021", "2021-09-11"),  # a weekday that fits neither order: the language decides
        ("5 March 2021, 10:30-11:30", "2021-03-05T10:30:00"),
        ("1899-12-30T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2021. május 4.", "2021-05-04"),
        ("4 Μαΐου 2021", "2021-05-04"),
        ("4 май 2021", "2021-05-04"),
        ("4 Mei 2021", "2021-05-04"),
        ("4 Mayıs 2021", "2021-05-04"),
        ("4 مايو 2021", "2021-05-04"),
        ("4 मई 2021", "2021-05-04"),
        ("4 tháng 5, 2021", "2021-05-04"),
        ("4. toukokuuta 2021 klo 6.07", "2021-05-04T06:07:00"),
        ("4 maja 2021 r.", "2021-05-04"),
        ("1er mai 2021", "2021-05-01"),
        ("Tue May 04, 2021 6:07 pm", "2021-05-04T18:07:00"),
        ("0000-00-00", None),
        ("2021-02-30", None),
        ("Feb 30, 2021", None),
        ("yesterday", None),
        ("99999999999999", None),
        ("", None),
    ],
)
def test_a_date_is_read(text: str, expected: str | None):
    found = read_date(text, DateContext(languages=("en-GB",))).when
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    "text, iso",
    [
        ("Fri, 03 Mar 2023 14:30:00 GMT", "2023-03-03T14:30:00+00:00"),
        ("Friday, 03 Mar 2023 14:30:00 EST", "2023-03-03T14:30:00-05:00"),
        ("3 Mar 2023 14:30:00 -0000", "2023-03-03T14:30:00"),
        ("2023-03-03T14:30:00Z", "2023-03-03T14:30:00+00:00"),
        ("2023-03-03T14:30:00.123+0200", "2023-03-03T14:30:00+02:00"),
        ("2023-03-03 14:30", "2023-03-03T14:30:00"),
        ("2023-03-03", "2023-03-03"),
        ("2023-02-30", "2023-02-30"),
        ("0000-00-00 00:00:00", ""),
        ("9999-12-31T00:00:00Z", "9999-12-31T00:00:00Z"),
        ("Thu, 30 Feb 2023 00:00:00 GMT", "Thu, 30 Feb 2023 00:00:00 GMT"),
        ("03/04/2021", "03/04/2021"),
        ("soon", "soon"),
        (None, ""),
        (17, "17"),
    ],
)
def test_a_date_that_needs_no_evidence_is_stored_as_iso_8601(text, iso):
    assert to_iso(text) == iso


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("soon", "'soon'"),
        ("03/04/2021", "'03/04/2021', which can be 2021-03-04 or 2021-04-03"),
        ("Feb 30, 2021", "'Feb 30, 2021', but there is no such day"),
        ("5 March 2177", "'5 March 2177', which is no day that news of this capture can have"),
        ("0000-00-00 00:00:00", ""),
        ("", ""),
    ],
)
def test_a_date_that_can_not_be_understood_is_quoted(text, problem):
    reading = read_date(text, DateContext())
    assert (reading.when, reading.problem) == (None, problem)


@pytest.mark.parametrize(
    ("known", "day"),
    [
        (DateContext(url="https://a.example/2021/04/03/x"), "2021-04-03"),
        (DateContext(captured_at=datetime(2021, 3, 20, tzinfo=UTC)), "2021-03-04"),
        (DateContext(other_days=lambda: ["2021-04-03"]), "2021-04-03"),
        (DateContext(other_texts=lambda: ["Posted 03/25/2021"]), "2021-03-04"),
        (DateContext(other_texts=lambda: ["Posted 25/03/2021"]), "2021-04-03"),
        (DateContext(other_texts=lambda: ["25/03/2021", "03/25/2021"]), None),
        (DateContext(languages=("en",), url="https://a.co.uk/x"), "2021-04-03"),
        (DateContext(languages=("en",), url="https://a.ca/x"), None),
        (DateContext(languages=("en",), url="https://a.com/x"), None),
        (DateContext(text_language=lambda: "de"), "2021-04-03"),
    ],
)
def test_evidence_decides_the_order_of_day_and_month(known, day):
    found = read_date("03/04/2021", known).when
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize(
    ("tag", "order"),
    [
        ("en-US", "mdy"),
        ("en_us", "mdy"),
        ("en-AU", "dmy"),
        ("es-PR", "mdy"),
        ("es", "dmy"),
        ("en", ""),
        ("en-CA", ""),
        ("ja", ""),
        ("", ""),
    ],
)
def test_the_order_of_a_language(tag, order):
    assert order_of_language([tag]) == order


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2025, 2, 17), 2),
        (date(2025, 3, 30), 3),
        (date(2025, 7, 1), 3),
        (date(2025, 10, 25), 3),
        (date(2025, 10, 27), 2),
    ],
)
def test_a_time_without_a_zone_gets_the_publishers_zone(day, offset):
    assert in_zone(day, 12, 0, "Europe/Kyiv").utcoffset().total_seconds() == offset * 3600


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_a_number_of_unlimited_length_is_no_time(number: float) -> None:
    assert to_iso(number) == ""
