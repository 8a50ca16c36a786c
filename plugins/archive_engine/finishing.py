"""The bodies of articles and pages with what a plugin's finisher makes of them (see `interface.Finisher`).

Nothing of what a finisher does is known here, nor where its files come to lie (`finished_files`).
"""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from archive_engine.fingerprints import hash_parts
from archive_engine.interface import PICTURE_MARK, ROOT, Finisher, PelicanArticle, Watched
from archive_engine.problems import InvalidArticle, Repair
from archive_engine.reserved import ReservedPlaces
from archive_engine.upstream import raw_content, with_body, with_updated_content

CHANGING = "its pictures changed while the build made them: build again"
# `--verbose` is obeyed by Pelican's own loggers alone.
_verbose = logging.getLogger(f"pelican.{__name__}")


@dataclass(frozen=True, slots=True)
class FinishedArticle:
    """An article with its finished body and what the store keeps of it; `fingerprint` is that of the body."""

    article: PelicanArticle
    fingerprint: bytes = b""
    needs: Mapping[str, str] = field(default_factory=dict)
    watched: Mapping[str, Watched] = field(default_factory=dict)
    unmade: Sequence[str] = ()
    repairs: Sequence[Repair] = ()
    warnings: Sequence[str] = ()
    remarks: Sequence[str] = ()


def finish_article(finisher: Finisher, article: PelicanArticle, text: str, path: str) -> FinishedArticle | None:
    """Return an article (or a page) of the source `path`, whose file holds `text`, with its finished body.

    None where the body stays as it is.
    """
    body = raw_content(article)
    if PICTURE_MARK not in body and not article.metadata.get("images"):
        return None
    finished = finisher.finish(body, article.metadata, path)
    if finished is None:
        return None
    if finished.unmade:
        return FinishedArticle(article, unmade=finished.unmade)
    added = json.dumps(finished.metadata, sort_keys=True)
    return FinishedArticle(
        with_body(article, finished.html, finished.metadata),
        hash_parts(finished.html, added),
        finished.needs,
        finished.watched,
        (),
        [Repair(reason, _find_line(text, sign)) for sign, reason in finished.problems],
        [f"{_find_line(text, sign)}: {reason}" for sign, reason in finished.warnings],
        [f"{_find_line(text, sign)}: {reason}" for sign, reason in finished.remarks],
    )


def finish_at_once(finisher: Finisher, article: PelicanArticle, text: str, path: str) -> FinishedArticle | None:
    """Do the same where nobody else makes what the body waits for. Raises InvalidArticle where that keeps changing."""
    done: set[str] = set()
    while (found := finish_article(finisher, article, text, path)) is not None and found.unmade:
        if not (tasks := [task for task in found.unmade if task not in done]):
            raise InvalidArticle(CHANGING)  # it vanished while it was made
        for task in tasks:
            finisher.make(task)
        done.update(tasks)
    return found


class WholeFinisher:
    """A finisher where one process reads everything; `needs` and `notes` have what came of it."""

    def __init__(self, finisher: Finisher) -> None:
        self.finisher = finisher
        self.needs: dict[str, str] = {}
        self.notes: list[str] = []

    def finish(self, article: PelicanArticle, text: str, path: str) -> FinishedArticle | None:
        """Return an article or a page with its finished body, if it gets one; what it needs is noted. Raises
        InvalidArticle.
        """
        found = finish_at_once(self.finisher, article, text, path)
        if found is None:
            return None
        self.needs.update(found.needs)
        self.notes += (f"{path}: {line}" for line in found.warnings)
        tell_remarks(path, found.remarks)
        return found

    def put_files(self, writer: Any) -> list[str]:
        """Put what was needed into the output; return what is to be told of it."""
        count = size = 0
        for need in sorted(self.needs):
            for save_as, source in sorted((self.finisher.files(need) or {}).items()):
                written = writer.put_link(source, save_as)
                count, size = count + 1, size + written.stamp.size
        told = [self.finisher.describe(count, size)] if count else []
        return [*sorted(self.notes), *told]


def tell_remarks(path: str, remarks: Iterable[str]) -> None:
    """Say what a finisher remarked of an article, if the build is asked to be verbose."""
    for remark in remarks:
        _verbose.info("%s:%s", path, remark)


def fill_root(markup: str, root: str) -> str:
    """Return HTML for a page from which `root` leads to the site's root."""
    return markup.replace(ROOT, root or ".") if ROOT in markup else markup


def count_pages(finisher: Finisher | None, names: Iterable[str]) -> int:
    """Return how many files of the output are none of a finisher's: an article that goes may take many of those along,
    which says nothing of a build that has gone wrong.
    """
    places = ReservedPlaces(getattr(finisher, "places", ()))
    return sum(not places.holds(name) for name in names)


@cache
def with_roots(kind: type) -> type:
    """Return a class of Pelican's contents whose bodies know the way to the site's root on each page."""
    return with_updated_content(kind, fill_root)


def _find_line(text: str, sign: str) -> int:
    at = text.find(sign) if sign else -1
    return text.count("\n", 0, at) + 1 if at > 0 else 1
