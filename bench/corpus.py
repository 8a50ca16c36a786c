"""The articles that every build is measured on: real Reuters stories, and laps of them with other dates and other
words.

Nothing of the stories is kept in the project; where the reference data is not there, there is nothing to measure.
"""

import os
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zlib import crc32

from newsrecord import Article, Tag, article_to_markdown, escape_text, text_to_slug, unique_slug

ARCHIVE = "reuters-2006-2013-sample.tar.xz"

# Words of a story's address that say where it was sold, not what it is about.
_DESKS = frozenset("us uk usa net businesspro dc sb industry retire idus".split())
_SECTIONS = {
    "Economy": frozenset("economy fed imf ecb eurozone greece jobs housing budget debt inflation bailout g20".split()),
    "Markets": frozenset("markets stocks oil gold forex bonds shares wallstreet global".split()),
    "Earnings": frozenset("results earnings outlook sales profit".split()),
    "Policy": frozenset("financial regulation sec lawsuit eu obama congress trade antitrust".split()),
}
_LEDE = re.compile(r".{1,300}(?=\s|$)")
_DATELINE = re.compile(r"\s*([A-Z][A-Z .,/'-]{2,40}?)\s+\(Reuters\)\s+-\s+")
_LAP = timedelta(days=2800)  # a little more than the stories' years, so that no lap falls on another
_WORD = re.compile(r"\b[A-Za-z]{6,}\b")


def find_reference_data() -> Path | None:
    """Give the folder of the reference data, or None where this machine has none."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("NEWSARCHIVE_REFERENCE_DATA", beside))
    return folder if (folder / ARCHIVE).exists() else None


def read_stories(data: Path) -> Iterator[Article]:
    """Yield the whole stories (headline, date, body), in the order of the tar file, slugs not yet unique."""
    with tarfile.open(data / ARCHIVE) as tar:
        for member in tar:
            file = tar.extractfile(member)
            story = text_to_story(file.read().decode("utf-8", "replace")) if file else None
            if story:
                yield story


def text_to_story(text: str) -> Article | None:
    """Give one story of the corpus, or None where its headline, its date or its body is missing."""
    lines = text.split("\n")
    if len(lines) < 5 or not all(line.startswith("--") for line in lines[:4]):
        return None
    title, byline, stamp, address = (line[2:].strip() for line in lines[:4])
    paragraphs = [" ".join(part.split()) for part in "\n".join(lines[4:]).split("\n \n")]
    paragraphs = [part for part in paragraphs if part]
    try:
        date = datetime.strptime(  # noqa: DTZ007 -- the corpus is dated by the publisher's clock
            re.sub(r" E[DS]T$", "", stamp), "%a %b %d, %Y %I:%M%p"
        )
    except ValueError:
        return None
    if not title or not paragraphs:
        return None
    lede = _LEDE.match(_DATELINE.sub("", paragraphs[0]))
    dateline = _DATELINE.match(paragraphs[0])
    words = [
        w for w in re.sub(r"-id[A-Z].*", "", address.rsplit("/", 1)[-1]).split("-") if w.isalpha() and w not in _DESKS
    ]
    words = list(dict.fromkeys(words))[:5]
    sections = [name for name, marks in _SECTIONS.items() if marks.intersection(words)][:2] or ["Companies"]
    authors = [" ".join(name.split()) for name in re.split(r",| and ", byline.removeprefix("By ")) if name.strip()]
    return Article(
        title=title,
        date=date,
        slug=text_to_slug(title),
        lang="en",
        sections=tuple(sections),
        tags=tuple(Tag(word.title(), None) for word in words),
        authors=tuple(dict.fromkeys(authors)),
        summary=lede[0] if lede else "",
        dateline=dateline[1].title() if dateline else "",
        publisher="Reuters",
        source_url=address,
        date_basis="metadata",
        body="\n\n".join(escape_text(part) for part in paragraphs),
    )


def shift_story(story: Article, lap: int) -> Article:
    """Give the story as another lap has it: years earlier, one long word in eight another word, always the same for a
    lap.
    """
    if not lap:
        return story

    def other_word(match: re.Match[str]) -> str:
        word: str = match[0]
        return word[2:4] + word[:2].lower() + word[4:] if crc32(f"{lap}{word.lower()}".encode()) % 8 == 0 else word

    title = _WORD.sub(other_word, story.title)
    return replace(
        story,
        title=title,
        slug=text_to_slug(title),
        date=story.date - lap * _LAP,
        summary=_WORD.sub(other_word, story.summary),
        body=_WORD.sub(other_word, story.body),
    )


def write_corpus(folder: Path, count: int, data: Path) -> int:
    """Write at least `count` captures' worth of articles below `folder` as `YYYY/MM/DD/slug.md`; give how many were
    whole.

    `count` counts the corpus' files as its makers did (21,304 a lap); the broken ones among them give no article.
    """
    stories = list(read_stories(data))
    whole = round(count * len(stories) / 21304)
    taken: dict[Path, set[str]] = {}
    for number in range(whole):
        lap, place = divmod(number, len(stories))
        # a part of a lap is spread over all its years
        story = shift_story(stories[place * 7919 % len(stories)], lap)
        day = folder / f"{story.date:%Y/%m/%d}"
        if day not in taken:
            day.mkdir(parents=True, exist_ok=True)
        slug = unique_slug(story.slug, taken.setdefault(day, set()))
        taken[day].add(slug.casefold())
        (day / f"{slug}.md").write_text(article_to_markdown(replace(story, slug=slug)), encoding="utf-8")
    return whole
