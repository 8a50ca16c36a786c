"""The reference in docs/reference/ agrees with the code."""

from pathlib import Path

import pytest

from scripts.write_reference import PAGES, find_settings, read_settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_written_from_the_code(name):
    page = (ROOT / "docs/reference" / name).read_text(encoding="utf-8")
    assert page == PAGES[name](ROOT), "run: .venv/bin/python scripts/write_reference.py"


def test_the_table_has_every_setting_that_a_plugin_or_a_script_reads_and_no_other():
    files = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "scripts").glob("*.py")]
    used = {name for path in files for name in find_settings(path.read_text(encoding="utf-8"))}
    table = read_settings(ROOT)
    listed = [name for part in table.values() for name in part]
    assert sorted(listed) == sorted(used)


def test_a_setting_in_any_of_its_spellings_is_found():
    source = "settings['A']\nself.settings.get('B')\npelican.settings['C'] = 1\nsettings[name]\nother['D']"
    assert set(find_settings(source)) == {"A", "B", "C"}
