"""The benchmark's articles: what a story of the corpus becomes, and that laps differ."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpus import ARCHIVE, shift_story, text_to_story, write_corpus
from bench.hugo_site import write_hugo_site
from newsrecord import markdown_to_article

STORY = """-- Sorrin ferries report higher winter profit
-- By  Ann Author  and Bo Writer
-- Mon Jun 18, 2007 12:38pm EDT
-- http://news.example/article/2007/06/18/us-sorrin-ferries-results-idUSL1

 

 HALVERIN  (Reuters) - Sorrin Ferries carried nine thousand people.
 

 It was the busiest winter since records began.
"""  # noqa: W293


def test_a_story_is_read():
    story = text_to_story(STORY)
    assert story.title == "Sorrin ferries report higher winter profit"
    assert story.date.isoformat() == "2007-06-18T12:38:00"
    assert story.authors == ("Ann Author", "Bo Writer")
    assert [tag.name for tag in story.tags] == ["Sorrin", "Ferries", "Results"]
    assert story.sections == ("Earnings",)
    assert story.dateline == "Halverin"
    assert "busiest winter" in story.body


@pytest.mark.parametrize("gone", ["-- Mon Jun 18, 2007 12:38pm EDT", "-- Sorrin ferries report higher winter profit"])
def test_a_broken_story_gives_none(gone):
    assert text_to_story(STORY.replace(gone, "--")) is None


def test_a_lap_has_other_dates_and_other_words():
    story = text_to_story(STORY)
    laps = [shift_story(story, lap) for lap in range(8)]
    assert laps[0] == story and shift_story(story, 3) == laps[3]
    assert len({lap.date for lap in laps}) == 8
    assert len({lap.title + lap.body for lap in laps}) > 4


@pytest.mark.slow
@pytest.mark.reference
def test_a_corpus_is_written_for_both(reference_data, tmp_path):
    if not (reference_data / ARCHIVE).exists():
        pytest.skip(f"no {ARCHIVE}")
    content = tmp_path / "content"
    count = write_corpus(content, 60, reference_data)
    files = list(content.rglob("*.md"))
    assert len(files) == count > 50
    articles = [markdown_to_article(path.read_text(encoding="utf-8")) for path in files]
    assert all(path.stem == article.slug for path, article in zip(files, articles, strict=True))
    write_hugo_site(tmp_path / "hugo", content)
    assert len(list((tmp_path / "hugo/content").rglob("*.md"))) == count


def test_the_floor_reads_and_writes_as_many_files(tmp_path):
    content, output, target = (tmp_path / name for name in ("content", "output", "target"))
    for number in range(5):
        for folder, text in ((content, f"{number}.md"), (output, f"2024/{number}/page.html")):
            path = folder / text
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x" * number, encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-m", "bench.floor", content, output, target], cwd=root, check=True)
    sizes = {path.relative_to(target).as_posix(): path.stat().st_size for path in target.rglob("*") if path.is_file()}
    assert sizes == {f"2024/{number}/page.html": number for number in range(5)}
