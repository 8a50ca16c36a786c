"""Pictures in the sizes that pages show.

What an article's picture paragraphs become, and the files that they need. `plugin` alone knows Pelican.
"""

from archive_pictures.plugin import register

__all__ = ["register"]
