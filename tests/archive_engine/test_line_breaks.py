"""The line breaks that templates lose: beside blocks, never between words, links or in other files."""

import pytest
from jinja2 import DictLoader, Environment

from archive_engine.line_breaks import BlockLineBreaks

OPTIONS = {"trim_blocks": True, "lstrip_blocks": True, "extensions": [BlockLineBreaks]}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<ul>\n{% for x in '12' %}\n<li>{{ x }}\n{% endfor %}\n</ul>\n", "<ul><li>1<li>2</ul>"),
        ("<nav>\n<a>One</a>\n<a>Two</a>\n</nav>", "<nav><a>One</a>\n<a>Two</a></nav>"),
        ("<p>Two words\nand a third</p>\n<p>", "<p>Two words\nand a third</p><p>"),
        ("<p>\n{{ 'Lamp' }}\n<b>lit</b>\n</p>", "<p>Lamp\n<b>lit</b></p>"),
        ("{% set tag = 'h2' %}\n<b>x</b>\n<{{ tag }}>Lamp</{{ tag }}>\n", "<b>x</b><h2>Lamp</h2>"),
        ("<!doctype html>\n<html>\n<meta charset=utf-8>\n", "<!doctype html><html><meta charset=utf-8>"),
        ("<preface>\n<a>x</a>\n", "<preface>\n<a>x</a>"),
    ],
)
def test_breaks_beside_blocks_are_left_out(source, shown):
    pages = Environment(loader=DictLoader({"page.html": source, "page.txt": source}), **OPTIONS)
    assert pages.get_template("page.html").render().removesuffix("\n") == shown
    plain = Environment(loader=pages.loader, trim_blocks=True, lstrip_blocks=True)
    assert pages.get_template("page.txt").render() == plain.get_template("page.txt").render()
