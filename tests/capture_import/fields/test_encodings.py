"""Which encoding a capture has: UTF-8, the declared one, or the one that its words suggest; and what is not text."""

import pytest

from capture_import.fields.encoding_names import find_codec
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.rejection import Rejected
from tests.capture_import.fields.encoded_texts import TEXTS

ROWS = [(language, encoding) for language, (_, encodings) in TEXTS.items() for encoding in encodings]
UKRAINIAN = "Прем'єр-міністр заявив, що в громаді є їжа. КИЇВ. 19 жовтня. Портова служба засвітила ліхтар."
RUSSIAN = "Подробности: в порту подтвердили, делегация отправилась на переговоры в США."
FRENCH = "The café owner Müller said: “naïve” – it’s à la carte"
TURKISH = TEXTS["tr"][0]


@pytest.mark.parametrize(("language", "encoding"), ROWS)
def test_the_words_tell_the_encoding(language, encoding):
    text = TEXTS[language][0]
    decoded = bytes_to_text(text.encode(find_codec(encoding)))
    assert decoded.text == text
    assert decoded.note.endswith("(evidence)")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((UKRAINIAN, name) for name in ("windows-1251", "koi8-u", "utf-16-le", "utf-16-be")),
        *((RUSSIAN, name) for name in ("windows-1251", "koi8-u", "cp866", "iso-8859-5")),
        (FRENCH, "windows-1252"),
        ("A naïve façade · à la carte", "iso-8859-1"),
        ("Kyiv\u00a0 \u00a0 UNN", "iso-8859-1"),
        ("It’s a – dash", "windows-1252"),
        ("The café was shut on Friday, said the harbour office of Halverin.", "windows-1252"),
    ],
)
def test_short_texts(text, encoding):
    decoded = bytes_to_text(text.encode(encoding))
    assert decoded.text == text
    assert decoded.note


def test_utf8_needs_no_note():
    assert bytes_to_text(UKRAINIAN.encode()).note == ""
    assert bytes_to_text(b"\xef\xbb\xbf" + UKRAINIAN.encode()).text == UKRAINIAN


def test_declared_comes_first_where_it_fits():
    decoded = bytes_to_text(RUSSIAN.encode("koi8-u"), "KOI8-U")
    assert (decoded.text, decoded.basis) == (RUSSIAN, "declared")


@pytest.mark.parametrize("declared", ["utf-8", "ascii", "windows-1252", "iso-8859-1", "no-such-encoding", "rot13"])
def test_a_wrong_declaration_is_ignored(declared):
    assert bytes_to_text(RUSSIAN.encode("windows-1251"), declared).text == RUSSIAN
    assert bytes_to_text(RUSSIAN.encode(), declared).text == RUSSIAN


@pytest.mark.parametrize(("declared", "language"), [("iso-8859-1", "tr"), ("windows-1252", ""), ("", "tr"), ("", "en")])
def test_the_language_decides_between_related_code_pages(declared, language):
    assert bytes_to_text(TURKISH.encode("windows-1254"), declared, language).text == TURKISH


def test_one_broken_byte_does_not_change_the_encoding():
    body = (UKRAINIAN.encode() * 40) + b"\xff" + UKRAINIAN.encode()
    assert bytes_to_text(body).encoding == "utf-8"


def test_a_text_that_is_cut_inside_a_character_is_utf8():
    decoded = bytes_to_text(RUSSIAN.encode()[:-1] + "я".encode()[:1])
    assert decoded.text == RUSSIAN[:-1]
    assert "cut" in decoded.note


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n\t",
        b"\0" * 10240,
        bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n abc",
        b"\xff\xfe\x00",
        b"PK\x03\x04 text",
    ],
)
def test_bytes_that_are_no_text_are_rejected(body):
    with pytest.raises(Rejected):
        bytes_to_text(body)


def test_bytes_that_clearly_fit_no_encoding_are_rejected():
    with pytest.raises(Rejected, match="not UTF-8"):
        bytes_to_text(b"words \xc3\xc0\xe9z\xdf\xf1\xe4Q\xa4 \xd0q\xe5\xc5z\xf8 and words")
