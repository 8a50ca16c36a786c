"""Rules for the stories of every export: a repeated story is one; a bad one spoils no other; no file is held whole."""

import gzip
import tracemalloc
from itertools import count

import pytest

from capture_import.containers.budget import file_budget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.limits import Limits
from capture_import.containers.metadata import NO_METADATA
from capture_import.containers.streams import ByteStream
from capture_import.forms.databases.nexis import nexis_to_captures
from newsrecord.record import Article
from tests.capture_import.containers.builders import read
from tests.capture_import.forms.databases.exports import read_stories

SENTENCE = "The harbour council of Halverin agreed on Monday to build a second ramp beside the old one."


def story(number: int, total: int, title: str = "A second ramp", text: str = SENTENCE) -> str:
    return (
        f"\n\n                 {number} of {total} DOCUMENTS\n\n\nThe Halverin Gazette\n\nAugust 4, 2015 Tuesday\n\n"
        f"{title}\n\nLENGTH: 16 words\n\n{text}\n\nLOAD-DATE: August 5, 2015\n"
    )


def test_a_story_repeated_in_a_file_is_read_once(tmp_path):
    captures = read(tmp_path, "a.txt", (story(1, 2) + story(2, 2)).encode()).captures
    assert len(captures) == 2
    assert len({capture.sha256 for capture in captures}) == 1


def test_two_exports_joined_in_one_file_are_numbered_separately(tmp_path):
    (tmp_path / "a.txt").write_text(story(1, 2) + story(2, 2, "Two") + story(1, 3) + story(3, 3, "Three"))
    found = read_stories(tmp_path)
    assert [isinstance(one, Article) for _, one in found] == [True] * 4 + [False]
    assert str(found[-1][1]).startswith("story 2 of 3 is announced")


def test_a_range_of_missing_stories_is_one_line_of_the_report(tmp_path):
    (tmp_path / "a.txt").write_text(story(3, 900) + story(4, 900, "Four"))
    reasons = [(source, one) for source, one in read_stories(tmp_path) if isinstance(one, str)]
    assert [source for source, _ in reasons] == ["a.txt", "a.txt"]
    assert [reason.partition(" are ")[0] for _, reason in reasons] == [
        "stories 1 to 2 of 900",
        "stories 5 to 900 of 900",
    ]


def test_a_story_that_is_too_large_spoils_no_other(tmp_path):
    text = story(1, 3) + story(2, 3, text=f"{SENTENCE}\n\n" * 60_000) + story(3, 3, "Three")
    found = read(tmp_path, "a.txt", text.encode())
    assert [type(one) for one in found.all] == [Capture, Unreadable, Capture]
    assert "too large" in found.all[1].reason and "entry_bytes" in found.all[1].reason


def test_damage_spoils_only_the_story_that_it_cuts(tmp_path):
    stories = "".join(story(number, 300, f"Ramp {number}", f"{SENTENCE} {hash(number):x}") for number in range(1, 301))
    packed = gzip.compress(stories.encode(), 1)
    (tmp_path / "a.txt.gz").write_bytes(packed[: len(packed) // 2])
    found = read_stories(tmp_path)
    whole = [one for _, one in found if isinstance(one, Article)]
    cut = [one for _, one in found if isinstance(one, str)]
    assert len(whole) > 50 and whole[-1].title == f"Ramp {len(whole)}"
    assert len(cut) == 2 and "cut" in cut[0] and cut[1].startswith("stories ")


@pytest.mark.parametrize("end", ["", "\n\n\n  \f\n"])
def test_text_before_and_after_the_stories_is_no_story(tmp_path, end):
    cover = (
        "\ufeffHalverin library\r\n\r\nSearch: ramp\r\n\r\n1. A second ramp, The Halverin Gazette, August 4, 2015\r\n"
    )
    (tmp_path / "a.txt").write_bytes((cover + story(1, 1).replace("\n", "\r\n") + end).encode())
    ((source, article),) = read_stories(tmp_path)
    assert source == "a.txt#1" and isinstance(article, Article) and article.title == "A second ramp"


def test_a_file_is_never_held_whole():
    numbers = count(1)
    total = 600

    def read_some(size: int) -> bytes:
        parts = []
        while len(parts) < 20 and (number := next(numbers)) <= total:
            parts.append(story(number, total, f"Ramp {number}", f"{SENTENCE}\n\n" * 60))
        return "".join(parts).encode()

    tracemalloc.start()
    found = sum(1 for _ in nexis_to_captures(ByteStream(read_some), "a.txt", file_budget(Limits(), 1), NO_METADATA))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == total
    assert peak < 1_500_000  # the file has 3.5 MB
