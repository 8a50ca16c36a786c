"""A replacement for Pelican's writer: it writes each file in one step, only if its bytes differ, and records it."""

import html
import io
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType, TracebackType
from typing import Any

from archive_engine.interface import Settings
from archive_engine.output import OutputFolder, Written
from archive_engine.own_places import fold_place
from archive_engine.upstream import OpenWriter
from archive_engine.validation import CONTROLS

_NEVER = datetime.fromtimestamp(0, UTC)


class _WholeFile(io.StringIO):
    """A text buffer whose content becomes the output file when its `with` block ends without an error."""

    def __init__(self, writer: "WholeWriter", path: str, encoding: str) -> None:
        super().__init__()
        self._writer, self._path, self._encoding = writer, path, encoding

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None and self._path != os.devnull:
            text = self.getvalue()
            data = (text.replace("\n", os.linesep) if os.linesep != "\n" else text).encode(self._encoding)
            self._writer.put(self._path, data)
        super().__exit__(kind, error, traceback)


def _remove_controls(values: dict[str, Any]) -> None:
    """Remove control characters from a feed's values: XML can't hold them, and one would stop the build."""
    for key, value in values.items():
        if isinstance(value, str):
            values[key] = CONTROLS.sub("", value)


class WholeWriter(OpenWriter):
    """A writer that writes through `OutputFolder`; `written` has the state of each written file by path.

    `taken` maps places of the output (in folded case) to the sources that own them. A file that would lie in such a
    place is not written; `refused` has its path and that source. `missing_templates` are those of pages that were left
    out, since the theme has none.
    """

    def __init__(
        self,
        output_path: str,
        settings: Settings | None = None,
        taken: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(output_path, settings=settings)
        self.output = OutputFolder(output_path)
        self.written: dict[str, Written] = {}
        self.refused: dict[str, str] = {}
        self.missing_templates: set[str] = set()
        self._taken = taken

    def put(self, path: str, data: bytes) -> None:
        """Write bytes to an absolute path inside the output."""
        save_as = os.path.relpath(path, self.output.folder)
        holder = self._taken.get(fold_place(save_as)) if self._taken else None
        if holder is not None:
            self.refused[save_as] = holder
            return
        before = self.written.get(save_as)
        written = self.output.write(save_as, data)
        is_new = written.is_new or bool(before and before.is_new)
        self.written[save_as] = Written(save_as, written.digest, written.stamp, is_new)

    def copy(self, source: str, path: str) -> None:
        """Copy a file to an absolute path inside the output."""
        with open(source, "rb") as file:
            self.put(path, file.read())

    def put_link(self, source: str, save_as: str) -> Written:
        """Put the file `source` at `save_as` in the output, as another name of it where that can be."""
        written = self.written[save_as] = self.output.link(source, save_as)
        return written

    def add_item(self, feed: Any, item: Any) -> None:
        """Override Pelican's step, which reads headline and summary as HTML: keep them as plain text where the settings
        say that they are.
        """
        super().add_item(feed, item)
        vars(feed).pop("latest_post_date", None)
        entry = feed.items[-1]
        if self.settings["JINJA_ENVIRONMENT"].get("autoescape"):
            entry["title"] = item.title
        is_text = "summary" in item.metadata and "summary" not in self.settings["FORMATTED_FIELDS"]
        if is_text and entry["description"] == item.summary:
            entry["description"] = html.escape(item.summary, quote=False)
        _remove_controls(entry)

    def make_feed(self, kind: str, title: str | None, context: Any) -> Any:
        """Override Pelican's step: keep the feed's title, which holds the name of a label, as plain text."""
        feed = super().make_feed(kind, title, context)
        if self.settings["JINJA_ENVIRONMENT"].get("autoescape"):
            feed.feed["title"] = " - ".join(filter(None, (context["SITENAME"], title)))
        _remove_controls(feed.feed)
        # Pelican dates a feed without items with the current time: every build would write other bytes
        feed.latest_post_date = lambda: _NEVER
        return feed

    def open_file(self, path: str, encoding: str, *, override: bool) -> _WholeFile:
        """Return the object that Pelican writes to; its text is dropped where Pelican would not overwrite the file."""
        return _WholeFile(self, path if self.claim(path, override=override) else os.devnull, encoding)
