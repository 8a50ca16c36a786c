"""The package in an empty environment: an archive of its own is made, filled, built, searched from disk, upgraded."""

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from scripts.browser import find_browser
from tests.capture_import.forms.web_page.test_known_publishers import PAGE, URL
from tests.journeys.checkouts import ROOT, run_well
from tests.journeys.packages import build_wheel, check_out, copy_captures, make_environment, measure, read_files

# The commit in which `newsarchive new` first worked.
FIRST = "7318ecc"
PATIENCE_MS = 120_000
# What an installation may take at most, without pip and setuptools, which every environment has.
MOST_BYTES = 250e6


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def search_from_disk(site: Path, query: str) -> list[str]:
    """Return the headlines that the search page finds, opened from disk in a browser without a network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        context = browser.new_context(offline=True)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{(site / 'search.html').as_uri()}?q={query}")
        page.locator(".results a").first.wait_for()
        found = page.locator(".results a").all_inner_texts()
        browser.close()
    return found


def test_the_wheel_makes_an_archive_in_an_empty_environment(wheel, tmp_path):
    programs = make_environment(tmp_path / "venv", wheel)
    packages = next((tmp_path / "venv/lib").glob("*/site-packages"))
    own = measure(packages) - sum(measure(path) for name in ("pip", "setuptools") for path in packages.glob(name))
    assert own <= MOST_BYTES
    run_well(f"{programs}/newsarchive new papers --name 'Halverin Papers'", tmp_path)
    archive = tmp_path / "papers"
    copy_captures(archive, "2022 2023")
    said = run_well(f"{programs}/newsarchive import captures", archive)
    assert "imported" in said and "rejected" not in said.splitlines()[-1]
    run_well(f"{programs}/pelican content", archive)
    assert "Halverin Papers" in (archive / "output/index.html").read_text(encoding="utf-8")
    assert [headline for headline in search_from_disk(archive / "output", "bridge") if "Bridge" in headline]
    # a second language's stemmer is in the wheel, too
    run_well(f"{programs}/newsarchive new lampe --lang de --name Lampe", tmp_path)
    with (tmp_path / "lampe/pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write('LUNR_SEARCH_LANGUAGES = ("de", "en")\n')
    run_well(f"{programs}/newsarchive build", tmp_path / "lampe")
    assert list((tmp_path / "lampe/output/search/stemmers").glob("*.js"))
    # and its catalogue
    assert ">Suche</a>" in (tmp_path / "lampe/output/index.html").read_text(encoding="utf-8")


def test_an_upgrade_changes_no_file_of_the_owner_s(wheel, tmp_path):
    earlier = build_wheel(check_out(FIRST, "0.0.9", tmp_path / "project"), tmp_path / "earlier")
    programs = make_environment(tmp_path / "venv", earlier)
    assert run_well(f"{programs}/newsarchive --version", tmp_path) == "newsarchive 0.0.9\n"
    run_well(f"{programs}/newsarchive new papers", tmp_path)
    archive = tmp_path / "papers"
    copy_captures(archive, "2022 2023")
    run_well(f"{programs}/newsarchive import captures && {programs}/pelican content", archive)
    article = next((archive / "content").glob("2023/**/*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nA sentence of mine.\n", encoding="utf-8")
    run_well("git init --quiet && git add --all && git commit --quiet -m Papers", archive)
    before = read_files(archive)

    run_well(f"{programs}/pip install --quiet --upgrade '{wheel}'", tmp_path)
    assert run_well(f"{programs}/newsarchive --version", tmp_path) == "newsarchive 0.1.0\n"
    assert run_well(f"{programs}/pip check", tmp_path) == "No broken requirements found.\n"
    run_well(f"PATH={programs}:$PATH make html", archive)
    assert read_files(archive) == before
    assert run_well("git status --porcelain", archive) == ""
    page = next((archive / "output").glob(f"2023/*/*/{article.stem}.html"))
    assert "A sentence of mine." in page.read_text(encoding="utf-8")


def test_the_extra_fundus_installs_beside_the_package_and_reads_a_site_that_it_knows(wheel, tmp_path):
    programs = make_environment(tmp_path / "venv", wheel, "[fundus]")
    assert run_well(f"{programs}/pip check", tmp_path) == "No broken requirements found.\n"
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "page.html.meta.json").write_text(f'{{"url": "{URL}"}}', encoding="utf-8")
    said = run_well(f"{programs}/newsarchive import page.html", tmp_path)
    assert "1 imported" in said and "newsarchive[fundus]" not in said
    code = "import capture_import.forms.web_page.known_publishers as known; print(len(known._publishers_by_domain()))"
    assert int(run_well(f"{programs}/python -c '{code}'", tmp_path)) > 100
