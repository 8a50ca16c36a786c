"""Names in texts beside what people marked: `python -m benchmarks.accuracy names [FOLDER]`.

A found name is right where its span is exactly a marked one's (F1 over all documents), and, "with kind", where its kind
is, too. Joining is measured by B-cubed F1 (Bagga and Baldwin 1998) over the names found at a marked span: `in a text`
is the mean over texts, weighted by their names; `in all` joins over the whole set.
"""

import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from pathlib import Path
from typing import Any

from archive_names.finding import find_names
from archive_names.letters import CAPITALS
from benchmarks.accuracy.marked_texts import ARCHIVE, MarkedText, read_texts, unpack_texts
from benchmarks.accuracy.table import ScoreRow

Spans = dict[tuple[int, int], tuple[str, str]]
"""Found names by span: their kind, and the key that joins them."""
Finder = Callable[[str, str], Spans]

LANGUAGES = {"en": "English (WikiGold)", "uk": "Ukrainian (SlavicNER)", "ru": "Russian (SlavicNER)"}
BARS = {
    "en": {"spans": 0.78, "with kind": 0.62},
    "uk": {"spans": 0.75, "with kind": 0.62, "joined in a text": 0.80, "joined in all": 0.80},
    "ru": {"spans": 0.72, "with kind": 0.60, "joined in a text": 0.80, "joined in all": 0.80},
}
_SEQUENCE = re.compile(rf"[{CAPITALS}][\w'’-]*(?: [{CAPITALS}][\w'’-]*)*")


def find_ours(text: str, language: str) -> Spans:
    """Return what `archive_names` finds."""
    return {
        (mention.start, mention.end): (mention.kind, name.key)
        for name in find_names(text, language)
        for mention in name.mentions
    }


def find_capitals(text: str, language: str) -> Spans:
    """Return sequences of capitalised words; at a sentence's start only words that have a capital inside one, too.

    The simplest finder, as a baseline. It tells no kinds.
    """
    inside = {match.group() for match in re.finditer(rf"(?<=[\w,] )[{CAPITALS}][\w'’-]*", text)}
    spans: Spans = {}
    for match in _SEQUENCE.finditer(text):
        start, words = match.start(), match.group().split(" ")
        if not re.search(r"[\w,] $", text[max(0, start - 2) : start]) and words[0] not in inside:
            start += len(words[0]) + 1
        if start < match.end():
            spans[start, match.end()] = "", text[start : match.end()]
    return spans


def score_texts(texts: list[MarkedText], find: Finder) -> dict[str, float]:
    """Return the figures of a finder on texts: `precision`, `recall`, `spans`, `with kind` and the two of joining."""
    found = {text.name: find(text.text, text.language) for text in texts}
    marked = {text.name: {(name.start, name.end): name for name in text.names} for text in texts}
    right = [(text, span) for text in found for span in found[text] if span in marked[text]]
    with_kind = sum(found[text][span][0] == marked[text][span].kind for text, span in right)
    number_found, number_marked = sum(map(len, found.values())), sum(map(len, marked.values()))
    figures = {
        "precision": len(right) / number_found,
        "recall": len(right) / number_marked,
        "spans": 2 * len(right) / (number_found + number_marked),
        "with kind": 2 * with_kind / (number_found + number_marked),
    }
    entities = {(text, span): marked[text][span].entity for text, span in right}
    if any(entities.values()):
        keys = {(text, span): found[text][span][1] for text, span in right}
        figures["joined in a text"] = find_f1(
            *b_cubed(
                {each: (each[0], entity) for each, entity in entities.items()},
                {each: (each[0], key) for each, key in keys.items()},
            )
        )
        figures["joined in all"] = find_f1(*b_cubed(entities, keys))
    return figures


def b_cubed(marked: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> tuple[float, float]:
    """Return B-cubed precision and recall of clusters, given each item's.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    (0.5555555555555555, 1.0)
    """
    marked_clusters: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    found_clusters: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for item in marked:
        marked_clusters[marked[item]].add(item)
        found_clusters[found[item]].add(item)
    precision = recall = 0.0
    for item in marked:
        own, other = marked_clusters[marked[item]], found_clusters[found[item]]
        precision += len(own & other) / len(other)
        recall += len(own & other) / len(own)
    return precision / len(marked), recall / len(marked)


def find_f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall)


def score_names(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Return the figures by language and finder; `ms` is the processor time of ours for 3,000 characters."""
    texts: defaultdict[str, list[MarkedText]] = defaultdict(list)
    for text in read_texts(folder):
        texts[text.language].append(text)
    scores: dict[str, dict[str, dict[str, float]]] = {}
    for language, chosen in texts.items():
        find_ours("", language)  # tables are read once, outside the measure
        started = time.process_time()
        ours = score_texts(chosen, find_ours)
        spent = time.process_time() - started
        ours["ms"] = spent / sum(len(text.text) for text in chosen) * 3000 * 1000
        scores[language] = {"ours": ours, "capitals": score_texts(chosen, find_capitals)}
    return scores


def score_rows(data: Path) -> list[ScoreRow]:
    """Return the rows of `make score`; none where the reference data has no such sets."""
    if not (data / ARCHIVE).exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        scores = score_names(unpack_texts(data, Path(folder)))
    return [
        ScoreRow(f"names {language}", field, {"ours": scores[language]["ours"][field]}, bar)
        for language, bars in BARS.items()
        for field, bar in bars.items()
    ]


def print_scores(scores: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    """Print the figures as a table, with the bars of the languages that have some."""
    columns = ("precision", "recall", "spans", "with kind", "joined in a text", "joined in all", "ms")
    print(f"{'language':24}{'finder':12}" + "".join(f"{column:>18}" for column in columns))
    for language, finders in scores.items():
        rows = [*finders.items(), ("bar", BARS.get(language, {}))]
        for finder, figures in rows:
            cells = "".join(f"{figures[column]:18.3f}" if column in figures else f"{'':18}" for column in columns)
            print(f"{LANGUAGES.get(language, language):24}{finder:12}{cells}")


def run(arguments: list[str], data: Path | None) -> int:
    """Score the folder that is given, else the sets of the reference data. Return 2 where there is none."""
    if arguments:
        print_scores(score_names(Path(arguments[0])))
        return 0
    if data is None or not (data / ARCHIVE).exists():
        print(
            f"The reference data has no {ARCHIVE}: name a folder with texts in the form of its sets.", file=sys.stderr
        )
        return 2
    with tempfile.TemporaryDirectory() as folder:
        print_scores(score_names(unpack_texts(data, Path(folder))))
    return 0
