"""The Pelican plugin: offers the describer to the engine; under stock Pelican it describes the articles itself."""

from itertools import chain
from typing import Any

from pelican import signals

from archive_engine.interface import add_descriptions, offer
from archive_names.config import read_config
from archive_names.describer import NamesDescriber


def offer_describer(pelican: Any) -> None:
    """Offer the describer to the engine. Raises SystemExit with one line for a wrong setting."""
    try:
        describer = NamesDescriber(read_config(pelican.settings))
    except ValueError as error:
        raise SystemExit(f"archive_names: {error}") from None
    if not offer(pelican, describer):
        signals.article_generator_finalized.connect(describe_articles)


def describe_articles(generator: Any) -> None:
    """Add the names to all articles that stock Pelican has read, before other generators look at them."""
    describer = NamesDescriber(read_config(generator.settings))
    kinds = ("articles", "translations", "drafts", "drafts_translations", "hidden_articles", "hidden_translations")
    for article in chain.from_iterable(getattr(generator, kind) for kind in kinds):
        add_descriptions([describer], article)


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_describer)
