"""The scripts behind `make check` and `make test-fast`: failures are reported, and changed files select their tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import check
from scripts.test_fast import choose_tests, find_tests, list_changed

ROOT = Path(__file__).resolve().parents[2]


def names(paths: set[Path]) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_a_failing_check_is_reported_with_its_output(monkeypatch, capsys):
    found = [sys.executable, "-c", "print('here it is'); raise SystemExit(3)"]
    monkeypatch.setattr(check, "CHECKS", {"good": lambda: [sys.executable, "-c", ""], "bad": lambda: found})
    assert check.main([]) == 1
    told = capsys.readouterr().out
    assert "good           ok" in told and "bad            FAILED" in told and "--- bad\nhere it is" in told
    assert check.main(["good"]) == 0
    assert "bad" not in capsys.readouterr().out


def test_an_unknown_check_is_a_wrong_call(capsys):
    assert check.main(["lints"]) == 2
    assert "No check is called lints" in capsys.readouterr().err


def test_every_check_is_a_hook_of_pre_commit():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert all(f"scripts/check.py {name}\n" in hooks for name in check.CHECKS)


def test_a_module_s_tests_mirror_or_import_it():
    found = names(find_tests("lunr_search.tokens", ROOT))
    assert "tests/lunr_search/test_tokens.py" in found
    assert "tests/lunr_search/test_snowball.py" in found
    assert "tests/newsrecord/test_slugs.py" not in found


def test_a_package_s_tests_are_all_of_them():
    found = names(find_tests("newsrecord", ROOT))
    assert {"tests/newsrecord/test_slugs.py", "tests/newsrecord/test_frontmatter.py"} <= found


@pytest.mark.parametrize(
    "path, test",
    [
        ("plugins/newsrecord/slugs.py", "tests/newsrecord/test_slugs.py"),
        ("tests/newsrecord/test_slugs.py", "tests/newsrecord/test_slugs.py"),
        ("tests/archive_pages/conftest.py", "tests/archive_pages/test_home.py"),
        ("theme/templates/article.html", "tests/site/test_theme.py"),
        ("scripts/node.py", "tests/scripts/test_setup.py"),
    ],
)
def test_a_changed_file_calls_for_its_tests(path, test):
    assert test in names(choose_tests([path], ROOT))


def test_changed_files_are_those_that_git_lists(tmp_path):
    def git(*arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    (tmp_path / "a b.py").write_text("1")
    (tmp_path / "c.py").write_text("1")
    git("add", ".")
    git("commit", "-m", "First")
    assert list_changed(tmp_path) == ["a b.py", "c.py"]
    (tmp_path / "a b.py").write_text("2")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "d.py").write_text("1")
    assert list_changed(tmp_path) == ["a b.py", "new/d.py"]
