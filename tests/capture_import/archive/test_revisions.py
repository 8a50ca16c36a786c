"""A URL that is captured again, when a person has edited or broken the article's file, or the ledger is lost."""

import json
import shutil
from pathlib import Path

import pytest

from newsarchive.main import main
from newsrecord.frontmatter import markdown_to_article
from tests.capture_import.cases import CASES, content_texts

CAPTURES = CASES / "revision" / "captures"
ARTICLE = "2023/03/03/harbour-lamp-is-lit-again.md"
KEPT = "2023/03/03/harbour-lamp-is-lit-again.revisions.jsonl"


def run(*arguments: object) -> list[dict[str, str]]:
    report = Path(str(arguments[-1])).parent / "report.jsonl"
    main(
        [
            "import",
            *map(str, arguments[:-1]),
            "--content",
            str(arguments[-1]),
            "--report",
            str(report),
            "--workers",
            "1",
        ]
    )
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    run(CAPTURES / "1-first.txt", tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize("with_ledger", [True, False])
def test_an_edited_article_stays_and_the_new_capture_is_kept_beside_it(content: Path, with_ledger: bool) -> None:
    edited = (content / ARTICLE).read_text(encoding="utf-8").replace("two winters", "2 winters")
    (content / ARTICLE).write_text(edited, encoding="utf-8")
    if not with_ledger:
        shutil.rmtree(content / ".newsarchive")
    (line,) = run(CAPTURES / "2-longer.txt", content)
    assert line["status"] == "revision"
    assert "which a person has edited" in line["reason"]
    texts = content_texts(content)
    assert texts[ARTICLE] == edited
    assert "The mayor came later." in texts[KEPT]
    again = run(CAPTURES / "2-longer.txt", content)
    assert [line["status"] for line in again] == ["unchanged"]
    assert content_texts(content) == texts


def test_a_file_that_is_no_longer_an_article_stays(content: Path) -> None:
    (content / ARTICLE).write_text("My notes.\n", encoding="utf-8")
    (line,) = run(CAPTURES / "2-longer.txt", content)
    assert line["status"] == "revision"
    assert content_texts(content)[ARTICLE] == "My notes.\n"
    assert "The mayor came later." in content_texts(content)[KEPT]


def test_without_its_ledger_the_archive_still_knows_every_revision(content: Path) -> None:
    run(CAPTURES, content)
    texts = content_texts(content)
    shutil.rmtree(content / ".newsarchive")
    statuses = [line["status"] for line in run(CAPTURES, content)]
    assert set(statuses) <= {"unchanged", "duplicate"}
    assert content_texts(content) == texts


def test_every_kept_revision_is_a_whole_article(content: Path) -> None:
    run(CAPTURES, content)
    (kept,) = content_texts(content)[KEPT].splitlines()
    article = markdown_to_article(json.loads(kept)["markdown"])
    assert article.title == "Harbour lamp is lit again"
    assert "Revisions" not in article.extra
