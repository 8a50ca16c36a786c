"""The update of each index after an edit, by a worker where there are any, while pages are rendered."""

from collections.abc import Mapping
from concurrent.futures import Future
from typing import Any

from archive_engine.output import Written
from archive_engine.parts import name_part
from archive_engine.source_store import Edit
from archive_engine.work import update_index

INDEX_PREFIX = "index/"


class IndexUpdates:
    """The updates of one planned build (`build`): started before its pages, finished after them."""

    def __init__(self, build: Any) -> None:
        self.build = build
        self._started: list[tuple[str, Future[tuple[list[Written], list[str]]]]] = []

    def __bool__(self) -> bool:
        return bool(self._started)

    def start(self, edits: Mapping[str, Edit], damaged: Mapping[str, Any], *, is_whole: bool) -> None:
        """Start the update of each index that the edits, or damage to its files, call for."""
        for index in self.build.indexes:
            part = name_part(index)
            owner = INDEX_PREFIX + part
            is_rebuilt = is_whole or owner in damaged
            added = [path for path, (_, after) in edits.items() if after is not None] if not is_rebuilt else []
            removed = [path for path, (before, _) in edits.items() if before is not None] if not is_rebuilt else []
            if not is_rebuilt and not added and not removed:
                continue
            kept = {page.save_as: (page.digest, page.stamp) for page in self.build.pages.pages_of(owner)}
            arguments = (part, is_rebuilt, sorted(added), sorted(removed), kept)
            self._started.append((owner, self.build.index_workers.submit(update_index, *arguments)))

    def finish(self) -> tuple[int, list[tuple[str, str]]]:
        """Wait for all updates; return the number of files written and (path, owner) of those no longer needed."""
        count, stale = 0, []
        pages = self.build.pages
        for owner, future in self._started:
            written, kept = future.result()
            names = {row.save_as for row in written} | set(kept)
            stale += [(page.save_as, owner) for page in pages.pages_of(owner) if page.save_as not in names]
            self.build.report.written += sum(row.is_new for row in written)
            pages.begin()
            pages.put_pages((row, owner, b"") for row in written)
            pages.commit()
            count += len(written)
        return count, stale
