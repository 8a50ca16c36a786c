"""All articles as CSL-JSON, which citation programs read: one array, an item a line."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from newsrecord.citation import Citation
from newsrecord.cited_names import CitedName

ENCODING = "utf-8"


def write_csl_json(citations: Iterable[Citation], file: TextIO) -> None:
    """Write the array."""
    before = "["
    for citation in citations:
        file.write(f"{before}\n{json.dumps(citation_to_item(citation), ensure_ascii=False)}")
        before = ","
    file.write("\n]\n" if before == "," else "[]\n")


def citation_to_item(citation: Citation) -> dict[str, Any]:
    """Return an item by the schema of CSL 1.0.2 (`csl-data.json`): only its keys, and none without a value."""
    item = {
        "id": citation.key,
        "type": "article-newspaper",
        "title": citation.title,
        "author": list(map(_name_to_csl, citation.authors)),
        "issued": _day_to_csl(citation.day),
        "container-title": citation.publisher,
        "publisher-place": citation.place,
        "section": citation.section,
        "URL": citation.url,
        "accessed": _day_to_csl(citation.accessed),
        "archive": citation.archive,
        "archive_location": citation.archived_url,
        "language": citation.lang,
        "abstract": citation.summary,
        "keyword": ", ".join(citation.keywords),
    }
    return {key: value for key, value in item.items() if value}


def _name_to_csl(name: CitedName) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}


def _day_to_csl(day: str) -> dict[str, list[list[int]]] | None:
    """Return a day as numbers: year, month, day."""
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None
