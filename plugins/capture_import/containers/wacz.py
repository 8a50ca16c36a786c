"""WACZ: a zip that holds WARCs with their indexes (the Web Archive Collection Zipped specification, 1.1.1)."""

from collections.abc import Collection


def is_wacz(names: Collection[str]) -> bool:
    """Return whether a zip is a WACZ, by its members' names."""
    return "datapackage.json" in names and any(is_warc_member(name) for name in names)


def is_warc_member(name: str) -> bool:
    """Return whether a member of a WACZ is a WARC; all others are indexes, logs and descriptions."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
