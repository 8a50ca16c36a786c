"""Finds the files of the index that an update changes, and writes them. The documents are numbered already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from lunr_search import impact, results
from lunr_search.changes import ChangedPostings, IndexChanges, find_changed_postings
from lunr_search.class_files import TermFile, score_names, shard_name
from lunr_search.class_updates import MOST_DOCUMENTS, ClassUpdates
from lunr_search.index_output import IndexOutput
from lunr_search.manifest import manifest_script
from lunr_search.merging import choose_merged, merge_segments
from lunr_search.name_table import Name
from lunr_search.newest_postings import PostingsLookup
from lunr_search.numbering import Numbering
from lunr_search.packing import Shard, keys_to_text, pack_directory, pack_terms
from lunr_search.plan import Plan, identify_files, with_next
from lunr_search.postings import sort_terms
from lunr_search.result_files import all_result_files, touched_result_files
from lunr_search.scripts import FOLDER, data_script, key_to_name
from lunr_search.shard_keys import LetterKeys, letter_to_name, list_letters
from lunr_search.store import Store
from lunr_search.term_files import recent_scripts, recent_start
from lunr_search.term_writer import PostingsSource, run_in_order
from lunr_search.vocabulary import change_counts, count_terms, terms_of

MAX_SEGMENTS = 8


def recall_plan(store: Store) -> Plan:
    """Return the plan of the last build, as `IndexWriter.write` stored it."""
    *numbering, record_bits, recent_from = store.read_meta("plan")
    return Plan(*store.read_vocabulary(), Numbering(*numbering), record_bits, recent_from)


class IndexWriter:
    """Writes the files that an update changes, or all files where the numbering of the documents has changed."""

    def __init__(
        self, store: Store, languages: Sequence[str], executor: Executor | None, output: IndexOutput, old: Plan | None
    ):
        """`old` is the plan of the last build; None where there was none."""
        self._store = store
        self._languages = languages
        self._executor = executor
        self._output = output
        self._old = old
        self._is_whole = True
        self._files: set[str] = set()  # files of the last build that are neither written again nor removed

    def write(self, numbering: Numbering, record_bits: int, numbers_before: np.ndarray, changes: IndexChanges) -> None:
        """Write the changed files, keep the others, and store the plan for the next build.

        `record_bits` is as in Plan; `numbers_before[row]` is the number that a document had before this update, -1
        where it had none.
        """
        store, output, old = self._store, self._output, self._old
        numbers = store.documents.numbers
        recent_from = recent_start(np.sort(numbers[numbers >= 0]))
        lookup = PostingsLookup(store.read_newest(), changes.segments, len(numbers_before), store.segments, numbers)
        changed: ChangedPostings | None = None
        if old is None or (old.numbering, old.record_bits) != (numbering, record_bits):
            terms, counts = count_terms(store.segments, numbers)
        else:
            self._is_whole = False
            self._files = store.read_files()
            changed = find_changed_postings(lookup, changes.rows, numbers_before, old.recent_from, recent_from)
            terms, counts = change_counts(old, changed.documents, changed.before, changed.after)
        plan = Plan(terms, counts, numbering, record_bits, recent_from)
        shards = pack_terms(terms, counts)
        wanted = self._choose_term_files(plan, shards, changed)
        self._write_recent(lookup, plan)
        source = PostingsSource(plan, store.segments, numbers, store.documents.lengths)
        if changed is not None and changed.most <= MOST_DOCUMENTS:
            wanted = list(self._update_classes(wanted, source, changed))
        self._write_terms(source, wanted)
        checksums = self._write_letters(list_letters(terms, shards))
        self._write_directory(terms)
        self._write_results(plan, changes.numbers)
        self._write_names(changes.names)
        output.put([manifest_script(store.documents, self._languages, plan, checksums)])
        files = self._files | output.written
        for path in sorted(files - output.written):
            output.keep(path)
        store.write_files(files)
        store.write_vocabulary(terms, counts)
        rules = [numbering.first_day, numbering.last_day, numbering.tie_bits, record_bits, recent_from]
        store.write_meta("plan", rules)

    def _choose_term_files(
        self, plan: Plan, shards: Sequence[Shard], changed: ChangedPostings | None
    ) -> list[tuple[Shard, TermFile]]:
        """Return the shards to write: those whose terms, postings or positions have changed."""
        touched = terms_of(changed.documents) if changed else set()
        touched_positions = terms_of(changed.moved) if changed else set()
        identities = identify_files(plan.terms, shards)
        known = {} if self._is_whole else self._store.read_identities("terms")
        wanted = []
        for shard, next_key in with_next(shards):
            names = tuple(plan.terms[shard.start : shard.end])
            is_new = self._is_whole or known.get(shard.key) != identities[shard.key]
            has_scores = is_new or not touched.isdisjoint(names)
            has_positions = is_new or not touched_positions.isdisjoint(names)
            if has_scores or has_positions:
                wanted.append((shard, TermFile(shard.key, next_key, names, has_scores, has_positions, is_new)))
        self._forget_files(known.keys() - identities.keys(), known.keys() - identities.keys())
        self._store.write_identities("terms", identities)
        return wanted

    def _forget_files(self, with_scores: Iterable[str], with_positions: Iterable[str]) -> None:
        """Leave out the files of shards with these keys, of which some may not be written again."""
        self._files -= {f"{FOLDER}/{name}.js" for key in with_scores for name in score_names(key)}
        self._files -= {f"{FOLDER}/{shard_name('p', key)}.js" for key in with_positions}

    def _update_classes(
        self, wanted: Sequence[tuple[Shard, TermFile]], source: PostingsSource, changed: ChangedPostings
    ) -> Iterator[tuple[Shard, TermFile]]:
        """Write the changed blocks of terms with classes; yield what is still to be written."""
        table = self._store.classed
        updates = ClassUpdates(source, changed, table, self._output.read)
        jobs = (updates.begin(file) for _, file in wanted)
        for (shard, file), (scores, positions) in zip(wanted, run_in_order(jobs, self._executor), strict=True):
            if scores:
                self._output.put(scores.scripts)
                table.write({file.terms[0]: scores.kept})
            if positions:
                self._forget_files([], [file.key])
                self._output.put(positions.scripts)
                table.write_positions({file.terms[0]: positions.checksum})
            has_scores, has_positions = file.has_scores and not scores, file.has_positions and not positions
            if has_scores or has_positions:
                yield shard, replace(file, has_scores=has_scores, has_positions=has_positions)

    def _with_positions(self, shard: Shard, file: TermFile, plan: Plan) -> TermFile:
        """Return a file with its positions where the term may get or lose classes: with these they are in blocks."""
        if not file.has_scores or file.has_positions or len(file.terms) > 1:
            return file
        may_have_classes = plan.counts[shard.start] >= impact.CLASSED_DOCUMENTS
        has_classes = self._store.classed.read_positions(file.terms[0]) is not None
        return replace(file, has_positions=True) if may_have_classes or has_classes else file

    def _write_recent(self, lookup: PostingsLookup, plan: Plan) -> None:
        """Write q/, the positions of the recent documents; keep the postings of the newest for the next update."""
        rows = lookup.choose_newest(np.flatnonzero(lookup.numbers >= plan.recent_from))
        terms, postings = lookup.gather(rows)
        self._output.put(recent_scripts(terms, postings, plan.recent_from, plan.signature))
        self._store.write_newest(rows, terms, postings)

    def _write_terms(self, source: PostingsSource, wanted: Sequence[tuple[Shard, TermFile]]) -> None:
        """Write the shards; merge segments when there are many, or all when all of them are read anyway."""
        store = self._store
        wanted = [(shard, self._with_positions(shard, file, source.plan)) for shard, file in wanted]
        with_scores = [file for _, file in wanted if file.has_scores]
        with_positions = [file for _, file in wanted if file.has_positions]
        self._forget_files([file.key for file in with_scores], [file.key for file in with_positions])
        merged = store.begin_merge(source.segments) if self._old is None else None
        kept = source.write_terms(wanted, self._executor, merged, self._output)
        if self._is_whole:
            store.classed.clear()
        store.classed.remove(
            (term for file in with_scores for term in file.terms),
            (term for file in with_positions for term in file.terms),
        )
        store.classed.write(kept.classed)
        store.classed.write_positions(kept.positions)
        if merged is not None:
            merged.finish(source.plan.terms)
            store.replace_segments(range(len(store.segments)), merged)
        elif len(store.segments) > MAX_SEGMENTS:
            chosen = choose_merged([len(segment.rows) for segment in store.segments])
            segments = [store.segments[index] for index in chosen]
            merged = store.begin_merge(segments)
            merge_segments(segments, source.numbers, merged)
            store.replace_segments(chosen, merged)

    def _write_letters(self, letters: Mapping[int, LetterKeys]) -> dict[int, int]:
        """Write the keys of the shards, for each first letter of terms where they have changed; return the checksums of
        all.
        """
        checksums = {letter: keys.checksum for letter, keys in letters.items()}
        identities = {letter_to_name(letter): checksum for letter, checksum in checksums.items()}
        known = {} if self._is_whole else self._store.read_identities("k")
        self._files -= {f"{FOLDER}/{name}.js" for name in known.keys() - identities.keys()}
        changed = (letter for letter in letters if known.get(letter_to_name(letter)) != checksums[letter])
        self._output.put(letters[letter].to_script(letter) for letter in changed)
        self._store.write_identities("k", identities)
        return checksums

    def _write_directory(self, terms: Sequence[str]) -> None:
        """Write the lists of all terms, sorted from the first letter (d/) and from the last (e/), and their keys."""
        if not self._is_whole and self._old is not None and terms == self._old.terms:
            return
        keys = {}
        for folder, listed in (("d", terms), ("e", sort_terms([term[::-1] for term in terms]))):
            shards = pack_directory(listed)
            identities = identify_files(listed, shards)
            known = {} if self._is_whole else self._store.read_identities(folder)
            self._files -= {f"{FOLDER}/{folder}/{key_to_name(key)}.js" for key in known.keys() - identities.keys()}
            for shard, next_key in with_next(shards):
                if known.get(shard.key) != identities[shard.key]:
                    name = f"{folder}/{key_to_name(shard.key)}"
                    text = " ".join(listed[shard.start : shard.end])
                    self._output.put([(f"{FOLDER}/{name}.js", data_script(name, shard.key, next_key, text))])
            self._store.write_identities(folder, identities)
            keys[folder] = keys_to_text([shard.key for shard in shards])
        if self._is_whole or keys != self._store.read_meta("directory keys"):
            self._output.put([(f"{FOLDER}/directory.js", data_script("directory", keys["d"], keys["e"]))])
        self._store.write_meta("directory keys", keys)

    def _write_results(self, plan: Plan, numbers: set[int]) -> None:
        """Write the records, excerpts and filter columns of the documents with these numbers, or of all documents."""
        if self._is_whole:
            self._output.put(all_result_files(self._store, plan))
            return
        for path, data in touched_result_files(self._store, plan, numbers):
            self._files.discard(path)
            if data is not None:
                self._output.put([(path, data)])

    def _write_names(self, changes: Mapping[Name, int]) -> None:
        """Write the suggestions of tags and authors: the files of the keys that changed, and the list of all keys."""
        table = self._store.names
        keys = table.update(changes, results.name_to_keys)
        for key in table.keys() if self._is_whole else keys:
            path, script = results.names_script(key, names := table.under(key))
            self._files.discard(path)
            if names:
                self._output.put([(path, script)])
        all_keys = table.keys()
        if self._is_whole or all_keys != self._store.read_meta("name keys"):
            self._output.put([(f"{FOLDER}/names.js", data_script("names", all_keys))])
        self._store.write_meta("name keys", all_keys)
