"""ninjs, the IPTC's News in JSON: an item to an entry. Generations 2 and 3, and what 1 has in common with them.

Generation 3 writes `versionCreated` where 2 writes `versioncreated`. Names are compared in lower case, so that both
are read by the same code.
"""

import re
from typing import Any

from capture_import.fields.dates import to_iso
from capture_import.forms.entries.entry import EntryImage, EntryTag, NewsItem, text_to_html, unique_lines
from newsrecord.clean_text import clean_line

_OWN_NAMES = frozenset(
    [
        "headlines",
        "bodies",
        "versioncreated",
        "firstcreated",
        "representationtype",
        "pubstatus",
        "slugline",
        "body_html",
        "body_text",
        "body_xhtml",
        "associations",
        "renditions",
    ]
)
_HTML = re.compile(r"text/html|application/xhtml\+xml")
_LOOKS_LIKE_HTML = re.compile(r"<(?:p|div|section|article|h\d|ul|ol|table|br)\b", re.I)
_WITHDRAWN = ("canceled", "cancelled", "withheld")
_SUBJECTS = (
    "subjects",
    "people",
    "organisations",
    "places",
    "events",
    "subject",
    "person",
    "organisation",
    "place",
    "event",
)


def is_ninjs(document: Any) -> bool:
    """Return whether a parsed document is a ninjs item: it has a `uri`, and names that only ninjs has."""
    if not isinstance(document, dict):
        return False
    item = _lower(document)
    standard = item.get("standard")
    is_said = isinstance(standard, dict) and "ninjs" in str(standard.get("name", "")).lower()
    return is_said or ("uri" in item and bool(_OWN_NAMES & item.keys()))


def list_items(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Return an item, or the items of text in it where it has no text of its own: a package holds them."""
    if _content(_lower(document)):
        return [document]
    inner = [
        found
        for found in _associations(_lower(document))
        if _content(found) and str(found.get("type") or "text").lower() in ("text", "composite")
    ]
    return inner or [document]


def why_no_text(document: dict[str, Any]) -> str:
    """Return what an item is where it is no text that was published; empty for one that is."""
    item = _lower(document)
    item_type = str(item.get("type") or "text").lower()
    if str(item.get("pubstatus") or "").lower() in _WITHDRAWN:
        return "ninjs items that were withdrawn or withheld"
    return "" if item_type in ("text", "composite") else f"ninjs items of the type {clean_line(item_type)[:20]}"


def item_to_entry(document: dict[str, Any]) -> NewsItem:
    """Return the entry of an item. Its tags are the subjects, people, organisations, places and events it names."""
    item = _lower(document)
    published = (
        to_iso(item.get("firstcreated")) or to_iso(item.get("contentcreated")) or to_iso(item.get("versioncreated"))
    )
    modified = to_iso(item.get("versioncreated"))
    descriptions = _values(item, "descriptions")
    return NewsItem(
        title=_headline(item),
        url=_address(item),
        published=published,
        modified=modified if modified != published else "",
        byline=clean_line(_text(item, "by") or _text(item, "byline")),
        tags=tuple(
            EntryTag(name)
            for name in unique_lines([entry.get("name") for key in _SUBJECTS for entry in _objects(item, key)])
        ),
        language=clean_line(_text(item, "language")),
        summary=clean_line(
            re.sub(r"<[^<>]*>", " ", descriptions[0]["value"] if descriptions else _text(item, "description_text"))
        ),
        content_html=_content(item),
        images=tuple(image for found in _associations(item) if (image := _image(found))),
        publisher=_publisher(item),
        place=clean_line(_text(item, "located") or _text(item, "dateline")),
        identifier=clean_line(_text(item, "uri")),
    )


def _headline(item: dict[str, Any]) -> str:
    headlines = _values(item, "headlines")
    main = next(
        (headline for headline in headlines if headline.get("role") == "main"), headlines[0] if headlines else None
    )
    return clean_line(re.sub(r"<[^<>]*>", "", main["value"]) if main else _text(item, "headline"))


def _content(item: dict[str, Any]) -> str:
    """Return the body as HTML: the body in HTML if the item has one, else the one in plain text.

    A body in another XML vocabulary is not read.
    """
    bodies = sorted(_values(item, "bodies"), key=lambda body: body.get("role") != "main")
    bodies += [
        {"contenttype": "text/html", "value": value}
        for name in ("body_xhtml", "body_html")
        if (value := _text(item, name))
    ]
    bodies += [{"contenttype": "text/plain", "value": value} for name in ("body_text",) if (value := _text(item, name))]
    ranked = sorted((rank, place) for place, body in enumerate(bodies) if (rank := _rank(body)) is not None)
    if not ranked:
        return ""
    rank, place = ranked[0]
    value = bodies[place]["value"]
    return value if rank == 0 else text_to_html(value)


def _rank(body: dict[str, Any]) -> int | None:
    content_type = str(body.get("contenttype") or "").lower()
    if _HTML.search(content_type) or (not content_type and _LOOKS_LIKE_HTML.search(body["value"])):
        return 0
    return 1 if not content_type or content_type.startswith("text/plain") else None


def _address(item: dict[str, Any]) -> str:
    """Return the URL of the item's page: a rendition that is a web page, else the item's `uri` if it is a web URL."""
    for rendition in _objects(item, "renditions"):
        if _HTML.search(str(rendition.get("contenttype") or rendition.get("mimetype") or "")) and isinstance(
            rendition.get("href"), str
        ):
            return str(rendition["href"])
    for alternative in _objects(item, "altids"):
        value = alternative.get("value")
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value
    return _text(item, "uri")


def _publisher(item: dict[str, Any]) -> str:
    names = [
        name
        for source in _objects(item, "infosources") + _objects(item, "infosource")
        if isinstance(name := source.get("name"), str)
    ]
    return clean_line(names[0] if names else _text(item, "copyrightholder"))


def _associations(item: dict[str, Any]) -> list[dict[str, Any]]:
    associations = item.get("associations")
    if isinstance(associations, dict):
        associations = list(associations.values())
    return (
        [_lower(found) for found in associations if isinstance(found, dict)] if isinstance(associations, list) else []
    )


def _image(item: dict[str, Any]) -> EntryImage | None:
    """Return the largest rendition of an associated picture."""
    if item.get("type") not in ("picture", "graphic"):
        return None
    renditions = item.get("renditions")
    found = (
        list(renditions.values())
        if isinstance(renditions, dict)
        else renditions
        if isinstance(renditions, list)
        else []
    )
    sized = [
        (_width(rendition), rendition["href"])
        for rendition in found
        if isinstance(rendition, dict) and isinstance(rendition.get("href"), str)
    ]
    address = max(sized)[1] if sized else _text(item, "uri")
    descriptions = _values(item, "descriptions")
    caption = descriptions[0]["value"] if descriptions else _text(item, "description_text")
    return EntryImage(address, clean_line(caption), clean_line(_text(item, "by") or _text(item, "copyrightholder")))


def _width(rendition: dict[str, Any]) -> int:
    width = rendition.get("width")
    return width if isinstance(width, int) else 0


def _values(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    return [entry for entry in _objects(item, key) if isinstance(entry.get("value"), str) and entry["value"].strip()]


def _objects(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    entries = item.get(key)
    return [_lower(entry) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _lower(values: dict[str, Any]) -> dict[str, Any]:
    return {str(key).lower(): value for key, value in values.items()}
