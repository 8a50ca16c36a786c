"""Sites built for the tests of whole sites."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import BuildSite, ShareFolder

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = "https://news.example/some/where"


@pytest.fixture(scope="session")
def public_site(share_folder: ShareFolder, build_site: BuildSite) -> Path:
    """Return the folder of the demo archive as it is published, built once."""

    def fill(folder: Path) -> None:
        environment = {"NEWSARCHIVE_SITEURL": PUBLIC}
        built = build_site(ROOT / "content", folder / "output", settings="publishconf.py", env=environment)
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("public", fill) / "output"


@pytest.fixture
def build_articles(
    tmp_path: Path, build_site: BuildSite
) -> Callable[..., tuple[subprocess.CompletedProcess[str], Path]]:
    """Build a site of {file name: text}: build_articles(articles, *options) returns (process, output)."""

    def run(articles: dict[str, str], *options: str, **more: Any) -> tuple[subprocess.CompletedProcess[str], Path]:
        content, output = tmp_path / "content", tmp_path / "output"
        for name, text in articles.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return build_site(content, output, *options, **more), output

    return run
