"""The faster reader reads canonical Markdown as Python-Markdown does, and leaves all other Markdown to it."""

import pytest
from hypothesis import given, settings

from archive_engine.markdown_blocks import body_to_html
from tests.archive_engine.canonical import BLOCK, DOCUMENTS, JOINED, convert, make_reference, mutated, read_quickly


@pytest.fixture(scope="module")
def reference():
    return make_reference()


@given(BLOCK)
@settings(max_examples=300, deadline=None)
def test_each_block_is_read_as_by_python_markdown(reference, block):
    assert read_quickly(block) == convert(reference, block)


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_a_document_is_read_as_by_python_markdown(reference, document):
    assert read_quickly(document) == convert(reference, document)


@given(JOINED)
@settings(max_examples=200, deadline=None)
def test_adjacent_blocks_are_read_as_by_python_markdown_or_left_to_it(reference, document):
    assert read_quickly(document) in (None, convert(reference, document))


@given(mutated())
@settings(max_examples=500, deadline=None)
def test_a_mutated_document_is_read_as_by_python_markdown_or_left_to_it(reference, document):
    assert read_quickly(document) in (None, convert(reference, document))


def test_a_break_of_a_source_line_is_a_space_between_words():
    converted = body_to_html("Shares fell on the New\nHalverin Exchange.\n\nThey rose.")
    assert converted is not None and converted.words == "Shares fell on the New Halverin Exchange.\nThey rose."
