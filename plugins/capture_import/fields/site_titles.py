"""A headline told from the site's name, and from what else stands with it in a title."""

import re
from itertools import pairwise

SEPARATOR = re.compile(
    r"(?<!\s)\s++[|·•»«–—:\-‹›ㅣ~/]++\s++|(?:(?<!\s)\s++)?[|ㅣ»]\s*+|(?<!\s)\s++[-–—]{1,2}+\s++|(?<=[^\W\d])-(?=[\u3131-\uD79D\u4e00-\u9fff]{2,12}[ㅣ|])"
)
_WORDLESS_END = re.compile(r"(?<!\s)\s++[|·•»–—-]++\s++\W{1,60}$")
_WORD = re.compile(r"\w+")


def strip_site_name(text: str, site_names: list[str]) -> str:
    """Return a title without the site's name at its end or beginning, and without what separates the two."""
    text = " ".join(text.split())
    head, colon, rest = text.partition(": ")
    names = [name for name in map(clean_site_name, site_names) if len(name) > 1]
    if (
        colon
        and len(rest) > 12
        and (
            clean_site_name(head) in names
            or any(len(host) > 6 and clean_site_name(head).startswith(host) for host in _hosts_of(site_names))
        )
    ):
        text = rest
    text = _cut_at_site_name(text, names)
    for _ in range(3):
        parts = list(SEPARATOR.finditer(text))
        if not parts:
            break
        last, first = parts[-1], parts[0]
        tail, head = clean_site_name(text[last.end() :]), clean_site_name(text[: first.start()])
        if tail and _is_site_name(tail, names) and text[: last.start()].strip():
            text = text[: last.start()].strip()
        elif head and _is_site_name(head, names) and len(text[first.end() :].strip()) > 8:
            text = text[first.end() :].strip()
        else:
            break
    return text


def _cut_at_site_name(text: str, names: list[str]) -> str:
    """Return a title without the site's name and all that follows it (`Headline | The Paper | News since 1890`), and
    without punctuation before the name.
    """
    parts = list(SEPARATOR.finditer(text))
    for separator, following in pairwise(parts):
        name = clean_site_name(text[separator.end() : following.start()])
        before = text[: separator.start()].strip()
        if (
            len(name) > 4
            and len(_WORD.findall(before)) > 1
            and any(name.startswith(other) for other in names if len(other) > 4)
        ):
            return _WORDLESS_END.sub("", before)
    return text


def _hosts_of(site_names: list[str]) -> list[str]:
    """Return the main parts of the hosts among a site's names, folded."""
    return [
        clean_site_name(max(name.split("."), key=len))
        for name in site_names
        if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name)
    ]


def _is_site_name(text: str, names: list[str]) -> bool:
    return any(
        text == name
        or (len(text) > 4 and len(name) > 4 and (text.startswith(name) or name.startswith(text) or text.endswith(name)))
        for name in names
    )


def clean_site_name(text: str) -> str:
    """Fold a site's name for comparing."""
    return "".join(_WORD.findall(text.casefold()))
