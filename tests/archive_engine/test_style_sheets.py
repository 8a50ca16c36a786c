"""Style sheets with the files in them that they import."""

from pathlib import Path

import pytest

from archive_engine.style_sheets import join_imports


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.css").write_text("body { color: red }\n")
    (tmp_path / "print.css").write_text("nav { display: none }\n")
    return tmp_path


def joined(folder: Path, text: str) -> str:
    (folder / "site.css").write_text(text)
    return join_imports(folder / "site.css").decode()


def test_an_imported_file_is_a_block_of_its_layer_and_media(folder):
    text = (
        '@layer base, print;\n@import url("base.css") layer(base);\n'
        '@import url("print.css") layer(print) print;\np { margin: 0 }\n'
    )
    assert joined(folder, text) == (
        "@layer base, print;\n@layer base {\nbody { color: red }\n}\n"
        "@media print {\n@layer print {\nnav { display: none }\n}\n}\np { margin: 0 }\n"
    )


def test_without_a_layer_the_file_stands_as_it_is(folder):
    assert joined(folder, '@import url("base.css");\n') == "body { color: red }\n"


@pytest.mark.parametrize(
    "line",
    [
        '@import url("absent.css") layer(base);',
        '@import url("https://styles.example/base.css");',
        '@import url("print.css") layer(print) supports(display: grid);',
    ],
)
def test_a_style_sheet_with_an_import_that_can_be_no_block_stays(folder, line):
    text = f'@import url("base.css") layer(base);\n{line}\n'
    assert joined(folder, text) == text


def test_a_file_that_imports_others_is_not_taken_in(folder):
    (folder / "base.css").write_text('@import url("print.css");\n')
    text = '@import url("base.css") layer(base);\n'
    assert joined(folder, text) == text


def test_other_style_sheets_are_copied_byte_by_byte(folder):
    (folder / "own.css").write_bytes(b"\xff { }\r\n")
    assert join_imports(folder / "own.css") == b"\xff { }\r\n"
