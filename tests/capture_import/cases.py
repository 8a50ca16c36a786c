"""A case is a folder: `captures/` is imported, `expected/` is the content folder that results.

`report.jsonl` is the import's report; `arguments.txt`, if there is one, has further arguments of the call, one a line.
`make golden` rewrites what is expected; adding a case adds no code.
"""

import json
import shutil
from pathlib import Path

from newsarchive.main import main

CASES = Path(__file__).parent / "cases"


def case_names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


def run_case(name: str, content: Path) -> tuple[dict[str, str], str]:
    """Import a case's captures; return the text of every article's file by path, and the report with relative paths."""
    case = CASES / name
    report = content.parent / "report.jsonl"
    further = (case / "arguments.txt").read_text().split("\n") if (case / "arguments.txt").exists() else []
    main(
        [
            "import",
            str(case / "captures"),
            "--content",
            str(content),
            "--report",
            str(report),
            "--workers",
            "1",
            *filter(None, further),
        ]
    )
    return content_texts(content), relative_report(report, case / "captures", content)


def content_texts(content: Path) -> dict[str, str]:
    """Return every file of a content folder by its path, without the import's private state."""
    paths = sorted(path for path in content.rglob("*") if path.is_file() and ".newsarchive" not in path.parts)
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def relative_report(report: Path, captures: Path, content: Path) -> str:
    """Return a report's text with paths below the two folders made relative to them."""
    lines = []
    for line in report.read_text(encoding="utf-8").splitlines():
        values = json.loads(line)
        values["source"] = values["source"].removeprefix(f"{captures}/")
        if values["article"]:
            values["article"] = Path(values["article"]).relative_to(content).as_posix()
        if values["reason"] and "the same bytes as" in values["reason"]:
            values["reason"] = f"the same bytes as {Path(values['reason'].rpartition(' ')[2]).name}"
        lines.append(json.dumps(values, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def expected(name: str) -> tuple[dict[str, str], str]:
    """Return what a case expects."""
    case = CASES / name
    texts = content_texts(case / "expected") if (case / "expected").exists() else {}
    return texts, (case / "report.jsonl").read_text(encoding="utf-8")


def rewrite_case(name: str, content: Path) -> None:
    """Replace what a case expects by what the import makes of it now."""
    texts, report = run_case(name, content)
    case = CASES / name
    shutil.rmtree(case / "expected", ignore_errors=True)
    for path, text in texts.items():
        (case / "expected" / path).parent.mkdir(parents=True, exist_ok=True)
        (case / "expected" / path).write_text(text, encoding="utf-8")
    (case / "report.jsonl").write_text(report, encoding="utf-8")
