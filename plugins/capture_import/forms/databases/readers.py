"""The readers of exports, by kind of database: each is loaded, with its labels, when such a file is met."""

from capture_import.containers import kinds
from capture_import.containers.items import DocumentReader

DATABASES = (kinds.NEXIS, kinds.FACTIVA, kinds.PROQUEST, kinds.EUROPRESSE)


def find_database_reader(kind: str) -> DocumentReader | None:
    """Return the reader of a database's exports; None for another kind."""
    if kind not in DATABASES:
        return None
    if kind == kinds.NEXIS:
        from capture_import.forms.databases.nexis import nexis_to_captures  # noqa: PLC0415 - see above

        return nexis_to_captures
    if kind == kinds.FACTIVA:
        from capture_import.forms.databases.factiva import factiva_to_captures  # noqa: PLC0415 - see above

        return factiva_to_captures
    if kind == kinds.PROQUEST:
        from capture_import.forms.databases.proquest import proquest_to_captures  # noqa: PLC0415 - see above

        return proquest_to_captures
    from capture_import.forms.databases.europresse import europresse_to_captures  # noqa: PLC0415 - see above

    return europresse_to_captures
