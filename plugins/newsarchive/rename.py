"""`newsarchive rename`: one name for a spelling, written into the owner's names file. No article's file is touched."""

import argparse
import difflib
import json
import os
from collections import Counter
from pathlib import Path

from newsarchive.calls import INCOMPLETE, OK, Commands, add_content_option, add_quiet_option, fail, require_content
from newsarchive.content_articles import list_paths
from newsrecord.clean_text import clean_line
from newsrecord.folder_walk import is_file
from newsrecord.frontmatter import split_front_matter, split_list
from newsrecord.names_edit import RenameConflict, rename
from newsrecord.names_file import FILE, KINDS, BadNamesFile, parse_names
from newsrecord.slugs import text_to_slug

NEAREST = 5
# By kind: the keys of front matter that have such names; the first of them that an article has counts.
_FIELDS = {
    "author": ("authors", "author"),
    "tag": ("tags",),
    "section": ("sections", "category"),
    "publisher": ("publisher",),
}


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "rename",
        help="give a name another spelling everywhere",
        description="Write into names.toml of the content folder that one spelling of a name is another one. The "
        "articles stay as they are; the next build shows the new name everywhere, and the old URL leads on. "
        "Exit status: 0 when the file says so, 1 when no article has the name and nothing was written, 2 when "
        "the file does not allow it or is broken.",
    )
    command.add_argument("kind", metavar="KIND", choices=KINDS, help=f"one of {', '.join(KINDS)}")
    command.add_argument("old", metavar="OLD", help="the spelling that articles have")
    command.add_argument("new", metavar="NEW", help="the name to be shown")
    add_content_option(command, "where the articles and names.toml are")
    command.add_argument("--json", action="store_true", help="print one JSON object")
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Rename a name; return the exit status."""
    old, new = clean_line(call.old), clean_line(call.new)
    require_content(call.content)
    if not (old and new) or old == new:
        return fail("OLD and NEW are two spellings: neither is empty, and they differ")
    path = call.content / FILE
    data = path.read_bytes() if is_file(path) else b""
    try:
        known = parse_names(data, str(path)).by_slug.get((call.kind, text_to_slug(old)))
        names = count_names(call.content, call.kind, old)
        articles = sum(count for name, count in names.items() if text_to_slug(name) == text_to_slug(old))
        if not articles and known is None:
            return _tell_unknown(call, old, names)
        renamed = rename(data, call.kind, old, new)
    except (BadNamesFile, RenameConflict) as error:
        return fail(str(error))
    if renamed.is_changed:
        write_whole(path, renamed.data)
    if call.json:
        said = {"kind": call.kind, "old": old, "new": new, "articles": articles, "file": path.as_posix()}
        print(json.dumps({**said, "line": renamed.line, "changed": renamed.is_changed}, ensure_ascii=False))  # noqa: T201
    elif not call.quiet:
        what = "now says" if renamed.is_changed else "says already"
        count = "1 article has" if articles == 1 else f"{articles:,} articles have"
        print(f'{path}, line {renamed.line}, {what}: "{old}" is "{new}". {count} it; build again to show it.')  # noqa: T201
    return OK


def count_names(content: Path, kind: str, wanted: str) -> Counter[str]:
    """Return how many articles have each name of a kind.

    People, organisations and places stand in texts, not in front matter: of them the wanted one alone is counted.
    """
    names: Counter[str] = Counter()
    for path in list_paths(content):
        try:
            text = (content / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # the build says what is wrong with it
        if kind not in _FIELDS:
            if wanted in text:
                names[wanted] += 1
            continue
        values = {key.lower(): value for key, value in split_front_matter(text)[0].items()}
        line = next(filter(None, (values.get(key, "") for key in _FIELDS[kind])), "")
        names.update(set(split_list(line) if kind != "publisher" else filter(None, [clean_line(line)])))
    return names


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: it is the old one or the new one, whatever happens."""
    draft = path.with_name(f"{path.name}.new")
    draft.write_bytes(data)
    os.replace(draft, path)


def _tell_unknown(call: argparse.Namespace, old: str, names: Counter[str]) -> int:
    """Say that no article has a name, and which names are nearest; return the exit status."""
    folded = {name.casefold(): name for name in names}
    nearest = [folded[key] for key in difflib.get_close_matches(old.casefold(), folded, NEAREST, 0.5)]
    if call.json:
        said = {"kind": call.kind, "old": old, "articles": 0, "nearest": nearest, "changed": False}
        print(json.dumps(said, ensure_ascii=False))  # noqa: T201 - the command's result
        return INCOMPLETE
    near = "; nearest: " + ", ".join(f'"{name}" ({names[name]:,})' for name in nearest) if nearest else ""
    fail(f'no article has the {call.kind} "{old}"{near}. Nothing was written')
    return INCOMPLETE
