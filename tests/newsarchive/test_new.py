"""`newsarchive new`: what it writes, what it never overwrites, and that the archive can be built."""

import os
import runpy
import shutil
from pathlib import Path

import pytest
from pelican import settings as settings_file

from archive_engine.fingerprints import settings_fingerprint
from newsarchive.main import main
from newsarchive.new import FILES
from newsarchive.places import EXAMPLE_URL, TEMPLATE
from tests.commands.client import run_command

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["Halverin Papers", 'The "Lamp" \\ keeper\'s', "Архів Гальверіна", "a\nb"]


def new(folder: Path, *options: object) -> int:
    return main(["new", str(folder), *map(str, options)])


def read_settings(folder: Path, name: str) -> dict:
    """Return the settings of an archive."""
    values = runpy.run_path(str(folder / f"{name}.py"))
    return {key: value for key, value in values.items() if key.isupper()}


def test_it_has_every_file_of_the_template():
    assert sorted(FILES.values()) == sorted(path.name for path in TEMPLATE.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_any_name_becomes_a_setting(tmp_path, name):
    assert new(tmp_path / "a", "--name", name) == 0
    assert read_settings(tmp_path / "a", "pelicanconf")["SITENAME"] == " ".join(name.split())


def test_the_name_is_the_folder_s_if_none_is_given(tmp_path):
    assert new(tmp_path / "halverin-papers") == 0
    assert read_settings(tmp_path / "halverin-papers", "pelicanconf")["SITENAME"] == "Halverin papers"


def test_the_url_and_the_language_become_settings(tmp_path):
    assert new(tmp_path / "a", "--lang", "uk", "--url", "https://halverin.example/news/") == 0
    text = (tmp_path / "a/publishconf.py").read_text(encoding="utf-8")
    assert '"NEWSARCHIVE_SITEURL", "https://halverin.example/news"' in text
    assert read_settings(tmp_path / "a", "pelicanconf")["DEFAULT_LANG"] == "uk"
    about = (tmp_path / "a/content/pages/about.md").read_text(encoding="utf-8")
    assert about.startswith("Title: Про цей архів\nSlug: about\n\n")
    assert read_settings(tmp_path / "a", "pelicanconf")["SITESUBTITLE"].startswith("Збережені новини")


def test_a_language_without_labels_is_told(tmp_path, capsys):
    assert new(tmp_path / "a", "--lang", "tlh") == 0
    assert "no labels in 'tlh'" in capsys.readouterr().out
    assert read_settings(tmp_path / "a", "pelicanconf")["DEFAULT_LANG"] == "tlh"


@pytest.mark.parametrize("there", [*FILES, "content/pages/about.md"])
def test_a_file_that_is_there_is_never_overwritten(tmp_path, there, capsys):
    folder = tmp_path / "a"
    (folder / there).parent.mkdir(parents=True)
    (folder / there).write_text("mine", encoding="utf-8")
    assert new(folder) == 2
    assert f"are in {folder} already: {there}" in capsys.readouterr().err
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / there]
    assert (folder / there).read_text(encoding="utf-8") == "mine"


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/README.md").write_text("mine", encoding="utf-8")
    assert new(tmp_path / "a") == 0
    assert (tmp_path / "a/README.md").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "options",
    [
        ["--lang", "English!"],
        ["--url", "halverin.example"],
        ["--url", "ftp://halverin.example"],
        ["--url", "https://[halverin"],
        ["--url", "https://halverin.example/?a=b"],
        ["--url", "https://halverin.example/a b"],
        ["--name", " \n"],
    ],
)
def test_a_wrong_option_makes_nothing(tmp_path, options, capsys):
    with pytest.raises(SystemExit) as ended:
        new(tmp_path / "a", *options)
    assert ended.value.code == 2
    assert "error: " in capsys.readouterr().err
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_is_told_in_one_line(tmp_path, capsys):
    tmp_path.chmod(0o500)
    assert new(tmp_path / "a") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_file_in_the_folder_s_place_is_told_in_one_line(tmp_path, capsys):
    (tmp_path / "a").write_text("mine", encoding="utf-8")
    assert new(tmp_path / "a") == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_empty_archive_builds_and_says_that_it_is_empty(tmp_path):
    new(tmp_path / "a", "--name", "Halverin Papers")
    built = run_command("pelican", ["content"], tmp_path / "a", is_merged=True)
    assert built.returncode == 0, built.stdout
    home = (tmp_path / "a/output/index.html").read_text(encoding="utf-8")
    # a command is no business of the public's
    assert "Halverin Papers" in home and "The archive is empty" in home and "captures/" not in home
    assert (tmp_path / "a/output/search.html").exists()
    assert "Search" in (tmp_path / "a/output/about.html").read_text(encoding="utf-8")


def test_the_demo_builds_for_a_public_url(tmp_path):
    new(tmp_path / "a", "--demo")
    articles = list((tmp_path / "a/content").glob("20*/**/*.md"))
    assert len(articles) > 40
    shutil.rmtree(tmp_path / "a/content/2019")
    built = run_command("pelican", ["content", "-s", "publishconf.py"], tmp_path / "a", is_merged=True)
    assert built.returncode == 0, built.stdout
    public = tmp_path / "a/build/public"
    assert EXAMPLE_URL in (public / "sitemap.xml").read_text(encoding="utf-8")
    assert not (tmp_path / "a/output").exists()


@pytest.mark.parametrize("folder", ["new", "project"])
def test_the_public_site_reads_articles_as_the_one_for_this_machine_does(folder, tmp_path, monkeypatch):
    assert new(tmp_path / "new") == 0
    monkeypatch.chdir(tmp_path / "new" if folder == "new" else ROOT)
    own, public = (settings_file.read_settings(f"{name}.py") for name in ("pelicanconf", "publishconf"))
    read = [settings_fingerprint(one, is_for_reading=True, left_out=["publication"]) for one in (own, public)]
    assert read[0] == read[1]


def test_the_next_steps_can_be_pasted_into_a_shell(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "my papers"
    monkeypatch.setattr("sys.executable", str(folder / ".venv/bin/python"))
    assert new(folder) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [f"  cd '{folder}'", "  .venv/bin/newsarchive build"]
    monkeypatch.setattr("sys.executable", "/opt/the venv/bin/python")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert new(tmp_path / "b") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  '/opt/the venv/bin/newsarchive' build"
