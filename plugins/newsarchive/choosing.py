"""Which articles a call chooses: the options `--author`, `--tag` and so on, of `newsarchive list` and `stats`."""

import argparse
import re
from datetime import date

from newsarchive.content_articles import ContentFile
from newsrecord.slugs import text_to_slug

_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def add_filters(command: argparse.ArgumentParser) -> None:
    """Add the options to a command."""
    for kind in ("author", "tag", "section", "publisher"):
        command.add_argument(
            f"--{kind}",
            action="append",
            default=[],
            metavar="NAME",
            help=f"only articles with this {kind}, by its name or its slug; given twice: with either",
        )
    command.add_argument(
        "--from", dest="first", type=_to_first, metavar="DAY", help="only from this day, month or year on"
    )
    command.add_argument("--to", dest="last", type=_to_last, metavar="DAY", help="only up to this day, month or year")


def is_chosen(file: ContentFile, call: argparse.Namespace) -> bool:
    """Return whether an article fits all filters of a call."""
    article = file.article
    if (call.first and article.day < call.first) or (call.last and article.day > call.last):
        return False
    return (
        _has(call.author, [text_to_slug(name) for name in article.authors])
        and _has(call.section, [text_to_slug(name) for name in article.sections])
        and _has(call.publisher, [text_to_slug(article.publisher)] if article.publisher else [])
        and _has(call.tag, [slug for tag in article.tags for slug in (tag.page_slug, text_to_slug(tag.name))])
    )


def _has(asked: list[str], slugs: list[str]) -> bool:
    return not asked or any(text_to_slug(name) in slugs for name in asked)


def _to_first(text: str) -> date:
    return _to_day(text, is_last=False)


def _to_last(text: str) -> date:
    return _to_day(text, is_last=True)


def _to_day(text: str, *, is_last: bool) -> date:
    """Return the first or the last day of a day, a month or a year."""
    found = _PERIOD.fullmatch(text)
    try:
        if not found:
            raise ValueError(text)
        year, month, day = (int(part) if part else 0 for part in found.groups())
        if day:
            return date(year, month, day)
        if not is_last:
            return date(year, month or 1, 1)
        after = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
        return date.fromordinal(after.toordinal() - 1)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"not a day, month or year such as 2024-05-02, 2024-05 or 2024: {text}"
        ) from None
