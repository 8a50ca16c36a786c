"""The settings of the site for a public URL: those of pelicanconf.py, and what depends on that URL."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

# The public URL of the site, with its sub-path: feeds and the 404 page name it.
SITEURL = os.environ.get("NEWSARCHIVE_SITEURL", "https://news-archive.example").rstrip("/")

# Not output/, which has the site for this machine: neither build overwrites the other.
OUTPUT_PATH = "build/public"
# Drafts are not published.
ARCHIVE_ENGINE_DRAFTS = False

# Whose limits `make publish` checks: "github-pages", or "any" for a host without.
ARCHIVE_PUBLISH_HOST = "github-pages"
# A rejected article is reported, and the rest of the site goes out: "warn"; `make publish` exits with 1: "fail".
ARCHIVE_PUBLISH_ON_REJECTED = "warn"

# A folder for each kind of feed, so that a section and an author with the same slug have two feeds.
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/section/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
FEED_MAX_ITEMS = 50
