"""The Pelican plugin: offers the planner, and tells templates the site's public URL."""

from typing import Any

from pelican import signals

from archive_engine.interface import offer
from publication.config import read_config
from publication.planner import PublicationPlanner


def offer_planner(pelican: Any) -> None:
    """Offer the planner to the engine; without a public URL nothing is offered, and pages name no file of it.

    Raises SystemExit with one line for a wrong setting.
    """
    settings = pelican.settings
    try:
        config = read_config(settings)
    except ValueError as error:
        raise SystemExit(f"publication: {error}") from None
    if config is not None and offer(pelican, PublicationPlanner(config)):
        settings["PUBLICATION_ROOT"] = config.root
        settings["PUBLICATION_FORMATS"] = [form._asdict() for form in config.formats]


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_planner)
