"""The fields of a text's header: by which names texts call them, and what one header says of them."""

import re
import tomllib
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

_DATA = Path(__file__).parents[2] / "fields" / "data" / "header_names.toml"
FIELDS = {
    name: "" if field_name == "other" else field_name
    for field_name, names in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()
    for name in names
}
# What software calls a text that readers are not to see, or not yet.
UNPUBLISHED = frozenset(["draft", "private", "future", "pending", "scheduled", "unpublished", "trash", "auto-draft"])
_LINE_BREAK = re.compile(r"<br\s{0,9}/?>", re.I)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^<>]{0,300}>", re.I
)
YES = ("true", "yes", "1", "on")
# What is longer is no line of a header.
LONGEST_LINE = 2000


@dataclass(slots=True)
class TextHeader:
    """What a header says, as it says it; `rest` are the lines that are none of it.

    `form` is how it says it: `front matter`, `names` or `lines`.
    """

    form: str = "lines"
    values: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    rest: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """Return a field's value, empty where the header does not have it."""
        return self.values.get(name, "")

    def take(self, name: str, value: object) -> None:
        """Take a value that stands under a name; the first of each field counts, and what is no text, number or list
        does not.
        """
        field_name = FIELDS.get(fold_name(name), "")
        if not field_name:
            return
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            value = value["name"]
        if isinstance(value, list):
            texts = (_name_of(item) if isinstance(item, dict) else str(item).strip() for item in value)
            self.lists.setdefault(field_name, list(filter(None, texts)))
        elif field_name == "date" and str(value).strip().lower() in ("false", "no", "off"):
            self.values.setdefault("draft", "true")  # `published: false`
        elif field_name == "draft" or not isinstance(value, (bool, dict)):
            # TOML has times of its own: their text is ISO 8601
            text = value.isoformat() if hasattr(value, "isoformat") else str(value).strip()
            is_markup = field_name == "title" and self.form == "front matter"
            self.values.setdefault(field_name, _without_markup(text) if is_markup else text)

    @property
    def status(self) -> str:
        """What keeps it from being published: `draft`, or `hidden` for a page that no list shows; empty if nothing."""
        status = self.get("status").lower()
        if self.get("draft").lower() in YES or status in UNPUBLISHED:
            return "draft"
        return "hidden" if status in ("hidden", "unlisted") else ""


def _name_of(item: dict[str, object]) -> str:
    """Return the name that a map of a list has: `authors: [{name: Ann Lee, url: /ann}]`."""
    return next((str(item[key]).strip() for key in ("name", "title", "display_name") if item.get(key)), "")


def _without_markup(text: str) -> str:
    """Return a title without the HTML that a site's program puts into its page as it is.

    >>> _without_markup("The lamp<br>is <em>lit</em> &amp; warm, 2 < 3")
    'The lamp is lit & warm, 2 < 3'
    """
    return " ".join(unescape(_INLINE_TAG.sub("", _LINE_BREAK.sub(" ", text))).split())


def fold_name(name: str) -> str:
    """Return a name as `FIELDS` has it: letters and digits alone, in lower case."""
    return re.sub(r"[\W_]", "", name).casefold()
