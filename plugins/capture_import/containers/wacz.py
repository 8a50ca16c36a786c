"""WACZ: a zip that holds WARCs with their indexes (the Web Archive Collection Zipped specification, 1.1.1)."""

from collections.abc import Collection


def is_wacz(names: Collection[str]) -> bool:
    """Tell by its members' names whether a zip is a WACZ."""
    return "datapackage.json" in names and any(is_warc_member(name) for name in names)


def is_warc_member(name: str) -> bool:
    """Return whether a WACZ's member holds records; all others are indexes, logs and descriptions."""
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz"))
