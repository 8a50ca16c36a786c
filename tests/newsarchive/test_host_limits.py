"""Limits of hosts: what is over one, what is near it, and what is measured."""

import subprocess

import pytest

from newsarchive.host_limits import HOSTS, SizedFile, check_files, check_site, check_time, list_git_files, measure_site

PAGES = HOSTS["github-pages"]
MB = 2**20


def test_the_limits_are_those_that_github_documents():
    assert (PAGES.site_bytes, PAGES.file_bytes, PAGES.build_seconds) == (1024 * MB, 100 * MB, 10 * 60)


@pytest.mark.parametrize(
    "size, said",
    [(819 * MB, []), (820 * MB, [False]), (1024 * MB, [False]), (1024 * MB + 1, [True])],
)
def test_a_site_near_the_limit_is_a_warning_and_over_it_an_error(size, said):
    findings = list(check_site(size, PAGES))
    assert [finding.is_over for finding in findings] == said
    assert all(f"{size // MB:,} MB" in one.text and "Remedy:" in one.text for one in findings)


def test_a_large_file_is_named_with_the_remedy():
    sizes = {"a": 79 * MB, "captures/b.warc": 80 * MB, "c": 100 * MB, "captures/d.zip": 100 * MB + 1}
    findings = list(check_files([SizedFile(*item) for item in sizes.items()], PAGES))
    assert [(one.path, one.is_over) for one in findings] == [
        ("captures/b.warc", False),
        ("c", False),
        ("captures/d.zip", True),
    ]
    assert findings[2].text.startswith("captures/d.zip has 100 MB; GitHub takes 100 MB a file. Remedy: ")


@pytest.mark.parametrize("seconds, count", [(479, 0), (480, 1), (3600, 1)])
def test_a_slow_build_is_a_warning_only_since_the_site_is_complete(seconds, count):
    findings = list(check_time(seconds, PAGES))
    assert [finding.is_over for finding in findings] == [False] * count
    assert all("Remedy:" in finding.text for finding in findings)


def test_hidden_files_are_no_part_of_the_published_site(tmp_path):
    for path in ("a.html", "b/c.html", ".hidden", ".folder/d.html"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"1234")
    assert measure_site(tmp_path) == 8


def test_files_that_git_has_or_would_add_are_listed(tmp_path):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    for name in ("kept", "new", "gone", "ignored"):
        (tmp_path / name).write_bytes(b"123")
    (tmp_path / ".gitignore").write_text("ignored\n", encoding="utf-8")
    subprocess.run(["git", "add", "kept", "gone"], cwd=tmp_path, check=True)
    (tmp_path / "gone").unlink()
    names = {file.path: file.size for file in list_git_files(tmp_path)}
    assert names == {".gitignore": 8, "kept": 3, "new": 3}


def test_outside_of_a_repository_no_file_is_listed(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a").touch()
    assert list_git_files(tmp_path) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list_git_files(tmp_path) == []
