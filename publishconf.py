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

# Whose limits `make publish` checks: "github-pages", or "any" for a host without.
ARCHIVE_PUBLISH_HOST = "github-pages"
# A rejected article is reported, and the rest of the site goes out: "warn"; `make publish` exits with 1: "fail".
ARCHIVE_PUBLISH_ON_REJECTED = "warn"

# What machines read of a public site: feeds, sitemaps, tables of its stories, metadata in the heads of pages.
PLUGINS = [*PLUGINS, "publication"]  # noqa: F405
PUBLICATION_FEED_LENGTH = 50
