"""What the plugin adds to an article's metadata: `names`. Asked by the engine, or by the plugin under stock Pelican."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from archive_engine.interface import PelicanArticle
from archive_names.config import NamesConfig
from archive_names.describing import NOBODY, Tag, describe_names
from archive_names.owned import OwnedNames
from archive_names.words import DATA

# The version of what is told: change it whenever the same text would give other names.
VERSION = "6"


class NamesDescriber:
    """The describer of names. All that it tells is a function of the article, of the settings and of `data/`."""

    def __init__(self, config: NamesConfig, owned: OwnedNames = NOBODY) -> None:
        self.config = config
        self.owned = owned
        self.version = f"{VERSION} {_hash_data()} {owned.version}"

    def describe_article(self, article: PelicanArticle, words: str) -> Mapping[str, Any]:
        """Return the article's names as metadata."""
        config = self.config
        language = str(getattr(article, "lang", None) or config.language).replace("_", "-").partition("-")[0].lower()
        mentions = None
        if config.finder is not None:
            mentions = [found for found in config.finder(words, language) if found[2] in config.kinds]
        tags = [Tag(str(tag), str(tag.slug)) for tag in getattr(article, "tags", None) or ()]
        authors = [str(author) for author in getattr(article, "authors", None) or ()]
        publisher = str(article.metadata.get("publisher") or "")
        names = describe_names(words, language, str(article.title), tags, authors, self.owned, publisher, mentions)
        return {"names": [name for name in names if name["kind"] in config.kinds]}


@cache
def _hash_data() -> str:
    """Return a short hash of the tables: the engine compares the code by itself."""
    state = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        state.update(path.read_bytes())
    return state.hexdigest()[:16]
