"""Find a Chromium for the browser tests; install one.

`find_browser` is what the tests call. It prefers a headless shell to other browsers of the machine, and these to
Playwright's. A headless shell is Chromium without windows, and opens a new page in a fifth of the time.
`python scripts/browser.py --install` is what `make test` calls. Where this user may install packages, it installs
Debian's headless shell, also beside another browser; where there is no browser then, Playwright's Chromium.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
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
    """Install a headless shell where this user may install Debian's packages, and any Chromium where there is none.

    Raise SystemExit with the remedy if there is none then.
    """
    is_named = Path(os.environ.get("NEWSARCHIVE_BROWSER", "")).is_file()
    if not is_named and not shutil.which(SHELL) and _may_install_packages():
        print("Installing Debian's headless shell of Chromium for the browser tests: 65 MB to fetch ...", flush=True)
        _call_apt("update")
        _call_apt("install", "--yes", "--no-install-recommends", SHELL)
        if not find_browser():  # an older Debian has no such package
            _call_apt("install", "--yes", "--no-install-recommends", "chromium")
    if not find_browser():
        print("Installing Playwright's Chromium for the browser tests: 170 MB to fetch ...", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if not find_browser():
        sys.exit(
            "No Chromium could be installed. Install one and set NEWSARCHIVE_BROWSER to its path, "
            "then run make test again."
        )


def _may_install_packages() -> bool:
    return os.access("/", os.W_OK) and shutil.which("apt-get") is not None


def _call_apt(*arguments: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "-qq", *arguments], stdout=subprocess.DEVNULL, env=environment, check=False)


if __name__ == "__main__":
    try:
        if "--install" in sys.argv:
            install_browser()
        else:
            print(find_browser())
    except KeyboardInterrupt:
        sys.exit(130)
