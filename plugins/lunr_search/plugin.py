"""The Pelican plugin: turns articles into documents, and lets the index write its files below search/.

The plugin offers the index to the engine (`archive_engine.interface.offer`). Stock Pelican knows no offers: there the
plugin updates the index itself after all generators.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from jinja2 import ChoiceLoader, FileSystemLoader
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator

from archive_engine.interface import Changes, Settings, markup_to_lines, offer, shown_words
from lunr_search.browser_code import search_scripts
from lunr_search.config import SearchConfig, read_config
from lunr_search.digests import MOST_NAMES, checksum_digest, document_to_digest
from lunr_search.documents import Document, text_to_lede
from lunr_search.scripts import FOLDER, FORMAT
from lunr_search.wording import list_template_words
from newsrecord.clean_text import clean_line
from newsrecord.frontmatter import split_list

_TEMPLATES = Path(__file__).with_name("templates")
# What front matter has as `Date_basis` where the day is that of the capture.
_SAVED = "captured"


class SearchedArticle(Protocol):
    """What the search reads of Pelican's untyped `Article`; `tags` and `authors` may be missing."""

    metadata: Mapping[str, Any]
    source_path: str
    url: str
    title: str
    content: str
    date: dt.date
    lang: str | None


class RunningPelican(Protocol):
    """The attributes of the running, untyped `Pelican` that the plugin uses."""

    settings: Settings


def article_to_document(article: SearchedArticle) -> Document:
    """Return the document of one of Pelican's articles.

    Sections and lede come from the front matter; if it has none, from the category and the beginning of the body.
    """
    metadata = article.metadata
    words = shown_words(article)
    body = markup_to_lines(article.content) if words is None else words
    category = str(metadata.get("category") or "")
    sections = split_list(_line(metadata.get("sections"))) or ((category,) if category else ())
    lede = _line(metadata.get("summary")) or body
    date = article.date
    return Document(
        url=article.url,
        title=_line(article.title),
        body=body,
        date=date.date() if isinstance(date, dt.datetime) else date,
        lang=article.lang or "",
        tags=tuple((clean_line(str(tag)), tag.url) for tag in getattr(article, "tags", ())),
        authors=tuple((clean_line(str(author)), author.url) for author in getattr(article, "authors", ())),
        sections=tuple(map(clean_line, sections)),
        place=_line(metadata.get("dateline")),
        lede=text_to_lede(lede),
        picture=_find_picture(metadata) if "lead_picture" in metadata else "",
        names=_read_names(metadata.get("names")),
        is_saved_date=metadata.get("date_basis") == _SAVED,
    )


def _read_names(names: object) -> tuple[str, ...]:
    """Return the names that `archive_names` has found; none of what a front matter calls so."""
    if not isinstance(names, list):
        return ()
    told = [name for name in names if isinstance(name, dict) and "name" in name]
    return tuple(clean_line(str(name["name"])) for name in told[:MOST_NAMES])


def _find_picture(metadata: Mapping[str, Any]) -> str:
    """Return the URL of an article's lead picture, small, as `archive_pictures` gives it; "" for none."""
    lead = metadata.get("lead_picture")
    return str(lead.get("src", "")) if isinstance(lead, dict) else ""


def _line(value: object) -> str:
    """Return a metadata value as one line of text. A value that Pelican has rendered to HTML loses its tags."""
    text = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
    return clean_line(markup_to_lines(text) if text.startswith("<") else text)


class EngineIndex:
    """The search index with the engine's interface (`archive_engine.interface.Index`)."""

    places = (f"{FOLDER}/.+",)

    def __init__(self, config: SearchConfig):
        self.config = config
        self.scripts = search_scripts(config.lunr, config.snowball, config.languages, config.minified, lang=config.lang)
        self.version = (
            f"lunr_search {FORMAT} {','.join(config.languages)} {checksum_digest(b''.join(self.scripts.values()))}"
        )

    def digest(self, article: SearchedArticle) -> bytes:
        """Return the bytes that the index needs of an article (`digests.document_to_digest`)."""
        return document_to_digest(article_to_document(article), self.config.languages)

    def update(self, changes: Changes) -> None:
        """Write the files of the index that an edit changes, or all if the stored state is damaged."""
        # with it comes numpy, which a build that changes no article does without
        from lunr_search.updates import update_index  # noqa: PLC0415 - see above

        update_index(changes, self.config.languages, self.scripts)


def offer_index(pelican: RunningPelican) -> None:
    """Offer the index to the engine; under stock Pelican, `write_index` updates it instead. Add the words of
    templates/search.html to the settings, which templates get.

    Raises SystemExit with one line if a setting is wrong or a file that it names is missing.
    """
    try:
        index = EngineIndex(read_config(pelican.settings))
    except (ValueError, OSError) as error:
        raise SystemExit(f"lunr_search: {error}") from None
    pelican.settings["LUNR_SEARCH_WORDS"] = list_template_words(index.config.lang)
    pelican.settings["LUNR_SEARCH_TAKEN"] = offer(pelican, index)


def add_search_template(generator: Generator) -> None:
    """Add templates/ behind the theme's own templates, so that a theme without a search page gets one."""
    environment = generator.env
    environment.loader = ChoiceLoader([environment.loader, FileSystemLoader(_TEMPLATES)])


def write_index(generators: Sequence[Generator]) -> None:
    """Update the index from the articles that stock Pelican has read."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator) and not generator.settings.get("LUNR_SEARCH_TAKEN"):
            from lunr_search.updates import update_folder  # noqa: PLC0415 - see EngineIndex.update

            articles = [*generator.articles, *generator.translations]
            index = EngineIndex(read_config(generator.settings))
            digests = [(article.source_path, index.digest(article)) for article in articles]
            update_folder(Path(generator.output_path), index.config, index.scripts, digests)


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_index)
    signals.generator_init.connect(add_search_template)
    signals.all_generators_finalized.connect(write_index)
