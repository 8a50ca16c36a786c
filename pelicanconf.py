"""The settings of the site for reading from disk and on a local server. `publishconf.py` has those for a public URL."""

from newsarchive.defaults import *  # noqa: F403

SITENAME = "News Archive"
SITESUBTITLE = "Saved news, kept to be read and searched"
DEFAULT_LANG = "en"

# The demo is small: three stories that name somebody are much here. The default is for thousands of stories.
ARCHIVE_NAMES_MIN_ARTICLES = 3

THEME = "theme"
PLUGIN_PATHS = ["plugins"]
