"""The day that a URL or a name says."""

import pytest

from capture_import.addresses import address_to_day, name_to_day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://halverin.example/2023/03/03/lamp", "2023-03-03"),
        ("https://halverin.example/2023/3/3/lamp", "2023-03-03"),
        ("https://halverin.example/cluster/2023-10-19-lamp", "2023-10-19"),
        ("https://halverin.example/lamp-20230303.html", "2023-03-03"),
        ("https://halverin.example/2023/02/30/lamp", "None"),
        ("https://halverin.example/article/123456789", "None"),
        ("https://halverin.example/?d=2023-03-03", "None"),
    ],
)
def test_day(url: str, day: str) -> None:
    assert str(address_to_day(url)) == day


def test_names() -> None:
    assert str(name_to_day("stories/20230303/us-lamp-idUSN1")) == "2023-03-03"
    assert name_to_day("stories/lamp.txt") is None
