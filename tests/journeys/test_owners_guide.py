"""Each shell command of docs/owners.md, run one after another as an owner would who follows the guide."""

import re

import pytest

from tests.journeys.checkouts import ROOT, run_well
from tests.journeys.packages import build_wheel, copy_captures, offline_index

GUIDE = (ROOT / "docs/owners.md").read_text(encoding="utf-8")
SLUG = "keeper-lights-the-lamp"
CAPTURE = """<!DOCTYPE html><html lang="en"><head><title>Keeper lights the lamp</title>
<meta property="article:published_time" content="2024-04-02T10:00:00Z">
<link rel="canonical" href="https://halverin.example/lamp"></head><body><article><h1>Keeper lights the lamp</h1>
<p>The keeper lit the lamp of the tower for the first time, and two hundred people stood on the quay.</p>
<p>The harbour office had paid for the oil, and the school choir sang until the ferry came back from Osvell.</p>
</article></body></html>"""


def list_blocks() -> list[tuple[str, str]]:
    """Return the shell code of the guide, each with the heading of its part."""
    parts = re.split(r"^##+ (.+)$", GUIDE, flags=re.MULTILINE)[1:]
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return [(head, code) for head, part in pairs for code in re.findall(r"^```sh\n(.*?)^```", part, re.M | re.S)]


@pytest.fixture
def owner(tmp_path):
    wheel = build_wheel(ROOT, tmp_path / "wheel")
    return offline_index(wheel, tmp_path), tmp_path


def test_every_command_of_the_guide_works(owner):
    environment, home = owner
    archive = home / "papers"
    blocks = list_blocks()
    assert [head for head, _ in blocks] == [
        "Begin",
        "Import",
        "Import",
        "Correct an article",
        "Remove an article",
        "Upgrade",
    ]
    (_, begin), *others = blocks
    run_well(begin, home, environment)
    copy_captures(archive, "2022 2023")
    (archive / "captures/lamp.html").write_text(CAPTURE, encoding="utf-8")
    shape = re.search(r"## Shape the pages\n.*?^```python\n(.*?)^```", GUIDE, re.M | re.S)[1]
    with (archive / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write(shape)
    for name in ("logo.svg", "icon.png", "own.css"):
        (archive / "content/extra").mkdir(exist_ok=True)
        (archive / "content/extra" / name).write_bytes(b"")
    (archive / "content/pages/help.md").write_text("Title: Help\nSlug: help\n\nAsk the library.\n", encoding="utf-8")
    for head, code in others:
        if head == "Correct an article":
            (article,) = (archive / "content").glob(f"*/*/*/{SLUG}.md")
            text = article.read_text(encoding="utf-8")
            article.write_text(text.replace("Title: Keeper lights", "Title: Warden lights"), encoding="utf-8")
        run_well(code, archive, environment)
        if head == "Correct an article":
            assert "Warden lights the lamp" in (archive / "output/index.html").read_text(encoding="utf-8")
    home_page = (archive / "output/index.html").read_text(encoding="utf-8")
    assert "Kept by the town library of Halverin" in home_page and "/help.html" in home_page and "logo.svg" in home_page
    assert not list((archive / "output").glob(f"*/*/*/{SLUG}.html"))
    assert SLUG not in home_page

    # to be published under a sub-path
    (publish,) = re.findall(r"`(make publish NEWSARCHIVE_SITEURL=\S+)`", GUIDE)
    said = run_well(publish, archive, environment)
    assert "Nothing was left out." in said
    sitemap = (archive / "build/public/sitemap.xml").read_text(encoding="utf-8")
    assert "https://you.github.io/archive/" in sitemap
