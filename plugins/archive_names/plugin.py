"""The Pelican plugin: offers the describer to the engine; under stock Pelican it describes the articles itself."""

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals

from archive_engine.interface import Settings, add_descriptions, find_place, group_all, offer
from archive_names.config import read_config
from archive_names.describer import NamesDescriber
from archive_names.owned import choose_owned
from archive_names.threads.grouper import ThreadGrouper
from newsrecord.names_file import BadNamesFile, read_names_file


def make_describer(settings: Settings) -> NamesDescriber:
    """Return the describer for these settings. Raises SystemExit with its reason for a wrong setting or names file."""
    try:
        return NamesDescriber(read_config(settings), choose_owned(read_names_file(Path(settings["PATH"])).entities))
    except (ValueError, BadNamesFile) as error:
        raise SystemExit(f"archive_names: {error}") from None


def offer_parts(pelican: Any) -> None:
    """Offer the describer and the grouper to the engine. `ARCHIVE_NAMES_TAKEN` says whether it took them."""
    offer(pelican, ThreadGrouper())
    pelican.settings["ARCHIVE_NAMES_TAKEN"] = offer(pelican, make_describer(pelican.settings))


def describe_articles(generator: Any) -> None:
    """Add names and threads in a build that reads all articles, before other generators look at them.

    One handler does both, names first: Pelican calls the handlers of a signal in any order.
    """
    if not generator.settings["ARCHIVE_NAMES_TAKEN"]:
        describer = make_describer(generator.settings)
        kinds = ("articles", "translations", "drafts", "drafts_translations", "hidden_articles", "hidden_translations")
        for article in chain.from_iterable(getattr(generator, kind) for kind in kinds):
            add_descriptions([describer], article)
    if isinstance(generator.articles, list):  # else it is a planned build: the engine knows the threads
        group_articles(generator)


def group_articles(generator: Any) -> None:
    """Add the threads of all articles to the context: a list of sources for each."""
    grouper = ThreadGrouper()
    articles = generator.articles
    groups = group_all(grouper, ((find_place(one.date, one.url), grouper.marks(one)) for one in articles))
    generator.context["article_groups"] = [[articles[at].source_path for at in group] for group in groups]
    generator.context["HAS_GROUPS"] = bool(groups)


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_parts)
    signals.article_generator_finalized.connect(describe_articles)
