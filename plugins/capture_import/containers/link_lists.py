"""Files that hold links and references alone, and no text: told by their layout, rejected by their name with the
remedy.
"""

import codecs
import re

# No page begins so: each format's own first line, mark or element.
_BOOKMARKS = re.compile(r"\s*<!DOCTYPE NETSCAPE-Bookmark-file-1\b", re.IGNORECASE)
# The columns with which services begin their tables of links.
_TABLES = {
    "a Pocket export": ("title,url,time_added,tags,status",),
    "an Instapaper export": ("URL,Title,Selection,Folder,Timestamp",),
    "a Raindrop export": ("id,title,note,excerpt,url,folder,tags,created",),
}
_POCKET = re.compile(r"<title>\s*Pocket Export\s*</title>", re.IGNORECASE)
_INSTAPAPER = re.compile(r"<title>\s*Instapaper: Export\s*</title>", re.IGNORECASE)
_POCKET_LINK = re.compile(r"<a\b[^<>]*\btime_added=", re.IGNORECASE)
_RIS_START = re.compile(r"\s*TY  - [A-Z]{2,8}\s*\n")
_RIS_LINE = re.compile(r"^[A-Z][A-Z0-9]  - ", re.MULTILINE)
_BIBTEX = re.compile(
    r"\s*(?:%[^\n]*\n\s*)*@(?P<type>[A-Za-z]{3,20})\s*\{\s*[^\s,{}]{1,200},\s*+[\w-]{1,40}\s*=\s*[{\"\d]"
)
_SHORTCUT = re.compile(r"\s*\[InternetShortcut\]\s*\n", re.IGNORECASE)
_URL = r"<?https?://[^\s<>|]{1,2000}>?"
_LINK_LINE = re.compile(
    rf"(?:[-*+•]\s++|\d{{1,5}}[.)]\s++)?(?:{_URL}(?:\s+\|\s+\S.*|\t\S.*)?|\[[^\]]{{1,500}}\]\({_URL}\)|[^\t|]{{1,500}}(?:\t|\s\|\s){_URL})\s*\Z"
)
_HEADING_LINE = re.compile(r"#{1,6}\s\S|[#;]")
_FEWEST_RIS_LINES = 3
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def find_link_list(head: bytes) -> str:
    r"""Return why what begins with these bytes is not read, where it holds links or references alone; else empty.

    >>> find_link_list(b"https://halverin.example/lamp\nhttps://halverin.example/mole\n").partition(":")[0]
    'a list of links is no text'
    >>> find_link_list(b"https://halverin.example/lamp\nThe lamp is lit.\n")
    ''
    """
    text = _decode(head)
    if _BOOKMARKS.match(text):
        return link_list_reason("bookmarks of a browser (Netscape bookmark file)")
    if service := next((service for service, columns in _TABLES.items() if text.startswith(columns)), ""):
        return link_list_reason(f"{service} (CSV)")
    if _POCKET.search(text) and _POCKET_LINK.search(text):
        return link_list_reason("a Pocket export (HTML)")
    if _INSTAPAPER.search(text):
        return link_list_reason("an Instapaper export (HTML)")
    if _RIS_START.match(text) and len(_RIS_LINE.findall(text)) >= _FEWEST_RIS_LINES:
        return link_list_reason("a list of references (RIS)")
    if _BIBTEX.match(text):
        return link_list_reason("a list of references (BibTeX)")
    if _SHORTCUT.match(text):
        return link_list_reason("a shortcut to a web page")
    return link_list_reason("a list of links") if _holds_links_alone(text, is_cut=len(head) >= _CUT) else ""


# What is as long is the beginning of more (`kinds.HEAD`).
_CUT = 8192


def link_list_reason(name: str) -> str:
    """Return the reason why a list of links of that name is rejected, with what to do."""
    return (
        f"{name} is no text: fetch the pages that it names (`wget --input-file=URLS --warc-file=pages`, or save each "
        "with SingleFile), and import those"
    )


def _holds_links_alone(text: str, *, is_cut: bool) -> bool:
    lines = [line.strip() for line in text.splitlines()]
    if is_cut:
        lines = lines[:-1]
    lines = [line for line in lines if line and not _HEADING_LINE.match(line)]
    return bool(lines) and "://" in lines[0] and all(map(_LINK_LINE.match, lines))


def _decode(head: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return head.decode(name, "replace")
    return head.decode("utf-8", "replace")
