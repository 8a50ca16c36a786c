"""An article's file: Pelican's lines `Key: value`, an empty line, the body in Markdown. What is written reads back."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from newsrecord.record import Article, Tag
from newsrecord.whole_numbers import text_to_number

# The keys in the order in which they are written. Those of `Article.extra` follow, in their own order.
KEYS = (
    "Title",
    "Date",
    "Modified",
    "Slug",
    "Lang",
    "Category",
    "Sections",
    "Tags",
    "Tag_slugs",
    "Authors",
    "Summary",
    "Dateline",
    "Publisher",
    "Source_url",
    "Captured",
    "Capture_sha256",
    "Date_basis",
    "Views",
    "Status",
)

# Further keys to which Pelican gives a meaning: `Article.extra` may not have them.
_PELICAN_KEYS = frozenset(["author", "save_as", "template", "translation", "url", "keywords", "description"])
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_LINE = re.compile(r"(?P<key>[A-Za-z0-9_-]+):[ ]*(?P<value>.*)\Z")
_FENCE = re.compile(r"(-{3}|\.{3})\s*\Z")


def article_to_markdown(article: Article) -> str:
    """Return the text of an article's file: front matter with what is known, an empty line, the body, a line feed.

    Raises ValueError where a key of `extra` is not letters, digits and underscores, or has a meaning already.
    """
    values = {
        "Title": article.title,
        "Date": article.date.isoformat(),
        "Modified": article.modified.isoformat() if article.modified else "",
        "Slug": article.slug,
        "Lang": article.lang,
        "Category": article.sections[0] if article.sections else "",
        "Sections": join_list(article.sections),
        "Tags": join_list(tag.name for tag in article.tags),
        "Tag_slugs": join_list(f"{tag.slug}={tag.name}" for tag in article.tags if tag.slug),
        "Authors": join_list(article.authors),
        "Summary": article.summary,
        "Dateline": article.dateline,
        "Publisher": article.publisher,
        "Source_url": article.source_url,
        "Captured": article.captured.isoformat() if article.captured else "",
        "Capture_sha256": article.capture_sha256,
        "Date_basis": article.date_basis,
        "Views": "" if article.views is None else str(article.views),
        "Status": article.status,
    }
    taken = {key.lower() for key in KEYS} | _PELICAN_KEYS
    for key, value in article.extra.items():
        if not _KEY.match(key) or key.lower() in taken:
            raise ValueError(f"not a key that an article can add: {key!r}")
        values[key] = value
        taken.add(key.lower())
    lines = [f"{key}: {value}" for key, value in values.items() if value]
    return "\n".join(lines) + "\n\n" + article.body + ("\n" if article.body else "")


def markdown_to_article(text: str) -> Article:
    """Return the article of a file's text. Keys may stand in any order and case; `---` fences and indented continuation
    lines are allowed.

    Raises ValueError where the title or the date is missing, or a date is not in ISO 8601.
    """
    values, body = split_front_matter(text)
    known = {key.lower(): values.pop(key) for key in list(values) if key.capitalize() in KEYS}
    if not known.get("title") or not known.get("date"):
        raise ValueError("an article needs a Title and a Date in its front matter")
    slugs = {}
    for item in split_list(known.get("tag_slugs", "")):
        slug, _, name = item.partition("=")
        slugs[name] = slug
    category = known.get("category", "")
    return Article(
        title=known["title"],
        date=text_to_date(known["date"]),
        modified=text_to_date(known["modified"]) if known.get("modified") else None,
        slug=known.get("slug", ""),
        lang=known.get("lang", ""),
        sections=split_list(known.get("sections", "")) or ((category,) if category else ()),
        tags=tuple(Tag(name, slugs.get(name)) for name in split_list(known.get("tags", ""))),
        authors=split_list(known.get("authors", "")),
        summary=known.get("summary", ""),
        dateline=known.get("dateline", ""),
        publisher=known.get("publisher", ""),
        source_url=known.get("source_url", ""),
        captured=text_to_date(known["captured"]) if known.get("captured") else None,
        capture_sha256=known.get("capture_sha256", ""),
        date_basis=known.get("date_basis", ""),
        views=text_to_number(known.get("views", "")),
        status=known.get("status", ""),
        body=body,
        extra=values,
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return a file's front matter, with its keys as they are written, and its body."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    at = 1 if _FENCE.match(lines[0]) else 0
    values: dict[str, str] = {}
    key = ""
    while at < len(lines):
        line = lines[at]
        match = _LINE.match(line)
        if match:
            key = match["key"]
            values[key] = match["value"].strip()
        elif key and line.startswith("    ") and line.strip():
            values[key] += " " + line.strip()
        else:
            if not line.strip() or _FENCE.match(line):
                at += 1
            break
        at += 1
    return values, "\n".join(lines[at:])


def join_list(items: Iterable[str]) -> str:
    """Return items as one line, separated by `; `.

    A single item with a comma gets a `;` behind it: Pelican would split it at the comma.
    """
    joined = list(items)
    return "; ".join(joined) + (";" if len(joined) == 1 and "," in joined[0] else "")


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a line, split as by Pelican: at semicolons where it has any, else at commas."""
    parts = text.split(";") if ";" in text else text.split(",")
    return tuple(part.strip() for part in parts if part.strip())


def text_to_date(text: str) -> datetime | date:
    """Return the day or the time that a text in ISO 8601 means. Raises ValueError for any other text."""
    text = text.strip()
    return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
