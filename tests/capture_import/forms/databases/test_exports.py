"""Every export of `inputs/` gives the stories and the reasons that it is expected to."""

import pytest

from tests.capture_import.forms.databases.exports import expected_path, export_names, export_to_text


@pytest.mark.parametrize("name", export_names())
def test_an_export_gives_its_stories(name):
    assert export_to_text(name) == expected_path(name).read_text(encoding="utf-8")
