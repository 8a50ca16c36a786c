"""Random chains of edits: after every step the output is compared byte by byte with a build from scratch."""

import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tests.storm.edits import EDITS
from tests.storm.processes import say_at_once, start
from tests.storm.project import Project, Result, make_project, read_output
from tests.storm.watching import NOT_WATCHED, Watching

_MOST_REPLAYS = 40


@dataclass(frozen=True)
class Step:
    """Some edits, each with its seed, and the way in which the build after them is run."""

    edits: tuple[tuple[str, int], ...]
    mode: str = "forked"
    options: tuple[str, ...] = ()
    killed_after: float | None = None
    """When an earlier build of the same edits is killed, as a part of the time that a build takes."""


@dataclass(frozen=True)
class Difference:
    """The differences between an incremental build and one from scratch."""

    kinds: tuple[str, ...]
    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def choose_step(chance: random.Random) -> Step:
    """Return a random step."""
    mode = chance.choices(["forked", "real", "watch"], [70, 15, 15])[0]
    names = [name for name in EDITS if mode != "watch" or name not in NOT_WATCHED]
    weights = [EDITS[name][0] for name in names]
    edits = tuple(
        (name, chance.randrange(10**6)) for name in chance.choices(names, weights, k=chance.choice([1, 1, 2, 3, 6]))
    )
    options: tuple[str, ...] = ()
    killed = None
    if mode != "watch":
        options = chance.choices(
            [(), ("--ignore-cache",), ("--delete-output-directory",), ("ARCHIVE_ENGINE_PROCESSES=2",)], [80, 8, 3, 9]
        )[0]
        killed = chance.uniform(0.1, 0.9) if chance.random() < 0.06 else None
    return Step(edits, mode, options, killed)


class Chain:
    """One project and its steps so far."""

    def __init__(self, folder: Path) -> None:
        self.project: Project = make_project(folder)
        self._watching: Watching | None = None
        self._cold: dict[str, Result] = {}

    def perform(self, step: Step, *, is_compared: bool = True) -> Difference | None:
        """Edit, build and compare; return what differs."""
        project = self.project
        if step.mode != "watch":
            self.end_watching()
        for name, seed in step.edits:
            EDITS[name][1](project, random.Random(seed))
        if step.killed_after is not None:
            self._kill_build(step)
        if "--delete-output-directory" in step.options and project.output().exists():
            project.owned.pop(project.call.output, None)
            project.bare.discard(project.call.output)
        missing_before = set(project.missing_owned())
        others = {name: read_output(project.folder / name)[0] for name in self._other_outputs()} if is_compared else {}
        ended = self._build(step)
        if not is_compared:
            self._note_built()
            return None
        warm = project.look(ended, project.call.output)
        cold = self._build_from_nothing()
        difference = _compare(warm, cold, is_watching=step.mode == "watch")
        notes = [f"an owner's file is gone: {path}" for path in project.missing_owned() if path not in missing_before]
        notes += [
            f"another output has changed: {name}"
            for name, files in others.items()
            if read_output(project.folder / name)[0] != files
        ]
        if "Traceback" in ended.text:
            notes.append("a traceback")
        self._note_built()
        if notes:
            kinds = difference.kinds if difference else ()
            difference = replace(
                difference or Difference(()), kinds=(*kinds, *sorted({note.partition(":")[0] for note in notes}))
            )
        if difference:
            return replace(difference, notes=(*notes, *ended.text.strip().splitlines()[-12:]))
        return None

    def end_watching(self) -> None:
        """End Pelican if it is watching."""
        if self._watching:
            self._watching.end()
            self._watching = None

    def _other_outputs(self) -> list[str]:
        outputs = ["output", "build/public", "preview"]
        return [name for name in outputs if name != self.project.call.output and (self.project.folder / name).exists()]

    def _note_built(self) -> None:
        call = self.project.call
        self.project.memory[call.output] = call.cache
        self.project.bare.discard(call.output)

    def _kill_build(self, step: Step) -> None:
        project = self.project
        command = start(
            "pelican",
            project.arguments(project.call),
            project.folder,
            project.folder.parent / "killed.log",
            is_forked=True,
        )
        time.sleep((step.killed_after or 0) * 0.3)
        command.kill_group(signal.SIGKILL)
        command.wait()
        project.memory.pop(project.call.output, None)

    def _build(self, step: Step) -> Any:
        project = self.project
        if step.mode != "watch":
            return project.build(project.call, *step.options, is_forked=step.mode == "forked")
        if self._watching:
            self._watching.rebuild([project.folder / project.call.settings, project.content()])
        else:
            self._watching = Watching(project, is_listening=bool(step.edits[0][1] % 2) if step.edits else False)
        ended = self._watching.wait()
        if ended.code:
            self._watching = None
        return ended

    def _build_from_nothing(self) -> Result:
        project = self.project
        key = project.inputs()
        if key not in self._cold:
            folder = project.folder.parent
            call = replace(project.call, output=str(folder / "cold"), cache=str(folder / "cold-cache"))
            for name in ("cold", "cold-cache"):
                shutil.rmtree(folder / name, ignore_errors=True)
            self._cold[key] = project.look(project.build(call), call.output)
        return self._cold[key]


def _compare(warm: Result, cold: Result, *, is_watching: bool) -> Difference | None:
    kinds = []
    missing = tuple(sorted(cold.files.keys() - warm.files.keys()))
    extra = tuple(sorted(warm.files.keys() - cold.files.keys()))
    different = tuple(
        sorted(name for name in warm.files.keys() & cold.files.keys() if warm.files[name] != cold.files[name])
    )
    kinds += [name for name, found in (("missing", missing), ("extra", extra), ("different", different)) if found]
    notes = []
    if warm.code != cold.code and not (is_watching and warm.code == 0):
        kinds.append("exit code")
        notes.append(f"exit code {warm.code}, from nothing {cold.code}")
    if warm.problems != cold.problems and not is_watching:
        kinds.append("problems")
        notes += [f"only here: {line}" for line in set(warm.problems) - set(cold.problems)]
        notes += [f"only from nothing: {line}" for line in set(cold.problems) - set(warm.problems)]
    if not kinds and warm.folders != cold.folders:
        kinds.append("empty folders")
        extra = tuple(sorted(warm.folders - cold.folders))
    return Difference(tuple(kinds), missing, extra, different, tuple(notes)) if kinds else None


def replay(steps: Sequence[Step], *, is_each_compared: bool = False) -> Difference | None:
    """Perform steps on a new project; return the difference after the last, or the first one if each is compared."""
    with tempfile.TemporaryDirectory(prefix="chain-") as folder:
        chain = Chain(Path(folder))
        try:
            for step in steps[:-1]:
                difference = chain.perform(step, is_compared=is_each_compared)
                if difference:
                    return difference
            return chain.perform(steps[-1])
        finally:
            chain.end_watching()


def shrink(steps: Sequence[Step], difference: Difference) -> tuple[list[Step], Difference]:
    """Return a shorter chain whose last step has the same kinds of differences, and these differences."""
    left = _MOST_REPLAYS
    best, found = list(steps), difference

    def fails(trial: Sequence[Step]) -> Difference | None:
        nonlocal left
        left -= 1
        result = replay(trial) if left >= 0 else None
        return result if result and result.kinds == difference.kinds else None

    def keep(trial: list[Step]) -> bool:
        nonlocal best, found
        result = fails(trial)
        if result:
            best, found = trial, result
        return result is not None

    size = len(best) // 2
    while size:
        at = 0
        while at < len(best) - 1:
            end = min(at + size, len(best) - 1)
            if not keep(best[:at] + best[end:]):
                at += size
        size //= 2
    for at in range(len(best) - 1, -1, -1):
        step = best[at]
        for plainer in (
            replace(step, mode="forked"),
            replace(best[at], options=()),
            replace(best[at], killed_after=None),
        ):
            if plainer != best[at]:
                keep([*best[:at], plainer, *best[at + 1 :]])
        for one in best[at].edits:
            edits = tuple(edit for edit in best[at].edits if edit != one)
            keep([*best[:at], replace(best[at], edits=edits), *best[at + 1 :]])
    return best, found


def run_chains(
    count: int,
    seed: int,
    *,
    most_shrunk: int = 5,
    kept: Path | None = None,
    say: Callable[[str], object] = say_at_once,
) -> dict[str, Any]:
    """Perform `count` steps, with a new project after each difference; return the report.

    Each project with a difference is stored in `kept`, by seed and step: its output, and `cold`, the last
    build from scratch.
    """
    chance = random.Random(seed)
    began = time.monotonic()
    faults: list[dict[str, Any]] = []
    edits: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    number = 0
    longest = 0
    while number < count:
        with tempfile.TemporaryDirectory(prefix="chain-") as folder:
            chain = Chain(Path(folder))
            steps: list[Step] = []
            difference = None
            try:
                while number < count and difference is None:
                    steps.append(choose_step(chance))
                    number += 1
                    edits.update(name for name, _ in steps[-1].edits)
                    modes[steps[-1].mode] += 1
                    difference = chain.perform(steps[-1])
            finally:
                chain.end_watching()
            if difference and kept:
                target = kept / f"seed-{seed}-step-{number}"
                shutil.rmtree(target, ignore_errors=True)
                shutil.copytree(folder, target, symlinks=True)
            longest = max(longest, len(steps))
        if difference:
            say(f"step {number}: {', '.join(difference.kinds)} after {[name for name, _ in steps[-1].edits]}")
            fault: dict[str, Any] = {"step": number, "difference": asdict(difference)}
            if len(faults) < most_shrunk:
                steps, shrunk = shrink(steps, difference)
                fault["shrunk"] = asdict(shrunk)
                for step in steps:
                    say(f"    {step}")
            fault["chain"] = [asdict(step) for step in steps]
            faults.append(fault)
    return {
        "steps": number,
        "seed": seed,
        "seconds": round(time.monotonic() - began, 1),
        "longest chain": longest,
        "edits": dict(sorted(edits.items())),
        "modes": dict(modes),
        "faults": faults,
    }
