"""The commands in documents can be called as shown: their targets, options, scripts and modules exist."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from pelican import parse_arguments

from newsarchive.main import make_parser
from scripts.build_docs import list_documents

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [path for path in list_documents(ROOT) if path.suffix == ".md" and path.name != "CHANGELOG.md"]
_BIN = ".venv/bin/"
_INLINE = re.compile(r"`((?:make|\.venv/bin/\w+) [^`\n]+)`")
_FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
_TARGETS = set(re.findall(r"^([a-z-]+):", _MAKEFILE, re.MULTILINE))
_VARIABLES = set(re.findall(r"^([A-Z]+) \?=", _MAKEFILE, re.MULTILINE)) | {
    "MODULE",  # of test-fast
    "NEWSARCHIVE_SITEURL",  # of publishconf.py
}


def list_commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of this project in a text and its blocks of shell code."""
    lines = _INLINE.findall(text) + [line for block in _FENCED.findall(text) for line in block.splitlines()]
    for line in lines:
        words = shlex.split(line.partition("# ")[0].partition(" >> ")[0])
        words = words[next((number for number, word in enumerate(words) if "=" not in word), 0) :]
        if words and (words[0] == "make" or words[0].startswith(_BIN)):
            yield words


def find_fault(words: list[str]) -> str:
    """Return what is wrong with a command; an empty string if nothing is."""
    program, *arguments = words
    if program == "make":
        named = {argument.partition("=")[0] for argument in arguments if "=" in argument}
        targets = {argument for argument in arguments if "=" not in argument}
        return ", ".join(sorted((named - _VARIABLES) | (targets - _TARGETS)))
    if program == f"{_BIN}newsarchive":
        try:
            make_parser().parse_args(arguments)
        except SystemExit:
            return " ".join(arguments)
    if program == f"{_BIN}pelican":
        try:
            parse_arguments(arguments)
        except SystemExit:
            return " ".join(arguments)
        return "" if arguments[0] == "content" else " ".join(arguments)
    if program == f"{_BIN}python":
        file = f"{arguments[1].replace('.', '/')}" if arguments[0] == "-m" else arguments[0]
        return "" if file == "pytest" or (ROOT / file).exists() or (ROOT / f"{file}.py").exists() else file
    return ""


@pytest.mark.parametrize(
    "text",
    [
        "`make nothing`",
        "`make html NOTHING=1`",
        "`.venv/bin/newsarchive import captures --nothing`",
        "`.venv/bin/newsarchive import captures --limit nothing=1`",
        "`.venv/bin/pelican nothing`",
        "`.venv/bin/python scripts/nothing.py`",
        "```sh\nA=b .venv/bin/python scripts/nothing.py\n```",
        "`.venv/bin/python -m tests.nothing`",
    ],
)
def test_a_command_that_does_not_exist_is_found(text):
    assert [bool(find_fault(words)) for words in list_commands(text)] == [True]


def test_a_command_that_exists_has_no_fault():
    block = "```sh\n.venv/bin/newsarchive import a --date 2024-05-01\nmake docs  # b\n```\n"
    text = f"`make bench WEB=0` and `make html`\n\n{block}"
    assert [find_fault(words) for words in list_commands(text)] == ["", "", "", ""]


@pytest.mark.parametrize("page", DOCUMENTS, ids=str)
def test_every_command_of_a_document_can_be_called(page):
    commands = list_commands((ROOT / page).read_text(encoding="utf-8"))
    assert [fault for fault in map(find_fault, commands) if fault] == []
