"""The private parts of Pelican, Jinja and Markdown that the engine uses have not changed since they were reviewed."""

import csv
import hashlib
import importlib
import inspect
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

from archive_engine import upstream
from tests.laws.test_private_parts import find_touched

TABLE = Path(__file__).with_name("upstream.tsv")
DISTRIBUTIONS = {"pelican": "pelican", "jinja2": "Jinja2", "markdown": "Markdown", "markupsafe": "MarkupSafe"}
# Private attributes, by the class or function in the table that sets or reads them.
SET_IN = {
    "pelican.contents.Content.__init__": {"_content", "_context", "_status", "_summary"},
    "pelican.contents.Content.get_content": {"_get_content"},
    "pelican.generators.Generator.get_template": {"_templates"},
    "pelican.readers.MarkdownReader.read": {"_md", "_source_path"},
    "pelican.urlwrappers.URLWrapper": {"_slug_from_name"},
    "pelican.writers.Writer._open_w": {"_overridden_files", "_written_files"},
    "markupsafe.escape": {"_escape_inner"},
}


class Hook(NamedTuple):
    """A function of another package: its full name, the version and source hash as reviewed, and its use here."""

    name: str
    version: str
    digest: str
    use: str


def read_table() -> list[Hook]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Hook(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


HOOKS = read_table()


def find_function(name: str) -> object:
    """Return the function or class with a full name, without its decorators."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            found = vars(found)[part]
        return getattr(found, "func", getattr(found, "__func__", found))
    raise LookupError(name)


def hash_source(name: str) -> str:
    return hashlib.sha256(inspect.getsource(find_function(name)).encode()).hexdigest()[:16]


def find_version(name: str) -> str:
    return version(DISTRIBUTIONS[name.partition(".")[0]])


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook.name)
def test_a_function_that_the_engine_relies_on_has_not_changed(hook):
    assert hash_source(hook.name) == hook.digest, (
        f"{hook.name} is another one in {find_version(hook.name)} than in {hook.version}: {hook.use}. "
        f"Read it, see whether {upstream.__name__} still holds, and note its version and hash in {TABLE.name}"
    )


def test_a_changed_source_is_noticed(monkeypatch):
    hook = next(hook for hook in HOOKS if hook.name == "pelican.autoreload")
    monkeypatch.setattr("pelican.autoreload", find_version)
    with pytest.raises(AssertionError, match=hook.name):
        test_a_function_that_the_engine_relies_on_has_not_changed(hook)


def test_the_table_has_a_row_for_every_private_part():
    noted = {part for hook in HOOKS for part in hook.name.split(".")}
    assert find_touched(Path(upstream.__file__).read_text(encoding="utf-8")) <= noted.union(*SET_IN.values())


def test_each_function_that_sets_a_private_attribute_is_in_the_table():
    assert SET_IN.keys() <= {hook.name for hook in HOOKS}
    for name, attributes in SET_IN.items():
        source = inspect.getsource(find_function(name))
        assert all(attribute.removeprefix("_") in source for attribute in attributes)
