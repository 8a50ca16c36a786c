"""One table for each rule (URLs, headlines, languages, encodings, boilerplate): every form has the same result.

The tables of dates and of bylines are tested in more places by `fields/test_dates_in_every_form.py` and
`fields/names/test_names_in_every_form.py`.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path

import pytest

from capture_import.containers.capture import Unreadable
from capture_import.containers.folder import file_to_captures, find_files
from capture_import.fields.encoding_names import find_codec
from capture_import.forms.documents import EntryDocuments
from capture_import.pipeline.config import Options
from newsrecord.record import Article
from tests.capture_import.fields.encoded_texts import TEXTS
from tests.capture_import.fields.test_languages import SETTLED
from tests.capture_import.fields.test_urls import CLEAN
from tests.capture_import.story_forms import CLOSING, SENTENCE, read_articles, write_files

TITLE = "Lamp 7"
DAY = "2023-03-03"
PAPER = "Halverin Gazette"
URL = "https://halverin.example/lamp"


@dataclass(frozen=True, slots=True)
class Story:
    """The story that each form holds: a text with its headline, URL and declared language."""

    text: str
    url: str = URL
    title: str = TITLE
    language: str = ""
    paper: str = ""


def web_page(story: Story) -> tuple[str, str]:
    language = f' lang="{story.language}"' if story.language else ""
    paper = f'<meta property="og:site_name" content="{story.paper}">' if story.paper else ""
    return (
        "a.html",
        (
            f'<html{language}><head><title>{escape(story.title)}</title><meta property="og:type" content="article">'
            f'<link rel="canonical" href="{story.url}"><meta property="article:published_time" content="{DAY}">{paper}'
            f"</head><body><article><h1>{escape(story.title)}</h1><p>{story.text}</p></article></body></html>"
        ),
    )


def plain_text(story: Story) -> tuple[str, str]:
    if not story.language and not story.paper:
        return "a.txt", f"{story.title}\n\n{DAY}\n{story.url}\n\n{story.text}\n"
    named = {"Title": story.title, "Date": DAY, "URL": story.url, "Lang": story.language, "Publisher": story.paper}
    return "a.txt", "".join(f"{name}: {value}\n" for name, value in named.items() if value) + f"\n{story.text}\n"


def feed(story: Story, head: str, item: str) -> tuple[str, str]:
    language = f"<language>{story.language}</language>" if story.language else ""
    return (
        "a.xml",
        (
            '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
            f'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>{story.paper or "Gazette"}</title>'
            f"{language}{head}<item><title>{escape(story.title)}</title><link>{story.url.replace('&', '&amp;')}</link>"
            f"{item}</item></channel></rss>"
        ),
    )


def feed_entry(story: Story) -> tuple[str, str]:
    name, text = feed(
        story,
        "",
        f"<pubDate>Fri, 03 Mar 2023 14:30:00 GMT</pubDate><description>&lt;p&gt;{story.text}&lt;/p&gt;</description>",
    )
    # a feed with the namespace of WordPress exports would be read as an export
    return name, text.replace(' xmlns:wp="http://wordpress.org/export/1.2/"', "")


def wordpress_item(story: Story) -> tuple[str, str]:
    return feed(
        story,
        "",
        f"<content:encoded><![CDATA[<p>{story.text}</p>]]></content:encoded><wp:post_date>{DAY} 14:30:00</wp:post_date>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status>",
    )


def ninjs_item(story: Story) -> tuple[str, str]:
    item = {
        "uri": story.url,
        "type": "text",
        "headline": story.title,
        "versioncreated": f"{DAY}T14:30:00Z",
        "body_html": f"<p>{story.text}</p>",
        "language": story.language,
        "infosources": [{"name": story.paper}] if story.paper else [],
    }
    return "a.json", json.dumps(item, ensure_ascii=False)


def front_matter(story: Story) -> tuple[str, str]:
    more = {"lang": story.language, "publisher": story.paper}
    lines = "".join(f'{name}: "{value}"\n' for name, value in more.items() if value)
    return "a.md", f'---\ntitle: "{story.title}"\ndate: {DAY}\nurl: "{story.url}"\n{lines}---\n\n{story.text}\n'


def database_story(story: Story) -> tuple[str, str]:
    language = f"LANGUAGE: {story.language}\n\n" if story.language else ""
    return "a.txt", (
        f"1 of 1 DOCUMENT\n\n{story.paper or 'Gazette'}\n\nMarch 3, 2023\n\nHEADLINE: {story.title}\n\n"
        f"SECTION: News\n\nBODY:\n{story.text}\n\n{language}LOAD-DATE: March 4, 2023\n"
    )


def rtf_document(story: Story) -> tuple[str, str]:
    named = {"Title": story.title, "Date": DAY, "URL": story.url, "Lang": story.language, "Publisher": story.paper}
    lines = [*(f"{name}: {value}" for name, value in named.items() if value), story.text]
    return "a.rtf", rf"{{\rtf1\ansi\ansicpg1252 {(chr(92) + 'par ').join(map(_escape_rtf, lines))}}}"


def _escape_rtf(text: str) -> str:
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(
        rf"\{chr(unit)}" if chr(unit) in "\\{}" else chr(unit) if unit < 128 else rf"\u{unit}?" for unit in units
    )


def mail(story: Story) -> tuple[str, str]:
    language = f"Content-Language: {story.language}\n" if story.language else ""
    paper = f"List-Id: {story.paper} <lamps.halverin.example>\n" if story.paper else ""
    return "a.eml", (
        f"From: lamps@halverin.example\nTo: readers@halverin.example\nSubject: {story.title}\n"
        f"Date: Fri, 03 Mar 2023 14:30:00 +0000\nMessage-ID: <1@halverin.example>\n{language}{paper}"
        f"Archived-At: <{story.url}>\nContent-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n<p>{story.text}</p>\n"
    )


def nitf(story: Story) -> tuple[str, str]:
    url = story.url.replace("&", "&amp;")
    language = f' xml:lang="{story.language}"' if story.language else ""
    return "a.xml", (
        f'<?xml version="1.0"?><nitf{language}><head><docdata><date.issue norm="20230303T143000Z"/></docdata>'
        f'<pubdata ex-ref="{url}" name="{story.paper}"/></head><body>'
        f"<body.head><hedline><hl1>{escape(story.title)}</hl1></hedline></body.head><body.content><p>{story.text}</p></body.content></body></nitf>"
    )


def newsml(story: Story) -> tuple[str, str]:
    url = story.url.replace("&", "&amp;")
    return "a.xml", (
        '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" standard="NewsML-G2" '
        f'guid="urn:x:1"><itemMeta><itemClass qcode="ninat:text"/><provider literal="{story.paper}"/>'
        f"<versionCreated>{DAY}T14:30:00Z</versionCreated>"
        f'<link rel="irel:webpage" href="{url}"/></itemMeta><contentMeta><language tag="{story.language}"/>'
        f'<headline>{escape(story.title)}</headline></contentMeta><contentSet><inlineXML contenttype="text/html">'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{story.text}</p></body></html></inlineXML></contentSet>'
        "</newsItem>"
    )


def ghost_post(story: Story) -> tuple[str, str]:
    settings = {"title": story.paper, "locale": story.language}
    post = {"id": "1", "title": story.title, "html": f"<p>{story.text}</p>", "status": "published"}
    data = {
        "posts": [post | {"canonical_url": story.url, "published_at": f"{DAY}T14:30:00.000Z"}],
        "settings": [{"key": key, "value": value} for key, value in settings.items()],
    }
    return "a.json", json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]}, ensure_ascii=False)


def table_row(story: Story) -> tuple[str, str]:
    names = ["title", "date", "url", "language", "publication", "text"]
    lines = io.StringIO()
    csv.writer(lines, quoting=csv.QUOTE_ALL).writerows(
        [names, [story.title, DAY, story.url, story.language, story.paper, story.text]]
    )
    return "a.csv", lines.getvalue()


def json_object(story: Story) -> tuple[str, str]:
    item = {
        "headline": story.title,
        "published": f"{DAY}T14:30:00Z",
        "link": story.url,
        "lang": story.language,
        "source": {"name": story.paper},
        "body": f"<p>{story.text}</p>",
    }
    return "a.json", json.dumps(item, ensure_ascii=False)


def wallabag_entry(story: Story) -> tuple[str, str]:
    item = {
        "title": story.title,
        "url": story.url,
        "content": f"<p>{story.text}</p>",
        "published_at": f"{DAY}T14:30:00Z",
        "language": story.language,
        "domain_name": story.paper,
        "is_archived": 1,
        "is_starred": 0,
        "reading_time": 1,
    }
    return "a.json", json.dumps([item], ensure_ascii=False)


FORMS_WITH_URL = (
    web_page,
    plain_text,
    feed_entry,
    wordpress_item,
    ninjs_item,
    front_matter,
    mail,
    nitf,
    newsml,
    ghost_post,
    rtf_document,
    table_row,
    json_object,
    wallabag_entry,
)
FORMS = (*FORMS_WITH_URL, database_story)
ENCODED = [(language, encoding) for language, (_, encodings) in TEXTS.items() for encoding in encodings]


# A headline, and what is kept of it if the publisher is the Halverin Gazette.
HEADLINES = [
    ("Keeper lights the lamp", "Keeper lights the lamp"),
    ("Keeper lights the lamp | Halverin Gazette", "Keeper lights the lamp"),
    ("Keeper lights the lamp - Halverin Gazette", "Keeper lights the lamp"),
    ("Halverin Gazette: Keeper lights the lamp", "Keeper lights the lamp"),
    ("Halverin Gazette » Keeper lights the lamp", "Keeper lights the lamp"),
    ("Keeper lights the lamp - and puts it out", "Keeper lights the lamp - and puts it out"),
    ("Mole: Keeper lights the lamp", "Mole: Keeper lights the lamp"),
    # the name of a section behind a bar goes; a kicker before a bar stays, and so does a longer text behind it
    ("Keeper lights the lamp | Opinion", "Keeper lights the lamp"),
    ("Winter 3.0 | Keeper lights the lamp", "Winter 3.0 | Keeper lights the lamp"),
    (
        "Keeper lights the lamp | All that we know of the winter",
        "Keeper lights the lamp | All that we know of the winter",
    ),
]


# Boilerplate lines in texts, and lines of an author that begin like them.
OF_SITES = [
    "Read more: The mill at the weir burns down",
    "Lesen Sie auch: Die Mühle am Wehr brennt",
    "Lire aussi : le moulin du barrage brûle",
    "Lea también: arde el molino",
    "Читайте також: Млин біля греблі згорів",
    "Читайте также: Мельница у плотины сгорела",
    "Advertisement",
    "Werbung",
    "Реклама",
    "Continue reading",
    "Sign up for our newsletter to get the lamp every morning.",
    "Melden Sie sich für unseren Newsletter an und lesen Sie ihn jeden Morgen.",
    "Підписуйтесь на наш канал: підписка нічого не коштує.",
    "The post Keeper lights the lamp appeared first on Halverin Gazette.",
    "Der Beitrag Wärter zündet die Lampe an erschien zuerst auf Halverin Gazette.",
    "Запис Ліхтар знову світить спершу з'явився на Вісник Гальверіна.",
]
OF_AUTHORS = [
    "More than nine boats came to see it, she said.",
    "Read it to them: the office wrote that to every keeper of a lamp on the coast.",
    "Share the light, the keeper told his sons, and they held the lantern for the boats.",
    "The post office was the first on the quay to open again after the storm.",
    "L'articolo della legge proviene da un testo del 1870, ha detto il porto.",
    "See the lamp and you have seen the harbour, as they say in the town.",
    "Реклама маяка з'явилася на кожному причалі міста ще восени минулого року.",
]
# Short lines with these beginnings are mostly boilerplate on a page, but not in a text without its page.
OF_AUTHORS_WITHOUT_PAGE = [
    "Published by the magazine Lantern in 1870, the poem of the lamp has two hundred lines.",
    "Join the members of the council on Friday, when they light the lamp again.",
]
PARTS = "|parts|"


def read_paragraphs(tmp_path: Path, form: Callable[[Story], tuple[str, str]], *paragraphs: str) -> str:
    """Return the body of a story with several paragraphs, which each form divides in its own way."""
    name, text = form(Story(PARTS.join(paragraphs)))
    by_form = {
        feed_entry: "&lt;/p&gt;&lt;p&gt;",
        **dict.fromkeys((plain_text, front_matter, database_story, table_row), "\n\n"),
        rtf_document: r"\par ",
    }
    parted = by_form.get(form, "</p><p>")
    write_files(tmp_path, {name: text.replace(PARTS, parted)})
    (article,) = read_articles(tmp_path)
    return article.body


def read_story(tmp_path: Path, form: Callable[[Story], tuple[str, str]], story: Story) -> Article:
    name, text = form(story)
    write_files(tmp_path, {name: text})
    (article,) = read_articles(tmp_path)
    return article


each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)


@pytest.mark.parametrize(("url", "clean"), CLEAN)
@pytest.mark.parametrize("form", FORMS_WITH_URL, ids=lambda form: form.__name__)
def test_url(tmp_path, form, url, clean):
    assert read_story(tmp_path, form, Story(f"{SENTENCE} {CLOSING}", url)).source_url == clean


@pytest.mark.parametrize(("title", "headline"), HEADLINES)
@each_form
def test_headline(tmp_path, form, title, headline):
    article = read_story(tmp_path, form, Story(f"{SENTENCE} {CLOSING}", title=title, paper=PAPER))
    assert (article.title, article.publisher) == (headline, PAPER)


@pytest.mark.parametrize("line", OF_SITES)
@each_form
def test_a_line_of_the_site_is_left_out(tmp_path, form, line):
    inside = read_paragraphs(tmp_path, form, SENTENCE, line, CLOSING)
    assert inside.split("\n\n") == [SENTENCE, CLOSING]


@pytest.mark.parametrize("line", OF_AUTHORS)
@each_form
def test_a_line_of_the_author_stays(tmp_path, form, line):
    assert read_paragraphs(tmp_path, form, SENTENCE, line, CLOSING).split("\n\n") == [SENTENCE, line, CLOSING]


@pytest.mark.parametrize(
    ("declared", "text", "language"), [row for row in SETTLED if len(row[0]) < 2 and len(row[1]) > 50]
)
@each_form
def test_language(tmp_path, form, declared, text, language):
    declared = "".join(declared)
    article = read_story(tmp_path, form, Story(" ".join([text] * 4), title="4711", language=declared))
    assert article.lang == language


@pytest.mark.parametrize(("language", "encoding"), ENCODED)
@each_form
def test_encoding(tmp_path, form, language, encoding):
    text = f"{TEXTS[language][0]} {TEXTS[language][0]}"
    name, file = form(Story(text))
    write_files(tmp_path, {name: file.encode(find_codec(encoding))})
    (article,) = read_articles(tmp_path)
    assert (article.title, article.source_url) == (TITLE, URL if form in FORMS_WITH_URL else "")
    assert re.sub(r"[\\\s]", "", article.body) == re.sub(r"\s", "", text)


@pytest.mark.parametrize("line", OF_AUTHORS_WITHOUT_PAGE)
@pytest.mark.parametrize("form", [form for form in FORMS if form is not web_page], ids=lambda form: form.__name__)
def test_a_line_of_the_author_stays_in_a_text_without_its_page(tmp_path, form, line):
    assert read_paragraphs(tmp_path, form, SENTENCE, line, CLOSING).split("\n\n") == [SENTENCE, line, CLOSING]


@pytest.mark.parametrize(
    "footer",
    [
        "The post {} appeared first on {}.",
        "Der Beitrag {} erschien zuerst auf {}.",
        "Запис {} спершу з'явився на {}.",
        "L'articolo {} proviene da {}.",
        "Запись {} впервые появилась {}.",
    ],
)
def test_the_footer_that_wordpress_adds_is_neither_text_nor_the_end_of_a_teaser(tmp_path, footer):
    links = ('<a href="https://halverin.example/lamp">Keeper lights the lamp</a>', '<a href="/">Gazette</a>')
    below = f"<p>{footer.format(*links)}</p>"
    article = read_story(tmp_path, wordpress_item, Story(f"{SENTENCE} {CLOSING}</p>{below}<p>"))
    assert article.body == f"{SENTENCE} {CLOSING}"
    teaser = f"{SENTENCE} [...]{below}".replace("<", "&lt;").replace(">", "&gt;")
    name, text = feed_entry(Story(teaser))
    write_files(tmp_path, {name: text})
    (file,) = find_files([str(tmp_path)])
    (found,) = file_to_captures(file, Options().limits, EntryDocuments())
    assert isinstance(found, Unreadable) and "only the beginning of this entry" in found.reason


LAMP = "The keeper’s lamp, “lit”, is 3 € a winter: Žofie"


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (LAMP.encode().decode("latin-1"), LAMP),  # UTF-8 that was read as Latin-1
        ("The lamp \x96 \x93lit\x94", "The lamp – “lit”"),  # UTF-8 that was read as Windows-1252
    ],
)
@each_form
def test_characters_of_a_wrong_decoding_are_repaired(tmp_path, form, read, written):
    article = read_story(tmp_path, form, Story(f"{SENTENCE} {read}, she said. {CLOSING}", title=read))
    assert (article.title, article.body) == (written, f"{SENTENCE} {written}, she said. {CLOSING}")
