"""What a public URL changes in an archive's settings.

`publishconf.py` imports all of `pelicanconf`, then all of this. It adds `publication`
to PLUGINS itself, as only it knows which plugins the archive has.
"""

import os

from newsarchive.places import EXAMPLE_URL as _EXAMPLE_URL  # by another name it would be a setting

# The public URL of the site, with its sub-path: feeds, heads of pages and the 404 page name it.
SITEURL = os.environ.get("NEWSARCHIVE_SITEURL", _EXAMPLE_URL).rstrip("/")

# Not output/, which has the site for this machine: neither build overwrites the other.
OUTPUT_PATH = "build/public"
# Drafts are not published.
ARCHIVE_ENGINE_DRAFTS = False

# Whose limits `newsarchive publish` checks: "github-pages", or "any" for a host without.
ARCHIVE_PUBLISH_HOST = "github-pages"
# A rejected article is reported, and the rest of the site goes out: "warn"; `newsarchive publish` exits with 1: "fail".
ARCHIVE_PUBLISH_ON_REJECTED = "warn"

PUBLICATION_FEED_LENGTH = 50
