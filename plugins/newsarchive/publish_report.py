"""What `newsarchive publish` says at its end: what is not published, what is over a limit; on GitHub as annotations."""

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from capture_import.archive.removals import is_removed
from capture_import.fields.rejection import reason_to_kind
from newsarchive.host_limits import Finding

SHOWN = 20  # so many losses are printed one by one; the files beside the site have all


class Loss(NamedTuple):
    """One file that is not on the site: an article or page of `content/`, or a capture."""

    kind: str
    path: str
    line: int
    reason: str

    @property
    def place(self) -> str:
        """The path, and for an article the line."""
        return f"{self.path}:{self.line}" if self.line else self.path


def list_lost_articles(build: Mapping[str, Any]) -> list[Loss]:
    """Return what a build rejected. `build` is the JSON of ARCHIVE_ENGINE_REPORT."""
    rejected = (problem for problem in build["problems"] if problem["is_rejected"])
    return [Loss("article", problem["file"], problem["line"], problem["reason"]) for problem in rejected]


def list_lost_captures(report: str) -> list[Loss]:
    """Return the captures that an import rejected, except those that are no article or removed."""
    losses = []
    # not `splitlines`, which also ends lines at signs that JSON has inside its strings
    for outcome in map(json.loads, filter(None, report.split("\n"))):
        reason = outcome["reason"] or ""
        if outcome["status"] == "rejected" and not reason_to_kind(reason) and not is_removed(reason):
            losses.append(Loss("capture", outcome["source"], 0, reason))
    return losses


def describe(losses: Sequence[Loss]) -> Iterator[str]:
    """Yield the lines that say what is not published; none if nothing was lost."""
    if not losses:
        return
    yield f"NOT published: {count(losses)}."
    for loss in losses[:SHOWN]:
        yield f"  {loss.place}: {loss.reason}"
    if len(losses) > SHOWN:
        yield f"  and {len(losses) - SHOWN} more; build/publish/ has them all"


def count(losses: Sequence[Loss]) -> str:
    """Return the number of losses by kind.

    >>> count([Loss("article", "content/a.md", 2, "no title"), *[Loss("capture", "captures/b.html", 0, "no date")] * 2])
    '1 article, 2 captures'
    """
    counts = {kind: sum(loss.kind == kind for loss in losses) for kind in ("article", "capture")}
    return ", ".join(f"{number} {kind}{'s' * (number > 1)}" for kind, number in counts.items() if number)


@contextmanager
def commands_stopped() -> Iterator[None]:
    """Let a workflow take nothing that is printed here as a command: the names of captures are not trusted."""
    if not is_workflow():
        yield
        return
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)  # noqa: T201 - the command's result
    try:
        yield
    finally:
        print(f"::{token}::", flush=True)  # noqa: T201 - as above


def is_workflow() -> bool:
    """Return whether this runs in a workflow of GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def annotate(losses: Iterable[Loss], findings: Iterable[Finding]) -> Iterator[str]:
    """Yield GitHub's workflow commands, which show each loss and each finding at its file and on the run's page."""
    for finding in findings:
        values = {"file": finding.path} if finding.path else {}
        yield to_command("error" if finding.is_over else "warning", finding.text, values)
    for loss in losses:
        values = {"file": find_file(loss.path)} | ({"line": str(loss.line)} if loss.line else {})
        yield to_command("warning", loss.reason, values | {"title": f"Not published: {loss.path}"})


def to_command(level: str, text: str, values: Mapping[str, str]) -> str:
    r"""Return a workflow command, escaped as GitHub's toolkit does: a file's name can't end it or begin another.

    >>> to_command("warning", "50 % is\ngone", {"file": "captures/a,b.html"})
    '::warning file=captures/a%2Cb.html::50 %25 is%0Agone'
    """
    named = ",".join(f"{key}={_escape(value, ':,')}" for key, value in values.items())
    return f"::{level}{' ' * bool(named)}{named}::{_escape(text)}"


def _escape(text: str, more: str = "") -> str:
    for sign in f"%\r\n{more}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def find_file(source: str) -> str:
    """Return the file of a capture: of a container's entry (`a.zip#page.html`) that of the container."""
    return source if os.path.isfile(source) else source.partition("#")[0]


def write_summary(file: Path, lines: Iterable[str], losses: Sequence[Loss], findings: Sequence[Finding]) -> None:
    """Append the Markdown that GitHub shows on the run's page: the lines, then all findings and losses."""
    with file.open("a", encoding="utf-8", errors="backslashreplace") as summary:
        summary.write("\n\n".join(lines) + "\n\n")
        for finding in findings:
            summary.write(f"- {'**Over the limit:**' if finding.is_over else 'Near the limit:'} {finding.text}\n")
        if losses:
            summary.write(f"\n**Not published: {count(losses)}**\n\n")
        for loss in losses:
            summary.write(f"- `{' '.join(loss.place.replace('`', '').split())}`: {_to_text(loss.reason)}\n")


def _to_text(reason: str) -> str:
    """Return a reason as Markdown that is text only: it may quote a capture."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>!#|@&" else sign for sign in " ".join(reason.split()))
