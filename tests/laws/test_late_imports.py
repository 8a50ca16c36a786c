"""An import inside a function has its reason beside it: on its line, or in a comment above it in the function."""

import ast
import re
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
MODULES = sorted({path.relative_to(PLUGINS).as_posix() for path in PLUGINS.rglob("*.py")})
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
ON_ITS_LINE = re.compile(r"# noqa: [\w, ]*PLC0415 --? (.+)")
ELSEWHERE = re.compile(r"see \S+")


def find_unexplained(source: str) -> list[int]:
    """Return the lines of imports inside functions that have no reason."""
    lines = source.split("\n")
    unexplained = set()
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, FUNCTIONS):
            continue
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                reason = ON_ITS_LINE.search(lines[node.end_lineno - 1])
                above = lines[function.lineno - 1 : node.lineno - 1]
                is_said_above = bool(ast.get_docstring(function)) or any(line.strip().startswith("#") for line in above)
                if not reason or (ELSEWHERE.fullmatch(reason[1]) and not is_said_above):
                    unexplained.add(node.lineno)
    return sorted(unexplained)


def test_imports_with_and_without_a_reason_are_told_apart():
    source = """
import os
def first():
    import a
    import b  # noqa: PLC0415
    import c  # noqa: PLC0415 - see above
    import d  # noqa: PLC0415 - takes a second
def second():
    # what few builds need
    import e  # noqa: PLC0415 - see above
"""
    assert find_unexplained(source) == [4, 5, 6]


@pytest.mark.parametrize("module", MODULES)
def test_an_import_inside_a_function_has_a_reason(module):
    assert find_unexplained((PLUGINS / module).read_text(encoding="utf-8")) == []
