"""The site as built for a public address: pelicanconf.py, and what needs to know that address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

# The public URL of the site, with its sub-path: feeds and the 404 page name it.
SITEURL = os.environ.get("NEWSARCHIVE_SITEURL", "https://news-archive.example").rstrip("/")

# Not output/, where the site for reading on this machine is: neither build overwrites the other.
OUTPUT_PATH = "build/public"
# Drafts are not published.
ARCHIVE_ENGINE_DRAFTS = False

# A folder for each kind of feed, so that a section and an author of one slug have two feeds.
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/section/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
FEED_MAX_ITEMS = 50
