"""Copies of imported articles in laps: on other days and with other words, otherwise unchanged."""

import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from benchmarks.speed.lap_words import change_words
from newsrecord import Article, article_to_markdown, markdown_to_article, text_to_slug, unique_slug
from newsrecord.pictures import FOLDER, SAVED, find_pictures

Move = Callable[[date, int], timedelta]
"""Returns how far the articles of a day are moved in a lap."""

LAP = timedelta(days=53)
# The stories span seven years and two months; laps of 78 days lay a million of them evenly over ten years.
DECADE = timedelta(days=3650)
DECADE_START = date(2006, 10, 1)
DECADE_LAP = timedelta(days=78)


def move_back(_: date, lap: int) -> timedelta:
    """Move articles of any day some weeks back with each lap."""
    return -lap * LAP


def move_within_decade(day: date, lap: int) -> timedelta:
    """Move articles some weeks on with each lap, and from the end of a decade to its start.

    >>> [str(date(2013, 11, 20) + move_within_decade(date(2013, 11, 20), lap)) for lap in (0, 1, 47)]
    ['2013-11-20', '2014-02-06', '2013-12-06']
    """
    since = day - DECADE_START
    return (since + lap * DECADE_LAP) % DECADE - since


def shift_article(article: Article, lap: int, move: Move = move_back) -> Article:
    """Return an article changed for a lap; lap 0, the first, changes nothing."""
    if not lap:
        return article
    title = change_words(article.title, lap)
    moved = move(article.day, lap)
    return replace(
        article,
        title=title,
        slug=text_to_slug(title),
        date=article.date + moved,
        modified=article.modified and article.modified + moved,
        summary=change_words(article.summary, lap),
        body=change_words(article.body, lap),
    )


def write_laps(imported: Path, folder: Path, count: int, move: Move = move_back) -> None:
    """Write `count` articles below `folder` as `YYYY/MM/DD/slug.md`: copies of those in `imported`, lap after lap."""
    read = (markdown_to_article(path.read_text(encoding="utf-8")) for path in sorted(imported.glob("[0-9]*/*/*/*.md")))
    articles = [article for article in read if _has_places(article)]
    if (imported / FOLDER).is_dir():
        shutil.copytree(imported / FOLDER, folder / FOLDER)
    taken: dict[Path, set[str]] = defaultdict(set)
    for number in range(count):
        lap, place = divmod(number, len(articles))
        article = shift_article(articles[place], lap, move)
        day = folder / f"{article.date:%Y/%m/%d}"
        day.mkdir(parents=True, exist_ok=True)
        slug = unique_slug(article.slug, taken[day])
        taken[day].add(slug.casefold())
        (day / f"{slug}.md").write_text(article_to_markdown(replace(article, slug=slug)), encoding="utf-8")


def _has_places(article: Article) -> bool:
    """Return whether each picture of an article was saved or has a URL. A build counts any other as an error."""
    return all(picture.address.startswith((SAVED, "https://", "http://")) for picture in find_pictures(article.body))
