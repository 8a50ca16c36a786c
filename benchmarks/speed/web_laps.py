"""Copies of imported web articles in laps: some weeks earlier and with other words, otherwise unchanged."""

import shutil
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.speed.lap_words import change_words
from newsrecord import Article, article_to_markdown, markdown_to_article, text_to_slug, unique_slug
from newsrecord.pictures import FOLDER, SAVED, find_pictures

LAP = timedelta(days=53)


def shift_article(article: Article, lap: int) -> Article:
    """Return an article changed for a lap; lap 0, the first, changes nothing."""
    if not lap:
        return article
    title = change_words(article.title, lap)
    return replace(
        article,
        title=title,
        slug=text_to_slug(title),
        date=article.date - lap * LAP,
        modified=article.modified and article.modified - lap * LAP,
        summary=change_words(article.summary, lap),
        body=change_words(article.body, lap),
    )


def write_laps(imported: Path, folder: Path, count: int) -> None:
    """Write `count` articles below `folder` as `YYYY/MM/DD/slug.md`: copies of those in `imported`, lap after lap."""
    read = (markdown_to_article(path.read_text(encoding="utf-8")) for path in sorted(imported.glob("[0-9]*/*/*/*.md")))
    articles = [article for article in read if _has_places(article)]
    if (imported / FOLDER).is_dir():
        shutil.copytree(imported / FOLDER, folder / FOLDER)
    taken: dict[Path, set[str]] = defaultdict(set)
    for number in range(count):
        lap, place = divmod(number, len(articles))
        article = shift_article(articles[place], lap)
        day = folder / f"{article.date:%Y/%m/%d}"
        day.mkdir(parents=True, exist_ok=True)
        slug = unique_slug(article.slug, taken[day])
        taken[day].add(slug.casefold())
        (day / f"{slug}.md").write_text(article_to_markdown(replace(article, slug=slug)), encoding="utf-8")


def _has_places(article: Article) -> bool:
    """Return whether each picture of an article was saved or has a URL. A build counts any other as an error."""
    return all(picture.address.startswith((SAVED, "https://", "http://")) for picture in find_pictures(article.body))
