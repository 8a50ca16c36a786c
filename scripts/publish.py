"""What `make publish` does once set up: import captures/, build the site for its public URL, check the host's limits,
and say what is not published.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts.build_site import REJECTED, ROOT, build, find_output, import_captures, read_settings
from scripts.host_limits import HOSTS, Finding, check_files, check_site, check_time, list_git_files, measure_site
from scripts.publish_report import (
    annotate,
    commands_stopped,
    describe,
    is_workflow,
    list_lost_articles,
    list_lost_captures,
    write_summary,
)
from scripts.steps import listen

SETTINGS = "publishconf.py"
REPORTS = ROOT / "build/publish"
IMPORTED, BUILT = REPORTS / "import.jsonl", REPORTS / "build.json"
EXAMPLE_URL = "https://news-archive.example"  # publishconf.py's, where nobody gave another
ON_REJECTED = ("warn", "fail")
FAILS = f'ARCHIVE_PUBLISH_ON_REJECTED in {SETTINGS} is "fail"'
_WRONG_CALL = 2


def main() -> int:
    """Import, build and check; return the exit status: 0 if the site may go out."""
    listen()
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a file's name may be no UTF-8
    started = time.monotonic()
    settings = read_settings(SETTINGS)
    if fault := find_fault(settings):
        print(f"{SETTINGS}: {fault}", file=sys.stderr)
        return _WRONG_CALL
    shutil.rmtree(REPORTS, ignore_errors=True)
    REPORTS.mkdir(parents=True)
    with commands_stopped():
        imported = import_captures("--report", IMPORTED)
        if imported not in (0, REJECTED):
            return imported
        built = build(SETTINGS, "--extra-settings", f"ARCHIVE_ENGINE_REPORT={json.dumps(str(BUILT))}")
    if built not in (0, REJECTED) or not BUILT.exists():  # the build has stopped, and has said why
        return built or 1
    return report(settings, time.monotonic() - started)


def report(settings: Mapping[str, Any], seconds: float) -> int:
    """Say what is published and what is not; return the exit status."""
    folder = find_output(dict(settings))
    figures = json.loads(BUILT.read_text(encoding="utf-8"))
    captures = IMPORTED.read_text(encoding="utf-8") if IMPORTED.exists() else ""
    losses = [*list_lost_articles(figures), *list_lost_captures(captures)]
    limits = HOSTS[settings.get("ARCHIVE_PUBLISH_HOST", "github-pages")]
    size = measure_site(ROOT / folder)
    findings: list[Finding] = []
    if limits is not None:
        findings += check_site(size, limits)
        findings += check_files(list_git_files(ROOT), limits)
        findings += check_time(seconds, limits)
    is_over = any(finding.is_over for finding in findings)
    is_failed = bool(figures["rejected"]) and settings.get("ARCHIVE_PUBLISH_ON_REJECTED", "warn") == "fail"
    read = f"articles read again: {figures['read']:,} of {figures['found']:,}"
    lines = [f"{folder}/ has {size / 1e6:,.1f} MB for {settings['SITEURL']}; {read}."]
    if is_over or is_failed:
        reason = "a limit of the host is exceeded" if is_over else "an article was rejected, and " + FAILS
        lines.append(f"Do not publish this: {reason}.")
    elif not losses:
        lines.append("Nothing was left out.")
    if settings["SITEURL"] == EXAMPLE_URL:
        lines.append(
            "Feeds name that example as the site's URL. Give your own: make publish NEWSARCHIVE_SITEURL=https://..."
        )
    with commands_stopped():
        print("\n".join([*(finding.text for finding in findings), *describe(losses), *lines]))
        if not (is_over or is_failed):
            print(f"Upload what is in {folder}/; to look at it, open {(ROOT / folder / 'index.html').as_uri()}")
    if is_workflow():
        print("\n".join(annotate(losses, findings)))
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


if __name__ == "__main__":
    sys.exit(main())
