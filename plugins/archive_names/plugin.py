"""The Pelican plugin: offers the describer to the engine; under stock Pelican it describes the articles itself."""

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals

from archive_engine.interface import Settings, add_descriptions, offer
from archive_names.config import read_config
from archive_names.describer import NamesDescriber
from archive_names.owned import choose_owned
from newsrecord.names_file import BadNamesFile, read_names_file


def make_describer(settings: Settings) -> NamesDescriber:
    """Return the describer for these settings. Raises SystemExit with its reason for a wrong setting or names file."""
    try:
        return NamesDescriber(read_config(settings), choose_owned(read_names_file(Path(settings["PATH"])).entities))
    except (ValueError, BadNamesFile) as error:
        raise SystemExit(f"archive_names: {error}") from None


def offer_describer(pelican: Any) -> None:
    """Offer the describer to the engine."""
    describer = make_describer(pelican.settings)
    if not offer(pelican, describer):
        signals.article_generator_finalized.connect(describe_articles)


def describe_articles(generator: Any) -> None:
    """Add the names to all articles that stock Pelican has read, before other generators look at them."""
    describer = make_describer(generator.settings)
    kinds = ("articles", "translations", "drafts", "drafts_translations", "hidden_articles", "hidden_translations")
    for article in chain.from_iterable(getattr(generator, kind) for kind in kinds):
        add_descriptions([describer], article)


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_describer)
