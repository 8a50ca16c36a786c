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
# What a URL may not have as it stands there.
_UNSAFE_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def escape_tex(text: str) -> str:
    r"""Return a text for a field.

    >>> escape_tex("Lamps & 50 % {new}")
    'Lamps \\& 50 \\% \\textbraceleft{}new\\textbraceright{}'
    """
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def citation_to_bibtex(citation: Citation) -> str:
    r"""Return the entry, with a line feed at its end.

    >>> print(citation_to_bibtex(Citation("lamp-2024-05-02", "The lamp", "2024-05-02")), end="")
    @online{lamp-2024-05-02,
      title = {{The lamp}},
      date = {2024-05-02},
      year = {2024},
    }
    """
    fields = (
        ("author", " and ".join(map(_name_to_bibtex, citation.authors))),
        # the inner braces keep capitals, which styles change
        ("title", f"{{{escape_tex(citation.title)}}}"),
        ("date", citation.day),
        ("year", citation.day[:4]),
        ("organization", escape_tex(citation.publisher)),
        ("location", escape_tex(citation.place)),
        ("url", citation.url.translate(_UNSAFE_IN_URL)),
        ("urldate", citation.accessed),
        # not as `\url{...}`, which the older BibTeX does not know
        ("note", escape_tex(citation.archived_url)),
        ("abstract", escape_tex(citation.summary)),
        # commas separate them
        ("keywords", ", ".join(escape_tex(word.replace(",", " ")) for word in citation.keywords)),
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@online{{{citation.key},\n{lines}}}\n"


def _name_to_bibtex(name: CitedName) -> str:
    if not name.given:
        return f"{{{escape_tex(name.family)}}}"
    return f"{escape_tex(name.family)}, {escape_tex(name.given)}"
