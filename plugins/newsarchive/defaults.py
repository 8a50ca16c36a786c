"""The settings of an archive for reading from disk and on a local server, without its name and its language.

`pelicanconf.py` begins with `from newsarchive.defaults import *`; what it sets itself replaces these.
`public_defaults` has what a public URL changes.
"""

from jinja2 import StrictUndefined

from newsarchive.pelican_call import (
    find_archive,
    list_extra_files,
    shorten_faults,
    stop_with_interrupts,
    stop_without_content,
)
from newsarchive.places import THEME as _THEME

SITENAME = "News Archive"
SITESUBTITLE = "Saved news, kept to be read and searched"
SITEURL = ""

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = ".cache"
THEME = str(_THEME)
PELICAN_CLASS = "archive_engine.ArchivePelican"
PLUGINS = ["archive_names", "archive_pages", "archive_pictures", "lunr_search"]

TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C.UTF-8", "C", ""]

# Every link is relative and names a file: the site works from disk and under any sub-path of a web address.
RELATIVE_URLS = True
ARTICLE_URL = ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/{slug}.html"
ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = ARTICLE_URL
DRAFT_URL = DRAFT_SAVE_AS = DRAFT_LANG_URL = DRAFT_LANG_SAVE_AS = "drafts/{slug}.html"
PAGE_URL = PAGE_SAVE_AS = PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "{slug}.html"
TAG_URL = "tag/{slug}.html"
AUTHOR_URL = "author/{slug}.html"
CATEGORY_URL = "section/{slug}.html"

# Pages of sections, tags, authors, days, months and years, their lists and the home page come from archive_pages.
TAG_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""
TAGS_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = ARCHIVES_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES = ["search"]
ARCHIVE_PAGES_LIST_LENGTH = 50

# Feeds need the site's public URL: in the public build the plugin `publication` makes them, and more. No article may
# lie where its files do, in the one build as in the other.
ARCHIVE_ENGINE_RESERVED = [r"(?:feeds|sitemaps|data)/.+", r"(?:sitemap|opensearch)\.xml", r"robots\.txt"]
FEED_ATOM = FEED_RSS = FEED_ALL_ATOM = FEED_ALL_RSS = None
CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TAG_FEED_ATOM = TAG_FEED_RSS = None
TRANSLATION_FEED_ATOM = TRANSLATION_FEED_RSS = None

# The text of captures is not trusted: front matter is not read as Markdown, bodies go through archive_engine's
# Markdown, `{attach}` and `{static}` have no meaning, and templates escape everything that is not marked as HTML.
FORMATTED_FIELDS: list[str] = []
INTRASITE_LINK_REGEX = r"(?!)(?P<what>)"
MARKDOWN = {
    "extensions": ["archive_engine.article_markdown", "markdown.extensions.sane_lists"],
    "extension_configs": {"markdown.extensions.meta": {}},
    "output_format": "html",
}
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "auto_reload": False,  # templates do not change during a build; the next build reads them again
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["archive_engine.line_breaks.BlockLineBreaks"],
}

# No metadata comes from a file's name or folder. Articles of different days with the same slug are not translations.
FILENAME_METADATA = PATH_METADATA = r"(?!)"
USE_FOLDER_AS_CATEGORY = False
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None

# What lies in content/extra/ goes to the site's root as it is: CNAME, icons, files by which a host knows its owner.
STATIC_PATHS = ["extra"]
ARTICLE_EXCLUDES = ["extra"]
EXTRA_PATH_METADATA = {
    f"extra/{path}": {"path": path} for path in list_extra_files(find_archive() / PATH / STATIC_PATHS[0])
}

shorten_faults()
stop_with_interrupts()
stop_without_content(PATH)
