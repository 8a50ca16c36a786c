"""The forms of captures: the share of articles found and of fields right, on inputs that we wrote for each form.

`FOLDER/FORM/CASE/input/` has the captures of a case, `FOLDER/FORM/CASE/expected.json` the expected articles.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.reference_data import ROOT
from newsarchive.main import main
from newsrecord import Article, markdown_to_article

FOLDER = ROOT / "tests" / "capture_import" / "form_inputs"
SETS = ("forms found", "forms fields")


class FieldPair(NamedTuple):
    """A field to compare: its name, the expected value and the found one."""

    name: str
    expected: object
    found: object


@dataclass(slots=True)
class CaseScore:
    """The score of one case: articles expected and found, fields compared and right, each fault in words."""

    expected: int = 0
    found: int = 0
    asked: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)

    def ask(self, what: str, expected: object, found: object) -> None:
        """Compare one field."""
        self.asked += 1
        if expected == found:
            self.right += 1
        else:
            self.faults.append(f"{what}: {found!r}, not {expected!r}")


def list_cases() -> list[str]:
    """Return the names of all cases, `FORM/CASE`, in order."""
    return sorted(
        f"{path.parent.parent.name}/{path.parent.name}" for path in FOLDER.glob("*/*/expected.json") if path.is_file()
    )


def score_forms() -> dict[str, dict[str, float]]:
    """Return the shares of articles found and of fields right, by form; an unexpected article is a wrong field."""
    totals: dict[str, CaseScore] = defaultdict(CaseScore)
    for name in list_cases():
        score = score_case(name)
        total = totals[name.partition("/")[0]]
        for each in ("expected", "found", "asked", "right"):
            setattr(total, each, getattr(total, each) + getattr(score, each))
    return {
        SETS[0]: {form: total.found / total.expected if total.expected else 1.0 for form, total in totals.items()},
        SETS[1]: {form: total.right / total.asked if total.asked else 1.0 for form, total in totals.items()},
    }


def score_case(name: str) -> CaseScore:
    """Import a case into an empty folder, and compare the result with the expected one.

    Raises ValueError, with the case's name, if `expected.json` has an unknown key.
    """
    case = FOLDER / name
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        content, report = Path(folder) / "content", Path(folder) / "report.jsonl"
        arguments = ["import", str(case / "input"), "--content", str(content), "--report", str(report)]
        said = StringIO()
        with redirect_stdout(said), redirect_stderr(StringIO()):
            main([*arguments, "--workers", "1", *expected.pop("arguments", ())])
        rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
        articles = [
            markdown_to_article(path.read_text(encoding="utf-8")) for path in sorted(content.glob("[0-9]*/*/*/*.md"))
        ]
    score = CaseScore()
    _compare_articles(score, name, expected.pop("articles"), articles)
    reasons = [row["reason"] for row in rows if row["status"] == "rejected"]
    _compare_reasons(score, expected.pop("rejected", []), reasons)
    for what, count in expected.pop("skipped", {}).items():
        score.ask(f"skipped {what}", True, f"{count} {what}" in said.getvalue())
    if expected:
        raise ValueError(f"{name}/expected.json has keys that are not compared: {', '.join(expected)}")
    return score


def _compare_articles(
    score: CaseScore, name: str, expected: Sequence[dict[str, Any]], articles: Sequence[Article]
) -> None:
    left = list(articles)
    for wanted in expected:
        score.expected += 1
        article = next((each for each in left if each.title == wanted["title"]), None)
        if article is None:
            score.faults.append(f"no article {wanted['title']!r} among {[each.title for each in articles]}")
            continue
        left.remove(article)
        score.found += 1
        for what, value, found in _pair_fields(name, wanted, article):
            score.ask(f"{what} of {article.title!r}", value, found)
    for article in left:
        score.ask("an article too many", None, article.title)


def _pair_fields(name: str, wanted: dict[str, Any], article: Article) -> Iterator[FieldPair]:
    """Yield each field to compare, with the expected and the found value."""
    text = f"{article.summary}\n{article.body}"
    images = article.extra.get("Images", "")
    found: dict[str, object] = {
        "title": article.title,
        "date": article.date.isoformat(),
        "modified": article.modified.isoformat() if article.modified else "",
        "authors": list(article.authors),
        "url": article.source_url,
        "tags": [tag.name for tag in article.tags],
        "sections": list(article.sections),
        "publisher": article.publisher,
        "lang": article.lang,
        "summary": article.summary,
        "dateline": article.dateline,
        "status": article.status,
        "date_basis": article.date_basis,
    }
    for key, value in wanted.items():
        if key in ("says", "lacks", "pictures"):
            for words in value:
                where = text if key != "pictures" else images + text
                yield FieldPair(f"{key} {words!r}", key != "lacks", words in where)
        elif key == "date":
            yield FieldPair(key, value, article.date.isoformat()[: len(value)])
        elif key in found:
            yield FieldPair(key, value, found[key])
        else:
            raise ValueError(f"{name}/expected.json asks for {key!r}, which is no field")


def _compare_reasons(score: CaseScore, expected: Sequence[str], reasons: Sequence[str]) -> None:
    left = list(reasons)
    for words in expected:
        reason = next((each for each in left if words in each), None)
        score.ask(f"a capture rejected with {words!r}, of {reasons}", True, reason is not None)
        if reason is not None:
            left.remove(reason)
    for reason in left:
        score.ask("a capture rejected too many", None, reason)
