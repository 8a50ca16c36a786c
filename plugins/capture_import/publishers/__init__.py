"""The publishers whose pages are known, one file each, the choice among them, and what is read of any other's
(`any_publisher`).

A publisher's module has `is_mine(page)`, which looks at the address, the time of capture and the form, and
`page_to_article(page, given_day)`.
"""

from datetime import date

from capture_import.forms.plain_text.headers import read_named_header
from capture_import.forms.plain_text.page import TextPage
from capture_import.publishers import any_publisher, reuters, unn
from newsrecord.record import Article

TEXT_PUBLISHERS = (reuters, unn)


def text_to_article(page: TextPage, given_day: date | None = None) -> Article:
    """Return the article of a page in plain text. Raises Rejected where it has none.

    It is read by its publisher's shape where there is one, but where a header names its title, by that: somebody has
    read it before.
    """
    header = read_named_header(page.lines)
    if header is not None and header.get("title"):
        return any_publisher.page_to_article(page, given_day)
    for publisher in TEXT_PUBLISHERS:
        if publisher.is_mine(page):
            article: Article = publisher.page_to_article(page, given_day)
            return article
    return any_publisher.page_to_article(page, given_day)
