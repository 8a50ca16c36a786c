"""Where archive_pictures meets Pelican: it offers the engine what finishes articles' bodies.

Without the engine a picture stays a link.
"""

import logging
from typing import Any

from pelican import signals

from archive_engine.interface import offer
from archive_pictures.config import read_config
from archive_pictures.finisher import PictureFinisher

log = logging.getLogger(__name__)


def offer_finisher(pelican: Any) -> None:
    """Offer the finisher to the engine. Raises SystemExit with one line where a setting means nothing."""
    try:
        finisher = PictureFinisher(read_config(pelican.settings))
    except ValueError as error:
        raise SystemExit(f"archive_pictures: {error}") from None
    if not offer(pelican, finisher):
        log.warning("archive_pictures: pictures are shown with PELICAN_CLASS = 'archive_engine.ArchivePelican' alone")


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_finisher)
