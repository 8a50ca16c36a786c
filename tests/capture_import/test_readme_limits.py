"""The README's tables agree with the code: limits with their defaults, options, statuses."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from capture_import.containers.limits import MB, Limits
from capture_import.pipeline.report import STATUSES
from newsarchive.main import main

README = (Path(__file__).parents[2] / "plugins" / "capture_import" / "README.md").read_text(encoding="utf-8")


def test_limits() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| ([\d, MB]+) \|", README, re.MULTILINE))
    defaults = {field.name: field.default for field in fields(Limits)}
    read = {
        name: float(text.replace(",", "").removesuffix("MB")) * (MB if text.endswith("MB") else 1)
        for name, text in listed.items()
    }
    assert read == defaults


def test_statuses() -> None:
    assert (
        tuple(re.findall(r"^\| `(\w+)` \| (?=it is|this very|the same|a URL|it was)", README, re.MULTILINE)) == STATUSES
    )


def test_options(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    shown = set(re.findall(r"--[a-z-]+", capsys.readouterr().out)) - {"--help"}
    call = README.partition("newsarchive import")[2].partition("```")[0]
    assert shown == set(re.findall(r"\[(--[a-z-]+)", call))
