"""The decoding of pages, whatever encoding they declare."""

import pytest

from capture_import.forms.web_page.decoding import decode_page

GERMAN = (
    "Über die Brücke führt für größere Fahrzeuge kein Weg mehr, sagte Bürgermeisterin Zoë Müßig am Dienstagabend. " * 3
)
RUSSIAN = "Мост закрыли для грузовиков, и до лета он останется закрытым, сообщили во вторник в городском совете. " * 3
JAPANESE = "橋は火曜日にトラックの通行が禁止され、夏まで閉鎖されたままになると市議会が発表した。" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "header"),
    [
        (GERMAN, "utf-8", "utf-8", ""),
        (GERMAN, "utf-8", "iso-8859-1", ""),
        (GERMAN, "utf-8", "", "windows-1252"),
        (GERMAN, "cp1252", "iso-8859-1", ""),
        (GERMAN, "cp1252", "", "latin1"),
        (GERMAN, "cp1252", "", ""),
        (GERMAN, "utf-8-sig", "iso-8859-1", ""),
        (GERMAN, "utf-16", "utf-8", ""),
        (RUSSIAN, "cp1251", "windows-1251", ""),
        (RUSSIAN, "koi8-r", "", "koi8-r"),
        (RUSSIAN, "cp1251", "", ""),
        (RUSSIAN, "cp1251", "no-such-charset", ""),
        (JAPANESE, "shift_jis", "Shift_JIS", ""),
        (JAPANESE, "euc_jp", "euc-jp", ""),
    ],
)
def test_a_page_is_decoded(text: str, encoding: str, declared: str, header: str):
    meta = f'<meta charset="{declared}">' if declared else ""
    body = f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(encoding)
    assert text in decode_page(body, header)


def test_one_broken_byte_does_not_change_the_encoding():
    body = (f'<meta charset="utf-8"><p>{GERMAN}</p>' * 20).encode().replace(b"\xc3\x9cber", b"\xdcber", 1)
    assert decode_page(body).count("Über die Brücke") > 50


@pytest.mark.parametrize("declared", ["rot13", "zip", "utf-7", "idna", "unicode_escape", "x" * 200, "\x00"])
def test_no_declared_name_does_harm(declared: str):
    assert "Pump" in decode_page(f"<meta charset='{declared}'><p>Pump \xe9</p>".encode("latin-1"), declared)
