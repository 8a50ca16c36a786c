"""The command line as a whole: its version, its help, each command's entry."""

from importlib.metadata import version

import pytest

from newsarchive.main import COMMANDS, main, make_parser


def test_the_version_is_the_package_s(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"newsarchive {version('newsarchive')}\n"


def list_commands() -> list[str]:
    (commands,) = (action for action in make_parser()._actions if action.dest == "command")
    return list(commands.choices)


def test_each_module_is_one_command_named_as_the_module():
    assert list_commands() == [module.__name__.removeprefix("newsarchive.").strip("_") for module in COMMANDS]


@pytest.mark.parametrize("name", list_commands())
def test_each_command_has_help_that_says_what_its_exit_statuses_mean(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out.replace("\n", " ")
    assert "Exit status:" in said and "--quiet" in said


def test_quiet_commands_print_nothing(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    assert main(["new", ".", "--quiet"]) == 0
    (tmp_path / "content/lamp.md").write_text("Title: Lamp\nDate: 2024-05-02\nSlug: lamp\n\nLit.\n", encoding="utf-8")
    for call in ("list", "stats", "list --json", "remove lamp --reason Asked"):
        assert main([*call.split(), "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")
    assert not (tmp_path / "content/lamp.md").exists()


def test_an_empty_folder_s_name_makes_no_archive(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["new", ""])
    assert ended.value.code == 2 and "it is empty" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
