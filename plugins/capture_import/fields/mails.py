"""What the words of a mail mean: whose name its sender's is, what its subject is without marks, which lines are a
newsletter's own. The words stand in `data/mail.toml`.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from capture_import.fields.names import fold_name, is_full_name, is_name, is_organisation
from newsrecord.clean_text import clean_line

_DATA = Path(__file__).parent / "data" / "mail.toml"
_QUOTES = "\"'“”„«»‘’ "
_LONGEST_FOOTER_LINE, _LONGEST_LINE_AROUND = 400, 200
_HEADER_LINE = re.compile(r"\s*[*_]{0,2}([^\W\d_][\w -]{0,20}?)[*_]{0,2}\s?[:：][*_]{0,2}\s*(.*?)\s*\Z", re.S)
_PARTED = re.compile(r"[|·•,/]|\s[-–—]\s")


class Sender(NamedTuple):
    """Whose name stands in a mail's `From`: a person's, who wrote it, or a paper's, that sent it; or both."""

    author: str = ""
    publisher: str = ""


def read_sender(name: str, address: str = "", list_name: str = "") -> Sender:
    """Return who a mail's sender is: the author only where the name is a person's.

    `list_name` is what the list calls itself (`List-Id`).

    >>> read_sender("Ann Lee", "ann@gazette.example"), read_sender("Halverin Gazette", "news@gazette.example")
    (Sender(author='Ann Lee', publisher=''), Sender(author='', publisher='Halverin Gazette'))
    >>> read_sender("Ann Lee from The Lamp", "thelamp@letters.example")
    Sender(author='Ann Lee', publisher='The Lamp')
    """
    name, list_name = (clean_line(text).strip(_QUOTES) for text in (name, list_name))
    if name == address or "@" in name:
        name = ""
    for person, paper in _split(name):
        if _is_person(person, address, list_name) and not _is_person(paper, "", ""):
            return Sender(person, paper)
    if _is_person(name, address, list_name):
        return Sender(name, list_name if fold_name(list_name) != fold_name(name) else "")
    for person, paper in _split(name):
        # a first name alone is somebody's where a paper's name stands beside it
        if _is_first_name(person, paper):
            return Sender(person, paper)
    return Sender("", name or list_name)


def clean_subject(subject: str, list_name: str = "") -> str:
    """Return a subject without what mail programs and lists set before it.

    >>> clean_subject("Fwd: [Gazette] Re: Lamp: it is lit", "Gazette")
    'Lamp: it is lit'
    """
    subject = clean_line(subject)
    while True:
        shorter = _patterns()["subject_prefixes"].sub("", subject, count=1)
        tag = re.match(r"\[([^\[\]]{1,60})\]\s*(?=\S)", shorter)
        if tag and list_name and fold_name(tag[1]) in fold_name(list_name):
            shorter = shorter[tag.end() :]
        if shorter == subject or not shorter:
            return subject
        subject = shorter


def is_forwarding_subject(subject: str) -> bool:
    """Return whether a subject says that the mail is passed on, or answers another."""
    return bool(_patterns()["subject_prefixes"].match(clean_line(subject)))


def is_footer_line(text: str) -> bool:
    """Return whether a line is of a newsletter's footer.

    >>> is_footer_line("Unsubscribe | Manage your preferences"), is_footer_line("The lamp burns.")
    (True, False)
    """
    return len(text) <= _LONGEST_FOOTER_LINE and bool(_patterns()["footer"].search(text.lower()))


def is_line_around(text: str) -> bool:
    """Return whether a line is for those who can't see a newsletter, or have it from somebody else.

    >>> is_line_around("View this email in your browser"), is_line_around("It can be seen from the quay.")
    (True, False)
    """
    return is_line_of_web_form(text) or _is_line(text, "passed_on")


def is_line_of_web_form(text: str) -> bool:
    """Return whether a line says that a newsletter can be read in the web, too.

    >>> is_line_of_web_form("View in browser"), is_line_of_web_form("Forwarded this email? Sign up here")
    (True, False)
    """
    return _is_line(text, "around")


def _is_line(text: str, kind: str) -> bool:
    return len(text) <= _LONGEST_LINE_AROUND and bool(_patterns()[kind].search(text.lower()))


def is_forward_line(text: str) -> bool:
    """Return whether a line stands above a mail that is passed on.

    >>> is_forward_line("---------- Forwarded message ---------"), is_forward_line("A forwarded message came.")
    (True, False)
    """
    return len(text) < 80 and bool(_patterns()["forwarded"].match(text.lower()))


def read_header_line(text: str) -> tuple[str, str]:
    """Return what a line of a forwarded mail's header gives, and its value: `from`, `date`, `subject`, `other`; two
    empty strings for another line.

    >>> read_header_line("Betreff: Die Lampe"), read_header_line("The lamp: it burns")
    (('subject', 'Die Lampe'), ('', ''))
    """
    match = _HEADER_LINE.match(text)
    name = match[1].casefold() if match else ""
    for field_name in ("from", "date", "subject", "other"):
        if match and name in _words()[field_name]:
            return field_name, clean_line(match[2])
    return "", ""


def is_unwanted_label(label: str) -> bool:
    """Return whether an owner's mailbox holds what has this label as thrown away, or as not sent."""
    return label.strip(_QUOTES).casefold() in _words()["unwanted_labels"]


def _split(name: str) -> list[tuple[str, str]]:
    """Return the ways in which a name may be a person's and a paper's."""
    person, bracket, paper = name.partition("(")
    if bracket and paper.endswith(")"):
        return [(person.strip(_QUOTES), paper[:-1].strip(_QUOTES))]
    words = name.split()
    ways = [
        (" ".join(words[:at]).strip(_QUOTES), " ".join(words[at + 1 :]).strip(_QUOTES))
        for at in range(1, len(words) - 1)
        if words[at].casefold() in _words()["between"]
    ]
    parts = [part.strip(_QUOTES) for part in _PARTED.split(name)]
    if len(parts) == 2:
        ways += [(parts[0], parts[1]), (parts[1], parts[0])]
    return [way for way in ways if all(way)]


def _is_person(name: str, address: str, list_name: str) -> bool:
    if not name or not is_name(name) or not is_full_name(name):
        return False
    words = fold_name(name).split()
    box, _, host = address.partition("@")
    box = box.casefold()
    if box not in _words()["shared_boxes"] and any(word in box for word in words if len(word) > 3):
        # an address of one's own: `ann.lee@`; a paper's may be called as the paper is
        return not _is_papers(words)
    sites = {fold_name(list_name)} - {""}
    sites |= {label for label in re.split(r"[.]", host.casefold())[:-1] if len(label) > 3}
    is_called_like_site = any(site in word and site != word for site in sites for word in words)
    return not (_is_papers(words) or is_called_like_site or is_organisation(name, sites))


def _is_first_name(name: str, paper: str) -> bool:
    words = fold_name(name).split()
    is_paper = bool(paper) and _is_papers(fold_name(paper).split() or [""])
    return is_paper and len(words) == 1 and name[:1].isupper() and is_name(name) and not _is_papers(words)


def _is_papers(words: list[str]) -> bool:
    """Return whether folded words of a name are such as papers and newsletters have."""
    if words[0] in _words()["articles"] or _words()["papers"] & set(words):
        return True
    return any(word.endswith(ending) and word != ending for word in words for ending in _words()["paper_endings"])


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _data().items()}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    around = {
        "subject_prefixes": r"\A(?i:(?:{})(?:\[\d+\])?\s?[:：]\s*)",
        "forwarded": r"[\s>*_-]*(?:{})[\s*_:-]*\Z",
        "footer": r"(?:\b|(?<=[\s|(])|^)(?:{})",
        "around": r"(?:\b|(?<=[\s|(]))(?:{})",
        "passed_on": r"(?:\b|(?<=[\s|(]))(?:{})",
    }
    return {name: re.compile(shape.replace("{}", "|".join(_data()[name]))) for name, shape in around.items()}


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
