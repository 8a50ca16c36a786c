"""The articles of the benchmark: the import's output, repeated in laps that differ from each other."""

import gzip
import io
import json
import subprocess
import sys
import tarfile
from datetime import UTC, date, datetime, timedelta

import pytest

from benchmarks.reference_data import ROOT
from benchmarks.speed import corpora
from benchmarks.speed.corpora import STORIES, WEB, prepare_corpus
from benchmarks.speed.hugo_site import write_hugo_site
from benchmarks.speed.laps import DECADE, DECADE_START, move_within_decade, shift_article, write_laps
from benchmarks.speed.story_captures import shift_capture
from newsrecord import Article, article_to_markdown, markdown_to_article

STORY = """-- Sorrin ferries report higher winter profit
-- By  Ann Author  and Bo Writer
-- Mon Jun 18, 2007 12:38pm EDT
-- http://www.reuters.com/article/2007/06/18/us-sorrin-ferries-results-idUSL1

 

 HALVERIN  (Reuters) - Sorrin Ferries carried nine thousand people between the islands in a winter of storms.
 

 It was the busiest winter since records began, the company reported, and passengers praised captains,
 drivers, mechanics and engineers for the tickets that teachers had bought.
"""  # noqa: W293
PAGE = """<html><head><title>The lighthouse of Halverin reopens</title>
<meta property="article:published_time" content="2021-03-04T10:00:00+02:00"></head>
<body><article><h1>The lighthouse of Halverin reopens</h1>
<p>The lighthouse of <a href="https://halverin.example/lighthouse">Halverin</a> opens its doors to visitors again.</p>
<h2>What visitors find</h2><ul><li>A restored staircase of oak.</li><li>The lantern room above the harbour.</li></ul>
<p>The harbour office expects several hundred visitors in the first week of the season, its director told reporters.</p>
</article></body></html>
"""


def test_a_lap_of_a_capture_has_another_day_words_and_url():
    assert shift_capture(STORY.encode(), 0) == STORY.encode()
    laps = [shift_capture(STORY.encode(), lap).decode().split("\n") for lap in range(1, 5)]
    assert laps[0][1:4] == [
        "-- By  Ann Author  and Bo Writer",
        "-- Mon Oct 18, 1999 12:38PM EDT",
        "-- http://www.reuters.com/article/1999/10/18/us-sorrin-ferries-results-idUSL1L1",
    ]
    assert len({"".join(lap[4:]) for lap in laps}) == 4
    assert all("HALVERIN  (Reuters) - Sorrin" in lap[7] for lap in laps)


@pytest.mark.parametrize("capture", [b"", b"-- one line", b"-- a\n--\n-- no date\n-- no address\n\ntext"])
def test_a_broken_capture_is_broken_in_every_lap(capture):
    assert shift_capture(capture, 1).count(b"\n") == capture.count(b"\n")


def test_a_lap_of_a_web_article_keeps_its_links():
    article = Article(
        title="Passengers praise harbour lighthouse",
        date=date(2021, 3, 4),
        modified=datetime(2021, 3, 5, 10),
        slug="x",
        body="## Harbour passengers\n\nSee [the harbour lighthouse](https://example.org/harbour/lighthouse) today.",
    )
    laps = [shift_article(article, lap) for lap in range(30)]
    assert laps[0] == article and shift_article(article, 3) == laps[3]
    assert len({lap.date for lap in laps}) == 30 and len({lap.body for lap in laps}) > 1
    assert all("](https://example.org/harbour/lighthouse) " in lap.body for lap in laps)
    assert laps[1].modified - laps[0].modified == laps[1].date - laps[0].date < timedelta(0)


def test_laps_of_a_decade_stay_within_it_on_days_of_their_own():
    article = Article("The lamp", datetime(2012, 5, 6, 7, 8, tzinfo=UTC), slug="lamp", body="It is lit.")
    laps = [shift_article(article, lap, move_within_decade) for lap in range(47)]
    assert laps[0] == article and len({lap.date for lap in laps}) == 47
    assert all(DECADE_START <= lap.day < DECADE_START + DECADE for lap in laps)
    assert {lap.date.timetz() for lap in laps} == {article.date.timetz()}


@pytest.fixture(scope="module")
def reference_sample(tmp_path_factory):
    """Return a folder with the layout of the reference data, with two stories, a broken story and an article."""
    folder = tmp_path_factory.mktemp("data")

    def pack(name, mode, files):
        with tarfile.open(folder / name, mode) as tar:
            for path, data in files.items():
                member = tarfile.TarInfo(path)
                member.size = len(data)
                tar.addfile(member, io.BytesIO(data))

    other = STORY.replace("Sorrin", "Merrow").replace("idUSL1", "idUSL2").replace("ferries", "tramways")
    stories = {"a/20070618/one": STORY, "a/20070618/two": other, "a/20070618/three": STORY[:40]}
    pack(STORIES, "w:xz", {path: text.encode() for path, text in stories.items()})
    entries = {"0001": {"page_type": "article"}, "0002": {"page_type": "forum"}}
    pages = {f"wcxb-dev/{name}.html.gz": gzip.compress(PAGE.encode()) for name in entries}
    pack(WEB, "w", {"wcxb-dev.json.gz": gzip.compress(json.dumps(entries).encode()), **pages})
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name, count, whole", [("stories", 5, 3), ("web", 3, 3), ("decade", 5, 5)])
def test_a_corpus_is_what_the_import_writes_in_laps_and_is_kept(
    reference_sample, tmp_path, monkeypatch, name, count, whole
):
    monkeypatch.setattr(corpora, "STORIES_A_LAP", 3)
    corpus = prepare_corpus(name, count, reference_sample, tmp_path)
    files = sorted(corpus.content.glob("[0-9]*/*/*/*.md"))
    articles = [markdown_to_article(path.read_text(encoding="utf-8")) for path in files]
    assert len(files) == whole
    assert len({article.body for article in articles}) == whole
    assert all(article.capture_sha256 and article.date_basis for article in articles)
    assert all(path.stem == article.slug for path, article in zip(files, articles, strict=True))
    files[0].write_text("kept", encoding="utf-8")
    assert prepare_corpus(name, count, reference_sample, tmp_path) == corpus
    assert files[0].read_text(encoding="utf-8") == "kept"


def test_hugo_reads_days_and_times_with_and_without_a_zone(tmp_path):
    content = tmp_path / "content"
    dates = {"2021-03-04": "2021-03-04T00:00:00Z", "2021-03-04T10:00:00": "2021-03-04T10:00:00Z"}
    dates["2021-03-04T10:00:00-05:00"] = "2021-03-04T10:00:00-05:00"
    for number, day in enumerate(dates):
        path = content / f"2021/03/04/{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title: A\nDate: {day}\n\nText.\n", encoding="utf-8")
    write_hugo_site(tmp_path / "hugo", content)
    written = [
        json.JSONDecoder().raw_decode(path.read_text(encoding="utf-8"))[0]["date"]
        for path in sorted((tmp_path / "hugo/content").rglob("*.md"))
    ]
    assert written == list(dates.values())


def test_the_lower_bound_reads_and_writes_as_many_files(tmp_path):
    content, output, target = (tmp_path / name for name in ("content", "output", "target"))
    for number in range(5):
        for folder, text in ((content, f"{number}.md"), (output, f"2024/{number}/page.html")):
            path = folder / text
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x" * number, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "benchmarks.speed.floor", content, output, target], cwd=ROOT, check=True)
    sizes = {path.relative_to(target).as_posix(): path.stat().st_size for path in target.rglob("*") if path.is_file()}
    assert sizes == {f"2024/{number}/page.html": number for number in range(5)}


def test_laps_keep_saved_pictures_and_leave_out_articles_whose_pictures_are_nowhere(tmp_path):
    imported, folder = tmp_path / "imported", tmp_path / "content"
    for number, address in enumerate(
        ["{static}/pictures/ab/lamp.png", "https://halverin.example/a.png", "/nowhere.png"]
    ):
        article = Article(f"The lamp {number}", date(2023, 3, 5), slug=f"lamp-{number}", body=f"![Lamp]({address})")
        path = imported / f"2023/03/05/lamp-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article_to_markdown(article), encoding="utf-8")
    (imported / "pictures/ab").mkdir(parents=True)
    (imported / "pictures/ab/lamp.png").write_bytes(b"PNG")
    write_laps(imported, folder, 4)
    bodies = [path.read_text(encoding="utf-8") for path in folder.rglob("*.md")]
    assert len(bodies) == 4 and not any("nowhere" in body for body in bodies)
    assert (folder / "pictures/ab/lamp.png").read_bytes() == b"PNG"
