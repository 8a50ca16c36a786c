"""The lexicons hold the words of wordfreq's lists, in a fraction of the memory."""

import multiprocessing
import sys

import psutil
import pytest
import wordfreq

from capture_import.fields.lexicons import load_lexicon


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_the_words_are_those_of_wordfreq(lang: str) -> None:
    lexicon, frequencies = load_lexicon(lang), wordfreq.get_frequency_dict(lang)
    assert all(word in lexicon for word in frequencies)
    assert all(lexicon.knows_well(word) == (frequency >= 10**-5.5) for word, frequency in frequencies.items())
    assert not any(word + "qq" in lexicon for word in frequencies if word + "qq" not in frequencies)
    wordfreq.get_frequency_dict.cache_clear()
    wordfreq.get_frequency_list.cache_clear()


def test_a_lexicon_takes_nine_bytes_a_word() -> None:
    lexicon = load_lexicon("en")
    lexicon.read_all()
    common = sum(map(sys.getsizeof, lexicon._well_known)) + sys.getsizeof(lexicon._well_known)
    assert sys.getsizeof(lexicon._hashes) < 9 * 330_000
    assert common < 3_000_000


def test_the_rest_of_a_lexicon_is_read_for_the_first_word_that_is_not_common() -> None:
    load_lexicon.cache_clear()
    lexicon = load_lexicon("en")
    assert "themselves" in lexicon
    assert not lexicon.is_whole
    assert "breakwater" in lexicon
    assert lexicon.is_whole


def test_no_file_stays_open_for_forked_processes_to_share() -> None:
    load_lexicon.cache_clear()
    lexicon = load_lexicon("en")
    assert not lexicon.is_whole
    assert not [file.path for file in psutil.Process().open_files() if file.path.endswith(".gz")]


def test_loading_a_lexicon_leaves_no_other_objects_in_memory() -> None:
    load_lexicon.cache_clear()
    wordfreq.get_frequency_list.cache_clear()
    load_lexicon("en").read_all()
    assert wordfreq.get_frequency_list.cache_info().currsize == 0


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_a_process_forked_while_a_list_is_read_reads_the_list_itself() -> None:
    lexicon = load_lexicon.__wrapped__("uk")
    other = multiprocessing.get_context("fork").Process(target=lexicon.read_all)
    other.start()
    other.join()
    assert other.exitcode == 0
    assert "ліхтар" in lexicon
