"""What an article is: the record, its front matter, its slug. Standard library only."""

from newsrecord.frontmatter import KEYS, article_to_markdown, markdown_to_article
from newsrecord.markdown_text import escape_text
from newsrecord.record import DATE_BASES, Article, Tag
from newsrecord.slugs import text_to_slug, unique_slug

__all__ = [
    "DATE_BASES",
    "KEYS",
    "Article",
    "Tag",
    "article_to_markdown",
    "escape_text",
    "markdown_to_article",
    "text_to_slug",
    "unique_slug",
]
