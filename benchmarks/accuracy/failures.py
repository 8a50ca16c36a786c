"""Print the pages that a reader gets wrong, with its answers and those of the key."""

from collections.abc import Mapping

from benchmarks.accuracy.measures import mean
from benchmarks.accuracy.pages import FIELDS, SETS, Answer, KeyedPage, score_page

_WHOLE = 0.995  # a field with fewer points is counted as wrong


def print_failures(
    pages: list[KeyedPage], answers: Mapping[str, Mapping[str, Mapping[str, Answer]]], reader: str, count: int
) -> None:
    """Print `count` pages of each set and field that a reader gets wrong."""
    for set_name in SETS:
        found = answers[set_name].get(reader, {})
        for field in FIELDS[set_name] if found else ():
            wrong = [
                page
                for page in pages
                if page.set_name == set_name and mean(score_page(page, found[page.name]).get(field, [1.0])) < _WHOLE
            ]
            print(f"\n{set_name} {field}: {len(wrong)} pages are not wholly right")
            for page in wrong[:count]:
                mine, theirs = _show(field, found[page.name], page)
                print(f"  {page.name}: {found[page.name].failure or mine}; key {theirs}")


def _show(field: str, answer: Answer, page: KeyedPage) -> tuple[str, str]:
    """Return a reader's answer for a field and the answer of the key, in words."""
    key = page.key
    if field in ("body", "has", "lacks"):
        return f"{len(answer.text)} characters", "its text or snippets"
    found = {"headline": answer.headline, "date": answer.date, "authors": answer.authors, "tags": answer.tags}
    expected = {
        "headline": key["title"],
        "date": key["date"],
        "authors": key.get("authors") or key.get("author"),
        "tags": key.get("tags"),
    }
    return repr(found[field]), repr(expected[field])
