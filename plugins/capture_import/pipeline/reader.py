"""One capture to one article, or to the reason why it is rejected: the pure function that workers map over captures."""

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
    """Return the result of each capture. Any error is the result of its capture alone."""
    return [_read_capture(capture, options) for capture in captures]


def _read_capture(capture: Capture, options: Options) -> ReadResult:
    seconds = options.limits.capture_seconds
    try:
        # libraries and data are loaded outside the time limit: this capture is not to blame for that time
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
    except Exception as error:  # noqa: BLE001 - an error of the reader must not cost other captures
        reason = f"could not be read: {type(error).__name__}: {error}"
    return ReadResult(capture.source, capture.sha256, None, reason)


def _with_headline(article: Article) -> Article:
    """Return the article. Raises Rejected where its headline has no visible character."""
    # letters, numbers, punctuation, symbols (Unicode's general categories)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in article.title):
        raise Rejected("no headline: what stands in its place shows nothing")
    return article


def capture_to_article(capture: Capture, options: Options) -> Article:
    """Return the article of a capture, repaired if `options.repairs`. Raises Rejected with the reason, without a time
    limit.
    """
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
