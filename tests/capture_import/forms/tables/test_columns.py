"""Which column is which field: by its name in several languages, by the call, and what the data table may not hold."""

import json
import tomllib
from pathlib import Path

import pytest

from capture_import.forms.tables import columns
from capture_import.forms.tables.columns import FIELDS, Columns
from newsarchive.main import main

TEXT = "Der Wärter zündete die Lampe von Halverin in der Dämmerung an, und sie brannte die ganze Nacht."


@pytest.mark.parametrize(
    ("names", "field", "place"),
    [
        (["Überschrift", "Text"], "title", 0),
        (["TITRE", "Texte intégral"], "text", 1),
        (["título", "Fecha de publicación"], "date", 1),
        (["Заголовок", "Автор"], "authors", 1),
        (["tytuł", "treść", "słowa kluczowe"], "tags", 2),
        (["html.requested_url", "title"], "url", 0),
        (["date_modify", "date_publish", "created_at"], "date", 1),
        (["raw_text", "content"], "text", 1),
        (["article_title", "news_text", "story_url"], "text", 1),
        (["post_title", "title"], "title", 1),
    ],
)
def test_a_column_by_its_name(names, field, place):
    assert Columns().lay_out(names).list_places(field)[0] == place


def test_what_the_call_says_stands_alone():
    layout = Columns({"Seite 1": "text", "title": "ignore"}).lay_out(["title", "headline", "text", "seite 1"])
    assert (layout.list_places("text"), layout.list_places("title")) == ([3], [1])


def test_a_name_stands_once_in_the_data_table():
    names: dict[str, str] = {}
    for field, groups in tomllib.loads(columns._DATA.read_text(encoding="utf-8")).items():
        for name in (name for group in groups for name in group if field not in ("wrappers", "prefixes")):
            folded = columns._fold(name)
            assert folded not in names, (name, field, names[folded])
            names[folded] = field
    assert set(FIELDS) < set(names.values())


def run(*arguments: object) -> int:
    return main(["import", *map(str, arguments)])


def test_a_column_that_no_table_has_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text(f"Kopf,Datum,Seite 1\nLampe,2021-03-05,{TEXT.replace(',', '')}\n", encoding="utf-8")
    call = (tmp_path / "a.csv", "--content", tmp_path / "content", "--workers", "1")
    assert run(*call, "--map", "kopf=title", "--map", "Seite 1=text", "--map", "Seite 2=text") == 0
    assert "--map Seite 2=...: no table that was read has a column of that name" in capsys.readouterr().err
    assert run(*call, "--map", "kopf=title", "--map", "Seite 1=text", "--map", "Seite 2=text") == 0
    assert "Seite 2" not in capsys.readouterr().err  # it was not read again


def test_another_map_reads_a_table_again(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"Kopf,Datum,Seite 1\nLampe,2021-03-05,{TEXT.replace(',', '')}\n", encoding="utf-8")
    call = (tmp_path / "a.csv", "--content", tmp_path / "content", "--workers", "1")
    assert run(*call) == 1
    assert run(*call, "--map", "kopf=title", "--map", "Seite 1=text") == 0


@pytest.mark.parametrize("said", ["headline", "=title", "headline=", "headline=titel", "headline=title=x"])
def test_a_wrong_map_is_a_wrong_call(tmp_path: Path, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(tmp_path, "--map", said)
    assert stopped.value.code == 2
    assert "headline=title" in (told := capsys.readouterr().err) or "there are title, text" in told


def test_an_equals_sign_in_a_name(tmp_path: Path) -> None:
    rows = [{"a=b": "Lampe", "text": TEXT, "date": "2021-03-05"}]
    (tmp_path / "a.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run(tmp_path / "a.json", "--content", tmp_path / "content", "--workers", "1", "--map", "a=b=title") == 0
