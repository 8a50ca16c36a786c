"""The publishers whose pages are known, one file each, and the choice among them.

A publisher's module has `is_mine(page)`, which looks at the address, the time of capture and the form, and
`page_to_article(page, given_day)`.
"""

from datetime import date

from newsrecord.record import Article

from capture_import.capture import Rejected
from capture_import.publishers import reuters, unn
from capture_import.text_page import TextPage

TEXT_PUBLISHERS = (reuters, unn)


def text_to_article(page: TextPage, given_day: date | None = None) -> Article:
    """Give the article of a page in plain text. Raises Rejected where no publisher's shape fits or the page has no article."""
    for publisher in TEXT_PUBLISHERS:
        if publisher.is_mine(page):
            return publisher.page_to_article(page, given_day)
    raise Rejected("not a known shape: no headline with a dateline, and no address of a known publisher")
