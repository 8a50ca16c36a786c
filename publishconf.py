"""The settings of the site for a public URL: those of pelicanconf.py, and what depends on that URL."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pelicanconf import *  # noqa: F403

# isort: split
from newsarchive.public_defaults import *  # noqa: F403

# What machines read of a public site: feeds, sitemaps, tables of its stories, metadata in the heads of pages.
PLUGINS = [*PLUGINS, "publication"]  # noqa: F405
