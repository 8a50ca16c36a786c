"""A content folder with articles of many kinds, for the tests of commands that read one."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from newsrecord.frontmatter import article_to_markdown
from newsrecord.record import Article, Tag
from newsrecord.revisions import Revision, revisions_to_text

PICTURE = f"pictures/ab/{'ab' * 32}.png"
SHA = "c" * 64

LAMP = Article(
    title='The "lamp" & the {tide}: 50 % more light_',
    date=datetime(2024, 5, 2, 10, 30, tzinfo=timezone(timedelta(hours=3))),
    modified=date(2024, 5, 3),
    slug="lamp-lit",
    lang="en",
    sections=("Town", "Nature, and more"),
    tags=(Tag("Ferry"), Tag("Tide, spring", "spring-tide")),
    authors=("Clara Whitlow", "Whitlow, Ada", "HVN Newsroom"),
    summary="It shines again.",
    dateline="Halverin",
    publisher="Halverin Post",
    source_url="https://post.example/lamp?id=7&x={1}",
    captured=datetime(2024, 5, 4, 12, tzinfo=UTC),
    capture_sha256=SHA,
    date_basis="metadata",
    views=12,
    body=f'First.\n\n![A lamp]({{static}}/{PICTURE} "The lamp")\n\nThe keeper lit it.',
    extra={
        "Images": json.dumps(
            [
                {"src": "https://post.example/a.png", "file": PICTURE, "credit": "Ada", "width": 9, "height": 8},
                {"src": "https://post.example/b.png", "caption": "Elsewhere", "lead": True},
            ]
        ),
    },
)
UKRAINIAN = Article(
    "Маяк світить", date(2024, 5, 2), slug="maiak", lang="uk", authors=("Надія Ковальчук",), body="Так."
)
HEBREW = Article("המגדלור דולק", date(2024, 6, 1), slug="migdalor", lang="he", authors=("אדה לוי",), body="כן.")
DAY_ONLY = Article("=1+1", date(2023, 1, 9), slug="sum", authors=("Ann and Ben",), body="A sum.")

ARTICLES = (LAMP, UKRAINIAN, HEBREW, DAY_ONLY)


def write_article(content: Path, article: Article, name: str = "") -> Path:
    """Write an article's file where the import would; return its path."""
    path = content / f"{article.day:%Y/%m/%d}" / f"{name or article.slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article_to_markdown(article), encoding="utf-8")
    return path


def write_content(content: Path) -> None:
    """Write four published articles, one of them with an earlier capture; a page; a draft and a hidden article."""
    for article in ARTICLES:
        write_article(content, article)
    earlier = replace(LAMP, title="The lamp", captured=datetime(2024, 5, 3, tzinfo=UTC), capture_sha256="d" * 64)
    kept = Revision("d" * 64, "2024-05-03T00:00:00+00:00", article_to_markdown(earlier))
    (content / "2024/05/02/lamp-lit.revisions.jsonl").write_text(revisions_to_text([kept]), encoding="utf-8")
    for status in ("draft", "hidden", "skip"):
        write_article(
            content, Article(f"A {status}", date(2024, 7, 1), slug=f"a-{status}", status=status, body="Not yet.")
        )
    picture = content / PICTURE
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"picture")
    (content / "pages").mkdir()
    (content / "pages/about.md").write_text("Title: About\n\nAn archive.\n", encoding="utf-8")


def call(main: Callable[[list[str]], int], *arguments: Any) -> int:
    """Return the exit status of a command, also of one that a wrong call ends."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as ended:
        return int(ended.code or 0)
