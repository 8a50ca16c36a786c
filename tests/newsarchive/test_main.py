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
    assert "Exit status:" in capsys.readouterr().out.replace("\n", " ")
