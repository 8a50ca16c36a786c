"""Revisions: one address captured again with other text. The newest is shown; the others are kept beside it, whole.

Beside `slug.md` lies `slug.revisions.jsonl`, one capture's article a line; the front matter's `Revisions` says in short
which capture, when, and what changed.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher

from newsrecord.frontmatter import article_to_markdown, join_list, markdown_to_article
from newsrecord.pictures import without_pictures
from newsrecord.record import Article

SUFFIX = ".revisions.jsonl"
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Revision:
    """A capture of an article's address: which, when, and the article that it gave, as Markdown."""

    capture_sha256: str
    captured: str
    markdown: str


def article_to_revision(article: Article) -> Revision:
    """Return the revision that keeps an article as one capture gave it."""
    extra = {key: value for key, value in article.extra.items() if key not in ("Revisions", "Versions")}
    captured = article.captured.isoformat() if article.captured else ""
    return Revision(article.capture_sha256, captured, article_to_markdown(replace(article, extra=extra)))


def revisions_to_text(revisions: Iterable[Revision]) -> str:
    """Return the file that keeps revisions, oldest first, one JSON object a line."""
    return "".join(json.dumps(asdict(revision), ensure_ascii=False) + "\n" for revision in revisions)


def text_to_revisions(text: str) -> list[Revision]:
    """Return the revisions that a file keeps."""
    return [Revision(**json.loads(line)) for line in text.splitlines() if line.strip()]


def is_same_text(one: Article, other: Article) -> bool:
    """Return whether two captures tell a reader the same: headline, lede and body, gaps and pictures apart."""
    return all(
        part.split() == other_part.split()
        for part, other_part in (
            (one.title, other.title),
            (one.summary, other.summary),
            (without_pictures(one.body), without_pictures(other.body)),
        )
    )


def describe_change(before: Article, after: Article) -> str:
    """Say what changed from one capture to a later one: `headline, 1 paragraph added`."""
    parts = [
        name
        for name, attribute in (("headline", "title"), ("lede", "summary"), ("authors", "authors"), ("date", "date"))
        if getattr(before, attribute) != getattr(after, attribute)
    ]
    counts = {"added": 0, "removed": 0, "changed": 0}
    old, new = (without_pictures(article.body).split("\n\n") for article in (before, after))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            both = min(i2 - i1, j2 - j1)
            counts["changed"] += both
            counts["removed"] += i2 - i1 - both
            counts["added"] += j2 - j1 - both
    parts += [
        f"{count} {'paragraph' if count == 1 else 'paragraphs'} {kind}" for kind, count in counts.items() if count
    ]
    return ", ".join(parts) or "nothing in the text"


def is_newer(article: Article, shown: Article) -> bool:
    """Return whether a capture that comes now is newer than the one shown: by its time, else because it comes later."""
    if article.captured and shown.captured:
        return _moment(article.captured) >= _moment(shown.captured)
    return True


def succeed(article: Article, shown: Article) -> Article:
    """Return the newer capture's article in the older one's place: its address and its day stay, the rest is new."""
    modified = article.modified
    if not modified and _moment(article.date) > _moment(shown.date):
        modified = article.date
    return replace(
        article,
        slug=shown.slug,
        date=shown.date,
        date_basis=shown.date_basis,
        modified=modified,
        source_url=shown.source_url or article.source_url,
    )


def list_revisions(shown: Article, kept: Iterable[Revision]) -> str:
    """Return the value of `Revisions`: each capture of the URL in order, with what changed since the one before."""
    revisions = order_revisions([*kept, article_to_revision(shown)])
    items = []
    before: Article | None = None
    for revision in revisions:
        after = markdown_to_article(revision.markdown)
        change = describe_change(before, after) if before else "first"
        items.append(" ".join(filter(None, (revision.capture_sha256[:_HASH_SHOWN], revision.captured, f"({change})"))))
        before = after
    return join_list(items)


def order_revisions(revisions: Iterable[Revision]) -> list[Revision]:
    """Return revisions once each, by the time of capture where all have one, else in the order in which they came."""
    unique = list({revision.capture_sha256: revision for revision in revisions}.values())
    if all(revision.captured for revision in unique):
        unique.sort(key=lambda revision: (_moment(datetime.fromisoformat(revision.captured)), revision.capture_sha256))
    return unique


def _moment(when: date | datetime) -> datetime:
    moment = when if isinstance(when, datetime) else datetime.combine(when, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
