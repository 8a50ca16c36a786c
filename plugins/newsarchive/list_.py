"""`newsarchive list`: the articles of an archive, a line each."""

import argparse
import json
import sys

from newsarchive.calls import (
    INCOMPLETE,
    OK,
    Commands,
    add_content_option,
    add_quiet_option,
    describe_error,
    end_output,
    fail,
    require_content,
)
from newsarchive.choosing import add_filters, is_chosen
from newsarchive.content_articles import PUBLISHED, ContentFile, Unreadable, hand_on, read_content
from publication.json_lines import article_to_object


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "list",
        help="list articles",
        description="List the articles of the archive in the order of their files: day, file, headline, and the status "
        "of those that are not published. Exit status: 0; 1 when a file can't be read (it is named, the others are "
        "listed), 2 for a wrong call.",
    )
    add_content_option(command, "where the articles are")
    add_filters(command)
    command.add_argument(
        "--json", action="store_true", help="print one JSON object a line, as `export --jsonl`, without the texts"
    )
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the articles of a call; return the exit status."""
    require_content(call.content)
    status = OK
    try:
        for file in read_content(call.content):
            if isinstance(file, Unreadable):
                status = INCOMPLETE
                line = f"newsarchive: {call.content / file.path}:{file.line}: {file.reason}"
                print(line, file=sys.stderr)  # noqa: T201 - the command's result
            elif not call.quiet and is_chosen(file, call):
                print(_to_json(file) if call.json else _to_line(file, str(call.content / file.path)))  # noqa: T201 - as above
    except OSError as error:
        return fail(describe_error(error))
    return end_output(status)


def _to_line(file: ContentFile, path: str) -> str:
    status = "" if file.status == PUBLISHED else f"  ({file.status})"
    return f"{file.article.day}  {path}  {file.article.title}{status}"


def _to_json(file: ContentFile) -> str:
    described = article_to_object(hand_on(file))
    for key in ("url", "body", "revisions"):
        del described[key]
    return json.dumps({**described, "status": file.status}, ensure_ascii=False)
