"""A case is a folder: the saved page `page.html`, its container's metadata `capture.json`, the article `expected.md`.

`make golden` rewrites what is expected; adding a case adds no code. All pages are invented.
"""

import json
from datetime import datetime
from pathlib import Path

from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.forms.web_page.evidence import read_web_page
from newsrecord import article_to_markdown

PAGES = Path(__file__).parent / "pages"


def page_names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.name for path in PAGES.iterdir() if path.is_dir())


def make_capture(name: str) -> Capture:
    """Return a case's capture."""
    known = json.loads((PAGES / name / "capture.json").read_text(encoding="utf-8"))
    captured_at = datetime.fromisoformat(known["captured_at"]) if "captured_at" in known else None
    return Capture(
        name,
        (PAGES / name / "page.html").read_bytes(),
        "text/html",
        known.get("charset", ""),
        known.get("url", ""),
        captured_at,
    )


def read_case(name: str) -> str:
    """Return the Markdown of a case's article."""
    return article_to_markdown(evidence_to_article(read_web_page(make_capture(name))))


def rewrite_page_case(name: str) -> None:
    """Replace what a case expects by what the import makes of it now."""
    (PAGES / name / "expected.md").write_text(read_case(name), encoding="utf-8")
