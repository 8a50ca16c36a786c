"""Builds mutated Markdown files: each becomes a page or is reported, and an incremental build equals a whole one."""

import random
import re
import shutil
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from tests.fuzz.mutations import mutate
from tests.fuzz.seeds import list_markdown
from tests.storm.processes import Ended, say_at_once
from tests.storm.project import Project, Result, make_project

BATCH = 250
_REJECTED = re.compile(r"(\d/\d{3}\.md):\d+: rejected: ")  # other files become pages, repaired
_SKIPPED = re.compile(rb"^status:\s*skip", re.IGNORECASE | re.MULTILINE)
_OWNER = "article/"
_SLOW_SECONDS = 120
_MOST_BROKEN = 8


def run_markdown(
    count: int, seed: int, keep: Path, *, first: int = 0, say: Callable[[str], object] = say_at_once
) -> dict[str, Any]:
    """Build `count` mutated files; keep the inputs of faults in folders below `keep`. Return the report.

    The files of a batch depend on `seed` and its position; `first`, a multiple of BATCH, skips earlier batches.
    """
    began = time.monotonic()
    seeds = list_markdown()
    faults: list[dict[str, Any]] = []
    fates: Counter[str] = Counter()
    done, count = first, first + count
    with tempfile.TemporaryDirectory(prefix="markdown-") as name:
        while done < count:
            chance = random.Random(f"{seed}-{done}")
            size = min(BATCH, count - done)
            folder = Path(name) / str(done)
            project = _make_empty(folder)
            files = {
                f"{number % 9}/{number:03}.md": mutate(chance.choice(seeds), chance, seeds) for number in range(size)
            }
            for attempt in range(_MOST_BROKEN):
                # files that break a build are removed from the batch, and the rest is built again
                fates.update(_check_batch(project, files, random.Random(f"{seed}-{done}-{attempt}"), faults, keep, say))
                broken = faults[-1]["files"] if faults and faults[-1]["kind"].startswith("a broken") else []
                broken = [name for name in broken if files.pop(name, None) is not None]
                if not broken:
                    break
                shutil.rmtree(folder)
                project = _make_empty(folder)
            shutil.rmtree(folder)
            done += size
            say(f"{done} Markdown files, {time.monotonic() - began:.0f} s, {len(faults)} faults")
    return {
        "steps": done - first,
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
        "seeds": len(seeds),
        "fates": dict(fates),
        "faults": faults,
    }


def build_files(folder: Path, files: dict[str, bytes]) -> tuple[Ended, Result]:
    """Build a new project of some Markdown files; return the result of the build."""
    project = _make_empty(folder)
    for name, data in files.items():
        (project.content() / name).write_bytes(data)
    return _build(project)


def account_files(folder: Path, files: dict[str, bytes]) -> tuple[Counter[str], list[str]]:
    """Build a new project of some Markdown files, named as in a batch; return each file's result and the faults."""
    project = _make_empty(folder)
    for name, data in files.items():
        _write(project, name, data)
    kinds: list[str] = []
    fates = _account(project, files, _build(project, is_cold=True), lambda kind, *_, **__: kinds.append(kind))
    return fates, kinds


def _make_empty(folder: Path) -> Project:
    folder.mkdir(parents=True)
    return make_project(folder, 0)


def _check_batch(
    project: Project,
    files: dict[str, bytes],
    chance: random.Random,
    faults: list[dict[str, Any]],
    keep: Path,
    say: Callable[[str], object],
) -> Counter[str]:
    def add(kind: str, names: Sequence[str], **facts: object) -> None:
        target = keep / f"{kind.replace(' ', '-')}-{len(faults) + 1}"
        for name in names:
            target.mkdir(parents=True, exist_ok=True)
            (target / name.replace("/", "-")).write_bytes(
                early.get(name, files[name]) if "first" in kind else files[name]
            )
        faults.append({"kind": kind, "files": list(names), "kept": str(target), **facts})
        say(f"fault: {kind}: {list(names)} {str(facts)[:400]}")

    names = sorted(files)
    late = set(chance.sample(names, len(names) // 3))
    changed = set(chance.sample(names, len(names) // 5)) - late
    # first two thirds of the files, some with other content than at the end, and some that are removed later
    early = {
        name: mutate(files[name], chance) if name in changed else files[name] for name in names if name not in late
    }
    for name, data in early.items():
        _write(project, name, data)
    for number in range(10):
        _write(project, f"gone/{number}.md", files[chance.choice(names)])
    first = _build(project)
    for name in names:
        if name in late or name in changed:
            _write(project, name, files[name])
    shutil.rmtree(project.content() / "gone")
    warm = _build(project)
    cold = _build(project, is_cold=True)
    for what, (ended, _) in (("whole", cold), ("first", first), ("incremental", warm)):
        if _is_broken(ended):
            tried = early if what == "first" else files
            few = _bisect(sorted(tried), partial(_fails_of, project, tried))
            add(f"a broken {what} build", few, code=ended.code, seconds=round(ended.seconds), text=ended.text[-2500:])
            return Counter(broken=len(names))
    results = warm[1], cold[1]
    if results[0] != results[1]:
        add("an incremental build differs", sorted(late | changed)[:0], **_describe(*results))
    return _account(project, files, cold, add)


def _account(
    project: Project, files: dict[str, bytes], cold: tuple[Ended, Result], add: Callable[..., None]
) -> Counter[str]:
    """Count the result of each file: a page of its own, rejected with a message, left out by its status, or a fault."""
    ended, result = cold
    named = {path for line in result.problems for path in re.findall(r"(\d/\d{3}\.md):\d+: ", line)}
    if ended.code != int(bool(result.problems)):
        add("an exit code that does not fit", [], code=ended.code, problems=len(result.problems))
    rejected = {match[1] for match in map(_REJECTED.search, result.problems) if match}
    skipped = {name for name, data in files.items() if _SKIPPED.search(data)} - rejected
    places = _read_places(project)
    paged = {name for name in files if places.get(name) in result.files}
    if lost := sorted(files.keys() - paged - rejected - skipped):
        add("a file without page and line", lost[:5], files_in_all=len(lost))
    if both := sorted(paged & rejected):
        add("a page of a rejected file", both[:5], files_in_all=len(both))
    return Counter(pages=len(paged), named=len(named), rejected=len(rejected), skipped=len(skipped - paged))


def _read_places(project: Project) -> dict[str, str]:
    """Return the path of the page that the cold build made of each source. A path has one owner in the store."""
    (path,) = (project.folder.parent / "cold-cache/outputs").glob("*/pages.sqlite")
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute("SELECT owner, save_as FROM page WHERE owner LIKE ?", (f"{_OWNER}%",))
        return {owner.removeprefix(_OWNER): save_as for owner, save_as in rows}


def _fails_alone(project: Project, files: dict[str, bytes]) -> bool:
    for path in project.content().glob("[0-9]/*.md"):
        path.unlink()
    for name, data in files.items():
        _write(project, name, data)
    ended, _ = _build(project, is_cold=True)
    return _is_broken(ended)


def _fails_of(project: Project, files: dict[str, bytes], names: Sequence[str]) -> bool:
    return _fails_alone(project, {name: files[name] for name in names})


def _is_broken(ended: Ended) -> bool:
    is_stopped = "Traceback" in ended.text or "The build has stopped" in ended.text
    return is_stopped or ended.code not in (0, 1) or ended.seconds > _SLOW_SECONDS


def _bisect(names: Sequence[str], fails: Callable[[Sequence[str]], bool]) -> list[str]:
    found = list(names)
    size = len(found) // 2
    while size:
        at = 0
        while at < len(found) and len(found) > 1:
            rest = found[:at] + found[at + size :]
            if rest and fails(rest):
                found = rest
            else:
                at += size
        size //= 2
    return found[:5]


def _build(project: Project, *, is_cold: bool = False) -> tuple[Ended, Result]:
    call = project.call
    if is_cold:
        parent = project.folder.parent
        for name in ("cold", "cold-cache"):
            shutil.rmtree(parent / name, ignore_errors=True)
        call = replace(call, output=str(parent / "cold"), cache=str(parent / "cold-cache"))
    ended = project.build(call)
    return ended, project.look(ended, call.output)


def _write(project: Project, name: str, data: bytes) -> None:
    path = project.content() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def _describe(warm: Result, cold: Result) -> dict[str, object]:
    names = warm.files.keys() | cold.files.keys()
    return {
        "codes": [warm.code, cold.code],
        "missing": sorted(cold.files.keys() - warm.files.keys())[:5],
        "extra": sorted(warm.files.keys() - cold.files.keys())[:5],
        "different": sorted(name for name in names if warm.files.get(name) != cold.files.get(name))[:8],
        "problems": sorted(set(warm.problems) ^ set(cold.problems))[:6],
        "folders": sorted(warm.folders ^ cold.folders)[:5],
    }
