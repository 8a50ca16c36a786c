"""What the address of a picture means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_pictures.addresses import read_address

SOURCE = "2024/05/lamp.md"


@pytest.mark.parametrize(
    "address, file",
    [
        ("{static}/pictures/ab/ab12.jpg", "pictures/ab/ab12.jpg"),
        ("/pictures/ab/ab12.jpg", "pictures/ab/ab12.jpg"),
        ("lamp.jpg", "2024/05/lamp.jpg"),
        ("{attach}lamp.jpg", "2024/05/lamp.jpg"),
        ("{static}lamp.jpg", "2024/05/lamp.jpg"),
        ("|attach|lamp.jpg", "2024/05/lamp.jpg"),
        ("./a/../lamp.jpg", "2024/05/lamp.jpg"),
        ("../../pictures/lamp.jpg", "pictures/lamp.jpg"),
        ("a%20lamp%2Ejpg", "2024/05/a lamp.jpg"),
        ("маяк.jpg", "2024/05/маяк.jpg"),
        ("a lamp.jpg", "2024/05/a lamp.jpg"),
        ("a\\lamp.jpg", "2024/05/a/lamp.jpg"),
    ],
)
def test_a_path_begins_at_the_article_or_at_the_content(address, file):
    assert read_address(address, SOURCE) == (file, "", "")


@pytest.mark.parametrize("address", ["https://a.example/b.jpg", "http://a.example/b.jpg", " https://a.example/b.jpg"])
def test_an_address_of_the_web_stays_one(address):
    assert read_address(address, SOURCE) == ("", address.strip(), "")


@pytest.mark.parametrize(
    "address, reason",
    [
        ("../../../lamp.jpg", "outside"),
        ("{static}/../lamp.jpg", "outside"),
        ("%2e%2e/%2e%2e/%2e%2e/lamp.jpg", "outside"),
        ("..\\..\\..\\lamp.jpg", "outside"),
        (".git/lamp.jpg", "hidden"),
        ("a/.lamp.jpg", "hidden"),
        ("data:image/png;base64,AA", "none of a file"),
        ("java\nscript:alert(1)", "none of a file"),
        ("file:///etc/passwd", "none of a file"),
        ("C:/lamp.jpg", "none of a file"),
        ("//a.example/lamp.jpg", "none of a file"),
        ("", "no address"),
        ("a%00.jpg", "no address"),
    ],
)
def test_nothing_else_is_a_picture(address, reason):
    place = read_address(address, SOURCE)
    assert not place.file and not place.url and reason in place.reason


@given(st.text(st.sampled_from("./\\%2eEf{}static|:aC\0 "), max_size=24))
def test_no_address_leads_out_of_the_content(address):
    file = read_address(address, SOURCE).file
    parts = file.split("/")
    assert not file.startswith("/") and "\0" not in file
    assert not any(part.startswith(".") for part in parts)
