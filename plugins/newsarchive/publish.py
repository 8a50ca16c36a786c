"""`newsarchive publish`: imports captures/, builds the site for its public URL, checks the host's limits, and says what
is not published. It works in the archive's folder, the working folder.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from newsarchive.build import build, import_captures
from newsarchive.calls import INCOMPLETE, OK, WRONG_CALL, Commands, add_quiet_option, fail, to_site_url
from newsarchive.host_limits import HOSTS, Finding, check_files, check_site, check_time, list_git_files, measure_site
from newsarchive.named_files import list_missing_files
from newsarchive.places import EXAMPLE_URL
from newsarchive.publish_report import (
    annotate,
    commands_stopped,
    describe,
    is_workflow,
    list_lost_articles,
    list_lost_captures,
    write_summary,
)
from newsarchive.settings_file import PUBLIC_SETTINGS, BadSettings, find_output, read_settings
from newsarchive.steps import listen

REPORTS = Path("build/publish")
IMPORTED, BUILT = REPORTS / "import.jsonl", REPORTS / "build.json"
ON_REJECTED = ("warn", "fail")
FAILS = f'ARCHIVE_PUBLISH_ON_REJECTED in {PUBLIC_SETTINGS} is "fail"'


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "publish",
        help="build the site for its public URL into build/public/",
        description="Import what is new in captures/, build the site for its public URL into build/public/, check the "
        "limits of its host, and say what is not published. Exit status: 0 when the site may go out, 1 when it may "
        "not, 2 when nothing could be built.",
    )
    command.add_argument(
        "--url", type=to_site_url, metavar="URL", help="the public URL (default: SITEURL in publishconf.py)"
    )
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Import, build and check; return the exit status."""
    listen()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a file's name may be no UTF-8
    started = time.monotonic()
    if call.url:
        os.environ["NEWSARCHIVE_SITEURL"] = call.url  # the build's process reads the settings, too
    try:
        settings = read_settings(Path(PUBLIC_SETTINGS))
    except BadSettings as error:
        return fail(str(error))
    if fault := find_fault(settings):
        return fail(f"{PUBLIC_SETTINGS}: {fault}")
    REPORTS.mkdir(parents=True, exist_ok=True)
    for earlier in (IMPORTED, BUILT):
        earlier.unlink(missing_ok=True)
    with commands_stopped():
        imported = import_captures("--report", IMPORTED, is_quiet=call.quiet)
        if imported not in (OK, INCOMPLETE):
            return imported
        built = build(PUBLIC_SETTINGS, BUILT, is_quiet=call.quiet)
    if built not in (OK, INCOMPLETE) or not BUILT.exists():  # the build has stopped, and has said why
        return max(built, WRONG_CALL)
    return report(settings, time.monotonic() - started, is_quiet=call.quiet)


def report(settings: Mapping[str, Any], seconds: float, *, is_quiet: bool = False) -> int:
    """Say what is published and what is not; return the exit status."""
    folder = find_output(dict(settings))
    figures = json.loads(BUILT.read_text(encoding="utf-8"))
    captures = IMPORTED.read_text(encoding="utf-8") if IMPORTED.exists() else ""
    losses = [*list_lost_articles(figures), *list_lost_captures(captures)]
    limits = HOSTS[settings.get("ARCHIVE_PUBLISH_HOST", "github-pages")]
    size = measure_site(Path(folder))
    findings: list[Finding] = []
    if limits is not None:
        findings += check_site(size, limits)
        findings += check_files(list_git_files(Path()), limits)
        findings += check_time(seconds, limits)
    is_over = any(finding.is_over for finding in findings)
    is_failed = bool(figures["rejected"]) and settings.get("ARCHIVE_PUBLISH_ON_REJECTED", "warn") == "fail"
    read = f"articles read again: {figures['read']:,} of {figures['found']:,}"
    lines = [f"{line}." for line in list_missing_files(settings, Path(folder))]
    lines.append(f"{folder}/ has {size / 1e6:,.1f} MB for {settings['SITEURL']}; {read}.")
    if is_over or is_failed:
        reason = "a limit of the host is exceeded" if is_over else "an article was rejected, and " + FAILS
        lines.append(f"Do not publish this: {reason}.")
    elif not losses:
        lines.append("Nothing was left out.")
    if settings["SITEURL"] == EXAMPLE_URL:
        lines.append(
            "Feeds name that example as the site's URL. Give your own: make publish NEWSARCHIVE_SITEURL=https://..., "
            "or newsarchive publish --url https://..."
        )
    if not is_quiet or is_over or is_failed:
        with commands_stopped():
            _print("\n".join([*(finding.text for finding in findings), *describe(losses), *lines]))
            if not (is_over or is_failed):
                _print(
                    f"Upload what is in {folder}/; to look at it, open {Path(folder, 'index.html').resolve().as_uri()}"
                )
    if is_workflow():
        _print("\n".join(annotate(losses, findings)))
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        write_summary(Path(summary), lines, losses, findings)
    return int(is_over or is_failed)


def find_fault(settings: Mapping[str, Any]) -> str:
    """Return which of the settings has a value that it can't have; an empty string if none."""
    for name, values in (("ARCHIVE_PUBLISH_HOST", HOSTS), ("ARCHIVE_PUBLISH_ON_REJECTED", ON_REJECTED)):
        if name in settings and settings[name] not in values:
            known = " or ".join(f'"{value}"' for value in values)
            return f"{name} is {settings[name]!r}; it may be {known}"
    return ""


def _print(text: str) -> None:
    print(text)  # noqa: T201 - the command's result
