"""Plain text of a publisher without a file of its own in this folder: a header, a title, paragraphs.

A text without a title, a sentence of running text, or a date is rejected, with a reason that says what would help.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from capture_import.containers.times import text_to_time
from capture_import.fields.body.boilerplate_lines import is_surely_of_site
from capture_import.fields.body.pictures import FoundPicture
from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Paragraphs, Place, Role
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls import clean_url
from capture_import.fields.urls_archived import find_original, unwrap_url
from capture_import.forms.plain_text.header_fields import TextHeader
from capture_import.forms.plain_text.headers import read_bare_header, read_named_header
from capture_import.forms.plain_text.page import TextPage, at_place
from capture_import.forms.plain_text.template_code import resolve_template_code
from newsrecord.markdown_text import escape_text

_LONGEST_TITLE = 250
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>")
_TWO_WORDS = re.compile(r"\w\W++\w")
_ENDED_LINE = re.compile(r"\W*+\w.*[.!?…][\"'»”’)\]]*+(?:\s|\Z)")
# The full stops of other scripts. Thai has none: there, a long run of letters without spaces counts as a sentence.
_OTHER_STOP = re.compile(r"(?<=\w)[。！？｡।॥؟۔։።]|[\u0e01-\u0e2e\u0e40-\u0e44][\u0e01-\u0e4e]{15}")
_SHORTEST_TEXT = 40
# Python-Markdown takes quadratic time in the length of a block (a paragraph, a list's item): a text with a longer block
# is read as plain text.
_BLOCK_START = re.compile(r"\n(?=[ \t]{0,9}(?:[-*+>|#\n]|\d))")
_LONGEST_BLOCK = 3000
_JUDGED = 2000  # characters of a paragraph
_ABBREVIATION = re.compile(r"\b[A-ZА-ЯІЇЄҐ]\.\Z|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|No|St)\.\Z|\.\.\.\Z")
_UNDERLINE = re.compile(r"[=*_~-]{3,}\Z")
_MISSING = {
    Field.HEADLINE: "no headline: no line above the text is clearly its title; "
    "put one into the first line, with an empty line below it",
    Field.DATE: "write down what you know of it in a sidecar NAME.meta.json (url, captured_at), or give --date",
}
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown|mkd)\Z", re.IGNORECASE)
_HEADING = re.compile(r"#\s++(?P<title>\S.{0,249}?)\s{0,9}#{0,9}\Z")


def read(page: TextPage, given_day: date | None = None) -> Evidence:
    """Return what a page says. Raise Rejected if it has hardly a sentence, or is an e-mail as it was sent."""
    lines = [line.rstrip() for line in page.decoded.text.splitlines()]
    header = read_named_header(lines) or read_bare_header(page.lines)
    if header.get("packing").lower() in ("base64", "quoted-printable") or header.get("media").lower().startswith(
        "multipart/"
    ):
        raise Rejected("an e-mail in its encoded form: open it in a mail program and save the text that is shown")
    is_markdown = header.form == "front matter" or bool(_MARKDOWN_NAME.search(page.capture.source))
    if header.form == "front matter":
        header.rest = tuple(resolve_template_code("\n".join(header.rest)).split("\n"))
    title, rest = _find_title(header, is_markdown)
    paragraphs = _lines_to_paragraphs(rest)
    if header.form == "front matter":  # its text may be HTML as well as Markdown
        paragraphs = [words for paragraph in paragraphs if (words := _TAG.sub("", paragraph).strip())]
    if sum(map(len, paragraphs)) < _SHORTEST_TEXT or not any(map(_has_sentence, (p[:_JUDGED] for p in paragraphs))):
        raise Rejected("no text: hardly a sentence of running text")
    place = find_original(page.url or header.get("url") or _only_word(header.get("source")))
    capture = at_place(page.capture, place)
    if capture.captured_at is None:
        capture = replace(capture, captured_at=text_to_time(header.get("captured")))
    is_copy = page.is_copy or place.archived_at is not None
    languages = tuple(filter(None, [header.get("lang"), capture.language]))
    text, pictures, embedded = _read_text(rest, paragraphs, place.url, is_markdown, is_copy)
    return Evidence(
        Context(capture.source, capture.sha256, capture.captured_at, capture.kind, given_day, page.day, is_text=True),
        _list_candidates(header, title, place.url or page.declared_url or header.get("url"), languages),
        text=text,
        languages=languages,
        dated=paragraphs,
        site_names=tuple(filter(None, [header.get("publisher")])),
        missing=_MISSING,
        notes={"Encoding": page.decoded.note},
        pictures=pictures,
        embedded=embedded,
    )


def _list_candidates(
    header: TextHeader, title: str, url: str, languages: Sequence[str]
) -> dict[Field, list[Candidate]]:
    """Return what the header says: as declared if it is front matter, as shown in a header otherwise."""
    place = Place.DECLARED if header.form == "front matter" else Place.HEADER

    def take(name: str, key: str = "the header", role: Role = Role.UNNAMED) -> list[Candidate]:
        texts = tuple(header.lists.get(name, ())) or tuple(filter(None, [header.get(name)]))
        return [Candidate(texts, place, key, role)] if texts else []

    names = [candidate._replace(place=Place.DECLARED) for candidate in take("authors")]
    publisher = header.get("publisher") or ("" if "://" in header.get("source") else header.get("source"))
    return {
        Field.URL: [Candidate((url,), Place.URL, "the header")],
        Field.LANGUAGE: [Candidate((language,), Place.DECLARED, "the header") for language in languages],
        Field.HEADLINE: [Candidate((title,), Place.HEADER, "the first line")],
        # a clip's day is when it was made, another text's when it was published: what names the publication goes before
        Field.DATE: [*take("date"), *(each._replace(place=Place.VAGUE) for each in take("created"))],
        Field.MODIFIED: take("modified", role=Role.MODIFIED),
        Field.NAMES: names,
        Field.SIGNERS: names,
        Field.SECTIONS: take("sections"),
        Field.TAGS: take("tags"),
        Field.SUMMARY: take("summary"),
        Field.DATELINE: take("place"),
        Field.PUBLISHER: [Candidate((publisher,), place, "the header")],
        Field.STATUS: [Candidate((header.status,), place, "the header")],
    }


def _read_text(
    lines: Sequence[str], paragraphs: Sequence[str], url: str, is_markdown: bool, is_copy: bool
) -> tuple[Paragraphs, Sequence[FoundPicture], Mapping[str, bytes]]:
    markdown = "\n".join(lines) if is_markdown else ""
    if is_markdown and _is_readable(markdown):
        body, pictures, embedded = _markdown_to_story(markdown, url, is_copy)
        return Paragraphs(paragraphs, body), pictures, embedded
    kept = [paragraph for paragraph in paragraphs if not is_surely_of_site(paragraph)]
    return Paragraphs(kept, "\n\n".join(map(escape_text, kept))), (), {}


def _is_readable(markdown: str) -> bool:
    """Return whether no block of a text is so long that reading it as Markdown would take long."""
    return all(len(block) <= _LONGEST_BLOCK for block in _BLOCK_START.split(markdown))


def _only_word(text: str) -> str:
    return text if len(text.split()) == 1 else ""


def _has_sentence(text: str) -> bool:
    """Return whether a line ends a sentence after its second word, or has a full stop of another script."""
    if _OTHER_STOP.search(text):
        return True
    words = _TWO_WORDS.search(text)
    return words is not None and any(map(_ENDED_LINE.match, text[words.end() - 1 :].split("\n")))


def _find_title(header: TextHeader, is_markdown: bool) -> tuple[str, list[str]]:
    """Return the title and the lines below it: the header's title, else the first line if it is clearly a title."""
    rest = list(header.rest)
    filled = [at for at, line in enumerate(rest) if line.strip()]
    if not filled:
        return header.get("title"), []
    at, first = filled[0], rest[filled[0]].strip()
    heading = _HEADING.match(first) if is_markdown and len(first) <= _LONGEST_TITLE else None
    first = heading["title"] if heading else first
    title = header.get("title")
    if not title and (heading or _is_title(first, at, rest)):
        title = first
    below = at + 1 if title and first == title else at
    while (
        below < len(rest)
        and below > at
        and (not rest[below].strip() or rest[below].strip() == title or _UNDERLINE.match(rest[below].strip()))
    ):
        below += 1
    return title, rest[below:]


def _is_title(line: str, at: int, rest: Sequence[str]) -> bool:
    """Return whether a first line is a title: no sentence, and not continued in the line below."""
    if (
        len(line) > _LONGEST_TITLE
        or line[0].islower()
        or (line.endswith((".", ",", ";", ":")) and not _ABBREVIATION.search(line))
    ):
        return False
    behind = rest[at + 1].strip() if at + 1 < len(rest) else ""
    return (
        not behind
        or behind == line
        or bool(_UNDERLINE.match(behind))
        or (len(behind) > len(line) and _has_sentence(behind[:_JUDGED]) and not behind[0].islower())
    )


def _lines_to_paragraphs(lines: Sequence[str]) -> list[str]:
    """Return paragraphs, divided by empty lines; where no line is empty, each line is a paragraph."""
    whole = "\n".join(line.strip() for line in lines).strip("\n")
    parts = re.split(r"\n{2,}", whole) if "\n\n" in whole else whole.split("\n")
    return [part for part in parts if part.strip()]


def _markdown_to_story(text: str, url: str, is_copy: bool) -> tuple[str, Sequence[FoundPicture], Mapping[str, bytes]]:
    """Return Markdown as our own: rendered, and written anew from what it shows, so that nothing but text, links, lists
    and pictures comes in; the pictures.
    """
    # with the libraries that read HTML, these take longer to load than plain text takes to read
    from capture_import.forms.entries.evidence import html_to_story  # noqa: PLC0415 - see above
    from capture_import.forms.plain_text.markdown_captures import markdown_to_html  # noqa: PLC0415 - see above

    return html_to_story(markdown_to_html(text), url, unwrap_url if is_copy else clean_url)
