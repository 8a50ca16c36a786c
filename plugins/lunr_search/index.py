"""The index as a whole: documents that came and went → the files under search/ that this changes. No Pelican.

What is written follows from the documents alone, not from the order in which they came: a build from nothing and one
that adds an article to a hundred thousand end with the same bytes.
"""

import datetime as dt
import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from lunr_search import results
from lunr_search.documents import FIELDS
from lunr_search.numbering import Numbering, number_day, plan_numbering
from lunr_search.packing import Pack, keys_to_text, pack_directory, pack_terms
from lunr_search.plan import FORMAT, Plan, identify_files, plan_record_bits, with_next
from lunr_search.postings import FIELD_BITS, Block, digests_to_block, row_to_entry, sort_terms
from lunr_search.result_files import all_result_files, touched_result_files
from lunr_search.scripts import FOLDER, data_script, key_to_name
from lunr_search.segments import Postings, Segment, block_to_segment, gather, release, select
from lunr_search.stemmers import STEMMERS
from lunr_search.store import DocumentRow, SegmentWriter, Store
from lunr_search.term_files import PHRASE_FIELDS, RECENT_FILES, TermFile, recent_scripts, recent_start, term_scripts
from lunr_search.vocabulary import (
    absent_stop_words,
    count_terms,
    indexes_in_all,
    rows_of_older,
    terms_of,
    terms_of_rows,
)

BLOCK_SIZE = 2_000
"""Digests that become one block."""
CHUNK_POSTINGS = 300_000
"""Postings that are sorted and encoded at once."""
MAX_SEGMENTS = 8
_IN_FLIGHT = 3


@dataclass(slots=True)
class Output:
    """Where files go: `write` gets a path below the site's root and bytes, `keep` the path of a file that stays as it
    is.
    """

    write: Callable[[str, bytes], None]
    keep: Callable[[str], None]
    written: set[str] = field(default_factory=set)

    def put(self, scripts: Iterable[tuple[str, bytes]]) -> None:
        """Write files, each once in a build."""
        for path, data in scripts:
            self.written.add(path)
            self.write(path, data)


@dataclass(slots=True)
class _Changes:
    """What an update touches: rows whose postings go or move, days, document numbers before and after, names, new
    postings.
    """

    rows: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: set[int] = field(default_factory=set)
    names: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    segments: list[Segment] = field(default_factory=list)


class SearchIndex:
    """One archive's index: `update` it with digests, and it writes what has changed."""

    def __init__(self, state: Path, languages: tuple[str, ...], executor: Executor | None = None):
        """`state` is the folder for what is remembered between builds.

        With an executor, the heavy work goes through it.
        """
        self._languages = languages
        self._store = Store(state, f"{FORMAT} {','.join(languages)}")
        self._executor = executor

    @property
    def is_empty(self) -> bool:
        """True where nothing is remembered: then every document must be given as added."""
        return not self._store.has_documents()

    def is_whole_in(self, site: Path) -> bool:
        """Whether all files that an earlier build wrote below `site` are still there."""
        return self.is_empty or all((site / path).is_file() for path in self._store.read_files())

    def checksums(self) -> dict[str, int]:
        """Return the checksum of each remembered document's digest, by source."""
        return self._store.checksums()

    def close(self) -> None:
        """Close what the index holds open."""
        self._store.close()

    def forget(self) -> None:
        """Forgets all earlier builds."""
        self._store.empty()

    def update(self, added: Iterable[tuple[str, bytes]], removed: Sequence[str], output: Output) -> None:
        """Take in documents (source and digest, new or changed), take out those of removed sources, write and keep
        files.

        A source that is added again replaces what it was. Whatever `output` raises leaves the memory as it was before.
        """
        store = self._store
        old = None if self.is_empty else self._recall_plan()
        numbers_before = store.read_numbers()
        store.begin()
        try:
            changes = _Changes()
            for row in store.rows_of(removed):
                self._take_out(row, changes)
            for sources, block, checksums in self._blocks(added):
                self._take_in(sources, block, checksums, changes)
            self._write(old, numbers_before, changes, output)
            store.commit()
        except BaseException:
            store.roll_back()
            raise

    # ------------------------------------------------------------------ documents

    def _blocks(self, added: Iterable[tuple[str, bytes]]) -> Iterator[tuple[list[str], Block, list[int]]]:
        """Yield the added documents in blocks, made through the executor where there is one."""
        items = iter(added)
        batches = iter(lambda: list(islice(items, BLOCK_SIZE)), [])

        def finish(batch: list[tuple[str, bytes]], block: Block) -> tuple[list[str], Block, list[int]]:
            return [source for source, _ in batch], block, [checksum_digest(digest) for _, digest in batch]

        if self._executor is None:
            for batch in batches:
                yield finish(batch, digests_to_block([digest for _, digest in batch]))
            return
        waiting: deque[tuple[list[tuple[str, bytes]], Future[Block]]] = deque()
        for batch in batches:
            waiting.append((batch, self._executor.submit(digests_to_block, [digest for _, digest in batch])))
            if len(waiting) >= _IN_FLIGHT:
                batch, future = waiting.popleft()
                yield finish(batch, future.result())
        for batch, future in waiting:
            yield finish(batch, future.result())

    def _take_out(self, row: DocumentRow, changes: _Changes) -> None:
        changes.rows.add(row.row)
        changes.days.add(row.day)
        changes.numbers.add(row.number)
        changes.names.subtract(results.entry_names(row_to_entry(row.entry)))
        self._store.remove_document(row)

    def _take_in(self, sources: list[str], block: Block, checksums: list[int], changes: _Changes) -> None:
        store = self._store
        for row in store.rows_of(sources):
            self._take_out(row, changes)
        first = store.add_lengths(block.lengths)
        rows = np.arange(first, first + len(sources), dtype=np.uint32)
        entries = list(map(row_to_entry, block.entries))
        for entry in entries:
            changes.days.add(entry.day)
            changes.names.update(results.entry_names(entry))
        store.add_documents(
            (row, source, entry.url, entry.day, -1, checksum, data)
            for row, source, entry, checksum, data in zip(
                rows.tolist(), sources, entries, checksums, block.entries, strict=True
            )
        )
        changes.segments.append(store.add_segment(block_to_segment(block, rows)))

    def _renumber(self, old: Plan | None, changes: _Changes) -> tuple[Numbering, int]:
        """Numbers the documents of the days that changed, or all of them, and says by which rules and into how large
        groups.
        """
        store = self._store
        day_sizes = store.day_sizes()
        numbering = plan_numbering(day_sizes)
        days = changes.days if old and old.numbering == numbering else day_sizes
        updates = []
        for day in days:
            documents = store.documents_of_day(day)
            numbers = number_day(numbering, day, [url for _, url, _ in documents])
            for row, url, number in documents:
                if numbers[url] != number:
                    updates.append((numbers[url], row))
                    changes.numbers.update({number, numbers[url]} - {-1})
                    if number != -1:
                        changes.rows.add(row)
        store.write_numbers(updates)
        return numbering, plan_record_bits(numbering, day_sizes)

    # ---------------------------------------------------------------------- files

    def _write(self, old: Plan | None, numbers_before: np.ndarray, changes: _Changes, output: Output) -> None:
        store = self._store
        numbering, record_bits = self._renumber(old, changes)
        numbers = store.read_numbers()
        recent_from = recent_start(np.sort(numbers[numbers >= 0]))
        segments = store.segments
        touched: set[str] = set()
        touched_positions: set[str] = set()
        if old is None or (old.numbering, old.record_bits) != (numbering, record_bits):
            is_whole = True
            terms, counts = count_terms(None, segments, numbers)
        else:
            is_whole = False
            touched = terms_of_rows(segments, changes.rows) | terms_of(changes.segments)
            moved = rows_of_older(numbers_before, old.recent_from, numbers, recent_from, changes.rows)
            touched_positions = terms_of_rows(segments, moved)
            terms, counts = count_terms((old, touched), segments, numbers)
        plan = Plan(terms, counts, numbering, record_bits, recent_from)
        files = set() if is_whole else store.read_files()

        packs = pack_terms(terms, counts.tolist())
        identities = identify_files(terms, packs)
        known = {} if is_whole else store.read_identities("terms")
        wanted = []
        for pack, next_key in with_next(packs):
            names = tuple(terms[pack.start : pack.end])
            is_new = is_whole or known.get(pack.key) != identities[pack.key]
            has_scores = is_new or not touched.isdisjoint(names)
            has_positions = is_new or not touched_positions.isdisjoint(names)
            if has_scores or has_positions:
                wanted.append((pack, TermFile(pack.key, next_key, names, has_scores, has_positions)))
        gone = [("tp", key) for key in known.keys() - identities.keys()]
        gone += [("t" * file.has_scores + "p" * file.has_positions, file.key) for _, file in wanted]
        files -= {f"{FOLDER}/{folder}/{key_to_name(key)}.js" for folders, key in gone for folder in folders}
        store.write_identities("terms", identities)

        merged = store.begin_merge(segments) if old is None else None
        self._write_terms(plan, wanted, segments, numbers, merged, output)
        output.put(self._recent_scripts(plan, segments, numbers))
        if merged is None and len(segments) > MAX_SEGMENTS:
            everything = [(pack, TermFile(pack.key, "", tuple(terms[pack.start : pack.end]))) for pack in packs]
            merged = store.begin_merge(segments)
            for _, postings in _gather_chunks(plan, everything, segments, numbers):
                merged.add(postings)
        if merged is not None:
            store.replace_segments(merged, terms)

        directory_keys = self._write_directory(terms, is_whole, files, output)
        if is_whole:
            output.put(all_result_files(store, plan))
        else:
            for path, data in touched_result_files(store, plan, changes.numbers):
                files.discard(path)
                if data is not None:
                    output.put([(path, data)])
        self._write_names(changes.names, is_whole, files, output)
        if is_whole or directory_keys != store.read_meta("directory keys"):
            output.put([(f"{FOLDER}/directory.js", data_script("directory", directory_keys["d"], directory_keys["e"]))])
        store.write_meta("directory keys", directory_keys)
        output.put([self._manifest(plan, packs)])
        files |= output.written
        for path in sorted(files - output.written):
            output.keep(path)
        store.write_files(files)
        store.write_vocabulary(terms, counts)
        rules = [numbering.first_day, numbering.last_day, numbering.slot_bits, record_bits, recent_from]
        store.write_meta("plan", rules)

    @staticmethod
    def _recent_scripts(plan: Plan, segments: Sequence[Segment], numbers: np.ndarray) -> list[tuple[str, bytes]]:
        """Return the files of the recent documents' positions."""
        chosen = []
        for segment in segments:
            is_recent = numbers[segment.rows] >= plan.recent_from
            is_recent &= (segment.keys & (1 << FIELD_BITS) - 1) < PHRASE_FIELDS
            chosen.append(select(segment, np.flatnonzero(is_recent)))
        release(segments)
        terms = sort_terms(set().union(*(segment.terms for segment in chosen)))
        return recent_scripts(terms, gather(chosen, list(indexes_in_all(chosen, terms)), numbers), plan.signature)

    def _recall_plan(self) -> Plan:
        """Return the plan of the build before."""
        *numbering, record_bits, recent_from = self._store.read_meta("plan")
        return Plan(*self._store.read_vocabulary(), Numbering(*numbering), record_bits, recent_from)

    def _write_terms(
        self,
        plan: Plan,
        packs: Sequence[tuple[Pack, TermFile]],
        segments: Sequence[Segment],
        numbers: np.ndarray,
        merged: SegmentWriter | None,
        output: Output,
    ) -> None:
        """Write the files of some packs; `merged` gets all their postings, too."""
        waiting: deque[Future[list[tuple[str, bytes]]]] = deque()
        for files, postings in _gather_chunks(plan, packs, segments, numbers):
            lengths = self._store.lengths[postings.rows, postings.fields].astype(np.int64)
            rules = (plan.recent_from, plan.numbering.number_bits, plan.signature)
            if merged is not None:
                merged.add(postings)
            if self._executor is None:
                output.put(term_scripts(files, postings, lengths, *rules))
                continue
            waiting.append(self._executor.submit(term_scripts, files, postings, lengths, *rules))
            if len(waiting) >= _IN_FLIGHT:
                output.put(waiting.popleft().result())
        for future in waiting:
            output.put(future.result())

    def _write_directory(self, terms: Sequence[str], is_whole: bool, files: set[str], output: Output) -> dict[str, str]:
        """Write the lists of all terms, sorted from their beginnings (d/) and from their ends (e/); return their keys
        as texts.
        """
        keys = {}
        for folder, listed in (("d", terms), ("e", sort_terms([term[::-1] for term in terms]))):
            packs = pack_directory(listed)
            identities = identify_files(listed, packs)
            known = {} if is_whole else self._store.read_identities(folder)
            files -= {f"{FOLDER}/{folder}/{key_to_name(key)}.js" for key in known.keys() - identities.keys()}
            for pack, next_key in with_next(packs):
                if known.get(pack.key) != identities[pack.key]:
                    name = f"{folder}/{key_to_name(pack.key)}"
                    text = " ".join(listed[pack.start : pack.end])
                    output.put([(f"{FOLDER}/{name}.js", data_script(name, pack.key, next_key, text))])
            self._store.write_identities(folder, identities)
            keys[folder] = keys_to_text([pack.key for pack in packs])
        return keys

    def _write_names(
        self, changes: Mapping[tuple[str, str, str], int], is_whole: bool, files: set[str], output: Output
    ) -> None:
        """Write the suggestions of tags and authors under the keys that changed, and the list of all keys."""
        keys = self._store.update_names(changes, results.name_to_keys)
        for key in self._store.name_keys() if is_whole else keys:
            path, script = results.names_script(key, names := self._store.names_under(key))
            files.discard(path)
            if names:
                output.put([(path, script)])
        all_keys = self._store.name_keys()
        if is_whole or all_keys != self._store.read_meta("name keys"):
            output.put([(f"{FOLDER}/names.js", data_script("names", all_keys))])
        self._store.write_meta("name keys", all_keys)

    def _manifest(self, plan: Plan, packs: Sequence[Pack]) -> tuple[str, bytes]:
        """Return the file that the browser loads first: what it takes to find and read all others."""
        store = self._store
        totals = store.total_lengths()
        numbering = plan.numbering
        content = {
            "signature": plan.signature,
            "languages": self._languages,
            "stemmers": {
                code: {"file": STEMMERS[code].name, "scripts": STEMMERS[code].scripts} for code in self._languages
            },
            "fields": FIELDS,
            "phraseFields": PHRASE_FIELDS,
            "documents": store.count_documents(),
            "lengths": totals,
            "firstDay": numbering.first_day,
            "slotBits": numbering.slot_bits,
            "numberBits": numbering.number_bits,
            "recordBits": plan.record_bits,
            "recentFrom": plan.recent_from,
            "recentFiles": RECENT_FILES,
            "ledeBits": results.LEDE_GROUP_BITS,
            "years": sorted({dt.date.fromordinal(day).year for day in store.day_sizes()}),
            "absent": absent_stop_words(plan.terms, self._languages),
            "terms": keys_to_text([pack.key for pack in packs]),
        }
        parts = repr((store.total_checksum(), FORMAT, content["terms"], self._languages))
        content["version"] = hashlib.blake2b(parts.encode("utf-8", "replace"), digest_size=5).hexdigest()
        return f"{FOLDER}/manifest.js", data_script("manifest", content)


def checksum_digest(digest: bytes) -> int:
    """Return a number of 56 bits for a document's digest."""
    return int.from_bytes(hashlib.blake2b(digest, digest_size=7).digest(), "big")


def _gather_chunks(
    plan: Plan, packs: Sequence[tuple[Pack, TermFile]], segments: Sequence[Segment], numbers: np.ndarray
) -> Iterator[tuple[list[TermFile], Postings]]:
    """Yield the postings of some packs, in portions of about CHUNK_POSTINGS."""
    if not packs:
        return
    terms = [term for _, file in packs for term in file.terms]
    wanted = list(indexes_in_all(segments, terms))
    chunk, size, start = [], 0, 0
    for pack, file in packs:
        chunk.append(file)
        size += int(plan.counts[pack.start : pack.end].sum())
        if size >= CHUNK_POSTINGS or file is packs[-1][1]:
            end = start + sum(len(file.terms) for file in chunk)
            yield chunk, gather(segments, [indexes[start:end] for indexes in wanted], numbers)
            release(segments)
            chunk, size, start = [], 0, end
