"""Addresses: what is stored of them, what two have in common, what they say."""

import pytest

from capture_import.addresses import address_key, address_to_words, clean_address


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://clara:secret@Halverin.example/a#b", "https://halverin.example/a"),
        ("HTTP://halverin.example:80", "http://halverin.example/"),
        ("https://halverin.example:8443/a?b=c", "https://halverin.example:8443/a?b=c"),
        ("http://[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://halverin.example:port/", ""),
        ("https://halverin.example/a b", ""),
        ("lamp", ""),
        ("", ""),
    ],
)
def test_clean_address(url: str, clean: str) -> None:
    assert clean_address(url) == clean


@pytest.mark.parametrize(
    "url",
    [
        "http://www.halverin.example/a/",
        "https://halverin.example/a?utm_source=x#top",
        "https://halverin.example/a?fbclid=1",
    ],
)
def test_one_page_has_one_key(url: str) -> None:
    assert address_key(url) == "halverin.example/a"


def test_words_and_names() -> None:
    assert address_to_words("https://halverin.example/cluster/2023-10-19-lamp-is-lit.html") == ["lamp", "is", "lit"]
