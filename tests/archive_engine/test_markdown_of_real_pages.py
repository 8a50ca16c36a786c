"""The faster reader reads nearly all articles that the import writes of real captures, as Python-Markdown does.

It takes one capture in forty, or all of them (minutes) if NEWSARCHIVE_EQUALITY is `whole`.
"""

import copy
import os
import tarfile

import pytest
from pelican.settings import DEFAULT_CONFIG

from archive_engine.markdown_reader import KeptMarkdownReader
from tests.archive_engine.canonical import OURS, make_reference, read_quickly

STEP = 1 if os.environ.get("NEWSARCHIVE_EQUALITY") == "whole" else 40


@pytest.mark.slow
@pytest.mark.reference
@pytest.mark.parametrize("name", ["wcxb-dev.tar", "html-pages.tar.xz", "reuters-2006-2013-sample.tar.xz"])
def test_articles_of_real_captures_are_read_as_by_python_markdown(reference_data, import_captures, tmp_path, name):
    if not (reference_data / name).exists():
        pytest.skip(f"no {name}")
    with tarfile.open(reference_data / name) as whole, tarfile.open(tmp_path / "captures.tar", "w") as sample:
        members = [member for member in whole if member.isfile() and ".json" not in member.name]
        for member in sorted(members, key=lambda member: member.name)[::STEP]:
            sample.addfile(member, whole.extractfile(member))
    import_captures(tmp_path / "content", tmp_path / "captures.tar")
    paths = sorted((tmp_path / "content").glob("[0-9]*/*/*/*.md"))
    reference = make_reference()
    reader = KeptMarkdownReader(
        copy.deepcopy(DEFAULT_CONFIG) | {"MARKDOWN": copy.deepcopy(OURS), "FORMATTED_FIELDS": []}
    )
    quickly_read = 0
    for path in paths:
        text = path.read_text(encoding="utf-8")
        reference.reset()
        assert reader.read_text(str(path), text)[0] == reference.convert(text), path
        quickly_read += read_quickly(text.partition("\n\n")[2]) is not None
    assert paths and quickly_read >= 0.95 * len(paths)
