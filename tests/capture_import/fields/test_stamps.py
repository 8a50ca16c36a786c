"""Machine-written time stamps: the fast parser reads them as the general one does, or leaves them to it."""

import pytest

from capture_import.fields.dates.shapes import find_mentions
from capture_import.fields.dates.stamps import read_stamp

STAMPS = [
    "Mon Jun 18, 2007 12:38pm EDT",
    "Fri Oct 20, 2006 6:15pm EDT",
    "Tue Nov 1, 2011 12:05am EDT",
    "Fri, 03 Mar 2023 14:30:00 +0200",
    "Fri, 3 Mar 2023 14:30 GMT",
    "Thu, 31 Dec 1998 23:59:59 -0330",
    "Sat Mar 4, 2023 1:02am PST",
]


@pytest.mark.parametrize("text", STAMPS)
def test_the_fast_parser_agrees_with_the_general_one(text):
    stamp, (mention,) = read_stamp(text), find_mentions(text, is_short_allowed=True)
    assert stamp is not None
    assert stamp.when().isoformat() == mention.when().isoformat()
    assert (stamp.words, stamp.weekday, stamp.source) == (mention.words, mention.weekday, mention.source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 Dec 1998 23:59:59 -0330", "1998-12-31T23:59:59-03:30"),
        ("4 March 2023, 10:30 -05:00", "2023-03-04T10:30:00-05:00"),
        ("4 March 2023, 10:30 (-05:00)", "2023-03-04T10:30:00-05:00"),
        ("4 March 2023, 10:30pm -0500", "2023-03-04T22:30:00-05:00"),
        ("4 March 2023, 10:30 - 11:30", "2023-03-04T10:30:00"),
    ],
)
def test_an_offset_behind_a_space_counts(text, expected):
    (mention,) = find_mentions(text)
    assert mention.when().isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mon Jun 31, 2007 12:38pm EDT",
        "Mon Foo 18, 2007 12:38pm EDT",
        "Mon Jun 18, 2007 12:38pm XQZ",
        "Fri, 03 Mar 2023 14:30:00 -0000",
        "Mon Jun 18, 2007 12:38pm EDT, updated",
        "2023-03-03T14:30:00Z",
        "",
    ],
)
def test_other_text_is_left_to_the_general_parser(text):
    assert read_stamp(text) is None
