"""What tests of several capabilities share: the reference data, a site built for real, a browser, a web server, a
cluster.
"""

import functools
import http.server
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import sync_playwright

# How long an example takes says more about the machine's other work than about the code.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).resolve().parents[1]
# Headless Chromium must ask nothing of any host but the tested one; root needs --no-sandbox.
BROWSER_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """Return the folder of real news; the test skips where it is not there."""
    folder = Path(os.environ.get("NEWSARCHIVE_REFERENCE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder} (set NEWSARCHIVE_REFERENCE_DATA)")
    return folder


@pytest.fixture(scope="session")
def import_captures():
    """Run `newsarchive import` for real: import_captures(content, *arguments) gives the finished process."""

    def run(content: Path, *arguments: object) -> subprocess.CompletedProcess:
        command = [Path(sys.executable).with_name("newsarchive"), "import", *map(str, arguments), "--content", content]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    return run


@pytest.fixture(scope="session")
def build_site():
    """Run `pelican` for real: build_site(content, output, *options) gives the finished process; its cache is beside
    output.
    """

    def run(
        content: Path, output: Path, *options: str, settings: str = "pelicanconf.py", env=None
    ) -> subprocess.CompletedProcess:
        cache = output.parent / f"{output.name}-cache"
        command = [sys.executable, "-m", "pelican", content, "--output", output, "--settings", ROOT / settings]
        overrides = ["--fatal", "errors", "--extra-settings", f'CACHE_PATH="{cache}"', *options]
        environment = {**os.environ, **(env or {})}
        return subprocess.run(
            [*command, *overrides],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            env=environment,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory, build_site) -> Path:
    """Return the folder of the demo archive, built once from `content/`."""
    output = tmp_path_factory.mktemp("demo") / "output"
    built = build_site(ROOT / "content", output)
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture(scope="session")
def short_lists_site(tmp_path_factory, build_site) -> Path:
    """Return the demo archive with lists of four stories a page, so that lists have several and every template has a
    page.
    """
    output = tmp_path_factory.mktemp("short-lists") / "output"
    built = build_site(ROOT / "content", output, "ARCHIVE_PAGES_LIST_LENGTH=4")
    assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture(scope="session")
def browser():
    """Yield a headless Chromium (Playwright's `Browser`), one for all tests."""
    spec = importlib.util.spec_from_file_location("find_browser", ROOT / "scripts" / "browser.py")
    scripts_browser = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scripts_browser)
    path = scripts_browser.find_browser()
    assert path, "no browser: make setup-test brings one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Stay silent: tests' output is for failures."""


@pytest.fixture(scope="session")
def serve():
    """Serve folders on loopback while the tests run: serve(folder) gives the address, `http://127.0.0.1:PORT`."""
    servers = []

    def run(folder: Path) -> str:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_QuietHandler, directory=str(folder))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def cluster(tmp_path: Path):
    """Yield the address of a scheduler with two workers, each a process of its own, as a cluster has them."""
    address_file = tmp_path / "scheduler.json"
    environment = os.environ | {"DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
    common = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path, "env": environment}
    scheduler = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(address_file),
        ],
        **common,
    )
    started = [scheduler]
    try:
        _wait_for(address_file)
        address = json.loads(address_file.read_text())["address"]
        for _ in range(2):
            worker = [
                sys.executable,
                "-m",
                "distributed.cli.dask_worker",
                address,
                "--nthreads",
                "1",
                "--no-dashboard",
                "--no-nanny",
                "--local-directory",
                str(tmp_path),
            ]
            started.append(subprocess.Popen(worker, **common))
        yield address
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait(timeout=30)


def _wait_for(path: Path) -> None:
    for _ in range(600):
        if path.exists() and path.stat().st_size:
            return
        time.sleep(0.1)
    raise TimeoutError(path)
