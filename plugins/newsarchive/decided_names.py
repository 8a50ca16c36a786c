"""Names of an article as the owner's names file has them, for commands that read the content."""

from dataclasses import replace

from newsrecord.names_file import NamesFile
from newsrecord.record import Article, Tag
from newsrecord.slugs import text_to_slug


def decide_names(article: Article, names: NamesFile) -> Article:
    """Return an article with the names that the file decides on, for authors, tags, sections and its publisher."""
    if not names.entities:
        return article
    return replace(
        article,
        authors=tuple(decide_name(name, "author", names) for name in article.authors),
        sections=tuple(decide_name(name, "section", names) for name in article.sections),
        tags=tuple(_decide_tag(tag, names) for tag in article.tags),
        publisher=decide_name(article.publisher, "publisher", names) if article.publisher else "",
    )


def decide_name(name: str, kind: str, names: NamesFile) -> str:
    """Return the name that the file has for one of its spellings; any other name as it is."""
    entity = names.find(kind, text_to_slug(name), name)
    return entity.name if entity else name


def _decide_tag(tag: Tag, names: NamesFile) -> Tag:
    entity = names.find("tag", tag.page_slug, tag.name)
    return Tag(entity.name, entity.slug) if entity else tag
