"""The expected pages of the small site: their list, and the function that rewrites them."""

import shutil
from pathlib import Path

SMALL = Path(__file__).parent / "small"
EXPECTED = Path(__file__).parent / "golden"
# One story on each page of a list, so that a small site has older pages, too.
OPTIONS = ("ARCHIVE_PAGES_LIST_LENGTH=1",)
PAGES = (
    "index.html",
    "404.html",
    "about.html",
    "archives.html",
    "sections.html",
    "tags.html",
    "authors.html",
    "2024/index.html",
    "2024/05/index.html",
    "2024/05/14/index.html",
    "2024/05/14/footbridge-opens.html",
    "2024/05/14/pishokhidnyi-mist-vidkryly-na-hodynu.html",
    "2023/11/02/footbridge-closed.html",
    "tag/reed-bridge.html",
    "tag/reed-bridge/2016--2023.html",
    "author/ann-lee.html",
    "section/news-of-the-world.html",
)


def rewrite_golden(output: Path) -> None:
    """Replace the expected pages by those of a site that was built from `small/`."""
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for page in PAGES:
        (EXPECTED / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(output / page, EXPECTED / page)
