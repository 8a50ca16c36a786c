"""Every export of `inputs/` is read to the stories and reasons that are expected."""

import pytest

from tests.capture_import.forms.databases.exports import expected_path, export_names, export_to_text


@pytest.mark.parametrize("name", export_names())
def test_an_export_is_read_as_expected(name):
    assert export_to_text(name) == expected_path(name).read_text(encoding="utf-8")
