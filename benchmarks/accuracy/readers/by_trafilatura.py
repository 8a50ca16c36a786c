"""trafilatura as a reader of pages: the call from its documentation, with metadata."""

from typing import Any

import trafilatura
from trafilatura.settings import Document

from benchmarks.accuracy.pages import Answer, KeyedPage


def read(page: KeyedPage) -> Document | dict[str, Any] | None:
    """Return trafilatura's own result for a page."""
    return trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True)


def to_answer(found: Document | dict[str, Any] | None) -> Answer:
    """Return the answers in trafilatura's document."""
    if not isinstance(found, Document):
        return Answer(failure="nothing found")
    return Answer(
        headline=found.title or "",
        date=found.date or "",
        authors=[name.strip() for name in (found.author or "").split(";")],
        tags=list(found.tags or []),
        text=found.text or "",
    )
