"""The site as built for a public address: pelicanconf.py, and what needs to know that address."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

# Where the site will stand, with its sub-path: feeds name it, and so does the page for addresses that lead nowhere.
SITEURL = os.environ.get("NEWSARCHIVE_SITEURL", "https://news-archive.example").rstrip("/")

# Apart from output/, which is for reading here: neither build undoes the other.
OUTPUT_PATH = "build/public"
# Drafts stay on the machine: they have no page here.
ARCHIVE_ENGINE_DRAFTS = False

# No feed's path can become another's: the folder says what the slug is a slug of.
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/section/{slug}.atom.xml"
AUTHOR_FEED_ATOM = "feeds/author/{slug}.atom.xml"
FEED_MAX_ITEMS = 50
