"""Revisions: further captures of a URL with another text. The article shows the newest; a file keeps the others, whole.

That file is `slug.revisions.jsonl` beside `slug.md` (`newsrecord/revisions.py`). The front matter's `Revisions`
lists for each capture its hash, its time and what changed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from difflib import SequenceMatcher

from newsrecord.frontmatter import article_to_markdown, join_list, markdown_to_article
from newsrecord.pictures import without_pictures
from newsrecord.record import Article
from newsrecord.revisions import HASH_SHOWN, Revision


def article_to_revision(article: Article) -> Revision:
    """Return an article as a revision, without its lists of revisions and versions."""
    extra = {key: value for key, value in article.extra.items() if key not in ("Revisions", "Versions")}
    captured = article.captured.isoformat() if article.captured else ""
    return Revision(article.capture_sha256, captured, article_to_markdown(replace(article, extra=extra)))


def is_same_text(one: Article, other: Article) -> bool:
    """Return whether two articles have the same headline, lede and body; white space and pictures do not count."""
    return all(
        part.split() == other_part.split()
        for part, other_part in (
            (one.title, other.title),
            (one.summary, other.summary),
            (without_pictures(one.body), without_pictures(other.body)),
        )
    )


def describe_change(before: Article, after: Article) -> str:
    """Return in words what changed from one article to a later one: `headline, 1 paragraph added`."""
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
    """Return whether a capture is at least as new as the shown one: by time of capture, else by the last change told.

    Where neither tells, it is.
    """
    if article.captured and shown.captured and _moment(article.captured) != _moment(shown.captured):
        return _moment(article.captured) > _moment(shown.captured)
    change, shown_change = _last_change(article), _last_change(shown)
    if isinstance(change, datetime) and isinstance(shown_change, datetime):
        return _moment(change) >= _moment(shown_change)
    return _to_day(change) >= _to_day(shown_change)


def succeed(article: Article, shown: Article) -> Article:
    """Return the newer capture's article with the slug, date and URL of the one that it replaces."""
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
    """Return the value of `Revisions`: all captures of the URL in order, with what changed since the one before."""
    revisions = order_revisions([*kept, article_to_revision(shown)])
    items = []
    before: Article | None = None
    for revision in revisions:
        after = markdown_to_article(revision.markdown)
        change = describe_change(before, after) if before else "first"
        items.append(" ".join(filter(None, (revision.capture_sha256[:HASH_SHOWN], revision.captured, f"({change})"))))
        before = after
    return join_list(items)


def order_revisions(revisions: Iterable[Revision]) -> list[Revision]:
    """Return revisions without repetitions, sorted by time of capture where all have one, and by the last change."""
    unique = list({revision.capture_sha256: revision for revision in revisions}.values())
    changes = {
        revision.capture_sha256: _moment(_last_change(markdown_to_article(revision.markdown))) for revision in unique
    }
    if all(revision.captured for revision in unique):
        unique.sort(
            key=lambda revision: (
                _moment(datetime.fromisoformat(revision.captured)),
                changes[revision.capture_sha256],
                revision.capture_sha256,
            )
        )
    elif not any(revision.captured for revision in unique):
        unique.sort(key=lambda revision: changes[revision.capture_sha256])
    return unique


def _last_change(article: Article) -> date | datetime:
    return article.modified or article.date


def _to_day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when


def _moment(when: date | datetime) -> datetime:
    moment = when if isinstance(when, datetime) else datetime.combine(when, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
