"""An inbox of captures about the invented town of Halverin, by seed: files, containers, feeds, an export, mail."""

import random
from pathlib import Path
from xml.sax.saxutils import escape

from tests.capture_import.containers.builders import gzip_records, http, make_tar, make_zip, pages_warc, record

_SUBJECTS = (
    "The harbour office,The council,Keeper Jonas Arvel,The ferry company,The school on Vell Hill,A crew of five".split(
        ","
    )
)
_DEEDS = (
    "lit the lamp on,opened a stall at,counted the boats off,closed the gate of,painted the rails of,met above".split(
        ","
    )
)
_PLACES = (
    "the north mole,Lantern Square,Osvell Island,the Tidegate Bridge,the lower town,the orchards at Upper Marl".split(
        ","
    )
)


class SavedStory:
    """An invented story, and its capture in each form."""

    def __init__(self, number: int, chance: random.Random) -> None:
        self.number = number
        self.title = f"{chance.choice(_SUBJECTS)} {chance.choice(_DEEDS)} {chance.choice(_PLACES)} ({number})"
        self.day = f"2023-{1 + number % 12:02}-{1 + number % 27:02}"
        self.url = f"https://gazette.example/{self.day.replace('-', '/')}/story-{number}"
        self.paragraphs = [self._paragraph(chance) for _ in range(chance.randint(3, 6))]

    def _paragraph(self, chance: random.Random) -> str:
        return " ".join(
            f"{chance.choice(_SUBJECTS)} {chance.choice(_DEEDS)} {chance.choice(_PLACES)} "
            f"at {chance.randint(1, 12)} o'clock, as {chance.randint(2, 90)} people could see."
            for _ in range(chance.randint(2, 4))
        )

    def to_html(self) -> bytes:
        """Return the story as a saved web page."""
        text = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{self.title}</title>'
            f'<link rel="canonical" href="{self.url}">'
            f'<meta property="article:published_time" content="{self.day}T10:00:00Z">'
            f'<meta name="author" content="Clara Whitlow"></head><body><nav>Home</nav><article><h1>{self.title}</h1>'
            f"{text}</article></body></html>"
        ).encode()

    def to_text(self) -> bytes:
        """Return the story as plain text with a header."""
        text = "\n\n".join(self.paragraphs)
        return f"Title: {self.title}\nDate: {self.day}\nAuthor: Clara Whitlow\nURL: {self.url}\n\n{text}\n".encode()

    def to_item(self) -> str:
        """Return the story as an item of a feed."""
        body = escape("".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs))
        return (
            f"<item><title>{self.title}</title><link>{self.url}</link><pubDate>{self.day}T10:00:00Z</pubDate>"
            f"<guid>{self.url}</guid><content:encoded>{body}</content:encoded></item>"
        )

    def to_post(self) -> str:
        """Return the story as a post of a WordPress export."""
        body = "\n\n".join(self.paragraphs)
        return (
            f"<item><title>{self.title}</title><link>{self.url}/</link><dc:creator>clara</dc:creator>"
            f'<guid isPermaLink="false">https://gazette.example/?p={self.number}</guid>'
            f"<content:encoded><![CDATA[{body}]]></content:encoded>"
            f"<wp:post_id>{self.number}</wp:post_id><wp:post_date>{self.day} 10:00:00</wp:post_date>"
            f"<wp:post_date_gmt>{self.day} 10:00:00</wp:post_date_gmt><wp:status>publish</wp:status>"
            f'<wp:post_type>post</wp:post_type><category domain="category" nicename="harbour">Harbour</category></item>'
        )

    def to_mail(self) -> bytes:
        """Return the story as a message of an mbox."""
        text = "\n\n".join(self.paragraphs)
        return (
            "From clara@gazette.example Fri Mar  3 10:00:00 2023\nFrom: Clara Whitlow <clara@gazette.example>\n"
            f"Subject: {self.title}\n"
            f"Date: Fri, 03 Mar 2023 10:00:00 +0000\nMessage-ID: <{self.number}@gazette.example>\n"
            f"Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
        ).encode()


_FEED = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Gazette</title>"
    "<link>https://gazette.example</link>%s</channel></rss>"
)
_EXPORT = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Gazette</title><link>https://gazette.example</link>'
    "<language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>%s</channel></rss>"
)


def make_inbox(folder: Path, seed: int, size: int = 6) -> None:
    """Write an inbox with about `size` stories in each form, some in several forms, in two versions, or damaged."""
    chance = random.Random(seed)
    stories = [SavedStory(number, chance) for number in range(8 * size)]
    part = [stories[at : at + size] for at in range(0, len(stories), size)]
    shared = chance.sample(part[0] + part[1] + part[4] + part[7], size)  # in other forms than those in a.zip
    folder.mkdir(parents=True)

    def revised(story: SavedStory) -> bytes:
        return story.to_html().replace(
            b"</article>", b"<p>The harbour master added that the lamp can be seen from eleven miles.</p></article>"
        )

    for story in part[0]:
        (folder / f"page-{story.number}.html").write_bytes(story.to_html())
    for story in part[1]:
        (folder / f"note-{story.number}.txt").write_bytes(story.to_text())
    (folder / "nested").mkdir()
    for story in shared:
        (folder / "nested" / f"again-{story.number}.html").write_bytes(
            chance.choice([revised, SavedStory.to_html])(story)
        )
    (folder / "a.zip").write_bytes(
        make_zip((f"z/{story.number}.html", story.to_html()) for story in (*part[2], *shared[:2]))
    )
    (folder / "b.tar.gz").write_bytes(
        make_tar(((f"t/{story.number}.txt", story.to_text()) for story in part[3]), "w:gz")
    )
    crawl = [record(http(story.to_html()), story.url) for story in (*part[4], *shared[2:4])]
    again = part[4][0]
    headers = [
        "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest",
        f"WARC-Refers-To-Target-URI: {again.url}",
        "WARC-Refers-To-Date: 2023-03-04T05:06:07Z",
    ]
    crawl.insert(0, record(b"", again.url, "revisit", headers))
    (folder / "c.warc.gz").write_bytes(gzip_records([pages_warc(0)[0], *crawl]))
    (folder / "feed.xml").write_text(
        _FEED % "".join(story.to_item() for story in (*part[5], shared[4])), encoding="utf-8"
    )
    (folder / "export.xml").write_text(_EXPORT % "".join(story.to_post() for story in part[6]), encoding="utf-8")
    (folder / "letters.mbox").write_bytes(b"".join(story.to_mail() for story in part[7]))
    (folder / "cut.zip").write_bytes((folder / "a.zip").read_bytes()[:-200])
    (folder / "empty.html").write_bytes(b"")
    (folder / "noise.bin").write_bytes(chance.randbytes(3000))
