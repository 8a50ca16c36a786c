"""The data of an article for templates, as JSON: the story for its own page, and the summary for lists.

A label is `{"name": ..., "slug": ...}`: a section, a tag or an author. How a list is divided into pages is not known
here.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import unescape
from typing import Any

from archive_pages.addresses import quote_url
from archive_pages.dates import find_zone, time_to_key, time_to_text, zone_to_text
from archive_pages.wording import ENGLISH, list_labels, number_to_text
from newsrecord.clean_text import clean_line
from newsrecord.credentials import strip_user
from newsrecord.frontmatter import split_list
from newsrecord.pictures import read_image_list
from newsrecord.slugs import text_to_slug
from newsrecord.whole_numbers import text_to_number

Label = dict[str, str]
# A list shortens a longer lede at the end of a word; the article's own page shows all of it.
LEDE_LENGTH = 140
# Search engines show no more of a description.
OPENING_LENGTH = 140
SHORTEST = 40
# A longer text is no more important.
LONGEST_SIZE = 6
# By key of the summary: the key of the front matter.
_MACHINE_KEYS = {"publisher": "publisher", "sha256": "capture_sha256", "translation_of": "translation_of"}
# The end of a sentence: its mark, what closes, a space before what is no small letter. An initial ends none, nor does a
# short form without a vowel (`Mr.`, `Dr.`, `Mrs.`).
_SHORT_FORM = "".join(rf"(?<!\b[A-Z][bcdfghjklmnpqrstvwxz]{{{length}}})" for length in (1, 2, 3))
_SENTENCE_END = re.compile(rf"""(?:(?<!\b\w){_SHORT_FORM}[.!?…]["'”»)]*[ ](?![a-zа-яіїєґ])|[。！？])""")
# An agency's dateline: a place in capitals, which may lack, the agency in brackets, a dash.
_DATELINE = re.compile(r"(?P<place>[^(),]{0,40}+)(?:,[^()]{0,40}+)?+\([^()]{2,40}+\)(?:\s[-–—]\s*+|[-–—]\s++)")
# A headline with more characters is set in smaller type.
LONG_HEADLINE = 110
RUSSIAN = "ru"
SOURCE_KEYS = (
    "publisher",
    "date_note",
    "source_url",
    "captured",
    "views",
    "sha256",
    "images",
    "revisions",
    "repairs",
    "body_note",
)
WEB = ("https://", "http://")
# The bases of a date that the page explains with a label `basis_...`: the source did not declare the date itself.
SAVED = "captured"
BASES = frozenset(["url", "header", "text", "filename", "given", SAVED])
# Pictures above a text.
_FIGURES = re.compile(r"(?:<figure\b.*?</figure>\s*+)*", re.DOTALL)
_TAG = re.compile(r"<[^>]*+(?:>|\Z)")


def name_to_label(name: str, lang: str = "", slug: str | None = None) -> Label:
    """Return the label of a name. The slug rule is applied to the source's own slug, too, so that it is safe in a path.

    In a Russian story, Cyrillic is transliterated by the Russian rule; elsewhere the letters decide the rule.

    >>> name_to_label("Иван Петров", "ru")["slug"], name_to_label("Іван Петров", "uk")["slug"]
    ('ivan-petrov', 'ivan-petrov')
    """
    is_russian = lang.replace("_", "-").partition("-")[0].casefold() == RUSSIAN
    return {"name": name, "slug": text_to_slug(slug or name, lang=RUSSIAN if is_russian else None)}


def names_to_labels(names: Iterable[str], lang: str = "", slugs: Mapping[str, str] = {}) -> list[Label]:
    """Return the labels of names in a story in `lang`. Names with one slug have one label, that of the first name."""
    labels: dict[str, Label] = {}
    for name in filter(None, names):
        label = name_to_label(name, lang, slugs.get(name))
        labels.setdefault(label["slug"], label)
    return list(labels.values())


def parse_tag_slugs(text: str) -> dict[str, str]:
    """Return the slugs of tags by name, from a `Tag_slugs` line.

    >>> parse_tag_slugs("volodymyr-zelenskyi=Volodymyr Zelenskyy; un=United Nations")
    {'Volodymyr Zelenskyy': 'volodymyr-zelenskyi', 'United Nations': 'un'}
    """
    pairs = (item.partition("=") for item in split_items(text))
    return {name.strip(): slug.strip() for slug, equals, name in pairs if equals}


def split_items(text: str) -> tuple[str, ...]:
    """Return the items of a line that is separated by semicolons; a comma is part of an item.

    >>> split_items("da16721b184d (first); 54d364c0c20e (headline, 1 paragraph added)")
    ('da16721b184d (first)', '54d364c0c20e (headline, 1 paragraph added)')
    """
    return split_list(text + ";") if text else ()


def parse_images(text: str) -> list[dict[str, str]]:
    """Return the pictures of an `Images` line, a JSON list of objects with `src`, `caption` and `credit`.

    Each result has `url` and `text`, of which one may be empty. A page links to these pictures and does not show them.
    Pictures that were saved (`file`) are not among them: the article shows those. Nor is a lead picture that was not
    saved and has no words, if others were saved: it is one of these under another URL. Return [] for a line that is no
    such list.
    """
    members = read_image_list(text)
    images = [image for image in members if isinstance(image, dict)]
    if len(images) < len(members):
        return []
    is_any_saved = any(image.get("file") for image in images)
    pictures = [
        {
            "url": strip_user(str(image.get("src", ""))),
            "text": " ".join(str(image[key]) for key in ("caption", "credit") if image.get(key)),
        }
        for image in images
        if not image.get("file")
        and not (is_any_saved and image.get("lead"))
        and str(image.get("src") or WEB[0]).startswith(WEB)
    ]
    return [picture for picture in pictures if picture["url"] or picture["text"]]


def describe_story(metadata: Mapping[str, Any], wording: str = ENGLISH, *, is_clean: bool = False) -> dict[str, Any]:
    """Return all data that an article's page shows beside its body, from Pelican's metadata; "" or [] if not known.

    `metadata` must have `title` and `date`: without them a KeyError is raised. `is_clean` says that `clean_line` has
    been applied to its texts.
    """

    def line(key: str) -> str:
        value = metadata.get(key) or ""
        return value if is_clean and type(value) is str else clean_line(str(value))

    def names(key: str, other: str = "") -> list[str]:
        return [
            clean_line(str(value)) for value in metadata.get(key) or ([metadata[other]] if metadata.get(other) else [])
        ]

    key = time_to_key(metadata["date"])
    basis = line("date_basis")
    modified = metadata.get("modified")
    zone = find_zone(metadata["date"])
    captured, captured_zone = _read_time(line("captured"))
    sections = list(split_list(line("sections"))) or names("", "category")
    source = strip_user(line("source_url"))
    views = text_to_number(line("views"))
    lang = line("lang")
    title, sha256 = line("title"), line("capture_sha256")
    story = {
        "title": title,
        "is_long": len(title) > LONG_HEADLINE,
        "date": key,
        "date_text": time_to_text(key, wording) + zone_to_text(zone),
        "zone": zone,
        "date_basis": list_labels(wording)[f"basis_{basis}"] if basis in BASES else "",
        "date_note": line("date_note"),
        "modified": time_to_key(modified) if modified else "",
        "modified_text": time_to_text(time_to_key(modified), wording) if modified else "",
        "lang": lang,
        "lede": line("summary"),
        "dateline": line("dateline"),
        "publisher": line("publisher"),
        "source_url": source if source.startswith(WEB) else "",
        "source_host": source.split("/")[2].removeprefix("www.") if source.startswith(WEB) else "",
        "captured": captured + captured_zone,
        "captured_text": time_to_text(captured, wording) + zone_to_text(captured_zone) if captured else "",
        "sha256": sha256,
        "views": number_to_text(views, wording) if views is not None and views >= 0 else "",
        "sections": names_to_labels(sections, lang),
        "images": parse_images(line("images")),
        "revisions": list(split_items(line("revisions"))),
        "body_note": line("body_note"),
        "repairs": list(split_items(line("repairs"))),
        "versions": list(split_items(line("versions"))),
        "tags": names_to_labels(names("tags"), lang, parse_tag_slugs(line("tag_slugs"))),
        "authors": names_to_labels(names("authors", "author"), lang),
        "publishers": names_to_labels([line("publisher")], lang),
    }
    story["has_source"] = any(story[key] for key in SOURCE_KEYS)
    return story


def summarize_story(story: Mapping[str, Any], url: str, lang: str = "", body: str = "") -> dict[str, Any]:
    """Return the data of a story that other pages show; `url` is that of its page, `body` its text as HTML.

    `lang` is the archive's language: a story in that language has the `lang` "". In the result, `is_opening` says
    whether the text begins with the lede, and `versions` identifies the group of the story's near-duplicates by the
    first of their paths. A story without a lede has its first sentence as `opening`. `size` is the length of its text
    in thousands of characters of HTML, at most LONGEST_SIZE.
    """
    summary = {
        "title": story["title"],
        "url": quote_url(url),
        "date": story["date"],
        "lang": story["lang"] if story["lang"] != lang else "",
        "lede": shorten_text(story["lede"], LEDE_LENGTH),
        "is_opening": has_opening(body, story["lede"]),
        "sections": story["sections"],
        "tags": story["tags"],
        "authors": story["authors"],
        "publishers": story["publishers"],
        "versions": min(url_to_path(url), *story["versions"]) if story["versions"] else "",
        "size": min(len(body) // 1000, LONGEST_SIZE),
    }
    if "spelled" in story:
        summary["spelled"] = story["spelled"]
    if not story["lede"] and (opening := find_opening(body)):
        summary["opening"] = opening
    return summary


def describe_capture(metadata: Mapping[str, Any], moment: datetime) -> dict[str, Any]:
    """Return what a summary holds of the source, as far as it is known: `publisher`, `sha256`, `modified`, and the
    `offset` of a time of day that is not UTC's.

    `translation_of` is the path that all languages of one article name as `Translation_of`. `is_saved_date` says that
    the date is only the day on which the page was saved; `basis` is where another date comes from, if not from the
    page's metadata.

    >>> describe_capture({"publisher": "Halverin Post"}, datetime.fromisoformat("2024-05-02T10:00:00+03:00"))
    {'publisher': 'Halverin Post', 'offset': '+03:00'}
    """
    described: dict[str, Any] = {}
    for name, key in _MACHINE_KEYS.items():
        if value := metadata.get(key):
            described[name] = clean_line(str(value))
    basis = str(metadata.get("date_basis") or "")
    if basis == SAVED:
        described["is_saved_date"] = True
    elif basis in BASES:
        described["basis"] = basis
    if modified := metadata.get("modified"):
        described["modified"] = time_to_key(modified)
    if offset := moment.utcoffset():
        described["offset"] = moment.isoformat()[-6:] if offset.seconds % 60 == 0 else ""
    return described


def find_opening(body: str) -> str:
    """Return the first sentence of a body's first paragraph, of at most `OPENING_LENGTH` characters.

    What is shorter than `SHORTEST` is hardly a sentence: an abbreviation, a dateline. An agency's dateline is left out:
    a list whose every line begins with one is hard to read.

    >>> find_opening("<p>The lamp of St. Osvell is <b>lit</b> again, the council said. It shines.</p>")
    'The lamp of St. Osvell is lit again, the council said.'
    >>> find_opening("<p>The council met the keeper of the lamp, Mr. Vorn, again. It rose.</p>")
    'The council met the keeper of the lamp, Mr. Vorn, again.'
    >>> find_opening("<p>OSSEL, Halverin, May 2 (Tidewire) - The lamp on the north mole is lit again.</p>")
    'The lamp on the north mole is lit again.'
    """
    start = body.find("<p>")
    end = body.find("</p>", start)
    if start < 0 or end < 0:
        return ""
    # of a long paragraph the beginning is enough; tags make it longer than its words
    text = " ".join(unescape(_TAG.sub("", body[start + 3 : min(end, start + 8 * OPENING_LENGTH)])).split())
    dateline = _DATELINE.match(text)
    if dateline and (not dateline["place"] or dateline["place"].isupper()):
        text = text[dateline.end() :]
    sentence = _SENTENCE_END.search(text, SHORTEST)
    return shorten_text(text[: sentence.end()].rstrip() if sentence else text, OPENING_LENGTH)


def has_opening(body: str, lede: str) -> bool:
    """Return whether the first paragraph of a body contains the lede, which then need not be shown above it.

    >>> has_opening("<p>OSSEL - The <b>lamp</b> is lit again. It shines.</p>", "The lamp is lit again.")
    True
    """
    if lede and body.startswith("<figure"):
        body = body[_FIGURES.match(body).end() :]  # type: ignore[union-attr] # it is there
    if not lede or not body.startswith("<p>"):
        return False
    paragraph = unescape(_TAG.sub("", body[: body.find("</p>")]))
    return lede.rstrip("….") in " ".join(paragraph.split())


def url_to_path(url: str) -> str:
    """Return an article's path in the content without its suffix, as `Versions` names articles:
    `2023/03/03/harbour-lamp-lit`.
    """
    return url.removesuffix(".html")


def shorten_text(text: str, length: int) -> str:
    """Return text of at most `length` characters, cut at a word's end with an ellipsis where it is longer.

    >>> shorten_text("The town has waited for the gates", 20)
    'The town has waited…'
    """
    if len(text) <= length:
        return text
    return (
        text[:length].rpartition(" ")[0].rstrip(" ,;:–—-") + "…" if " " in text[:length] else text[: length - 1] + "…"
    )


def _read_time(text: str) -> tuple[str, str]:
    """Return the key (`dates.time_to_key`) and the zone of a time in ISO 8601; "" and "" for any other text."""
    try:
        moment = date.fromisoformat(text) if len(text) <= len("2025-02-17") else datetime.fromisoformat(text)
    except ValueError:
        return "", ""
    return time_to_key(moment), find_zone(moment)
