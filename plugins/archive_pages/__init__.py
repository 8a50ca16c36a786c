"""What a reader browses: lists by section, tag and author, archives by year, month and day, neighbours, related
stories.

Pure planners say which pages there are and what stands on them; `plugin` has them written. The templates are the
theme's.
"""

from archive_pages.plugin import register

__all__ = ["register"]
