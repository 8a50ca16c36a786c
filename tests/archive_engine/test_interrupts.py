"""Ctrl-C, and two builds at once: exit codes, no traceback, and an output that the next build completes."""

import concurrent.futures
import os
import signal
import subprocess
import sys
import threading
import time

import psutil
import pytest

from archive_engine.build_workers import BuildWorkers
from archive_engine.worker_site import Site
from tests.archive_engine.sites import ENGINE, KeptSite, build, make_archive, read_tree, write_article
from tests.commands.client import code_to_run

ARTICLES = 90
# Run by Python before Pelican: says on stdout that a step of the build has begun, and waits there for a signal.
WAITS = """
import importlib, sys, time
module, name = {where!r}.rsplit(".", 1)
try:
    owner = importlib.import_module(module)
except ImportError:
    module, kind = module.rsplit(".", 1)
    owner = getattr(importlib.import_module(module), kind)
real = getattr(owner, name)
def waiting(*arguments, **named):
    print("HERE", flush=True)
    time.sleep(60)
    return real(*arguments, **named)
setattr(owner, name, waiting)
"""
STEPS = {
    "loading plugins": "pelican.Pelican.init_plugins",
    "scanning": "archive_engine.planned.start_scan",
    "reading": "archive_engine.content_reading.resolve_path_conflicts",
    "writing": "archive_engine.planned.find_stale",
    "the rest": "archive_engine.planned.OtherGenerators.run",
    "another build's steps": "archive_engine.whole.list_files",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("interrupts") / "site", ARTICLES)
    assert build(site).code == 0
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def start(site, first="", *options):
    command = [
        sys.executable,
        "-c",
        first + code_to_run("pelican"),
        "content",
        "-s",
        "pelicanconf.py",
        "-o",
        "output",
        "--cache-path",
    ]
    command += [str(site / ".cache"), "--log-handler", "plain", "-e", f'PELICAN_CLASS="{ENGINE}"', *options]
    return subprocess.Popen(
        command, cwd=site, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        env=os.environ | {"COLUMNS": "200", "PYTHONPATH": str(site)},
    )  # fmt: skip


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("step", STEPS)
def test_ctrl_c_ends_a_build_with_130_and_without_a_traceback(site, step, times):
    write_article(site, 5, body="Edited.")
    more = ['PLUGINS=["archive_pages", "lunr_search", "pelican.plugins.neighbors"]'] if "another" in step else []
    process = start(site, WAITS.format(where=STEPS[step]), *more)
    said = []
    while not said or "HERE" not in said[-1]:
        said.append(process.stdout.readline())
        assert said[-1], "".join(said)
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
    text, _ = process.communicate(timeout=60)
    assert process.returncode == 130, text
    assert "Traceback" not in text and "KeyboardInterrupt" not in text, text
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_an_error_caused_by_ctrl_c_ends_the_build_as_ctrl_c_does(site):
    """Such an error is that of a pipe to a worker that Ctrl-C has ended."""
    code = "import archive_engine.pelican_class as engine, time\ndef run(self):\n    print('HERE', flush=True)\n"
    code += "    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n"
    code += "        raise OSError(9, 'Bad file descriptor')\n"
    process = start(site, code + "engine.ArchivePelican._run_once = run\n")
    while "HERE" not in process.stdout.readline():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    text, _ = process.communicate(timeout=60)
    assert process.returncode == 130 and "Traceback" not in text, text


def test_ctrl_c_ends_the_workers_too(site):
    for number in range(ARTICLES):
        write_article(site, number, body=f"Edited {number}.")
    slow = "import archive_engine.reader as reader, time\nreal = reader.SourceReader._read\n"
    slow += "def read(*arguments):\n    print('HERE', flush=True)\n    time.sleep(60)\n    return real(*arguments)\n"
    process = start(site, slow + "reader.SourceReader._read = read\n", "ARCHIVE_ENGINE_PROCESSES=2")
    while "HERE" not in process.stdout.readline():
        assert process.poll() is None
    workers = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)
    text, _ = process.communicate(timeout=60)
    left = psutil.wait_procs(workers, timeout=30)[1]
    assert process.returncode == 130 and "Traceback" not in text, text
    assert workers and not left


def test_a_second_build_waits_for_the_first(site, tmp_path):
    write_article(site, 5, body="Edited.")
    go = tmp_path / "go"
    os.mkfifo(go)
    waits = WAITS.format(where="archive_engine.content_reading.resolve_path_conflicts").replace(
        "time.sleep(60)", f"open({str(go)!r}).read()"
    )
    first = start(site, waits)
    while "HERE" not in first.stdout.readline():
        assert first.poll() is None
    second = start(site)
    assert "Another build of this archive is at work" in second.stdout.readline()
    with open(go, "w", encoding="ascii") as file:
        file.write("go")
    texts = [first.communicate(timeout=60)[0], second.communicate(timeout=60)[0]]
    assert (first.returncode, second.returncode) == (0, 0), texts
    assert "nothing has changed" in texts[1]
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_only_the_pool_cancels_tasks(monkeypatch):
    """If the build itself cancels a future and a worker then dies, the pool's thread ends and the build hangs."""
    cancelled_by = []
    real = concurrent.futures.Future.cancel

    def cancel(self):
        cancelled_by.append(threading.current_thread())
        return real(self)

    monkeypatch.setattr(concurrent.futures.Future, "cancel", cancel)
    workers = BuildWorkers(Site({}, None, []), 2, None)
    workers.start()
    processes = [psutil.Process(pid) for pid in workers.pids()]
    next(workers.map(_pause, range(12)))
    workers.stop()
    assert cancelled_by and threading.main_thread() not in cancelled_by
    assert not psutil.wait_procs(processes, timeout=30)[1]


def _pause(site, number):
    time.sleep(0.05)
