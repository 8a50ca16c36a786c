"""Segments on disk: a folder with one file for each array (.npy) and one for the terms, a term a line."""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from lunr_search.postings import FIELD_BITS
from lunr_search.segments import ARRAYS, Postings, Segment, check_segment


def load_segment(folder: Path) -> Segment:
    """Return a segment whose arrays are mapped from disk. Raises OSError, EOFError or ValueError without one."""
    text = (folder / "terms.txt").read_text("utf-8")
    arrays = (np.load(folder / f"{array}.npy", mmap_mode="r") for array in ARRAYS)
    # most terms are in every segment: interned, each is in memory once
    return check_segment(Segment(list(map(sys.intern, text.split("\n"))) if text else [], *arrays))


def save_segment(folder: Path, segment: Segment) -> None:
    """Write a segment into a new folder."""
    folder.mkdir()
    (folder / "terms.txt").write_text("\n".join(segment.terms), "utf-8")
    for array in ARRAYS:
        np.save(folder / f"{array}.npy", getattr(segment, array))


class SegmentWriter:
    """Writes a segment into its folder in portions of terms, so that it is never whole in memory."""

    def __init__(self, folder: Path, segments: Sequence[Segment]):
        self.folder = folder
        widths = {
            name: max((getattr(each, name).dtype for each in segments), default=np.uint16)
            for name in ("counts", "positions")
        }
        self._types = {"keys": np.int32, "rows": np.uint32, **widths}
        self._files = {name: (folder / f"{name}.npy").open("wb") for name in self._types}
        self._sizes = dict.fromkeys(self._types, 0)
        for name in self._types:
            self._write_header(name)
        self._term_count = 0
        self._starts = [np.zeros(1, np.int64)]
        self._position_starts = [np.zeros(1, np.int64)]

    def _write_header(self, name: str) -> None:
        """Write the header of NumPy's .npy format 1.0, padded so that one with the final size fits into its place."""
        described = {"descr": np.lib.format.dtype_to_descr(np.dtype(self._types[name])), "fortran_order": False}
        text = repr({**described, "shape": (self._sizes[name],)}).ljust(117) + "\n"
        self._files[name].write(np.lib.format.magic(1, 0) + len(text).to_bytes(2, "little") + text.encode("ascii"))

    def add(self, postings: Postings) -> None:
        """Append the postings of the next terms, of which the last one has some."""
        count = int(postings.terms[-1]) + 1
        keys = postings.terms + self._term_count << FIELD_BITS | postings.fields
        columns = {"keys": keys, "rows": postings.rows, "counts": postings.counts, "positions": postings.positions}
        ends = np.append(0, np.cumsum(postings.counts, dtype=np.int64))
        starts = np.searchsorted(postings.terms, np.arange(1, count + 1))
        self._starts.append(starts + self._sizes["keys"])
        self._position_starts.append(ends[starts] + self._sizes["positions"])
        for name, values in columns.items():
            values.astype(self._types[name]).tofile(self._files[name])
            self._sizes[name] += len(values)
        self._term_count += count

    def finish(self, terms: Sequence[str]) -> None:
        """Write the headers, the starts and `terms`, the terms of all portions; nothing can be added after that."""
        for name, file in self._files.items():
            file.seek(0)
            self._write_header(name)
            file.close()
        np.save(self.folder / "starts.npy", np.concatenate(self._starts))
        np.save(self.folder / "position_starts.npy", np.concatenate(self._position_starts))
        (self.folder / "terms.txt").write_text("\n".join(terms), "utf-8")
