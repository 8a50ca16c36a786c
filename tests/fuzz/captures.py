"""Imports mutated captures in batches: by one worker, by two, and a second time."""

import json
import multiprocessing
import os
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.commands.forked import warm_up
from tests.fuzz.mutations import mutate, mutate_container
from tests.fuzz.seeds import Seed, list_captures
from tests.storm.processes import Ended, find_session, say_at_once, start

BATCH = 400
STATUSES = ("imported", "unchanged", "duplicate", "revision", "rejected")
_CAPTURE_SECONDS = 5  # seconds of processor time: a mutant has at most 300 kB, so no linear rule takes longer
_BATCH_SECONDS = 600
_MOST_TRIALS = 30  # imports to find the few files of a batch that cause a failure
Line = dict[str, str | None]


@dataclass
class Imported:
    """The result of an import."""

    ended: Ended
    lines: list[Line]
    texts: dict[str, bytes]


def run_captures(
    count: int, seed: int, keep: Path, *, has_reference: bool = True, say: Callable[[str], object] = say_at_once
) -> dict[str, Any]:
    """Import `count` mutants; keep the inputs of faults in folders below `keep`. Return the report."""
    began = time.monotonic()
    seeds = list_captures(has_reference=has_reference)
    faults: list[dict[str, Any]] = []
    statuses: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    done = 0
    warm_up()  # the forked processes of the pool need not do it each
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        # one batch for each processor at a time, since most of a batch's time is an import by one worker
        pool = ProcessPoolExecutor(len(os.sched_getaffinity(0)), multiprocessing.get_context("fork"))
        with pool:
            batches = [
                pool.submit(
                    _run_batch, Path(name) / str(first), seeds, f"{seed}-{first}", min(BATCH, count - first), keep
                )
                for first in range(0, count, BATCH)
            ]
            for batch in as_completed(batches):
                lines, found = batch.result()
                for fault in found:
                    say(f"fault: {str(fault)[:500]}")
                faults += found
                statuses.update(line["status"] or "" for line in lines)
                reasons.update(_kind_of_reason(line["reason"] or "") for line in lines if line["status"] == "rejected")
                done = min(count, done + BATCH)
                say(f"{done} captures, {time.monotonic() - began:.0f} s, {len(faults)} faults")
    return {
        "steps": done,
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
        "seeds": len(seeds),
        "statuses": dict(statuses),
        "reasons": dict(reasons.most_common(60)),
        "faults": faults,
    }


def _run_batch(
    folder: Path, seeds: Sequence[Seed], seed: str, size: int, keep: Path
) -> tuple[list[Line], list[dict[str, Any]]]:
    folder.mkdir()
    faults: list[dict[str, Any]] = []
    inbox = folder / "inbox"
    write_batch(inbox, seeds, [one.data for one in seeds if not one.is_container], random.Random(seed), size)
    lines = check_batch(folder, inbox, faults, keep / f"batch-{seed}")
    shutil.rmtree(folder)
    return lines, faults


def write_batch(inbox: Path, seeds: Sequence[Seed], others: Sequence[bytes], chance: random.Random, size: int) -> None:
    """Write `size` mutants into a folder."""
    inbox.mkdir(parents=True)
    for number in range(size):
        seed = chance.choice(seeds)
        data = mutate_container(seed.data, chance) if seed.is_container else mutate(seed.data, chance, others)
        suffix = (
            seed.suffix
            if chance.random() < 0.9
            else chance.choice([".html", ".txt", ".md", ".xml", ".json", ".warc", ".zip", ""])
        )
        (inbox / f"{number:03}{suffix}").write_bytes(data)


def check_batch(folder: Path, inbox: Path, faults: list[dict[str, Any]], keep: Path) -> list[Line]:
    """Import a batch by one worker, by two, and again; add what is wrong to `faults`. Return the first report."""

    def add(kind: str, files: Sequence[Path], **facts: object) -> None:
        target = keep / f"{kind.replace(' ', '-')}-{len(faults) + 1}"
        for file in files:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
        faults.append({"kind": kind, "files": [file.name for file in files[:5]], "kept": str(target), **facts})

    one = import_all(folder, inbox, 1, "one")
    if is_broken(one):
        files = bisect(folder, inbox, lambda trial: is_broken(import_all(folder, trial, 1, "bisected")))
        add("a broken import", files, text=one.ended.text[-3000:], code=one.ended.code)
        for file in files:
            file.unlink()
        one = import_all(folder, inbox, 1, "one")
    two = import_all(folder, inbox, 2, "two")
    if slow := _find_slow(inbox, [*one.lines, *two.lines]):
        # whether a capture exceeds the time limit is random, so such captures are not compared
        for path, line in slow.items():
            add("a slow capture", [path], line=line)
            path.unlink()
        one, two = import_all(folder, inbox, 1, "one"), import_all(folder, inbox, 2, "two")
    for path, lines in account(inbox, one.lines).items():
        if not lines and not _says_skipped(import_all(folder, path, 1, "alone").ended.text):
            add("a capture without a line", [path])
    for fault in check_lines(one):
        add(fault, [])
    if (differing := _first_difference(one, two, folder)) is not None:
        files = bisect(
            folder,
            inbox,
            lambda trial: (
                _first_difference(import_all(folder, trial, 1, "b1"), import_all(folder, trial, 2, "b2"), folder)
                is not None
            ),
        )
        add("two workers give something else", files, difference=differing)
    again = import_all(folder, inbox, 1, "one", is_new=False)
    wrong = [line for line in again.lines if line["status"] not in ("unchanged", "duplicate", "rejected")]
    if (
        wrong
        or again.texts != one.texts
        or again.ended.code != one.ended.code
        or _rejected(again) != _rejected(one)
        or len(again.lines) != len(one.lines)
    ):

        def changes(trial: Path) -> bool:
            first, second = import_all(folder, trial, 1, "b1"), import_all(folder, trial, 1, "b1", is_new=False)
            return (
                first.texts != second.texts
                or _rejected(first) != _rejected(second)
                or any(line["status"] not in ("unchanged", "duplicate", "rejected") for line in second.lines)
            )

        changed = sorted(
            name for name in one.texts.keys() | again.texts.keys() if one.texts.get(name) != again.texts.get(name)
        )
        add(
            "the same import again gives something else",
            bisect(folder, inbox, changes),
            lines=wrong[:3],
            changed=changed[:3],
            codes=[one.ended.code, again.ended.code],
            rejected=[sorted(_rejected(one) ^ _rejected(again))[:4]],
        )
    return one.lines


def import_all(folder: Path, inbox: Path, workers: int, content: str, *, is_new: bool = True) -> Imported:
    """Import a folder into a content folder."""
    target, report = folder / content, folder / f"{content}.jsonl"
    if is_new:
        shutil.rmtree(target, ignore_errors=True)
    report.unlink(missing_ok=True)
    arguments = [
        "import", str(inbox), "--content", str(target), "--report", str(report), "--workers", str(workers),
        "--limit", f"capture_seconds={_CAPTURE_SECONDS}",
    ]  # fmt: skip
    command = start("newsarchive", arguments, folder, folder / "import.log", is_forked=True)
    try:
        ended = command.wait(_BATCH_SECONDS)
    except TimeoutError:
        ended = Ended(-9, f"Traceback: the import took more than {_BATCH_SECONDS} s", _BATCH_SECONDS)
    if left := find_session(command.pid):
        ended = Ended(ended.code, f"Traceback: {len(left)} processes were left\n{ended.text}", ended.seconds)
    texts = {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file() and ".newsarchive" not in path.parts
    }
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()] if report.exists() else []
    return Imported(ended, lines, texts)


def is_broken(done: Imported) -> bool:
    """Return whether an import ended otherwise than with 0, or with 1 and a rejected capture."""
    has_rejected = any(line["status"] == "rejected" for line in done.lines)
    return "Traceback" in done.ended.text or done.ended.code != int(has_rejected)


def account(inbox: Path, lines: Sequence[Line]) -> dict[Path, list[Line]]:
    """Return the report's lines for every file of an inbox."""
    found: dict[Path, list[Line]] = {path: [] for path in sorted(inbox.iterdir())}
    for line in lines:
        name = (line["source"] or "").removeprefix(f"{inbox}/")
        path = inbox / re.split(r"[#/]", name)[0]
        if path in found:
            found[path].append(line)
    return found


def check_lines(done: Imported) -> list[str]:
    """Return what is wrong with a report and the articles: a status, a missing file, wrong totals."""
    wrong = []
    counts = Counter(line["status"] for line in done.lines)
    if counts.keys() - set(STATUSES):
        wrong.append("an unknown status")
    said = {
        status: int(number)
        for number, status in re.findall(
            r"(\d+) (imported|unchanged|duplicate|revision|rejected)", done.ended.text.strip().splitlines()[-1]
        )
    }
    if said != dict(counts):
        wrong.append(f"the last line counts {said}, the report {dict(counts)}")
    wrong += [
        f"an article and a rejection: {line}"
        for line in done.lines
        if (line["status"] == "rejected") != (line["article"] is None)
    ]
    for name, data in done.texts.items():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            wrong.append(f"an article that is not UTF-8: {name}")
            continue
        if name.endswith(".md") and (
            not text.startswith("Title: ") or re.search(r"[\0-\x08\x0b-\x1f\x7f\ufffe\uffff]", text)
        ):
            wrong.append(f"an article with control characters or without a title: {name}")
    return wrong[:3]


def bisect(folder: Path, inbox: Path, fails: Callable[[Path], bool]) -> list[Path]:
    """Return a small part of an inbox that still fails (all of it if it takes all), found in few trials."""
    files = sorted(inbox.iterdir())
    size = len(files) // 2
    left = _MOST_TRIALS
    trial = folder / "trial"
    while size and left:
        at = 0
        while at < len(files) and len(files) > 1 and left:
            rest = files[:at] + files[at + size :]
            shutil.rmtree(trial, ignore_errors=True)
            trial.mkdir()
            for file in rest:
                shutil.copy2(file, trial)
            left -= 1
            if rest and fails(trial):
                files = rest
            else:
                at += size
        size //= 2
    return files


def _find_slow(inbox: Path, lines: Sequence[Line]) -> dict[Path, Line]:
    """Return the files that took too long, each with its line."""
    slow = [line for line in lines if re.search(r"too slow|ended the process", line["reason"] or "")]
    return {path: found[0] for path, found in account(inbox, slow).items() if found}


def _first_difference(one: Imported, two: Imported, folder: Path) -> list[Any] | None:
    """Return the first difference between two imports, apart from the paths of the content."""
    first, second = ([_plain(line, folder) for line in done.lines] for done in (one, two))
    for line, other in zip(first, second, strict=False):
        if line != other:
            return [line, other]
    if len(first) != len(second) or one.ended.code != two.ended.code:
        return [len(first), len(second), one.ended.code, two.ended.code]
    names = sorted(name for name in one.texts.keys() | two.texts.keys() if one.texts.get(name) != two.texts.get(name))
    return names[:4] or None


def _plain(line: Line, folder: Path) -> list[str | None]:
    return [re.sub(rf"{re.escape(str(folder))}/\w+/", "", value) if value else value for value in line.values()]


def _rejected(done: Imported) -> set[tuple[str | None, str | None]]:
    return {(line["source"], line["reason"]) for line in done.lines if line["status"] == "rejected"}


def _says_skipped(text: str) -> bool:
    return "skipped" in text


def _kind_of_reason(reason: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"[:;(].*", "", reason))[:60]
