"""The settings of the site for reading from disk and on a local server. `publishconf.py` has those for a public URL."""

from newsarchive.defaults import *  # noqa: F403

SITENAME = "News Archive"
SITESUBTITLE = "Saved news, kept to be read and searched"
DEFAULT_LANG = "en"

THEME = "theme"
PLUGIN_PATHS = ["plugins"]
