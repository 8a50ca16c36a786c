"""Builds that fail: killed, on a full disk, without permission, or with files that vanish while they run."""

import contextlib
import errno
import glob
import os
import shutil
import signal
import subprocess
import sys

import psutil
import pytest

from tests.archive_engine.sites import ENGINE, ROOT, KeptSite, build, make_archive, read_tree, write_article
from tests.commands.client import code_to_run
from tests.waiting import PATIENCE_S, wait_until

ARTICLES = 100
# Run by Python before Pelican: writes to the output fail from the 50th on.
FAILING = """
import os
count, real = 0, os.open
def failing(path, flags, *arguments, **named):
    global count
    if "archive-engine-partial" in str(path) and flags & os.O_WRONLY:
        count += 1
        if count > {after}:
            raise OSError({code}, os.strerror({code}), str(path))
    return real(path, flags, *arguments, **named)
os.open = failing
"""
# Run by Python before Pelican: one file vanishes between the scan and the reading.
VANISHING = """
import os
import archive_engine.planned as planned
real = planned.finish_scan
def scan(*arguments):
    found = real(*arguments)
    os.unlink({path!r})
    return found
planned.finish_scan = scan
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    site = make_archive(tmp_path_factory.mktemp("archive") / "site", ARTICLES)
    assert build(site).code == 0
    return KeptSite(site)


@pytest.fixture
def site(built):
    return built.restore()


def start(site, *program):
    command = [
        sys.executable,
        *program,
        "content",
        "-s",
        "pelicanconf.py",
        "-o",
        "output",
        "--cache-path",
        str(site / ".cache"),
    ]
    command += ["--log-handler", "plain", "-e", f'PELICAN_CLASS="{ENGINE}"', "ARCHIVE_ENGINE_PROCESSES=2"]
    return subprocess.Popen(
        command, cwd=site, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )


def read_stamps(folder):
    """Return the identity of the file at each path, while a build may be replacing files."""
    stamps = {}
    for path in glob.iglob(f"{folder}/**/*.html", recursive=True):
        with contextlib.suppress(FileNotFoundError):
            stamps[path] = os.stat(path).st_ino
    return stamps


def has_come_to(process, site, earlier, count):
    """Return whether a build has ended or written `count` pages; with None, whether it has begun to store articles."""
    if process.poll() is not None:
        return True
    if count is None:
        return bool(glob.glob(f"{site}/.cache/**/*.sqlite", recursive=True))
    return sum(earlier.get(path) != stamp for path, stamp in read_stamps(site / "output").items()) >= count


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["cold", "warm"])
def test_the_build_after_a_killed_one_has_the_same_bytes(site, kind):
    if kind == "cold":
        shutil.rmtree(site / "output")
        shutil.rmtree(site / ".cache")
    else:
        for number in range(0, ARTICLES, 2):
            write_article(site, number, body=f"Edited {number}.")
    assert build(site, out="expected", cache="expected-cache").code == 0
    expected = read_tree(site / "expected")
    earlier = read_stamps(site / "output")
    before = read_tree(site / "output")
    changed = sum(before.get(path) != data for path, data in expected.items())
    assert changed > 40
    # killed when it begins to read, and after shares of the output were written
    for share in (None, 0, 0.2, 0.5, 0.8, 0.99):
        process = start(site, "-m", "pelican")
        wait_until(has_come_to, "no output", process, site, earlier, share and share * changed)
        with contextlib.suppress(ProcessLookupError):  # it ended before the kill
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if kind == "cold":
            for path in (site / "output").rglob("*.html"):
                # each file is complete or missing
                assert path.read_bytes() == (site / "expected" / path.relative_to(site / "output")).read_bytes()
    last = build(site)
    assert last.code == 0, last.text
    assert read_tree(site / "output") == expected


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux that workers end with their build")
def test_a_killed_builds_workers_end_with_it(site):
    shutil.rmtree(site / ".cache")
    process = start(site, "-m", "pelican")
    wait_until(lambda: len(psutil.Process(process.pid).children()) >= 2, "no workers")
    workers = psutil.Process(process.pid).children()
    process.kill()
    process.communicate()
    assert psutil.wait_procs(workers, timeout=PATIENCE_S)[1] == []


@pytest.mark.slow
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_a_full_disk_leaves_the_earlier_output(site, code):
    earlier = read_tree(site / "output")
    for number in range(ARTICLES):
        write_article(site, number, body=f"Edited {number}.")
    for after in (0, 50):
        process = start(site, "-c", FAILING.format(code=code, after=after) + code_to_run("pelican"))
        text, _ = process.communicate()
        assert process.returncode == 1 and os.strerror(code) in text, text
        assert "Traceback" not in text
        tree = read_tree(site / "output")
        assert tree.keys() == earlier.keys()
        assert sum(tree[path] != earlier[path] for path in tree) <= 2 * after + 2 * after
    assert build(site).code == 0
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


def test_a_file_that_vanishes_during_the_build_is_named(site):
    write_article(site, 7, body="Edited.")
    gone = next((site / "content").rglob("*-7.md"))
    process = start(site, "-c", VANISHING.format(path=str(gone)) + code_to_run("pelican"))
    text, _ = process.communicate()
    assert process.returncode == 1 and f"{gone.name}:1: rejected: it vanished while the site was built" in text, text
    run = build(site)
    assert run.code == 0, run.text
    assert build(site, out="cold", cache="cold-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "cold")


@pytest.mark.parametrize(
    "error", ["OperationalError('database or disk is full')", "DatabaseError('database disk image is malformed')"]
)
def test_a_store_that_can_not_be_written_stops_the_build_with_a_message(site, error):
    write_article(site, 5, body="Edited.")
    first = f"""
import sqlite3
from archive_engine.page_store import PageStore
def fail(*arguments):
    raise sqlite3.{error}
PageStore.put_pages = fail
"""
    run = build(site, first=first)
    assert run.code == 1 and error.split("'")[1] in run.text and len(run.text.splitlines()) == 1, run.text
    assert build(site).code == 0
    assert build(site, out="expected", cache="expected-cache").code == 0
    assert read_tree(site / "output") == read_tree(site / "expected")


def test_a_missing_content_folder_is_reported_in_one_line(tmp_path):
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    for name in ("theme", "plugins"):
        (tmp_path / name).symlink_to(ROOT / name, target_is_directory=True)
    run = build(tmp_path)
    assert run.code == 1
    assert "There is no folder content/" in run.text and "make html" in run.text and len(run.text.splitlines()) == 1, (
        run.text
    )
    (tmp_path / "content").mkdir()
    run = build(tmp_path)
    assert run.code == 0, run.text


# Run by Python before Pelican: a folder of the content can't be listed, as on a disk that fails.
UNLISTED = """
import os
real = os.scandir
def list_folder(path="."):
    if str(path).rstrip("/").endswith("content/2019"):
        raise PermissionError(13, "Permission denied", path)
    return real(path)
os.scandir = list_folder
"""


def test_a_folder_that_can_not_be_listed_stops_the_build_and_loses_no_page(site):
    before = read_tree(site / "output")
    run = build(site, first=UNLISTED)
    assert run.code == 1 and "content/2019" in run.text and "Permission denied" in run.text, run.text
    assert len(run.text.splitlines()) == 1 and read_tree(site / "output") == before
    assert build(site).code == 0 and read_tree(site / "output") == before


@pytest.mark.parametrize("code", ["SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY", "SQLITE_IOERR_WRITE"])
def test_a_store_that_can_not_be_opened_now_is_kept(site, code):
    before = {path: path.read_bytes() for path in (site / ".cache").rglob("*.sqlite") if "lunr" not in str(path)}
    first = f"""
import sqlite3
from archive_engine.source_store import SourceStore
def fail(self):
    error = sqlite3.OperationalError("it can't be done")
    error.sqlite_errorcode = sqlite3.{code}
    raise error
SourceStore.read_version = fail
"""
    run = build(site, first=first)
    assert run.code == 1 and "archive-engine.sqlite can't be read or written: it can't be done" in run.text, run.text
    assert before and {path: path.read_bytes() for path in before} == before


def test_an_edit_of_a_file_from_1970_is_shown(site):
    edited = write_article(site, 7)
    for body in ("The first wording.", "Quite another wording."):
        write_article(site, 7, body=body)
        os.utime(edited, ns=(0, 0))
        assert build(site).code == 0
        page = next((site / "output").rglob("*-7.html"))
        assert body in page.read_text(encoding="utf-8")
