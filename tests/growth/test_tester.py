"""The test of growth finds rules in every place, fails for a quadratic one and passes for a linear one."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from capture_import.fields.names import credit_lines

from .found import find_expressions, find_rules, load_modules
from .growth import SIZES, SURELY_LINEAR, find_growth, steepness
from .patterns import expression_units
from .test_growth import expression_growth, rule_growth

pytestmark = pytest.mark.slow

QUADRATIC = {
    "global": r'RULE = re.compile(r"\s*,")',
    "class": 'class Reader:\n    RULE = re.compile(r"<[^>]*>")',
    "table": r'RULES = (("a", {"b": re.compile(r"\S+@\S+\.\w+")}),)',
    "bound method": r'split = re.compile(r"\s+and\s+").split',
    "inline": 'def take(text: str, way: int) -> object:\n    return re.search(r"<!--.*?-->", text)',
    "flags": 'def take(text: str, way: int) -> object:\n    return re.sub(r"LAMP.*?LIT", "", text, flags=re.S | re.I)',
    "bytes": r'RULE = re.compile(rb"\s*,")',
}
LINEAR = {
    "global": r'RULE = re.compile(r"(?:(?<!\s)\s++)?,")',
    "class": 'class Reader:\n    RULE = re.compile(r"<[^<>]*+>")',
    "match only": (
        'RULE = re.compile(r"\\s*,")\n\n\ndef take(text: str, way: int) -> object:\n    return RULE.match(text)'
    ),
    "words": 'RULE = re.compile(r"\\b(?:lamp|harbour|mole)\\b")',
}
QUADRATIC_FUNCTION = (
    "def take(text: str, way: int = 0) -> int:\n    return sum(text[at:].count(text[:1]) for at in range(len(text)))"
)
LINEAR_FUNCTION = "def take(text: str, way: int = 0) -> int:\n    return sum(char == text[:1] for char in text)"
NO_RULE = "def take(text: str, way: int) -> int:\n    return 0"


def make_module(folder: Path, code: str) -> ModuleType:
    path = folder / "invented.py"
    path.write_text(f"import re\n\n{code}\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("invented", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def grown(module: ModuleType) -> list[str]:
    found = [line for expression in find_expressions((module,)) for line in expression_growth(expression)]
    return found + [line for rule in find_rules((module,)) for line in rule_growth(rule)]


@pytest.mark.parametrize("code", QUADRATIC.values(), ids=QUADRATIC)
def test_a_quadratic_expression_is_found(tmp_path: Path, code: str):
    assert grown(make_module(tmp_path, code))


@pytest.mark.parametrize("code", LINEAR.values(), ids=LINEAR)
def test_a_linear_expression_passes(tmp_path: Path, code: str):
    module = make_module(tmp_path, code)
    assert find_expressions((module,))
    assert not grown(module)


def test_functions_of_one_text_are_found(tmp_path: Path):
    assert grown(make_module(tmp_path, QUADRATIC_FUNCTION))
    linear = make_module(tmp_path, LINEAR_FUNCTION)
    assert find_rules((linear,)) and not grown(linear)
    assert not find_rules((make_module(tmp_path, NO_RULE),))


def test_a_quadratic_rule_put_into_a_plugin_is_found(monkeypatch: pytest.MonkeyPatch):
    """`test_expressions_are_linear` tests the expressions that the plugins hold at that moment."""
    monkeypatch.setattr(credit_lines, "_PLACE", re.compile(r"\s+in\s+[A-Z].*\Z", re.DOTALL))
    name = "capture_import.fields.names.credit_lines: _PLACE"
    (expression,) = [found for found in find_expressions(load_modules()) if found.name == name]
    assert expression_growth(expression)


def test_expressions_and_functions_of_plugins_are_found():
    names = {expression.name.partition(".")[0] for expression in find_expressions(load_modules())}
    assert names >= {"archive_engine", "archive_pages", "capture_import", "lunr_search", "newsrecord"}
    functions = {rule.name for rule in find_rules(load_modules())}
    assert functions >= {
        "capture_import.fields.names.cleaning.clean_name",
        "capture_import.forms.entries.wordpress_html.post_to_html",
        "capture_import.forms.plain_text.headers.read_bare_header",
        "newsrecord.stemmers.ukrainian.stem",
    }


def test_slow_texts_are_derived_from_an_expression():
    assert ("", "<pre") in expression_units(re.compile(r"<pre\b.*?</pre>"))
    assert not expression_units(re.compile(r"\d{1,2}:\d\d"))


def test_a_growth_below_the_floor_is_not_judged():
    assert not find_growth(lambda text: [text for _ in range(len(text) // 1000)], lambda size: "a" * size)


def test_a_quadratic_part_is_found_beside_the_fixed_time_of_a_reading():
    """The times are those of a reading with a fixed part of 8 ms."""
    linear, quadratic = (
        {size: 0.008 + part(size / 40_000) for size in SIZES} for part in (lambda n: n, lambda n: n * n)
    )
    assert steepness(linear, 20_000) < SURELY_LINEAR < steepness(quadratic, 20_000)


def test_a_linear_rule_is_linear_at_small_sizes():
    best = {size: 0.0015 + 1e-5 * size for size in SIZES}
    assert all(abs(steepness(best, size) - 1) < 0.01 for size in SIZES[3:])
