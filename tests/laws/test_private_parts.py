"""Only one file of the engine uses private parts of Pelican, Jinja, Markdown and MarkupSafe."""

import ast
import importlib.util
from functools import cache
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
MODULES = sorted(path.relative_to(PLUGINS) for path in PLUGINS.rglob("*.py"))
THE_ONE = Path("archive_engine/upstream.py")
PACKAGES = ("pelican", "jinja2", "markdown", "markupsafe")


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name.strip("_") != ""


@cache
def list_private_names() -> frozenset[str]:
    """Return the names of private functions, methods and attributes of the packages."""
    names = set()
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        assert spec and spec.origin
        for path in Path(spec.origin).parent.rglob("*.py"):
            if "tests" not in path.parts:
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                        names.add(node.name)
                    elif isinstance(node, ast.Attribute):
                        names.add(node.attr)
    return frozenset(filter(is_private, names))


def list_slots(tree: ast.AST) -> set[ast.AST]:
    """Return all nodes of `__slots__ = ...`: the names in it are the class's own."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and "__slots__" in (getattr(target, "id", "") for target in node.targets)
        for inner in ast.walk(node)
    }


def list_bases(node: ast.ClassDef) -> set[str]:
    return {base.id for base in node.bases if isinstance(base, ast.Name)}


def find_touched(source: str) -> set[str]:
    """Return the private parts of the packages that a module imports, names, overrides or looks up."""
    tree = ast.parse(source)
    theirs, touched = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [*node.module.split("."), *(alias.name for alias in node.names)]
            if names[0] in PACKAGES:
                touched |= set(filter(is_private, names))
            if names[0] in PACKAGES or node.module.endswith("archive_engine.upstream"):
                theirs |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in PACKAGES:
                    touched |= set(filter(is_private, alias.name.split(".")))
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    derived = set(theirs)
    while more := {node.name for node in classes if list_bases(node) & derived} - derived:
        derived |= more
    slots = list_slots(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            is_own = isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")
            if not is_own and node.attr in list_private_names():
                touched.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in slots:
            touched |= {node.value} & list_private_names()
    for node in classes:
        if node.name in derived:
            named = {inner.name for inner in ast.walk(node) if isinstance(inner, ast.FunctionDef)}
            named |= {inner.attr for inner in ast.walk(node) if isinstance(inner, ast.Attribute)}
            touched |= named & list_private_names()
    return touched


@pytest.mark.parametrize("module", [module for module in MODULES if module != THE_ONE], ids=str)
def test_a_module_uses_no_private_part(module):
    touched = find_touched((PLUGINS / module).read_text(encoding="utf-8"))
    assert not touched, f"{module}: {', '.join(sorted(touched))} belong into {THE_ONE}"


@pytest.mark.parametrize(
    "source, touched",
    [
        ("from pelican.plugins._utils import load_plugins", {"_utils"}),
        ("from pelican.readers import _filter_discardable_metadata as drop", {"_filter_discardable_metadata"}),
        ("def body(article):\n    return article._content", {"_content"}),
        ("from pelican.writers import Writer\nclass W(Writer):\n    def _open_w(self, name): ...", {"_open_w"}),
        (
            "from pelican.contents import Article\nclass A(Article):\n    def f(self):\n        self._content",
            {"_content"},
        ),
        ("import markupsafe\nescape = getattr(markupsafe, '_escape_inner')", {"_escape_inner"}),
        ("class Own:\n    def __init__(self):\n        self._content = 1", set()),
        ("from pelican.contents import Article\nclass A(Article):\n    def f(self):\n        self._our_own", set()),
    ],
)
def test_uses_of_private_parts_are_found(source, touched):
    assert find_touched(source) == touched
