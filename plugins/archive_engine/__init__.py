"""Pelican for a hundred thousand articles: set ``PELICAN_CLASS = "archive_engine.ArchivePelican"``.

Importing the package costs nothing: Pelican and the engine are loaded when the class is asked for.
"""

from typing import Any

__all__ = ["ArchivePelican"]


def __getattr__(name: str) -> Any:
    if name == "ArchivePelican":
        from archive_engine.pelican_class import ArchivePelican  # noqa: PLC0415 - Pelican takes long to load

        return ArchivePelican
    raise AttributeError(name)
