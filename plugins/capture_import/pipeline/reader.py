"""One capture to one article or the reason why not: the pure function that workers map over captures."""

import unicodedata
from collections.abc import Callable, Sequence

from capture_import.archive.near_duplicates import article_to_text, text_to_signature
from capture_import.archive.read_result import ReadResult
from capture_import.containers.capture import Capture
from capture_import.containers.kinds import HEAD
from capture_import.containers.unread_formats import find_unread_format
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.kind import ARTICLE
from capture_import.fields.rejection import NoArticle, Rejected
from capture_import.fields.repairs import load_words, needs_words, repair_article
from capture_import.forms.entries.entry import ENTRY_MEDIA_TYPE
from capture_import.forms.plain_text.page import capture_to_page
from capture_import.forms.web_page.detection import is_web_page
from capture_import.pipeline.config import Options
from capture_import.pipeline.time_limit import TimeLimitReached, time_limit
from capture_import.publishers import text_to_article
from newsrecord.record import Article


def read_captures(captures: Sequence[Capture], options: Options) -> list[ReadResult]:
    """Read each capture by itself: what goes wrong with one costs that one alone."""
    return [_read_capture(capture, options) for capture in captures]


def _read_capture(capture: Capture, options: Options) -> ReadResult:
    seconds = options.limits.capture_seconds
    try:
        # What is loaded once is loaded outside the limit: it is not this capture that takes the time.
        read = _choose_reader(capture)
        with time_limit(seconds):
            article = _with_headline(read(capture, options))
            are_words_needed = options.repairs and needs_words(article)
            if options.repairs and not are_words_needed:
                article = repair_article(article)
        if are_words_needed:
            load_words(article.lang)
            with time_limit(seconds):
                article = repair_article(article)
        return ReadResult(
            capture.source, capture.sha256, article, signature=text_to_signature(article_to_text(article))
        )
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
    return ReadResult(capture.source, capture.sha256, None, reason)


def _with_headline(article: Article) -> Article:
    """Return the article. Raises Rejected where its headline shows nothing: it is blanks, marks or controls alone."""
    # letters, numbers, punctuation, symbols (Unicode's general categories)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in article.title):
        raise Rejected("no headline: what stands in its place shows nothing")
    return article


def capture_to_article(capture: Capture, options: Options) -> Article:
    """Return the article of a capture, repaired. Raises Rejected with the reason where there is none."""
    article = _with_headline(_choose_reader(capture)(capture, options))
    return repair_article(article) if options.repairs else article


def _choose_reader(capture: Capture) -> Callable[[Capture, Options], Article]:
    if capture.kind not in ("", ARTICLE):
        raise NoArticle(capture.kind, "its sidecar says so")
    if unread := find_unread_format(capture.body[:HEAD], capture.source, capture.media_type):
        raise Rejected(unread)
    # The libraries that read HTML take long to import: an import of plain text does without them.
    if capture.media_type == ENTRY_MEDIA_TYPE:
        from capture_import.forms.entries.article import entry_to_article  # noqa: PLC0415 - see above

        return lambda capture, options: entry_to_article(_within_limit(capture, options), options.day)
    if is_web_page(capture):
        from capture_import.forms.web_page.article import page_to_article  # noqa: PLC0415 - see above

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
