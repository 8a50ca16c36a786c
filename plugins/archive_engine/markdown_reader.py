"""Pelican's Markdown reader with one Markdown object that is kept and reset, and a quick way for canonical Markdown.

It gives the same bytes as Pelican's own reader, which makes a new object for each file. Extensions that are not known
to come out of `reset()` like new get a new object for each file, as with Pelican.
"""

import re
from functools import lru_cache
from typing import Any

from markdown import Markdown
from pelican.readers import METADATA_PROCESSORS
from pelican.utils import SafeDatetime, pelican_open

from archive_engine.dates import offset_to_zone
from archive_engine.markdown_blocks import body_to_html
from archive_engine.markdown_inline import Converted
from archive_engine.markdown_text import normalize
from archive_engine.upstream import OpenMarkdownReader

# Extensions whose state ends with `reset()`: Python-Markdown's own and the archive's.
_RESETTABLE = ("markdown.extensions.", "archive_engine.")
# With these alone, canonical Markdown is what `markdown_blocks` reads.
_NEEDED = frozenset(["markdown.extensions.sane_lists", "archive_engine.article_markdown"])
_CANONICAL = _NEEDED | {"markdown.extensions.meta"}
# A line of dashes would end the front matter.
_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?P<offset>[+-](?:[01]\d|2[0-3]):[0-5]\d)?)?")


class KeptMarkdownReader(OpenMarkdownReader):
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
        # a text that is known to be outside the subset
        self._outside: str | None = None

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a file's rendered body and its metadata."""
        if self.given and self.given[0] == source_path:
            return self.read_text(source_path, self.given[1])
        with pelican_open(source_path) as text:
            return self.read_text(source_path, text)

    def read_text(self, source_path: str, text: str) -> tuple[str, dict[str, Any]]:
        """Return the rendered body and the metadata of a file's text."""
        canonical = self.read_canonical(source_path, text)
        if canonical is not None:
            return canonical[0].html, canonical[1]
        markdown = self._make_ready(source_path)
        try:
            content = markdown.convert(text)
            return content, self._parse_lines(getattr(markdown, "Meta", None))
        except BaseException:
            # no reset() removes what a text stopped in the middle leaves there (its place in a list, a step taken out)
            self._whole = None
            raise

    def read_canonical(self, source_path: str, text: str) -> tuple[Converted, dict[str, Any]] | None:
        """Return the body and the metadata of a text in canonical Markdown, else None.

        Such a text has no control characters and no credentials.
        """
        self.converted = None
        if not self._is_canonical or text is self._outside:
            return None
        self._outside = text
        normalized = normalize(text)
        if normalized is None:
            return None
        # front matter ends at the first empty line at the latest; what of it is none goes before the body again
        front, _, body = normalized.partition("\n\n")
        values = _read_lines(front)
        lines: dict[str, list[str]] | None = None
        if values is None:
            markdown = self._make_ready(source_path)
            rest = self._meta_step.run([*front.split("\n"), ""])
            lines = markdown.Meta  # type: ignore[attr-defined]
            body = "\n".join([*rest, body]) if rest else body
        converted = body_to_html(body)
        if converted is None:
            return None
        self._outside = None
        self.converted = converted
        if values is None:
            return converted, self._parse_lines(lines)
        if self.settings["FORMATTED_FIELDS"]:
            self._make_ready(source_path)
            return converted, self._parse_lines({key: [value] for key, value in values.items()})
        process = self.process_metadata
        metadata = {
            name: process(name, value) if name in METADATA_PROCESSORS else value for name, value in values.items()
        }
        return converted, metadata

    def _make_ready(self, source_path: str) -> Markdown:
        """Return the Markdown object, like new."""
        if self._whole is None or not self._is_kept:
            self._whole = Markdown(**self.settings["MARKDOWN"])
            self._meta_step = self._whole.preprocessors["meta"]
        self.use(self._whole, source_path)
        self._whole.reset()
        return self._whole

    def _parse_lines(self, lines: dict[str, list[str]] | None) -> dict[str, Any]:
        """Return the metadata of front matter's lines, by key."""
        assert self._whole is not None
        return {} if lines is None else self.parse_metadata(lines, self._whole, self._meta_step)

    def process_metadata(self, name: str, value: Any) -> Any:
        """Pelican's method; it reads a date in 100 µs, which are 1 µs where the date is as the import writes it."""
        iso = _ISO_DATE.fullmatch(value) if name in ("date", "modified") and isinstance(value, str) else None
        if not iso:
            return super().process_metadata(name, value)
        moment = SafeDatetime.fromisoformat(value)
        offset = moment.utcoffset() if iso["offset"] else None
        return moment if offset is None else moment.replace(tzinfo=offset_to_zone(offset))


def _read_lines(front: str) -> dict[str, str] | None:
    """Return the values of front matter by key, in order; None where a line is not `Key: value`, or a key stands twice.

    As Python-Markdown's `meta` reads them.
    """
    values: dict[str, str] = {}
    lines = front.split("\n")
    for line in lines:
        key, colon, value = line.partition(":")
        name = _key_to_name(key) if colon else ""
        if not name:
            return None
        values[name] = value.strip()
    return values if len(values) == len(lines) else None


@lru_cache(maxsize=1000)  # all articles have the same few keys
def _key_to_name(key: str) -> str:
    """Return the name under which a key of front matter is known; "" where it is no key."""
    return key.lower() if _KEY.fullmatch(key) else ""


def is_printable(text: str) -> bool:
    """Return whether a text has only line feeds and printable characters; much quicker than a search for others."""
    return text.replace("\n", "").isprintable()
