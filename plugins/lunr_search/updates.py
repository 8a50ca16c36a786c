"""Updates of the index and of its files below search/: from the engine's changes, or from the digests of all articles.

Where the index' stored state turns out to be damaged, everything is made again from all digests.
"""

import logging
import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from archive_engine.interface import Changes
from lunr_search.config import SearchConfig
from lunr_search.digests import checksum_digest
from lunr_search.index import SearchIndex
from lunr_search.index_output import IndexOutput
from lunr_search.reach import is_out_of_reach
from lunr_search.scripts import FOLDER, is_data
from lunr_search.store import DAMAGED, InUseError, find_damage

log = logging.getLogger(__name__)
THREADS = 2
"""So many threads encode the postings that an update changes; each needs the memory of one more portion."""


def update_index(changes: Changes, languages: tuple[str, ...], scripts: Mapping[str, bytes]) -> None:
    """Write the files of the index that an edit changes, or all if the stored state is damaged; and the scripts."""
    output = IndexOutput(changes.write, changes.keep, changes.read)
    for path, script in scripts.items():
        output.write(path, script)
    try:
        _update_index(changes, languages, changes.whole, output)
    except Exception as error:  # noqa: BLE001 - raised again if no damage is found
        warn_of_damage(Path(changes.memory), error)
        _update_index(changes, languages, True, output)


def _update_index(changes: Changes, languages: tuple[str, ...], is_whole: bool, output: IndexOutput) -> None:
    # NumPy works on several arrays at a time in threads. While an index is made anew, other processes read and render
    with ThreadPoolExecutor(THREADS) as threads:
        index = SearchIndex(Path(changes.memory), languages, None if is_whole else threads)
        try:
            if is_whole:
                index.forget()
            added = changes.digests() if index.is_empty else changes.added.items()
            index.update(added, changes.removed, output)
        finally:
            index.close()


def update_folder(
    site: Path, config: SearchConfig, scripts: Mapping[str, bytes], digests: Sequence[tuple[str, bytes]]
) -> None:
    """Make the search's files below `site` those of these (source, digest) pairs and the scripts: write changed ones,
    remove others.
    """
    try:
        _update_folder(site, config, scripts, digests, False)
    except Exception as error:  # noqa: BLE001 - raised again where no damage is found
        warn_of_damage(config.state, error)
        _update_folder(site, config, scripts, digests, True)


def warn_of_damage(state: Path, error: Exception) -> None:
    """Log that an update failed because the index's stored state is damaged. Raises the error again if it is not."""
    if isinstance(error, InUseError) or is_out_of_reach(error):
        raise error
    damage = str(error) if isinstance(error, sqlite3.Error) else find_damage(state)
    if damage is None:
        raise error
    log.warning(DAMAGED, state, damage)


def _update_folder(
    site: Path,
    config: SearchConfig,
    scripts: Mapping[str, bytes],
    digests: Sequence[tuple[str, bytes]],
    is_whole: bool,
) -> None:
    index = SearchIndex(config.state, config.languages)
    kept: set[str] = set()

    def write(path: str, data: bytes) -> None:
        kept.add(path)
        target = site / path
        if not target.is_file() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_name(target.name + ".new")
            draft.write_bytes(data)
            draft.replace(target)

    def read(path: str) -> bytes:
        return (site / path).read_bytes()

    try:
        if is_whole or not index.is_whole_in(site):
            index.forget()
        known = index.checksums()
        added = [(source, digest) for source, digest in digests if known.get(source) != checksum_digest(digest)]
        sources = {source for source, _ in digests}
        for path, script in scripts.items():
            write(path, script)
        index.update(added, [source for source in known if source not in sources], IndexOutput(write, kept.add, read))
    finally:
        index.close()
    files = [path for path in (site / FOLDER).rglob("*") if path.is_file()]
    for file in files:
        if file.relative_to(site).as_posix() not in kept and (is_data(file) or file.parent.name == "stemmers"):
            file.unlink()
