"""Which captures are web pages, and which are texts that look a little like one: a table."""

import pytest

from capture_import.containers.capture import Capture
from capture_import.forms.web_page.detection import is_web_page

PAGES = [
    Capture("lamp.html", b"<p>The lamp is lit.</p>"),
    Capture("lamp.txt", b"\xef\xbb\xbf \n<!DOCTYPE html><title>x</title>"),
    Capture("lamp", b"<!-- saved from url -->\n<html lang=en>"),
    Capture("lamp", "<!doctype html><p>x".encode("utf-16")),
    Capture("lamp", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">'),
    Capture("lamp", b"<div><h1>Lamp</h1><p>It is lit.</p><p>Again.</p></div>"),
    Capture("lamp", b"plain", media_type="text/html; charset=utf-8"),
]
TEXTS = [
    Capture("lamp.txt", b"The lamp is lit."),
    Capture("lamp.txt", b"<script>alert(1)</script> & <b>lamp</b>\n\nHalverin \xe2\x80\xa2 HVN\n"),
    Capture("lamp", b"<Unnamed> boat is found\n\n<br> says its captain"),
    Capture("lamp.txt", b"-- <html> explained"),
    Capture("lamp", b"<html>", media_type="text/plain"),
    Capture("lamp", b""),
]


@pytest.mark.parametrize("capture", PAGES)
def test_a_capture_is_a_web_page(capture: Capture) -> None:
    assert is_web_page(capture)


@pytest.mark.parametrize("capture", TEXTS)
def test_a_capture_is_plain_text(capture: Capture) -> None:
    assert not is_web_page(capture)
