"""Pelican's Markdown reader with one Markdown object that is kept and reset, and a quick way for canonical Markdown.

It gives the same bytes as Pelican's own reader, which makes a new object for each file. Extensions that are not known
to come out of `reset()` like new get a new object for each file, as with Pelican.
"""

import re
from typing import Any

from markdown import Markdown
from pelican.readers import MarkdownReader
from pelican.utils import SafeDatetime, pelican_open

from archive_engine.dates import offset_to_zone
from archive_engine.markdown_blocks import Converted, body_to_html, normalize

# Extensions whose state ends with `reset()`: Python-Markdown's own and the archive's.
_RESETTABLE = ("markdown.extensions.", "archive_engine.")
# With these alone, canonical Markdown is what `markdown_blocks` reads.
_NEEDED = frozenset(["markdown.extensions.sane_lists", "archive_engine.article_markdown"])
_CANONICAL = _NEEDED | {"markdown.extensions.meta"}
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?P<offset>[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?")


class KeptMarkdownReader(MarkdownReader):
    """What `readers_init` puts in the place of Pelican's own Markdown reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extensions = self.settings["MARKDOWN"]["extensions"]
        is_named = all(isinstance(extension, str) for extension in extensions)
        self._is_kept = is_named and all(name.startswith(_RESETTABLE) for name in extensions)
        self._is_canonical = (
            is_named
            and _NEEDED <= set(extensions) <= _CANONICAL
            and str(self.settings["MARKDOWN"].get("output_format")).startswith("html")
            and set(self.settings["MARKDOWN"]) <= {"extensions", "extension_configs", "output_format"}
            and not any(self.settings["MARKDOWN"]["extension_configs"].values())
        )
        self._whole: Markdown | None = None
        # (path, text) of a file that was read already
        self.given: tuple[str, str] | None = None
        # what the quick way made of the last text, which then has no control characters and no credentials
        self.converted: Converted | None = None

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a file's rendered body and its metadata."""
        if self.given and self.given[0] == source_path:
            return self.read_text(source_path, self.given[1])
        with pelican_open(source_path) as text:
            return self.read_text(source_path, text)

    def read_text(self, source_path: str, text: str) -> tuple[str, dict[str, Any]]:
        """Return the rendered body and the metadata of a file's text."""
        self._source_path = source_path
        if self._whole is None or not self._is_kept:
            self._whole = Markdown(**self.settings["MARKDOWN"])
            self._meta_step = self._whole.preprocessors["meta"]
        self._md = self._whole
        self._md.reset()
        try:
            return self._convert(text)
        except BaseException:
            # no reset() removes what a text stopped in the middle leaves there (its place in a list, a step taken out)
            self._whole = None
            raise

    def _convert(self, text: str) -> tuple[str, dict[str, Any]]:
        self.converted = self._read_canonical(text) if self._is_canonical else None
        content = self._md.convert(text) if self.converted is None else self.converted.html
        meta = getattr(self._md, "Meta", None)
        if meta is None:
            return content, {}
        metadata = self._parse_metadata(dict(meta))  # takes the step out that reads front matter, for formatted fields
        self._md.preprocessors.register(self._meta_step, "meta", 27)
        return content, metadata

    def process_metadata(self, name: str, value: Any) -> Any:
        """Pelican's method; it reads a date in 100 µs, which are 1 µs where the date is as the import writes it."""
        iso = _ISO_DATE.fullmatch(value) if name in ("date", "modified") and isinstance(value, str) else None
        if not iso:
            return super().process_metadata(name, value)
        moment = SafeDatetime.fromisoformat(value)
        offset = moment.utcoffset() if iso["offset"] else None
        return moment if offset is None else moment.replace(tzinfo=offset_to_zone(offset))

    def _read_canonical(self, text: str) -> Converted | None:
        """Return what a text in canonical Markdown is, else None; put its front matter into `Meta`."""
        normalized = normalize(text)
        if normalized is None:
            return None
        # front matter ends at the first empty line at the latest; what of it is none goes before the body again
        front, _, body = normalized.partition("\n\n")
        lines = self._meta_step.run([*front.split("\n"), ""])
        return body_to_html("\n".join([*lines, body]) if lines else body)


def is_printable(text: str) -> bool:
    """Return whether a text has only line feeds and printable characters; much quicker than a search for others."""
    return text.replace("\n", "").isprintable()
