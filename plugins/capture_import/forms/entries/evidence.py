"""An entry of a feed, a ninjs item or a WordPress post to evidence: the fields as declared, the text as blocks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from capture_import.containers.capture import Capture
from capture_import.fields.body.blocks import Block
from capture_import.fields.body.embeds import place_embeds
from capture_import.fields.body.markdown import blocks_to_markdown
from capture_import.fields.body.noise import drop_site_lines
from capture_import.fields.body.pictures import FoundPicture, place_pictures
from capture_import.fields.evidence import Candidate, Context, Evidence, Field, Place, Role
from capture_import.fields.urls import clean_url, link_url
from capture_import.fields.urls_archived import find_original, unwrap_url
from capture_import.forms.block_text import BlockText
from capture_import.forms.entries.entry import NewsItem, capture_to_entry
from capture_import.forms.entries.invitations import drop_invitations
from capture_import.forms.entries.wordpress_html import post_to_html
from capture_import.forms.markdown_cards import mark_cards
from capture_import.forms.web_page.blocks import BlockReader
from capture_import.forms.web_page.bodies import PageBody
from capture_import.forms.web_page.embeds import find_embeds
from capture_import.forms.web_page.hidden import drop_hidden
from capture_import.forms.web_page.page import Page, read_page
from capture_import.forms.web_page.pictures import find_pictures

_MISSING = {
    Field.HEADLINE: "no headline: the entry declares none",
    Field.BODY: "no text: the entry has nothing but a headline",
    Field.DATE: "its URL has none, and the time of capture is unknown (--date sets one)",
}


class EntryText(BlockText):
    """An entry's text. All of it belongs to the article."""

    def to_markdown(self, headline: str, authors: Sequence[str], pictures: Sequence[FoundPicture] = ()) -> str:
        """Return the text as Markdown, without the headline if the text begins with it."""
        return self._place(_without_headline(self.blocks, headline), pictures)


def read_entry(capture: Capture, given_day: date | None = None, entry: NewsItem | None = None) -> Evidence:
    """Return what an entry's capture says; `entry` is what one carries that is in another form."""
    entry = entry or capture_to_entry(capture)
    place = find_original(entry.url)
    clean_link = clean_url if place.url == clean_url(entry.url) else unwrap_url
    content = post_to_html(entry.content_html) if entry.content_form == "wordpress" else entry.content_html
    captured_at = place.archived_at or capture.captured_at
    page = read_page(f"<html><body>{content}</body></html>", place.url, captured_at)
    root = page.tree.find("body") if page else None
    blocks: list[Block] = []
    if root is not None:
        drop_hidden(root)
        drop_invitations(root)
        reader = BlockReader(lambda element: element.tag == "h1", lambda href: link_url(href, place.url, clean_link))
        blocks = drop_site_lines(reader.read(root))
    body = PageBody(blocks, root)
    pictures = _list_pictures(entry, page, body) if page else []
    embeds = find_embeds(page, body) if page else []
    return Evidence(
        Context(capture.source, capture.sha256, captured_at, capture.kind, given_day),
        list_candidates(replace(entry, url=place.url or entry.url)),
        text=EntryText(blocks, page.order if page and (pictures or embeds) else {}, embeds),
        languages=(entry.language,) if entry.language else (),
        site_names=(entry.publisher,) if entry.publisher else (),
        missing=_MISSING,
        notes={"Identifier": entry.identifier} if entry.identifier and not place.url else {},
        pictures=pictures,
        embedded=page.embedded if page else {},
    )


def list_candidates(entry: NewsItem) -> dict[Field, list[Candidate]]:
    """Return what an entry declares, by field."""
    declared, key = Place.DECLARED, "the entry"
    modified = [Candidate((entry.modified,), declared, key, Role.MODIFIED)] if entry.modified else []
    published = [Candidate((entry.published,), declared, key)] if entry.published else []
    names = Candidate(entry.authors, declared, key) if entry.authors else Candidate((entry.byline,), Place.SHOWN, key)
    return {
        Field.URL: [Candidate((entry.url,), Place.URL, key)],
        Field.LANGUAGE: [Candidate((entry.language,), declared, key)],
        Field.HEADLINE: [Candidate((entry.title,), declared, key)],
        # where the day of publication can't be understood, the day of the change is the best that is known
        Field.DATE: [*published, *modified],
        Field.MODIFIED: modified,
        Field.NAMES: [names],
        Field.SIGNERS: [names],
        Field.SECTIONS: [Candidate(entry.sections, declared, key)],
        Field.TAGS: [Candidate((tag.name,), declared, key, attributes={"slug": tag.slug}) for tag in entry.tags],
        Field.SUMMARY: [Candidate((entry.summary,), declared, key)],
        Field.DATELINE: [Candidate((entry.place,), declared, key)],
        Field.PUBLISHER: [Candidate((entry.publisher,), declared, key)],
    }


def html_to_story(
    html: str, url: str, clean_link: Callable[[str], str] = clean_url
) -> tuple[str, list[FoundPicture], Mapping[str, bytes]]:
    """Return the Markdown of a text in HTML with its pictures at their places, these, and those that stand in it.

    `url` is what links are relative to; a picture without an address of its own lies beside the text.
    """
    page = read_page(f"<html><body>{html}</body></html>", "")
    root = page.tree.find("body") if page else None
    if page is None or root is None:
        return "", [], {}
    drop_hidden(root)
    drop_invitations(root)
    mark_cards(root)
    page.elements = list(page.tree.iter())
    reader = BlockReader(lambda element: False, lambda href: link_url(href, url, clean_link))
    blocks = drop_site_lines(reader.read(root))
    body = PageBody(blocks, root)
    pictures, embeds = find_pictures(page, body), find_embeds(page, body)
    placed = place_pictures(blocks, pictures, page.order if pictures else {})
    placed = place_embeds(placed, embeds, page.order if embeds else {})
    return blocks_to_markdown(placed), pictures, page.embedded


def _without_headline(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """Return the blocks without the first, if that repeats the headline."""
    if (
        len(blocks) > 1
        and blocks[0].kind in ("heading", "paragraph")
        and "".join(blocks[0].text.split()) == "".join(title.split())
    ):
        return blocks[1:]
    return blocks


def _list_pictures(entry: NewsItem, page: Page, body: PageBody) -> list[FoundPicture]:
    """Return the pictures of the text, then those that the entry lists beside it.

    The first of the latter is the lead picture if the text has none.
    """
    pictures = find_pictures(page, body)
    shown = {source for picture in pictures for source in picture.sources}
    others = [image for image in entry.images if image.url not in shown]
    return pictures + [
        FoundPicture((image.url,), caption=image.caption, credit=image.credit, is_lead=not number and not pictures)
        for number, image in enumerate(others)
    ]
