"""People, organisations and places that articles name: found as articles are read, and added to their metadata.

`plugin` alone knows Pelican.
"""

from archive_names.plugin import register

__all__ = ["register"]
