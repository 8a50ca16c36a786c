"""Imports of mixed captures, killed repeatedly, then run to the end, must equal an unbroken import."""

import json
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from newsarchive.main import main as import_main
from tests.storm.inbox import make_inbox
from tests.storm.kills import Tally, kill_by_chance
from tests.storm.processes import run, say_at_once, start

_INBOXES = 4
_MOST_KILLS = 5
Line = tuple[str, str, str | None, str | None]


class _Inbox:
    """An inbox, the result of an unbroken import of it, and the report of a second import."""

    def __init__(self, folder: Path, seed: int, workers: int, *, has_earlier: bool) -> None:
        self.folder, self.workers = folder, workers
        make_inbox(folder / "inbox", seed)
        self._earlier = folder / "earlier"
        self.content = folder / "content"
        if has_earlier:
            self._make_earlier(seed)
        self.restore()
        ended = self.import_all(workers)
        self.seconds, self.code = ended.seconds, ended.code
        self.texts, self.lines = self.read_content(), self.read_report()
        self.import_all(workers)
        self.lines_again = self.read_report()
        assert self.read_content() == self.texts

    def _make_earlier(self, seed: int) -> None:
        """Make an archive of earlier captures, in which a person has edited one article and removed one."""
        make_inbox(self.folder / "before", seed + 1)
        run(
            "newsarchive",
            ["import", "before", "--content", "earlier", "--workers", "1"],
            self.folder,
            self.folder / "before.log",
        )
        articles = sorted(self._earlier.rglob("*.md"))
        articles[0].write_text(articles[0].read_text(encoding="utf-8") + "\nA line of the owner's.\n", encoding="utf-8")
        articles[1].unlink()

    def restore(self) -> None:
        """Restore the content as it was before the import."""
        shutil.rmtree(self.content, ignore_errors=True)
        if self._earlier.exists():
            shutil.copytree(self._earlier, self.content)

    def arguments(self, workers: int) -> list[str]:
        """Return the arguments of `newsarchive`."""
        return ["import", "inbox", "--content", "content", "--report", "report.jsonl", "--workers", str(workers)]

    def import_all(self, workers: int, *, is_forked: bool = True) -> Any:
        """Run the import to its end."""
        return run("newsarchive", self.arguments(workers), self.folder, self.folder / "import.log", is_forked=is_forked)

    def read_content(self) -> dict[str, bytes]:
        """Return every file of the content by its path, without the import's private files."""
        paths = (path for path in self.content.rglob("*") if path.is_file())
        names = ((path.relative_to(self.content), path) for path in paths)
        return {name.as_posix(): path.read_bytes() for name, path in names if name.parts[0] != ".newsarchive"}

    def read_report(self) -> list[Line]:
        """Return the report's lines."""
        rows = [json.loads(line) for line in (self.folder / "report.jsonl").read_text(encoding="utf-8").splitlines()]
        return [(row["source"], row["status"], row["article"], row["reason"]) for row in rows]


def run_imports(count: int, seed: int, *, say: Callable[[str], object] = say_at_once) -> dict[str, Any]:
    """Kill imports `count` times. Return the report."""
    chance = random.Random(seed)
    tally = Tally(count, say)
    with tempfile.TemporaryDirectory(prefix="imports-") as name:
        _warm_up(Path(name) / "warm")
        inboxes = [
            _Inbox(Path(name) / str(number), 10 * seed + number, 1 + number % 2, has_earlier=number >= 2)
            for number in range(min(_INBOXES, 1 + count // 10))
        ]
        for number, inbox in enumerate(inboxes):
            say(f"inbox {number}: {len(inbox.lines)} captures, {len(inbox.texts)} files, {inbox.seconds:.1f} s")
        trial = 0
        while not tally.is_full and trial < 3 * count:
            _try(inboxes[trial % len(inboxes)], chance, tally)
            trial += 1
    return tally.to_report(seed)


def _warm_up(folder: Path) -> None:
    """Import into this process the modules that an import loads only when it reads."""
    make_inbox(folder / "inbox", 0)
    import_main(
        ["import", str(folder / "inbox" / "page-0.html"), "--content", str(folder / "content"), "--workers", "1"]
    )


def _try(inbox: _Inbox, chance: random.Random, tally: Tally) -> None:
    """Kill an import several times, then run it to its end, then run it again."""
    inbox.restore()
    for _ in range(chance.randint(1, _MOST_KILLS)):
        if tally.is_full:
            break
        is_forked = chance.random() < 0.7
        workers = chance.choice([1, 2, 2])
        command = start(
            "newsarchive", inbox.arguments(workers), inbox.folder, inbox.folder / "import.log", is_forked=is_forked
        )
        seconds = inbox.seconds + (0 if is_forked else 1.5)
        if kill_by_chance(command, chance, seconds, tally, workers=workers, forked=is_forked) is None:
            inbox.seconds *= 0.9
            break
    workers = chance.choice([1, 2])
    last = inbox.import_all(workers, is_forked=chance.random() < 0.7)
    if last.code != inbox.code or "Traceback" in last.text:
        tally.add_fault("the last import failed", code=last.code, text=last.text[-3000:], workers=workers)
    _compare(inbox, tally)
    lines = inbox.read_report()
    # articles are compared below, since a later capture may move the file that an unbroken import's line names
    if sorted(source for source, *_ in lines) != sorted(source for source, *_ in inbox.lines):
        tally.add_fault("the report's captures differ", lines=_differing(lines, inbox.lines))
    if _rejected(lines) != _rejected(inbox.lines):
        tally.add_fault("other captures are rejected", lines=_differing(lines, inbox.lines))
    inbox.import_all(workers)
    _compare(inbox, tally)
    if inbox.read_report() != inbox.lines_again:
        tally.add_fault(
            "the same import again says something else", lines=_differing(inbox.read_report(), inbox.lines_again)
        )


def _compare(inbox: _Inbox, tally: Tally) -> None:
    texts = inbox.read_content()
    if texts != inbox.texts:
        names = sorted(name for name in texts.keys() | inbox.texts.keys() if texts.get(name) != inbox.texts.get(name))
        pairs = {
            name: [text.decode(errors="replace") if text else None for text in (texts.get(name), inbox.texts.get(name))]
            for name in names[:2]
        }
        tally.add_fault("the content differs", files=names[:5], text=pairs)


def _rejected(lines: list[Line]) -> list[tuple[str, str | None]]:
    return sorted((source, reason) for source, status, _, reason in lines if status == "rejected")


def _differing(lines: list[Line], expected: list[Line]) -> list[tuple[Line | None, Line | None]]:
    longest = max(len(lines), len(expected))
    pairs = [
        (lines[at] if at < len(lines) else None, expected[at] if at < len(expected) else None) for at in range(longest)
    ]
    return [pair for pair in pairs if pair[0] != pair[1]][:5]
