"""The search's settings, read out of Pelican's, and their defaults."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive_engine.interface import ENGLISH
from lunr_search.stemmers import STEMMERS
from lunr_search.stemmers.snowball import LANGUAGES as SNOWBALL

_BUNDLED = Path(__file__).with_name("npm")
# What npm brought: a wheel has it beside this file (setup.py), the project in node_modules/.
_NPM = _BUNDLED if _BUNDLED.is_dir() else Path(__file__).resolve().parents[2] / "node_modules"


@dataclass(frozen=True, slots=True)
class SearchConfig:
    """The search's settings.

    `languages` (LUNR_SEARCH_LANGUAGES) are the ISO 639-1 codes of the languages whose words are stemmed. Where an
    article's own language is not written in a word's script, the first of them that is takes its place. `lunr`
    (LUNR_SEARCH_LUNR) is the path of lunr.min.js, `snowball` (LUNR_SEARCH_SNOWBALL) the folder of @orama/stemmers,
    `minified` (LUNR_SEARCH_MINIFIED) that of our own scripts as scripts/minify.py writes them, which need not be there,
    `state` the folder in CACHE_PATH that holds the index's own data between builds, `lang` (DEFAULT_LANG) the archive's
    language, in which the search page speaks.
    """

    languages: tuple[str, ...]
    lunr: Path
    snowball: Path
    minified: Path
    state: Path
    lang: str = ENGLISH


def read_config(settings: Mapping[str, Any]) -> SearchConfig:
    """Return the search's settings out of Pelican's.

    Raises ValueError for a language without a stemmer, FileNotFoundError for missing code.
    """
    named = settings.get("LUNR_SEARCH_LANGUAGES", ("en", "uk", "ru"))
    languages = (named,) if isinstance(named, str) else tuple(named)
    unknown = [str(code) for code in languages if code not in STEMMERS]
    if unknown:
        raise ValueError(
            f"LUNR_SEARCH_LANGUAGES: no stemmer for {', '.join(unknown)}; there are {', '.join(sorted(STEMMERS))}"
        )
    lunr = Path(settings.get("LUNR_SEARCH_LUNR", _NPM / "lunr/lunr.min.js"))
    if not lunr.is_file():
        raise FileNotFoundError(f"LUNR_SEARCH_LUNR: {lunr} is not there; `make setup` brings it")
    snowball = Path(settings.get("LUNR_SEARCH_SNOWBALL", _NPM / "@orama/stemmers"))
    if SNOWBALL.keys() & languages and not (snowball / "package.json").is_file():
        raise FileNotFoundError(f"LUNR_SEARCH_SNOWBALL: {snowball} is not there; `make setup` brings it")
    minified = Path(settings.get("LUNR_SEARCH_MINIFIED", _NPM / ".minified"))
    output = hashlib.blake2b(
        os.path.realpath(settings["OUTPUT_PATH"]).encode("utf-8", "surrogateescape"), digest_size=8
    )
    state = Path(settings["CACHE_PATH"]) / "lunr_search" / output.hexdigest()
    return SearchConfig(languages, lunr, snowball, minified, state, settings.get("DEFAULT_LANG", ENGLISH))
