"""Reads BibTeX by its own rules, which differ from TeX's."""

import re


def parse_bibtex(text):
    """Return the entries of a file by the rules of BibTeX: braces balance, a backslash or not."""
    entries, at = {}, 0
    while (start := text.find("@", at)) >= 0:
        kind, at = re.compile(r"@(\w+)\{").match(text, start)[1], text.index("{", start) + 1
        key, at = text[at : text.index(",", at)], text.index(",", at) + 1
        fields = {}
        while found := re.compile(r"\s*(\w+)=\{").match(text, at):
            depth, end = 1, found.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[end], 0)
                end += 1
            fields[found[1]], at = text[found.end() : end - 1], end + 1
        assert text[at:].lstrip().startswith("}") and key not in entries and re.fullmatch(r"[\w-]+", key)
        entries[key] = (kind, fields)
    return entries
