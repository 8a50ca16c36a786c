"""The comparison of both Markdown readers: what it counts, and that it notices a difference."""

from archive_engine.markdown_inline import Converted
from archive_engine.markdown_reader import KeptMarkdownReader
from benchmarks.accuracy.markdown_equality import compare_articles

FRONT = "Title: The lamp is lit\nDate: 2023-03-05\nSlug: lamp\n\n"
BODIES = {
    "canonical.md": "The *lamp* of [Halverin](https://halverin.example/) is lit.\n\n- one\n- two\n",
    "other.md": "The lamp\n========\n\nIt is lit.\n",
}


def write_articles(folder):
    for name, body in BODIES.items():
        (folder / name).write_text(FRONT + body, encoding="utf-8")
    return sorted(folder.glob("*.md"))


def test_articles_are_equal_or_left_to_python_markdown(tmp_path):
    found, different = compare_articles(write_articles(tmp_path))
    assert (found["equal"], found["left"], different) == (1, 1, [])


def test_a_difference_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(KeptMarkdownReader, "read_canonical", lambda *_: (Converted("<p>The lamp.</p>", ""), {}))
    paths = write_articles(tmp_path)
    found, different = compare_articles(paths)
    assert found["different"] == 2 and different == paths
