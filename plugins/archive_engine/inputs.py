"""What reading and lists follow beside the articles' files, as planners name it: what of it has changed.

The source store has the inputs of reading for all outputs, the page store those of lists for its own output.
"""

import json

from archive_engine.build import Build
from archive_engine.summaries import parse_summary

FACT = "inputs"


def mark_changed_sources(build: Build) -> None:
    """Have the sources read again whose reading followed an input that has changed since the last build.

    They are marked in the store in the same transaction in which the new inputs are kept, so that a killed build loses
    none of them.
    """
    kept = build.store.facts().get(FACT, "{}")
    inputs = build.planners.inputs()
    now = json.dumps(inputs, ensure_ascii=False, sort_keys=True)
    if now == kept:
        return
    changed = find_changed(json.loads(kept), inputs)
    paths = [
        path
        for path, summaries in build.store.all_summaries()
        if not changed.isdisjoint(build.planners.find_followed(parse_summary(summaries)))
    ]
    build.store.begin()
    build.store.mark_unread(paths)
    build.store.set_fact(FACT, now)
    build.store.commit()
    if paths:
        names = " and ".join(dict.fromkeys(build.planners.input_names()))
        build.report.notes.append(f"{names} has changed: articles read again for it: {len(paths):,}.")


def keep_inputs(build: Build) -> None:
    """Keep the inputs of a build that reads every article."""
    build.store.set_fact(FACT, json.dumps(build.planners.inputs(), ensure_ascii=False, sort_keys=True))


def find_changed_lists(build: Build) -> set[str]:
    """Return the owners of the lists whose inputs have changed since this output was built."""
    kept: dict[str, str] = json.loads(build.pages.facts().get(FACT, "{}"))
    return find_changed(kept, build.planners.list_inputs())


def list_inputs_to_fact(build: Build) -> str:
    """Return the inputs of lists as the page store keeps them."""
    return json.dumps(build.planners.list_inputs(), ensure_ascii=False, sort_keys=True)


def find_changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Return the keys whose values differ.

    >>> sorted(find_changed({"a": "1", "b": "1"}, {"b": "2", "c": "1"}))
    ['a', 'b', 'c']
    """
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
