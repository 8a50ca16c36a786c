"""HTTP responses as crawlers store them: folded headers, chunks, bodies that are decoded already."""

import gzip

import pytest

from capture_import.containers.http_response import HttpHeader, decode_body, read_header
from capture_import.containers.streams import Damaged

LIMIT = 10_000
TEXT = "Лампу знову запалено. The lamp is lit again.".encode()


def decode(body: bytes, **fields: str) -> bytes:
    return decode_body(HttpHeader(200, {name.replace("_", "-"): value for name, value in fields.items()}), body, LIMIT)


def test_a_folded_header_is_one_value():
    header = read_header(b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n  charset=utf-8\r\n\r\n<p>")
    assert header is not None
    assert header.fields == {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "unknown"])
def test_a_body_that_is_decoded_already_stays(encoding):
    assert decode(TEXT, content_encoding=encoding) == TEXT


@pytest.mark.parametrize("encoding", ["deflate", "br", "unknown"])
def test_a_body_that_is_neither_text_nor_in_the_declared_encoding_is_damaged(encoding):
    with pytest.raises(Damaged, match=r"encoding"):
        decode(b"\x81\xff\x02\x03" * 9, content_encoding=encoding)


def test_a_text_that_is_cut_inside_a_character_is_text():
    cut = "ї".encode() * 1025
    assert decode(b"a" + cut, content_encoding="br") == b"a" + cut


@pytest.mark.parametrize(
    "body, joined",
    [
        (b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"3\r\nabc\r\n", b"abc"),  # the last chunk, which is empty, is missing
        (b"<p>abc</p>", b"<p>abc</p>"),  # joined by the crawler
        (b"12 lamps are lit in the harbour", b"12 lamps are lit in the harbour"),
        (b"3\r\nlamps are lit in the harbour", b"3\r\nlamps are lit in the harbour"),
    ],
)
def test_chunks_are_joined_once(body, joined):
    assert decode(body, transfer_encoding="chunked") == joined


@pytest.mark.parametrize("body", [b"3\r\nabc\r\nxyz", b"3\r\nabc\r\n9\r\nde"])
def test_chunks_that_do_not_end_are_damaged(body):
    with pytest.raises(Damaged):
        decode(body, transfer_encoding="chunked")


def test_a_page_that_unpacks_to_more_than_the_limit_is_rejected():
    with pytest.raises(Damaged, match="too large"):
        decode(gzip.compress(b"a" * (LIMIT + 1)), content_encoding="gzip")
