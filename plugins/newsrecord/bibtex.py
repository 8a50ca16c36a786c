"""A citation in BibTeX's format, as an entry of biblatex.

The type is `@online`, not `@misc`: it alone has a day (`date`), on which a news article depends, and prints the URL and
the day on which the page was saved. Styles of the older BibTeX take an unknown type for `@misc`; for them the entry has
`year`, too, which biber accepts where `date` says the same.
"""

import re

from newsrecord.citation import Citation
from newsrecord.cited_names import CitedName

_SPECIAL = re.compile(r"[\\{}$&%#_^~]")
# Braces are written as commands: BibTeX counts those behind a backslash, too, and a lone one would swallow the file.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_IS_UNSAFE = re.compile(r"[{}\\ ]")
# What a URL may not have as it stands there.
_UNSAFE_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def escape_tex(text: str) -> str:
    r"""Return a text for a field.

    >>> escape_tex("Lamps & 50 % {new}")
    'Lamps \\& 50 \\% \\textbraceleft{}new\\textbraceright{}'
    """
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], f"\\{match[0]}")


def citation_to_bibtex(citation: Citation) -> str:
    r"""Return the entry, with a line feed at its end.

    >>> print(citation_to_bibtex(Citation("lamp-2024-05-02", "The lamp", "2024-05-02")), end="")
    @online{lamp-2024-05-02,
     title={{The lamp}},
     date={2024-05-02},
     year={2024},
    }
    """
    key, title, day, authors, publisher, url, accessed, _, archived_url, _, place, _, summary, words = citation
    fields = (
        ("author", " and ".join([_name_to_bibtex(name) for name in authors])),
        # the inner braces keep capitals, which styles change
        ("title", f"{{{escape_tex(title)}}}"),
        ("date", day),
        ("year", day[:4]),
        ("organization", escape_tex(publisher)),
        ("location", escape_tex(place)),
        ("url", url.translate(_UNSAFE_IN_URL) if _IS_UNSAFE.search(url) else url),
        ("urldate", accessed),
        # not as `\url{...}`, which the older BibTeX does not know
        ("note", escape_tex(archived_url)),
        ("abstract", escape_tex(summary)),
        # commas separate them
        ("keywords", ", ".join([escape_tex(word.replace(",", " ")) for word in words])),
    )
    lines = "".join([f" {name}={{{value}}},\n" for name, value in fields if value])
    return f"@online{{{key},\n{lines}}}\n"


def _name_to_bibtex(name: CitedName) -> str:
    if not name.given:
        return f"{{{escape_tex(name.family)}}}"
    return f"{escape_tex(name.family)}, {escape_tex(name.given)}"
