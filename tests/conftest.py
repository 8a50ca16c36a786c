"""Fixtures that tests of several capabilities share: reference data, a built site, a browser, a server, a cluster."""

import errno
import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, sync_playwright

from benchmarks.reference_data import find_reference_data, locate_reference_data
from scripts.browser import find_browser
from tests.commands.client import Finished, run_command
from tests.memory_folder import use_memory_folder
from tests.waiting import wait_until

use_memory_folder()

# No deadline: the time of an example depends more on other processes than on the code. Every run of the tests has the
# same examples, so that it says the same of the same code; `make fuzz` looks for others (`--hypothesis-profile`).
hypothesis.settings.register_profile("other-examples", deadline=None)
hypothesis.settings.register_profile("same-examples", deadline=None, derandomize=True)
hypothesis.settings.load_profile("same-examples")

ROOT = Path(__file__).resolve().parents[1]
# Chromium must send no requests to other hosts than the tested one; root needs --no-sandbox; without a graphics card,
# drawing as if there were one would take a fifth of the browser's time.
BROWSER_FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


class BuildSite(Protocol):
    """The type of the function that the fixture `build_site` returns."""

    def __call__(
        self,
        content: Path,
        output: Path,
        *options: str,
        settings: str = "pelicanconf.py",
        env: dict[str, str] | None = None,
    ) -> Finished: ...


class ShareFolder(Protocol):
    """The type of the function that the fixture `share_folder` returns."""

    def __call__(self, name: str, fill: Callable[[Path], None]) -> Path: ...


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """Return the folder of real news; the test is skipped if it is not there."""
    folder = find_reference_data()
    if folder is None:
        pytest.skip(f"no reference data at {locate_reference_data()} (set NEWSARCHIVE_REFERENCE_DATA)")
    return folder


@pytest.fixture
def refuse_listing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the listing of all folders of one name fail: refuse_listing(name, code of the error)."""

    def refuse(name: str, code: int = errno.EACCES) -> None:
        real = os.scandir

        def scan(path: str | os.PathLike[str] = ".") -> object:
            if os.path.basename(os.fspath(path).rstrip(os.sep)) == name:
                raise OSError(code, os.strerror(code), os.fspath(path))
            return real(path)

        monkeypatch.setattr(os, "scandir", scan)

    return refuse


@pytest.fixture(scope="session")
def import_captures() -> Callable[..., Finished]:
    """Run `newsarchive import` as a process: import_captures(content, *arguments) returns it when it has ended."""

    def run(content: Path, *arguments: object) -> Finished:
        return run_command("newsarchive", ["import", *arguments, "--content", content], Path.cwd())

    return run


@pytest.fixture(scope="session")
def build_site() -> BuildSite:
    """Run `pelican` as a process: build_site(content, output, *options) returns it when it has ended.

    Its cache is beside output.
    """

    def run(
        content: Path,
        output: Path,
        *options: str,
        settings: str = "pelicanconf.py",
        env: dict[str, str] | None = None,
    ) -> Finished:
        cache = output.parent / f"{output.name}-cache"
        call = [content, "--output", output, "--settings", ROOT / settings, "--fatal", "errors"]
        call += ["--extra-settings", f'CACHE_PATH="{cache}"', *options]
        return run_command("pelican", call, ROOT, environment=env)

    return run


@pytest.fixture(scope="session")
def share_folder(tmp_path_factory: pytest.TempPathFactory) -> ShareFolder:
    """Fill a folder once for all of pytest-xdist's processes: share_folder(name, fill) returns the filled folder.

    Tests read it and write nothing there.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def share(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / f"shared-{name}"
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                draft = shared / f"{name}-draft"
                draft.mkdir()
                fill(draft)
                draft.rename(folder)
        return folder

    return share


@pytest.fixture(scope="session")
def demo_site(share_folder: ShareFolder, build_site: BuildSite) -> Path:
    """Return the folder of the demo archive, built once from `content/`."""

    def fill(folder: Path) -> None:
        built = build_site(ROOT / "content", folder / "output")
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("demo", fill) / "output"


@pytest.fixture(scope="session")
def short_lists_site(share_folder: ShareFolder, build_site: BuildSite) -> Path:
    """Return the demo archive with four stories on each page of a list, so that every template has a page."""

    def fill(folder: Path) -> None:
        built = build_site(ROOT / "content", folder / "output", "ARCHIVE_PAGES_LIST_LENGTH=4")
        assert built.returncode == 0, built.stdout + built.stderr

    return share_folder("short-lists", fill) / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium, one for all tests of a process."""
    path = find_browser()
    assert path, "no browser: make setup-test brings one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing: the output of tests is for failures."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on loopback while the tests run: serve(folder) returns the address, `http://127.0.0.1:PORT`."""
    servers: dict[Path, http.server.ThreadingHTTPServer] = {}

    def run(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_QuietHandler, directory=str(folder))
            servers[folder] = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
            # the interval at which a server checks whether it should end
            threading.Thread(target=servers[folder].serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{servers[folder].server_address[1]}"

    yield run
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler with two workers, each a process of its own as on a cluster; yield its address."""
    address_file = tmp_path / "scheduler.json"
    environment = os.environ | {"DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    started: list[subprocess.Popen[bytes]] = []

    def start(module: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *options]
        quiet = subprocess.DEVNULL
        started.append(subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=tmp_path, env=environment))

    try:
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(address_file))
        wait_until(lambda: started[0].poll() is not None or _has_text(address_file), "no scheduler")
        address = json.loads(address_file.read_text())["address"]
        for _ in range(2):
            start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
        yield address
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()


def _has_text(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
