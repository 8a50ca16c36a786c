"""`newsarchive remove`: an article out of the archive for good."""

import argparse
import sqlite3
import sys
from pathlib import Path

from capture_import.archive.content_store import ContentStore
from capture_import.archive.ledger import Ledger
from capture_import.archive.removing import NoSuchArticle, describe_removed, find_article, remove_article
from newsrecord.clean_text import clean_line

_WRONG_CALL = 2


def add_remove_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "remove",
        help="remove an article for good",
        description="Remove an article for good: its file, its revisions, and the pictures that no other article "
        "shows. removed.tsv in the content folder remembers its captures and its URL, so that no later import brings "
        "it back. "
        "Exit status: 0 when it is gone, 2 when nothing was removed.",
    )
    command.add_argument("article", metavar="ARTICLE", help="the article's file, URL or slug")
    command.add_argument("--reason", required=True, metavar="TEXT", help="why; removed.tsv keeps it, no page shows it")
    command.add_argument(
        "--content", type=Path, default=Path("content"), metavar="DIR", help="where the articles are (default: content)"
    )
    command.add_argument(
        "--tombstone", action="store_true", help="make a page at the article's address that says that it was removed"
    )


def run_remove(call: argparse.Namespace) -> int:
    """Remove the article of a call; return the exit status."""
    if not call.content.is_dir():
        return _fail(f"there is no folder {call.content}: --content names the folder of the articles")
    if not clean_line(call.reason):
        return _fail("--reason is empty: say why, for whoever asks later")
    store = ContentStore(call.content)
    try:
        path = find_article(store, call.article)
        ledger = Ledger(store.state / "ledger.sqlite")
        try:
            store.begin_writing()
            removed = remove_article(store, ledger, path, clean_line(call.reason), has_page=call.tombstone)
        except BaseException:
            ledger.abandon()
            raise
        ledger.close()
    except (NoSuchArticle, sqlite3.Error) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    for line in describe_removed(removed, call.content):
        print(line)  # noqa: T201 - the command's result
    return 0


def _fail(reason: str) -> int:
    print(f"newsarchive: {reason}", file=sys.stderr)  # noqa: T201 - the command's result
    return _WRONG_CALL
