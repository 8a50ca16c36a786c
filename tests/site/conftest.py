"""Sites built for the tests of whole sites."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def short_lists_site(tmp_path_factory, build_site) -> Path:
    """The demo archive with lists of four stories a page, so that lists have several."""
    output = tmp_path_factory.mktemp("short-lists") / "output"
    built = build_site(ROOT / "content", output, "ARCHIVE_PAGES_LIST_LENGTH=4")
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture
def build_articles(tmp_path, build_site):
    """Builds a site of articles given as {file name: text}: build_articles(articles, *options) gives (process, output)."""

    def run(articles: dict[str, str], *options: str, **more):
        content, output = tmp_path / "content", tmp_path / "output"
        for name, text in articles.items():
            path = content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return build_site(content, output, *options, **more), output

    return run
