"""What `make pictures` does: build the demo, or CONTENT, and take a picture of each template in build/pictures/.

Pictures are taken in light and dark, on screens of three widths.
"""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.browser import find_browser  # noqa: E402
from tests.browser.pages import TEMPLATES  # noqa: E402
from tests.conftest import BROWSER_FLAGS  # noqa: E402

PICTURES = ROOT / "build" / "pictures"
WIDTHS = (380, 768, 1400)
# Four stories on each page of a list, so that every template has a page.
OPTIONS = ("ARCHIVE_PAGES_LIST_LENGTH=4", f'CACHE_PATH="{PICTURES / "cache"}"')


def main() -> int:
    site = PICTURES / "site"
    content = os.environ.get("CONTENT") or "content"
    command = [sys.executable, "-m", "pelican", content, "-o", str(site), "-e", *OPTIONS]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=BROWSER_FLAGS)
        for scheme in ("light", "dark"):
            page = browser.new_page(color_scheme=scheme)
            for template, pattern in TEMPLATES.items():
                # another archive than the demo may have no such page
                for path in sorted(site.glob(pattern))[:1]:
                    page.goto(path.as_uri())
                    for width in WIDTHS:
                        page.set_viewport_size({"width": width, "height": 900})
                        name = f"{template.replace(' ', '-')}-{width}-{scheme}.png"
                        page.screenshot(path=PICTURES / name, full_page=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
