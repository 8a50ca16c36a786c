"""A citation in RIS, the format that Zotero, EndNote and Mendeley import: a tag a line, CRLF, `ER` at the end."""

from newsrecord.citation import Citation

_END = "\r\n"


def citation_to_ris(citation: Citation) -> str:
    r"""Return the record, with the end of its last line.

    >>> citation_to_ris(Citation("lamp-2024-05-02", "The lamp", "2024-05-02")).split("\r\n")
    ['TY  - NEWS', 'ID  - lamp-2024-05-02', 'TI  - The lamp', 'PY  - 2024', 'DA  - 2024/05/02', 'ER  - ', '']
    """
    tags = [
        ("TY", "NEWS"),
        ("ID", citation.key),
        ("TI", citation.title),
        *(("AU", name.sorted_name) for name in citation.authors),
        ("PY", citation.day[:4]),
        ("DA", citation.day.replace("-", "/")),
        ("T2", citation.publisher),
        ("CY", citation.place),
        ("SE", citation.section),
        ("UR", citation.url),
        ("Y2", citation.accessed.replace("-", "/")),
        ("DB", citation.archive),
        ("AV", citation.archived_url),
        ("LA", citation.lang),
        ("AB", citation.summary),
        *(("KW", word) for word in citation.keywords),
    ]
    # no line end in a value may begin a tag of its own
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in tags if value]
    return _END.join([*lines, "ER  - ", ""])
