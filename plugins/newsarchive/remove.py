"""`newsarchive remove`: an article out of the archive for good."""

import argparse
import sqlite3

from capture_import.archive.content_store import ContentStore
from capture_import.archive.ledger import Ledger
from capture_import.archive.removing import NoSuchArticle, describe_removed, find_article, remove_article
from newsarchive.calls import OK, Commands, add_content_option, add_quiet_option, describe_error, fail, require_content
from newsrecord.clean_text import clean_line


def add_command(commands: Commands) -> None:
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
    add_content_option(command, "where the articles are")
    command.add_argument(
        "--tombstone", action="store_true", help="make a page at the article's URL that says that it was removed"
    )
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Remove the article of a call; return the exit status."""
    require_content(call.content)
    if not clean_line(call.reason):
        return fail("--reason is empty: say why, for whoever asks later")
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
    except (NoSuchArticle, sqlite3.Error, OSError) as error:
        return fail(describe_error(error))
    for line in [] if call.quiet else describe_removed(removed, call.content):
        print(line)  # noqa: T201 - the command's result
    return OK
