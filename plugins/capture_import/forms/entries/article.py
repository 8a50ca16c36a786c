"""An entry of a feed, a ninjs item or a WordPress post to its article: the fields as declared, the text as Markdown."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from capture_import.containers.capture import Capture
from capture_import.fields import dates
from capture_import.fields.body.blocks import Block
from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.fields.languages import settle_language
from capture_import.fields.names import fold_name, is_organisation, list_agencies, split_list
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls import clean_url, link_url
from capture_import.fields.urls_archived import find_original, unwrap_url
from capture_import.forms.entries.entry import Entry, EntryImage, capture_to_entry
from capture_import.forms.entries.wordpress_html import post_to_html
from capture_import.forms.plain_text.page import at_place
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.bodies import Body
from capture_import.forms.web_page.images import find_images
from capture_import.forms.web_page.page import Page, read_page
from newsrecord.record import Article, Tag

_REMEDY = "neither its address names one, nor did anybody write down when it was saved (--date gives one)"


def entry_to_article(capture: Capture, day: date | None = None) -> Article:
    """Return the article of an entry's capture. `day` is the day of one that tells none.

    Raises Rejected where the entry has no headline, no text or no day: none of them is made up.
    """
    entry = capture_to_entry(capture)
    place = find_original(entry.url)
    clean_link = clean_url if place.url == clean_url(entry.url) else unwrap_url
    entry, capture = replace(entry, url=place.url), at_place(capture, place)
    if not entry.title.strip():
        raise Rejected("no headline: the entry declares none")
    content = post_to_html(entry.content_html) if entry.content_form == "wordpress" else entry.content_html
    page = read_page(f"<html><body>{content}</body></html>", entry.url, capture.captured_at)
    root = page.tree.find("body") if page else None
    if page is None or root is None:
        raise Rejected("no text: the entry has nothing but a headline")
    blocks = _without_headline(
        BlockReader(lambda element: element.tag == "h1", lambda href: link_url(href, entry.url, clean_link)).read(root),
        entry.title,
    )
    body = blocks_to_markdown(blocks)
    if not body:
        raise Rejected("no text: the entry has nothing but a headline")
    text = "\n".join(block.text for block in blocks)
    dated = _date(entry, capture, day, text)
    names = _names(entry)
    authors = _people(names, entry)
    return Article(
        title=entry.title,
        date=dated.when,
        modified=dated.modified,
        lang=settle_language([entry.language], text),
        sections=entry.sections,
        tags=tuple(Tag(tag.name, tag.slug or None) for tag in entry.tags),
        authors=authors,
        summary=entry.summary,
        dateline=entry.place,
        publisher=entry.publisher,
        source_url=entry.url,
        captured=capture.captured_at,
        capture_sha256=capture.sha256,
        date_basis=dated.basis,
        body=body,
        extra={
            "Images": _images(entry, page, Body(blocks, root)),
            "Agencies": list_agencies(names, authors),
            "Date_note": dated.note,
        },
    )


def html_to_body(html: str, url: str, clean_link: Callable[[str], str] = clean_url) -> str:
    """Return the Markdown of a text in HTML: what it shows, in our own form."""
    page = read_page(f"<html><body>{html}</body></html>", url)
    root = page.tree.find("body") if page else None
    if root is None:
        return ""
    return blocks_to_markdown(
        BlockReader(lambda element: False, lambda href: link_url(href, url, clean_link)).read(root)
    )


def _date(entry: Entry, capture: Capture, day: date | None, text: str) -> dates.Dated:
    known = dates.Known(
        url=entry.url,
        captured_at=capture.captured_at,
        languages=(entry.language,) if entry.language else (),
        given=day,
        text_language=lambda: settle_language([entry.language], text),
    )
    modified = [dates.Candidate(entry.modified, "the entry")] if entry.modified else []
    published = [dates.Candidate(entry.published, "the entry")] if entry.published else []
    # an entry whose day of publication can't be understood was there when it was changed
    evidence = dates.DateEvidence(declared=(*published, *modified), modified=modified)
    return dates.choose(evidence, known, remedy=_REMEDY)


def _names(entry: Entry) -> list[str]:
    return split_list(entry.authors or [entry.byline], is_declared=bool(entry.authors))


def _people(names: list[str], entry: Entry) -> tuple[str, ...]:
    """Return the people; where only an organisation signs, that."""
    people = [
        name for name in names if not is_organisation(name, [fold_name(entry.publisher)] if entry.publisher else [])
    ]
    return tuple(people or names)


def _without_headline(blocks: list[Block], title: str) -> list[Block]:
    """Take the headline off the text's beginning, where an entry repeats it there."""
    if (
        len(blocks) > 1
        and blocks[0].kind in ("heading", "paragraph")
        and "".join(blocks[0].text.split()) == "".join(title.split())
    ):
        return blocks[1:]
    return blocks


def _images(entry: Entry, page: Page, body: Body) -> str:
    """Return the images of the text and those that the entry lists, in the form that pages' images have."""
    found = {image["src"]: image for image in json.loads(find_images(page, body) or "[]")}
    for image in entry.images:
        found.setdefault(image.url, _image_to_values(image))
    return json.dumps(list(found.values()), ensure_ascii=False) if found else ""


def _image_to_values(image: EntryImage) -> dict[str, str]:
    values = {"src": image.url, "caption": image.caption, "credit": image.credit}
    return {key: value for key, value in values.items() if value}
