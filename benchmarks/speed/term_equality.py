"""The results of a site's search beside those of lunr.js, which is given the postings of the queries' terms alone.

One lunr.js index of everything takes 14 GB for a hundred thousand articles. It scores a document by the queries' terms,
the number of documents that have each, and the lengths of its fields: it gives the same results for an index without
the other terms. The postings come from what the build read of each article, before the index had them.
"""

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np

from archive_engine.source_store import SourceStore
from benchmarks.reference_data import ROOT
from benchmarks.speed.search_rows import NODE_OPTIONS
from lunr_search.plugin import EngineIndex
from lunr_search.postings import FIELD_BITS, PostingsBlock, digests_to_block, row_to_entry

COMPARE = ROOT / "tests/lunr_search/node/compare_terms.js"
BATCH = 2000
_PART = f"{EngineIndex.__module__}.{EngineIndex.__qualname__}"


def count_equal(output: Path, cache: Path, queries: Sequence[str], work: Path) -> int:
    """Return for how many queries of whole words the first ten results and their number are those of lunr.js.

    `output` is a built site and `cache` its `CACHE_PATH`; `work` is a folder for temporary files. What differs is
    printed as errors are. A query that lunr.js could not answer counts as different.
    """
    asked = work / "queries.json"
    asked.write_text(json.dumps(queries), "utf-8")
    node = [shutil.which("node") or "node", *NODE_OPTIONS, str(COMPARE), str(output / "search"), str(asked)]
    equal = 0
    with subprocess.Popen(node, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        wanted = json.loads(process.stdout.readline())
        with process.stdin as lines:
            for line in _list_lines(cache, frozenset(wanted["terms"]), tuple(wanted["beginnings"])):
                lines.write(json.dumps(line) + "\n")
        for result in map(json.loads, process.stdout):
            if result["difference"]:
                print(f"differs from lunr.js: {result['query']}: {result['difference']}", file=sys.stderr)
            equal += not result["difference"] and result["total"] is not None
    return equal


def _list_lines(cache: Path, terms: frozenset[str], beginnings: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Yield the lines that compare_terms.js reads. All articles are read twice: their mean lengths stand first."""
    count, lengths = 0, np.zeros(1)
    for block in _read_blocks(cache):
        count += len(block.entries)
        lengths = lengths + block.lengths.sum(axis=0)
    yield {"count": count, "lengths": (lengths / count).tolist()}
    for block in _read_blocks(cache):
        yield from _list_documents(block, terms, beginnings)


def _read_blocks(cache: Path) -> Iterator[PostingsBlock]:
    with closing(SourceStore(str(cache))) as store:
        digests = (digest for _, digest in store.digests(_PART) if isinstance(digest, bytes))
        while batch := list(islice(digests, BATCH)):
            yield digests_to_block(batch)


def _list_documents(
    block: PostingsBlock, terms: frozenset[str], beginnings: tuple[str, ...]
) -> Iterator[dict[str, object]]:
    """Yield the line of each document of a block that has one of the terms."""
    found: defaultdict[int, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
    for number, term in enumerate(block.terms):
        if term in terms or term.startswith(beginnings):
            start, end = np.searchsorted(block.keys, (number << FIELD_BITS, number + 1 << FIELD_BITS))
            columns = (block.documents, block.keys & (1 << FIELD_BITS) - 1, block.counts)
            for document, field, times in zip(*(column[start:end].tolist() for column in columns), strict=True):
                found[document].setdefault(term, []).append((field, times))
    for document, counts in found.items():
        url = row_to_entry(block.entries[document]).url
        yield {"url": url, "lengths": block.lengths[document].tolist(), "terms": counts}
