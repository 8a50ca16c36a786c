"""`newsarchive build` and `serve` in an archive of an owner's own, and what an owner may do wrong."""

import re
import shutil
from pathlib import Path

import pytest

from newsarchive.build import find_program
from newsarchive.main import main
from tests.capture_import.cases import CASES
from tests.commands.client import run_command

LAMP = CASES / "full-shape" / "captures" / "harbour-lamp.txt"
COMMANDS = ("build", "serve", "publish")


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "papers"
    assert main(["new", str(folder), "--name", "Halverin Papers"]) == 0
    capsys.readouterr()
    return folder


def test_it_imports_builds_and_says_where_the_site_is(archive):
    shutil.copy(LAMP, archive / "captures")
    done = run_command("newsarchive", ["build"], archive, is_merged=True)
    assert done.returncode == 0, done.stdout
    assert "1 capture: 1 imported" in done.stdout
    assert f"Open {(archive / 'output/index.html').as_uri()}" in done.stdout
    assert list((archive / "output/2023").rglob("*.html"))


def test_a_rejected_capture_is_told_and_the_rest_is_built(archive):
    shutil.copy(LAMP, archive / "captures")
    (archive / "captures/empty.txt").touch()
    done = run_command("newsarchive", ["build"], archive, is_merged=True)
    assert "rejected captures/empty.txt: empty" in done.stdout
    assert list((archive / "output/2023").rglob("*.html"))


def test_quiet_prints_nothing(archive):
    shutil.copy(LAMP, archive / "captures")
    done = run_command("newsarchive", ["build", "--quiet"], archive, is_merged=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert (archive / "output/index.html").exists()


def test_publish_takes_the_url_of_the_call(archive):
    shutil.copy(LAMP, archive / "captures")
    call = ["publish", "--url", "https://halverin.example/papers"]
    done = run_command("newsarchive", call, archive, is_merged=True)
    assert done.returncode == 0, done.stdout
    assert "MB for https://halverin.example/papers;" in done.stdout
    assert "https://halverin.example/papers/" in (archive / "build/public/sitemap.xml").read_text(encoding="utf-8")


def test_there_is_nothing_to_serve_before_a_build(archive):
    done = run_command("newsarchive", ["serve"], archive)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "`newsarchive build` builds it" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_no_archive_is_told_in_one_line(command, tmp_path):
    done = run_command("newsarchive", [command], tmp_path)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (2, 1, "")
    assert "`newsarchive new DIR` makes one" in done.stderr


FAULTS = {
    'SITENAME = "Halverin': "line 2: SyntaxError",
    "SITENAME = Halverin": "line 2: NameError",
    "from nowhere import *": "line 2: ModuleNotFoundError",
    "SITENAME = 1 / 0": "line 2: ZeroDivisionError",
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("line", FAULTS)
def test_a_fault_in_the_settings_is_told_with_its_line(archive, command, line):
    (archive / "pelicanconf.py").write_text(f"from newsarchive.defaults import *\n{line}\n", encoding="utf-8")
    done = run_command("newsarchive", [command], archive)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert done.stderr.startswith(f"newsarchive: pelicanconf.py, {FAULTS[line]}")


@pytest.mark.parametrize("port", ["0", "70000", "x", "-1", "8000000000"])
def test_a_port_that_is_none_is_a_wrong_call(archive, port, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", f"--port={port}"])
    assert ended.value.code == 2
    assert "not a port from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "publish"])
def test_a_broken_names_file_builds_nothing_and_is_told_with_its_line(command, archive):
    (archive / "content/names.toml").write_text('[[entity]]\nname = "Lamp"\nkind = "tagg"\n', encoding="utf-8")
    done = run_command("newsarchive", [command], archive)
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        ["newsarchive: content/names.toml, line 3: unknown kind 'tagg': did you mean tag?"],
    )


# what only Pelican or a plugin finds out, after the import
LATER_FAULTS = {
    'THEME = "nowhere"': "Could not find the theme nowhere",
    'TIMEZONE = "Mars/Halverin"': "TIMEZONE is 'Mars/Halverin', which is no time zone",
    "DEFAULT_LANG = 5": "the settings or a plugin: AttributeError",
    'PLUGINS = [*PLUGINS, "nowhere"]': "Cannot import plugin `nowhere` CRITICAL Nothing was built",
    "ARCHIVE_PAGES_MENU = 5": "ARCHIVE_PAGES_MENU is 5",
}


@pytest.mark.parametrize("command", ["build", "publish"])
@pytest.mark.parametrize("line", LATER_FAULTS)
def test_a_fault_that_stops_the_build_is_told_without_a_traceback(archive, command, line):
    shutil.copy(LAMP, archive / "captures")
    assert run_command("newsarchive", ["build", "--quiet"], archive).returncode == 0
    pages = sorted(archive.rglob("output/**/*.html"))
    with (archive / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(f"{line}\n")
    done = run_command("newsarchive", [command], archive, is_merged=True)
    # Pelican's log has the time only where it is another second than on the line before
    said = re.sub(r"\[\d\d:\d\d:\d\d\] ", "", " ".join(done.stdout.split()))
    assert done.returncode == 2 and LATER_FAULTS[line] in said, said
    assert "Traceback" not in said and "Open " not in said and "Upload " not in said
    assert sorted(archive.rglob("output/**/*.html")) == pages


def test_a_quiet_publication_says_nothing_and_ends_well(archive):
    shutil.copy(LAMP, archive / "captures")
    done = run_command("newsarchive", ["publish", "--quiet"], archive, is_merged=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("command", ["build", "publish"])
def test_a_file_or_a_page_that_the_settings_name_and_nobody_made_is_told(archive, command):
    with (archive / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('ARCHIVE_PAGES_LOGO = "logo.svg"\nARCHIVE_PAGES_CSS = "own.css"\n')
        settings.write(
            'ARCHIVE_PAGES_MENU = [("Help", "help.html"), ("All", "archives.html"), ("T", "https://x.example")]\n'
        )
    (archive / "content/extra").mkdir()
    (archive / "content/extra/own.css").touch()
    done = run_command("newsarchive", [command], archive)
    assert done.returncode == 0, done.stderr
    assert (
        "ARCHIVE_PAGES_LOGO is 'logo.svg', but there is no such file: put it into content/extra/logo.svg" in done.stdout
    )
    assert "ARCHIVE_PAGES_MENU has 'Help', but there is no page help.html" in done.stdout
    assert "own.css" not in done.stdout and "'All'" not in done.stdout and "'T'" not in done.stdout


def test_a_program_whose_script_names_another_folder_is_called_by_its_module(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    (tmp_path / "pelican").write_text(f"#!{tmp_path / 'python'}\n", encoding="utf-8")
    (tmp_path / "newsarchive").write_text("#!/where/it/was/python\n", encoding="utf-8")
    assert find_program("pelican") == [tmp_path / "pelican"]
    assert find_program("newsarchive") == [str(tmp_path / "python"), "-P", "-m", "newsarchive"]
    assert find_program("nowhere") == [str(tmp_path / "python"), "-P", "-m", "nowhere"]
