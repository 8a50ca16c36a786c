"""The keys by which a revisit refers to the record that it repeats: WARC 1.1 (ISO 28500:2017), section 6.7.

These are the record's identity (WARC-Refers-To), its URL and time (WARC-Refers-To-Target-URI and -Date), and the digest
of its payload: equal bytes have equal digests, wherever they were found.
"""

from collections.abc import Mapping
from datetime import UTC

from capture_import.containers.times import text_to_time
from newsrecord.web_urls import normalize_url


def record_keys(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys by which a revisit may refer to a record with these headers."""
    return _keys(headers, "warc-record-id", "warc-target-uri", "warc-date")


def revisit_keys(headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of the record that a revisit with these headers repeats, the surest first."""
    return _keys(headers, "warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date")


def _keys(headers: Mapping[str, str], identity: str, target: str, time: str) -> tuple[str, ...]:
    keys = []
    if headers.get(identity):
        keys.append(f"id {headers[identity].strip('<>').lower()}")
    url, moment = normalize_url(headers.get(target, "").strip("<>")), text_to_time(headers.get(time, ""))
    if url and moment:
        # WARC 1.0 has whole seconds where WARC 1.1 may have fractions
        keys.append(f"at {url} {moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}")
    if headers.get("warc-payload-digest"):
        keys.append(f"digest {headers['warc-payload-digest'].lower()}")
    return tuple(keys)
