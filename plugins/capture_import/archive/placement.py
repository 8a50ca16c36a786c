"""The path of an article's file, made from its day and its slug."""

from collections.abc import Container

from newsrecord.record import Article
from newsrecord.slugs import text_to_slug, unique_slug

SUFFIX = ".md"


def article_folder(article: Article) -> str:
    """Return the folder of an article's day, below the content folder: `2025/02/17`."""
    day = article.day
    return f"{day.year:04}/{day.month:02}/{day.day:02}"


def with_slug(article: Article, taken: Container[str] = ()) -> Article:
    """Return the article with a slug made from its title; `taken` are the other slugs of its day, in lower case."""
    return article.with_slug(unique_slug(text_to_slug(article.title, lang=article.lang or None), taken))


def article_path(article: Article) -> str:
    """Return the path of the file of an article with a slug, below the content folder."""
    return f"{article_folder(article)}/{article.slug}{SUFFIX}"
