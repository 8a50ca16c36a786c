"""The quick way reads all of the canonical subset, as Python-Markdown does; what is outside, it leaves alone."""

import pytest
from hypothesis import given, settings

from tests.archive_engine.canonical import BLOCK, DOCUMENTS, JOINED, convert, make_reference, mutated, read_quickly


@pytest.fixture(scope="module")
def reference():
    return make_reference()


@given(BLOCK)
@settings(max_examples=300, deadline=None)
def test_each_block_is_read_as_markdown_reads_it(reference, block):
    assert read_quickly(block) == convert(reference, block)


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_a_document_is_read_as_markdown_reads_it(reference, document):
    assert read_quickly(document) == convert(reference, document)


@given(JOINED)
@settings(max_examples=200, deadline=None)
def test_blocks_next_to_each_other_are_read_as_markdown_reads_them_or_not_at_all(reference, document):
    assert read_quickly(document) in (None, convert(reference, document))


@given(mutated())
@settings(max_examples=500, deadline=None)
def test_a_mutated_document_is_read_as_markdown_reads_it_or_not_at_all(reference, document):
    assert read_quickly(document) in (None, convert(reference, document))
