"""The pages that a reader browses: lists by section, tag and author, archives by year, month and day, related stories.

Pure functions plan which pages exist and what they show; `plugin` has them written, with the theme's templates.
"""

from archive_pages.plugin import register

__all__ = ["register"]
