"""The tables of docs/theme-authors.md have the planner's variables, those that the theme uses, and its blocks."""

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta, nodes

from archive_engine.interface import GroupEnds
from archive_pages.planner import ArchivePlanner
from tests.archive_engine.listed import index_stories
from tests.archive_pages.conftest import make_story

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "theme/templates"
PAGE = (ROOT / "docs/theme-authors.md").read_text(encoding="utf-8")
SHAPE = {f"ARCHIVE_PAGES_{name}" for name in "MENU LOGO ICON COLOURS CSS HEAD FOOTER".split()}
FOR_ALL = {
    "SITENAME",
    "SITESUBTITLE",
    "SITEURL",
    "DEFAULT_LANG",
    "WORDS",
    "WORDS_LANG",
    "output_file",
    "directories",
    "HAS_GROUPS",
    "PUBLICATION_ROOT",
    "PUBLICATION_FORMATS",
    "ARCHIVE_PAGES_CITATIONS",
    *SHAPE,
}


def read_table(heading: str) -> dict[str, set[str]]:
    """Return the rows of the table below a heading: the name in the first cell and the names in the last."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| `")]
    return {re.findall(r"`([\w.]+)`", row[0])[0]: set(re.findall(r"`(\w+)`", row[-1])) for row in rows}


NAMES = [{"name": "Ossel", "kind": "place", "slug": "ossel"}]

TABLE = read_table("Templates and their variables")


def make_environment() -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True)
    environment.filters |= {"in_language": str, "cite": dict}
    return environment


def find_variables(environment: jinja2.Environment, name: str, seen: set[str]) -> set[str]:
    """Return the variables that a template and all templates that it includes take from their context."""
    seen.add(name)
    tree = environment.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    local = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    imported = {
        pair[-1] if isinstance(pair, tuple) else pair for node in tree.find_all(nodes.FromImport) for pair in node.names
    }
    found = meta.find_undeclared_variables(tree) - (local - TABLE.get(name, set())) - imported
    for other in meta.find_referenced_templates(tree):
        if other is not None and other not in seen:
            found |= find_variables(environment, other, seen)
    return found


@pytest.fixture(scope="module")
def planned() -> dict[str, set[str]]:
    """Plan an empty archive, a small one and one with long lists; return the variables of each template."""
    found: dict[str, set[str]] = {}
    planner = ArchivePlanner(10, ".")
    for count in (0, 3, 300):
        members = [
            make_story(number, sections=["A", f"C{number}"], tags=["T", f"U{number}"], authors=["Q"], names=NAMES)
            for number in range(count)
        ]
        index = index_stories(planner, members)
        for owner in index.list_owners():
            for plan in index.list_pages(owner):
                name = f"{plan.template}.html"
                found.setdefault(name, set(plan.variables))
                assert found[name] == set(plan.variables), f"{plan.save_as} has other variables than its kind"
    group = [make_story(number, names=NAMES) for number in range(3)]
    for plan in (*planner.group_pages(group), *planner.groups_pages([GroupEnds(group[0], group[-1])], group[-1])):
        found[f"{plan.template}.html"] = set(plan.variables)
    return found


def test_the_table_has_exactly_the_templates_of_pages():
    assert set(TABLE) == {path.name for path in TEMPLATES.iterdir() if path.is_file()} - {"base.html"}


def test_the_table_has_every_variable_of_the_planner(planned):
    assert {name: TABLE[name] for name in planned} == {
        name: variables - {"SITEURL"} for name, variables in planned.items()
    }


def test_the_table_has_every_variable_of_an_article():
    story = make_story(1)
    variables = ArchivePlanner(10, ".").article_variables(story, None, None, {})
    assert TABLE["article.html"] == {"article", *variables}


@pytest.mark.parametrize("name", TABLE)
def test_a_template_uses_only_variables_in_the_table(name):
    assert find_variables(make_environment(), name, set()) <= TABLE[name] | FOR_ALL


def test_the_table_for_all_templates_has_the_variables_that_they_use():
    part = PAGE.split("## What every template gets\n", 1)[1].split("\n## ", 1)[0]
    rows = [line.split(" | ")[0] for line in part.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == FOR_ALL


def test_the_table_of_blocks_has_those_of_the_base_template():
    tree = make_environment().parse((TEMPLATES / "base.html").read_text(encoding="utf-8"))
    assert set(read_table("Blocks of base.html")) == {block.name for block in tree.find_all(nodes.Block)}
