"""What `newsarchive check` finds: kinds of findings, and the findings as text and as JSON data."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

# In the order in which they are shown: what each kind is called in a heading.
KINDS = {
    "front_matter": "files that are no articles",
    "revisions": "files of revisions that can't be read",
    "captures_gone": "articles whose capture is gone",
    "captures_changed": "articles whose capture was changed",
    "pictures_missing": "pictures that are missing",
    "pictures_damaged": "pictures that are damaged",
    "dates": "doubtful dates",
    "newer_captures": "newer captures beside articles that were edited by hand",
    "names_alike": "names that look alike",
}
_SHOWN = 20


class Finding(NamedTuple):
    """One thing to act on: its kind, the file (or the name) that it is about, the line (0: none), what, the remedy."""

    kind: str
    where: str
    line: int
    what: str
    remedy: str


class Findings(NamedTuple):
    """All that a check found; `not_checked` says in words what it could not look at."""

    articles: int
    found: Sequence[Finding]
    not_checked: Sequence[str]

    def count_kinds(self) -> dict[str, int]:
        """Return how many findings there are of each kind; every kind is there."""
        counts = dict.fromkeys(KINDS, 0)
        for finding in self.found:
            counts[finding.kind] += 1
        return counts

    def to_object(self) -> dict[str, Any]:
        """Return the findings as JSON data."""
        return {
            "articles": self.articles,
            "counts": self.count_kinds(),
            "findings": [finding._asdict() for finding in self.found],
            "not_checked": list(self.not_checked),
        }

    def to_markdown(self) -> Iterator[str]:
        """Yield the counts as a list in Markdown, for a page of the archive."""
        yield f"- articles: {self.articles:,}"
        yield from (f"- {KINDS[kind]}: {number:,}" for kind, number in self.count_kinds().items() if number)
        yield from (f"- not checked: {line}" for line in self.not_checked)

    def to_lines(self) -> Iterator[str]:
        """Yield the lines that a person reads: for each kind a heading, the first findings, and what to do."""
        for kind, number in self.count_kinds().items():
            if not number:
                continue
            found = [finding for finding in self.found if finding.kind == kind]
            yield f"{KINDS[kind]}: {number}"
            remedies = {finding.remedy for finding in found}
            for finding in found[:_SHOWN]:
                place = f"{finding.where}:{finding.line}" if finding.line else finding.where
                yield f"  {place}: {finding.what}"
                if len(remedies) > 1:
                    yield f"    -> {finding.remedy}"
            if number > _SHOWN:
                yield f"  ... and {number - _SHOWN} more; --json lists all"
            if len(remedies) == 1:
                yield f"  -> {remedies.pop()}"
            yield ""
        yield from (f"not checked: {line}" for line in self.not_checked)
        yield f"articles: {self.articles}; to act on: {len(self.found)}"
