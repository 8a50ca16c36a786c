"""The documentation's pages: links to code become text, MkDocs sees dead links, no page loads from another host."""

from pathlib import Path

import pytest

from scripts.build_docs import copy_documents, find_foreign_requests, list_documents, unlink_code
from tests.docs.navigation import list_pages

ROOT = Path(__file__).resolve().parents[2]


def test_a_link_to_code_becomes_text_and_other_links_stay(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in ("code.py", "docs/a.md", "docs/b.md"):
        (tmp_path / name).touch()
    text = "[code](../code.py) [b](b.md#top) [gone](gone.md) [web](https://halverin.example/) ![p](../code.py)"
    pages = {Path("docs/a.md"), Path("docs/b.md")}
    assert unlink_code(text, Path("docs/a.md"), tmp_path, pages) == (
        "code [b](b.md#top) [gone](gone.md) [web](https://halverin.example/) ![p](../code.py)"
    )


def test_only_listed_files_are_copied(tmp_path):
    source, target = tmp_path / "project", tmp_path / "copy"
    for name in ("README.md", "docs/page.md", "docs/picture.png", "docs/table.toml"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(b"# One")
    for name in ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"):
        (source / name).write_bytes(b"# One")
    target.mkdir()
    (target / "old.md").touch()
    copy_documents(source, target)
    copied = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    assert copied == set(list_documents(source))
    assert Path("docs/picture.png") in copied and Path("docs/table.toml") not in copied


@pytest.mark.parametrize(
    "name, text",
    [
        ("a.html", '<script async src="https://halverin.example/a.js"></script>'),
        ("a.html", '<link rel="stylesheet" href="//halverin.example/a.css">'),
        ("a.html", "<img src='http://halverin.example/a.png'>"),
        ("css/a.css", "@import 'https://halverin.example/a.css';"),
        ("css/a.css", "p {background: url( //halverin.example/a.png)}"),
    ],
)
def test_a_request_to_another_host_is_found(tmp_path, name, text):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert len(find_foreign_requests(tmp_path)) == 1


def test_links_and_files_of_the_site_do_not_count_as_requests(tmp_path):
    markup = (
        '<a href="https://halverin.example/">x</a><img src="b.png"><link rel="canonical" href="https://h.example/">'
    )
    (tmp_path / "a.html").write_text(markup, encoding="utf-8")
    (tmp_path / "a.css").write_text("/* https://halverin.example */ p {background: url('b.png')}", encoding="utf-8")
    assert find_foreign_requests(tmp_path) == []


def test_the_menu_has_every_guide_and_no_missing_page():
    listed = list_pages(ROOT / "mkdocs.yml")
    assert set(listed) <= {path.as_posix() for path in list_documents(ROOT)}
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")} <= set(listed)
