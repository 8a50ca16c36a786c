"""The settings of the site for a public URL: those of pelicanconf.py, and what depends on that URL."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

# The public URL of the site, with its sub-path: feeds, heads of pages and the 404 page name it.
SITEURL = os.environ.get("NEWSARCHIVE_SITEURL", "https://news-archive.example").rstrip("/")

# Not output/, which has the site for this machine: neither build overwrites the other.
OUTPUT_PATH = "build/public"
# Drafts are not published.
ARCHIVE_ENGINE_DRAFTS = False

# What machines read of a public site: feeds, sitemaps, tables of its stories, metadata in the heads of pages.
PLUGINS = [*PLUGINS, "publication"]  # noqa: F405
PUBLICATION_FEED_LENGTH = 50
