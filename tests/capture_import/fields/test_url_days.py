"""The day that a URL or a file's name contains."""

import pytest

from capture_import.fields.dates import name_to_day, url_to_day


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2021/05/04/x", "2021-05-04"),
        ("https://a.example/2021/may/4/x", "2021-05-04"),
        ("https://a.example/news/2021-05-04-x", "2021-05-04"),
        ("https://a.example/x-20210504.html", "2021-05-04"),
        ("https://a.example/2021/13/44/x", None),
        ("https://a.example/120210504999", None),
        ("https://2021-05-04.example/x", None),
        ("https://halverin.example/2023/3/3/lamp", "2023-03-03"),
        ("https://halverin.example/cluster/2023-10-19-lamp", "2023-10-19"),
        ("https://halverin.example/world/2021/mar/03/lamp", "2021-03-03"),
        ("https://halverin.example/2021/march/3", "2021-03-03"),
        ("https://halverin.example/1885/03/05/lamp", "1885-03-05"),
        ("https://halverin.example/2023/02/30/lamp", None),
        ("https://halverin.example/article/123456789", None),
        ("https://halverin.example/?d=2023-03-03", None),
        ("", None),
    ],
)
def test_a_url_contains_its_day(url: str, expected: str | None):
    found = url_to_day(url)
    assert (found.isoformat() if found else None) == expected


def test_a_files_name_contains_its_day():
    assert str(name_to_day("stories/20230303/us-lamp-idUSN1")) == "2023-03-03"
    assert name_to_day("stories/lamp.txt") is None
