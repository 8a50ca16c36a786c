"""Write docs/reference/ from the code: the commands from argparse and the Makefile, the settings from one table."""

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from archive_engine.pelican_class import _PLANNED
from capture_import.cli import _make_parser
from newsrecord.names_file import KEYS, KINDS

ROOT = Path(__file__).resolve().parents[1]
_MADE = "<!-- Written by scripts/write_reference.py; do not edit by hand. -->\n"
_TARGET = re.compile(r"^([a-z-]+):[^#\n]*## (.+)$", re.MULTILINE)


def find_settings(source: str) -> Iterator[str]:
    """Yield the names that a module reads from a mapping called `settings`; `*` is a part made at run time.

    >>> sorted(find_settings("a = self.settings['PATH'], settings.get(f'{kind}_URL', 3), other['X']"))
    ['*_URL', 'PATH']
    """
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Subscript(value=ast.Name(id="settings") | ast.Attribute(attr="settings"), slice=key):
                keys = [key]
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="settings") | ast.Attribute(attr="settings"), attr="get"),
                args=[key, *_],
            ):
                keys = [key]
            case _:
                continue
        for key in keys:
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value
            elif isinstance(key, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in key.values)


def read_settings(root: Path) -> dict[str, dict[str, dict[str, str] | str]]:
    """Return docs/settings.toml: the tables `own`, `internal`, `pelican` and `families`."""
    return tomllib.loads((root / "docs/settings.toml").read_text(encoding="utf-8"))


def write_settings(root: Path) -> str:
    """Return the page of all settings that the plugins read."""
    table = read_settings(root)
    lines = [_MADE, "# Settings\n", "Settings are in `pelicanconf.py` and `publishconf.py`.\n"]
    lines += ["## Of this project\n", "| setting | default | meaning |", "|---|---|---|"]
    for name, row in sorted(table["own"].items()):
        assert isinstance(row, dict)
        lines.append(f"| `{name}` | `{row['default']}` | {row['meaning']} |")
    lines += ["\n## Of Pelican\n", "The plugins read these settings of Pelican, too.\n"]
    lines += ["| setting | meaning here |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in sorted(table["pelican"].items())]
    lines += ["\nThe names of these have parts that vary:\n", "| settings | meaning here |", "|---|---|"]
    for row in table["families"].values():
        assert isinstance(row, dict)
        lines.append(f"| {row['names']} | {row['meaning']} |")
    lines += [
        "\n## For a planned build\n",
        "Builds are planned, and thus incremental, only with these values. With any other, each build is whole.\n",
        "| setting | values |",
        "|---|---|",
    ]
    lines += [f"| `{name}` | {', '.join(f'`{value!r}`' for value in values)} |" for name, values in _PLANNED.items()]
    lines += ["\n## Set by plugins\n", "Do not set these yourself.\n", "| setting | meaning |", "|---|---|"]
    lines += [f"| `{name}` | {meaning} |" for name, meaning in sorted(table["internal"].items())]
    return "\n".join(lines) + "\n"


def describe_parser(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the lines of one command: its description, then a table of its arguments."""
    yield f"## {parser.prog}\n"
    yield f"{parser.description}\n"
    yield "| argument | meaning |"
    yield "|---|---|"
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        name = ", ".join(action.option_strings) or str(action.metavar)
        if action.option_strings and action.nargs != 0:
            name += f" {action.metavar}"
        yield f"| `{name}` | {action.help} |"
    yield ""


def write_commands(root: Path) -> str:
    """Return the page of all commands: `newsarchive`, then the Makefile's."""
    parser = _make_parser()
    lines = [_MADE, "# Commands\n", "`newsarchive` and `pelican` are in `.venv/bin/`.\n"]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                lines += describe_parser(command)
    lines += ["## make\n", "| command | what it does |", "|---|---|"]
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    lines += [f"| `make {name}` | {meaning} |" for name, meaning in _TARGET.findall(makefile)]
    return "\n".join(lines) + "\n"


_NAMES_EXAMPLE = """[[entity]]
name = "John Smith"
kind = "author"
slug = "john-smith"
spellings = ["J. Smith", "Smith, John"]
languages = { uk = "Джон Сміт" }
wikidata = "Q4925477"
line = "Wrote about the harbour from 2019 to 2024."

# a tag that sources spell in two ways
[[entity]]
name = "Halverin Lighthouse"
kind = "tag"
spellings = ["Lighthouse of Halverin"]
"""


def write_names(root: Path) -> str:
    """Return the page of the names file."""
    lines = [
        _MADE,
        "# The names file\n",
        "`content/names.toml` is a [TOML](https://toml.io) file in UTF-8. Each entity begins with `[[entity]]`.\n",
        f"```toml\n{_NAMES_EXAMPLE}```\n",
        "| key | meaning |",
        "|---|---|",
        *(f"| `{key}` | {meaning} |" for key, meaning in KEYS.items()),
        "\n`name` and `kind` are needed. A spelling and a slug belong to one entity of a kind.\n",
        f"Kinds: {', '.join(f'`{kind}`' for kind in KINDS)}.",
    ]
    return "\n".join(lines) + "\n"


PAGES = {"commands.md": write_commands, "names.md": write_names, "settings.md": write_settings}

if __name__ == "__main__":
    for file, write in PAGES.items():
        (ROOT / "docs/reference" / file).write_text(write(ROOT), encoding="utf-8")
