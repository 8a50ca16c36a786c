"""Documents that are hostile, too large or lack their library cost a line of the report, and no more."""

import zlib

import pytest

from capture_import.containers.capture import Unreadable
from capture_import.containers.limits import Limits
from capture_import.forms.text_documents import missing
from tests.capture_import.containers.builders import ReadContainer, read
from tests.capture_import.form_inputs.document_inputs import docx, lines, make_inputs, odt, pack, paragraph, pdf

TEXT = "The keeper of Halverin lit the lamp on the north mole at dusk on Friday, for the first time since May."


def read_one(tmp_path, name: str, content: bytes, limits: Limits | None = None) -> str:
    """Return why a file was rejected."""
    found = read(tmp_path, name, content, limits)
    assert not found.captures
    (reason,) = found.rejected.values()
    return reason


def test_a_zip_bomb_is_told_before_it_is_held(tmp_path):
    bomb = pack([("[Content_Types].xml", "<Types/>"), ("word/document.xml", b" " * 70 * 1024 * 1024)])
    assert "unpacks to more than 64 MB" in read_one(tmp_path, "a.docx", bomb)


def test_entities_are_not_expanded(tmp_path):
    entities = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else TEXT}'>" for n in range(9))
    document = f"<!DOCTYPE d [{entities}]><document><body><p><r><t>{TEXT}&e8;</t></r></p></body></document>"
    found = read(tmp_path, "a.docx", pack([("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)]))
    assert len(found.captures) + len(found.rejected) == 1
    assert all(len(body) < 10_000 for body in found.bodies)


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_deep_nesting_costs_the_file_alone(tmp_path, name):
    deep = "<w:sdt>" * 5000 + paragraph(TEXT) + "</w:sdt>" * 5000
    content = docx(deep, "") if name == "a.docx" else odt("<text:section>" * 5000 + "</text:section>" * 5000, "")
    assert read_one(tmp_path, name, content)


def test_a_stream_that_unpacks_to_too_much_is_told(tmp_path):
    bomb = zlib.compress(b" " * (65 * 1024 * 1024))
    stream = f"<< /Length {len(bomb)} /Filter /FlateDecode >>\nstream\n{bomb.decode('latin-1')}\nendstream"
    assert "unpacks to more than" in read_one(tmp_path, "a.pdf", pdf([lines([TEXT], 60, 700)], more=[stream]))


def test_an_encrypted_pdf_says_how_to_save_it(tmp_path):
    whole = pdf([lines([TEXT], 60, 700)])
    encryption = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O ("
        + b"o" * 32
        + b") /U ("
        + b"u" * 32
        + b") /P -4 >> /ID [(a) (a)] /Root"
    )
    assert "encrypted with a password" in read_one(tmp_path, "a.pdf", whole.replace(b"/Root", encryption))


def test_fonts_that_name_no_letters_are_told(tmp_path):
    letters = "".join(f"(cid:{number})" for number in range(40))
    reason = read_one(tmp_path, "a.pdf", pdf([lines([letters, TEXT, TEXT], 60, 700)]))
    assert "run `ocrmypdf --force-ocr FILE.pdf FILE.pdf`" in reason


@pytest.mark.parametrize(
    ("name", "module"), [("pdf/spanish/input/faro.pdf", "pdfminer"), ("rtf/french/input/bac.rtf", "striprtf")]
)
def test_a_missing_library_is_named_with_the_command_that_brings_it(tmp_path, monkeypatch, name, module):
    for part in ("", ".high_level", ".striprtf"):
        monkeypatch.setitem(__import__("sys").modules, f"{module}{part}", None)
    reason = read_one(tmp_path, name.rpartition("/")[2], make_inputs()[name])
    assert "run `make setup-documents`" in reason
    monkeypatch.setattr(missing, "_CHECKOUT", tmp_path)
    assert "run `pip install 'newsarchive[documents]'`" in read_one(
        tmp_path, name.rpartition("/")[2], make_inputs()[name]
    )


def test_a_picture_that_is_too_large_is_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("capture_import.forms.text_documents.package.LARGEST_PICTURE", 10)
    found = read(tmp_path, "a.docx", make_inputs()["docx/styles/input/ramp.docx"])
    assert len(found.captures) == 1 and found.skipped == {"pictures of more than 20 MB": 1}


@pytest.mark.parametrize("name", [name for name in make_inputs() if "/broken/" not in name])
def test_a_file_that_is_cut_anywhere_is_an_article_or_a_line(tmp_path, name):
    whole = make_inputs()[name]
    for end in range(60, len(whole), max(1, len(whole) // 25)):
        path = tmp_path / name.rpartition("/")[2]
        path.write_bytes(whole[:end])
        found = ReadContainer(path, Limits())
        assert found.captures or found.rejected
        assert not any("can't be read: " in each.reason for each in found.all if isinstance(each, Unreadable))
