"""A citation in RIS, the format that Zotero, EndNote and Mendeley import: a tag a line, CRLF, `ER` at the end."""

from newsrecord.citation import Citation

_END = "\r\n"


def citation_to_ris(citation: Citation) -> str:
    r"""Return the record, with the end of its last line.

    >>> citation_to_ris(Citation("lamp-2024-05-02", "The lamp", "2024-05-02")).split("\r\n")
    ['TY  - NEWS', 'ID  - lamp-2024-05-02', 'TI  - The lamp', 'PY  - 2024', 'DA  - 2024/05/02', 'ER  - ', '']
    """
    key, title, day, authors, publisher, url, accessed, archive, archived_url, lang, place, section, summary, words = (
        citation
    )
    tags = [("TY", "NEWS"), ("ID", key), ("TI", title)]
    tags += [("AU", name.sorted_name) for name in authors]
    tags += [("PY", day[:4]), ("DA", day.replace("-", "/")), ("T2", publisher), ("CY", place), ("SE", section)]
    tags += [("UR", url), ("Y2", accessed.replace("-", "/")), ("DB", archive), ("AV", archived_url)]
    tags += [("LA", lang), ("AB", summary)]
    tags += [("KW", word) for word in words]
    # no line end in a value may begin a tag of its own
    lines = [f"{tag}  - {value if value.isprintable() else ' '.join(value.split())}" for tag, value in tags if value]
    return _END.join([*lines, "ER  - ", ""])
