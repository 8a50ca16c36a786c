"""One capture to one article or the reason why not: the pure function that workers map over captures."""

import unicodedata
from collections.abc import Sequence

from capture_import.archive.near_duplicates import article_to_text, text_to_signature
from capture_import.archive.read_result import ReadResult
from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.evidence import Evidence
from capture_import.fields.rejection import Rejected
from capture_import.fields.repairs import load_words, needs_words, repair_article
from capture_import.forms import reading
from capture_import.pipeline.config import Options
from capture_import.pipeline.time_limit import TimeLimitReached, time_limit
from newsrecord.record import Article


def read_captures(captures: Sequence[Capture], options: Options) -> list[ReadResult]:
    """Read each capture by itself: what goes wrong with one costs that one alone."""
    return [_read_capture(capture, options) for capture in captures]


def _read_capture(capture: Capture, options: Options) -> ReadResult:
    seconds = options.limits.capture_seconds
    try:
        # What is loaded once is loaded outside the limit: it is not this capture that takes the time.
        reading.load(capture)
        with time_limit(seconds):
            evidence, article = _read(capture, options)
            are_words_needed = options.repairs and needs_words(article)
            if options.repairs and not are_words_needed:
                article = repair_article(article)
        if are_words_needed:
            load_words(article.lang)
            with time_limit(seconds):
                article = repair_article(article)
        return ReadResult(
            capture.source,
            article.capture_sha256,
            article,
            signature=text_to_signature(article_to_text(article)),
            pictures=tuple(picture.sources for picture in evidence.list_pictures() if picture.sources),
            embedded=evidence.embedded,
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
    _, article = _read(capture, options)
    return repair_article(article) if options.repairs else article


def _read(capture: Capture, options: Options) -> tuple[Evidence, Article]:
    evidence = reading.read(
        capture,
        options.day,
        most_bytes=options.limits.capture_bytes,
        use_known_publishers=options.known_publishers,
    )
    return evidence, _with_headline(evidence_to_article(evidence))
