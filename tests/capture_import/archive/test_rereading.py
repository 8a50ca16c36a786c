"""Captures that another release of the import reads differently: said, and brought in when that is asked for."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from capture_import.fields.rejection import Rejected
from capture_import.pipeline import importer, reader
from newsrecord import Article, markdown_to_article
from tests.capture_import.archive.test_pictures import LAMP
from tests.capture_import.archive.test_removing import add, run, save


@pytest.fixture
def archive(tmp_path: Path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    save(inbox, "a", "Keeper lights the lamp", url="https://halverin.example/lamp", pictures=(LAMP,))
    assert add(inbox, tmp_path / "content")[0] == 0
    return inbox, tmp_path / "content"


@pytest.fixture
def release(monkeypatch):
    """Make the import another release: one of other code, which reads articles in another way."""

    def make(change: Callable[[Article], Article] = lambda article: article) -> None:
        read = reader.evidence_to_article
        monkeypatch.setattr(importer, "_hash_settings", lambda options: "another release")
        monkeypatch.setattr(reader, "evidence_to_article", lambda evidence: change(read(evidence)))

    return make


def shown(content: Path) -> Article:
    (path,) = content.glob("2*/*/*/*.md")
    return markdown_to_article(path.read_text(encoding="utf-8"))


def with_author(article: Article) -> Article:
    return dataclasses.replace(article, authors=("Ann Lee",), body=article.body.replace("at dusk", "at night"))


def add_again(inbox: Path, content: Path) -> str:
    return run("import", inbox, "--content", content, "--workers", 1, "--again")[1]


def test_the_same_reading_says_nothing(archive, release):
    release()
    assert add(*archive)[1] == add_again(*archive) == "1 capture: 1 unchanged\n"


def test_another_reading_is_said_and_nothing_is_written(archive, release):
    before = shown(archive[1])
    release(with_author)
    said = add(*archive)[1]
    assert said == "1 capture: 1 unchanged; would be read differently now: 1 (--again brings that in)\n"
    assert shown(archive[1]) == before


def test_another_reading_is_brought_in_where_that_is_asked_for(archive, release):
    before = shown(archive[1])
    release(with_author)
    assert add_again(*archive).startswith("1 capture: 1 revision")
    after = shown(archive[1])
    assert after.authors == ("Ann Lee",) and "at night" in after.body
    assert (after.slug, after.extra, "{static}/pictures/" in after.body) == (before.slug, before.extra, True)
    assert add_again(*archive) == "1 capture: 1 unchanged\n"


def test_a_file_that_a_person_has_edited_stays(archive, release):
    (path,) = archive[1].glob("2*/*/*/*.md")
    edited = path.read_text(encoding="utf-8").replace("at dusk", "at noon")
    path.write_text(edited, encoding="utf-8")
    release(with_author)
    assert add_again(*archive) == "1 capture: 1 unchanged\n"
    assert path.read_text(encoding="utf-8") == edited


def test_an_article_that_would_be_rejected_now_stays(archive, release):
    def reject(article: Article) -> Article:
        raise Rejected("no text: a headline and nothing below it")

    before = shown(archive[1])
    release(reject)
    for said in (add(*archive)[1], add_again(*archive)):
        assert "1 unchanged; would be read differently now: 1" in said
    assert shown(archive[1]) == before


def test_an_article_of_several_captures_keeps_its_first_day_and_its_others(archive, release):
    inbox, content = archive
    save(inbox, "b", "Keeper lights the lamp", more=", or longer", url="https://halverin.example/lamp")
    add(inbox, content)
    before = shown(content)
    assert before.extra["Revisions"]
    release(lambda article: dataclasses.replace(with_author(article), date=article.date.replace(year=2022)))
    add_again(inbox, content)
    after = shown(content)
    assert (after.date, after.extra["Revisions"], after.authors) == (
        before.date,
        before.extra["Revisions"],
        ("Ann Lee",),
    )
