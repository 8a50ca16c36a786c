"""One capture to one article or the reason why not: the pure function that workers map over captures."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capture_import.capture import Capture, NoArticle, Rejected
from capture_import.config import Options
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.kind import ARTICLE
from capture_import.mends import load_words, mend_article, needs_words
from capture_import.publishers import text_to_article
from capture_import.sources.entries import ENTRY_MEDIA_TYPE
from capture_import.sources.kinds import HEAD
from capture_import.sources.unread_formats import find_unread_format
from capture_import.stories import text_to_signature
from capture_import.text_page import capture_to_page
from capture_import.time_limit import TimeLimitReached, time_limit
from capture_import.web_pages import is_web_page
from newsrecord.record import Article


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a capture gave: an article, not yet placed, or the reason why the capture is set aside."""

    source: str
    sha256: str
    article: Article | None
    reason: str = ""
    signature: bytes = b""


def read_captures(captures: Sequence[Capture], options: Options) -> list[Reading]:
    """Read each capture by itself: what goes wrong with one costs that one alone."""
    return [_read_capture(capture, options) for capture in captures]


def _read_capture(capture: Capture, options: Options) -> Reading:
    seconds = options.limits.capture_seconds
    try:
        # What is loaded once is loaded outside the limit: it is not this capture that takes the time.
        read = _choose_reader(capture)
        with time_limit(seconds):
            article = _with_headline(read(capture, options))
            are_words_needed = options.mends and needs_words(article)
            if options.mends and not are_words_needed:
                article = mend_article(article)
        if are_words_needed:
            load_words(article.lang)
            with time_limit(seconds):
                article = mend_article(article)
        return Reading(capture.source, capture.sha256, article, signature=text_to_signature(article_to_text(article)))
    except Rejected as rejected:
        reason = rejected.reason
    except TimeLimitReached:
        reason = f"too slow: not read within {seconds:g} seconds"
    except RecursionError:
        reason = "too deep: nested further than can be read"
    except MemoryError:
        reason = "too large: not enough memory to read it"
    except Exception as error:  # noqa: BLE001 - a fault of the reader's must not cost the captures beside this one
        reason = f"could not be read: {type(error).__name__}: {error}"
    return Reading(capture.source, capture.sha256, None, reason)


def _with_headline(article: Article) -> Article:
    """Return the article. Raises Rejected where its headline shows nothing: it is blanks, marks or controls alone."""
    # letters, numbers, punctuation, symbols (Unicode's general categories)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in article.title):
        raise Rejected("no headline: what stands in its place shows nothing")
    return article


def capture_to_article(capture: Capture, options: Options) -> Article:
    """Give the article of a capture, mended. Raises Rejected with the reason where there is none."""
    article = _with_headline(_choose_reader(capture)(capture, options))
    return mend_article(article) if options.mends else article


def _choose_reader(capture: Capture) -> Callable[[Capture, Options], Article]:
    if capture.kind not in ("", ARTICLE):
        raise NoArticle(capture.kind, "its sidecar says so")
    if unread := find_unread_format(capture.body[:HEAD], capture.source, capture.media_type):
        raise Rejected(unread)
    # The libraries that read HTML take long to import: an import of plain text does without them.
    if capture.media_type == ENTRY_MEDIA_TYPE:
        from capture_import.entry_articles import entry_to_article  # noqa: PLC0415 - see above

        return lambda capture, options: entry_to_article(_within_limit(capture, options), options.day)
    if is_web_page(capture):
        from capture_import.extraction import page_to_article  # noqa: PLC0415 - see above

        return lambda capture, options: page_to_article(
            _within_limit(capture, options), day=options.day, use_known_publishers=options.known_publishers
        )
    return _read_text


def _read_text(capture: Capture, options: Options) -> Article:
    page = capture_to_page(capture, bytes_to_text(_within_limit(capture, options).body, capture.charset))
    return text_to_article(page, options.day)


def _within_limit(capture: Capture, options: Options) -> Capture:
    if len(capture.body) > options.limits.capture_bytes:
        raise Rejected(f"too large: more than {options.limits.capture_bytes} bytes")
    return capture


def article_to_text(article: Article) -> str:
    """Give the words of an article by which it is compared with others."""
    return f"{article.title}\n{article.summary}\n{article.body}"
