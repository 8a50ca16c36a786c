"""Why a capture becomes no article: the reason that the report gives."""

import re

_NO_ARTICLE = re.compile(r"no article \(([^()]+)\):")


class Rejected(Exception):
    """A capture is rejected; the message is the reason that the report gives."""

    @property
    def reason(self) -> str:
        """The reason, in one line."""
        return str(self)


class NoArticle(Rejected):
    """A capture is no article, but a page of some other kind: nothing is missing from the archive without it.

    The reason says the kind first, in brackets, so that it is known wherever a reason is kept.
    """

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"no article ({kind}): {why}")


def reason_to_kind(reason: str) -> str:
    """Return the kind of page that a reason says a capture is; empty for any other reason.

    >>> reason_to_kind(NoArticle("listing", "it shows others").reason), reason_to_kind("no date: it tells none")
    ('listing', '')
    """
    match = _NO_ARTICLE.match(reason)
    return match[1] if match else ""
