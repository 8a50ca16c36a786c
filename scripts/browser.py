"""Find a Chromium for the browser tests; install one if there is none.

The order is: one on the machine, Debian's package if this user may install packages, Playwright's own.
`find_browser` is what the tests call; `python scripts/browser.py --install` is what `make test` calls.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC_APPS = ("Google Chrome", "Chromium", "Microsoft Edge")


def find_browser() -> str | None:
    """Return the path of a Chromium: $NEWSARCHIVE_BROWSER, one on the PATH, macOS's apps, Playwright's; None if there
    is none.
    """
    named = os.environ.get("NEWSARCHIVE_BROWSER")
    apps = [f"/Applications/{app}.app/Contents/MacOS/{app}" for app in MAC_APPS]
    # Playwright comes last, and is called only then, as it has to start first
    for find in (lambda: [named], lambda: map(shutil.which, NAMES), lambda: apps, lambda: [_playwright_browser()]):
        for path in find():
            if path and Path(path).exists():
                return path
    return None


def _playwright_browser() -> str | None:
    # imported here: the tests of this file, and a machine with its own browser, need no Playwright
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def install_browser() -> None:
    """Install a Chromium in the first way that works. Raise SystemExit with the remedy if none does."""
    if os.access("/", os.W_OK) and shutil.which("apt-get"):
        print("Installing Debian's chromium for the browser tests: 100 MB to fetch, 400 MB on disk ...", flush=True)
        for step in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *step],
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                check=False,
            )
    if not find_browser():
        print("Installing Playwright's Chromium for the browser tests: 170 MB to fetch ...", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not find_browser():
        sys.exit(
            "No Chromium could be installed. Install one and set NEWSARCHIVE_BROWSER to its path, "
            "then run make test again."
        )


if __name__ == "__main__":
    try:
        if "--install" in sys.argv and not find_browser():
            install_browser()
        elif "--install" not in sys.argv:
            print(find_browser())
    except KeyboardInterrupt:
        sys.exit(130)
