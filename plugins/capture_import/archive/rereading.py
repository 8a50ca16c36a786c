"""What another release of the import makes of a capture that is in the archive already.

An article keeps what it has from elsewhere: its slug, its other captures and versions, the places of its pictures; one
that has several captures also the day and the URL of the first.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from capture_import.archive import revisions
from capture_import.archive.archive import Archive
from capture_import.archive.outcome import Outcome
from capture_import.archive.picture_ledger import HeldPicture
from capture_import.archive.pictures import name_pictures, read_images
from capture_import.archive.read_result import ReadResult
from newsrecord.frontmatter import article_to_markdown
from newsrecord.pictures import replace_addresses
from newsrecord.record import Article

DIFFERENT = "would be read differently now"
READ_AGAIN = "read again"
_FROM_ELSEWHERE = ("Revisions", "Versions")
_OF_PICTURES = ("alt", "caption", "credit", "lead")


def compare_reading(archive: Archive, reading: ReadResult, known: Outcome, *, is_wanted: bool) -> Outcome:
    """Return the outcome of a capture in the archive that was read again: what differs, as a note, or, where it is
    wanted, the article written anew.

    An article of which another capture is shown, or that a person has edited, stays as it is, and nothing is said.
    """
    shown = archive.find_own(known.article, reading.sha256)
    if shown is None:
        return known
    if reading.article is None:
        return replace(known, reason=f"{DIFFERENT}: rejected: {reading.reason}")
    fresh = read_again(reading.article, shown)
    difference = describe_difference(shown, fresh)
    if not difference:
        return known
    if not is_wanted:
        return replace(known, reason=f"{DIFFERENT}: {difference}")
    archive.rewrite(archive.path_of(known.article), lambda text: with_places(fresh, shown))
    return replace(known, status="revision", reason=f"{READ_AGAIN}: {difference}")


def read_again(fresh: Article, shown: Article) -> Article:
    """Return the article that takes the place of the one shown, as its capture is read now."""
    kept = {key: shown.extra[key] for key in _FROM_ELSEWHERE if key in shown.extra}
    fresh = replace(fresh, slug=shown.slug, extra={**fresh.extra, **kept})
    if "Revisions" in kept:
        fresh = replace(
            fresh,
            date=shown.date,
            date_basis=shown.date_basis,
            modified=shown.modified,
            source_url=shown.source_url,
        )
    return fresh


def describe_difference(shown: Article, fresh: Article) -> str:
    """Say in which fields two readings of one capture differ; empty where they are the same, pictures' places apart."""
    before, after = _to_values(shown), _to_values(fresh)
    changed = [name for name in before if before[name] != after[name]]
    if not changed:
        return ""
    told = revisions.describe_change(shown, fresh)
    is_told = told != "nothing in the text"
    others = [name for name in changed if name not in ("title", "summary", "authors", "date", "body")]
    return ", ".join([*([told] if is_told else []), *others]) or "the form of its text"


def with_places(fresh: Article, shown: Article) -> str:
    """Return the file of an article that was read again, with the places of the pictures that it has already."""
    found: dict[str, HeldPicture | None] = {}
    for image in read_images(shown):
        file = str(image.get("file", ""))
        name = str(image.get("src", "")) or f"embedded:{file.rpartition('/')[2].partition('.')[0]}"
        if file:
            width, height = image.get("width"), image.get("height")
            if isinstance(width, int) and isinstance(height, int):
                found[name] = HeldPicture(file.rpartition("/")[2], width, height)
    return name_pictures(article_to_markdown(fresh), found)


def _to_values(article: Article) -> Mapping[str, Any]:
    images = [{key: image[key] for key in _OF_PICTURES if key in image} for image in read_images(article)]
    extra = {key: value for key, value in article.extra.items() if key != "Images"}
    return {
        **{name: getattr(article, name) for name in article.__slots__ if name not in ("body", "extra")},
        "body": replace_addresses(article.body, lambda address: "picture"),
        "pictures": json.dumps(images),
        "notes": sorted(extra.items()),
    }
