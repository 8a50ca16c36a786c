"""Notes of Evernote: their pictures, what is attached else, and what is damaged or hostile."""

import base64
import hashlib
import io
import json

import pytest
from PIL import Image

from capture_import.containers.capture import Resource
from capture_import.containers.limits import Limits
from newsarchive.main import main
from tests.capture_import.containers.builders import read

TEXT = "The keeper lit the lamp of Halverin at dusk, and it burned all night."


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (80, 60), (10, 90, 160)).save(file, "PNG")
    return file.getvalue()


def note(title: str, inner: str = f"<div>{TEXT}</div>", more: str = "") -> str:
    return (
        f"<note><title>{title}</title><created>20210305T103000Z</created>"
        f"<content><![CDATA[<en-note>{inner}</en-note>]]></content>{more}</note>"
    )


def resource(data: str, media_type: str = "image/png", more: str = "") -> str:
    return f'<resource><data encoding="base64">{data}</data><mime>{media_type}</mime>{more}</resource>'


def export(*notes: str) -> bytes:
    return f'<?xml version="1.0"?><en-export>{"".join(notes)}</en-export>'.encode()


def test_a_picture_stands_where_the_note_shows_it(tmp_path):
    body = picture()
    media = f'<div>{TEXT}</div><en-media type="image/png" hash="{hashlib.md5(body).hexdigest()}"/><div>{TEXT}</div>'
    content = export(note("Lamp", media, resource(base64.b64encode(body).decode())))
    found = read(tmp_path, "a.enex", content)
    (held,) = [one for one in found.all if isinstance(one, Resource)]
    assert (held.media_type, held.body) == ("image/png", body)
    assert f'<img src="{held.address}"' in json.loads(found.captures[0].body)["content_html"]
    assert main(["import", str(tmp_path / "a.enex"), "--content", str(tmp_path / "c"), "--workers", "1"]) == 0
    (article,) = (tmp_path / "c").glob("2021/*/*/*.md")
    (kept,) = (tmp_path / "c" / "pictures").rglob("*.png")
    assert (
        f"{{static}}/pictures/{kept.parent.name}/{kept.name}"
        in article.read_text(encoding="utf-8").partition("\n\n")[2]
    )


def test_what_is_attached_else_is_counted(tmp_path):
    found = read(
        tmp_path,
        "a.enex",
        export(note("Lamp", more=resource("JVBERi0=", "application/pdf") + resource("a", "image/png"))),
    )
    assert len(found.captures) == 1
    assert found.skipped == {"attachments of notes that are no pictures": 1, "damaged pictures of notes": 1}


def test_a_damaged_note_costs_itself_alone(tmp_path):
    found = read(tmp_path, "a.enex", export(note("One"), "<note><title>Two</content></note>", note("Three")))
    assert [json.loads(capture.body)["title"] for capture in found.captures] == ["One", "Three"]
    assert list(found.rejected) == ["#2"]


def test_a_note_that_is_too_large_costs_itself_alone(tmp_path):
    large = note("Two", f"<div>{TEXT * 2000}</div>")
    found = read(tmp_path, "a.enex", export(note("One"), large, note("Three")), Limits(entry_bytes=100_000))
    assert (len(found.captures), list(found.rejected)) == (2, ["#2"])
    assert "entry_bytes" in found.rejected["#2"]


@pytest.mark.parametrize("rubbish", ["<en-media ", "<!DOCTYPE [", '<a b="', "<en-crypt>", "<", "&", "]]", "<note"])
def test_endless_rubbish_takes_no_endless_time(tmp_path, rubbish):
    read(tmp_path, "a.enex", export(note("Lamp", rubbish * 50_000)))


def test_entities_are_never_expanded(tmp_path):
    bomb = '<!DOCTYPE en-export [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = export(note("&b;")).replace(b"<en-export>", bomb.encode() + b"<en-export>")
    found = read(tmp_path, "a.enex", content)
    assert json.loads(found.captures[0].body)["title"] == "&b;"


@pytest.mark.parametrize(
    ("title", "inner", "headline"),
    [
        ("Lamp lit again - Halverin Post", "<h1>Lamp lit <b>again</b></h1>", "Lamp lit again"),
        ("Lamp lit again | Halverin Post", "", "Lamp lit again"),
        ("Lamp lit - again", "", "Lamp lit - again"),
        ("Lamp lit again at the mole", "<h1>Lamp lit again</h1>", "Lamp lit again at the mole"),
    ],
)
def test_the_title_of_a_clip_does_not_name_its_site(tmp_path, title, inner, headline):
    source = "<note-attributes><source-url>https://www.halverinpost.example/lamp</source-url></note-attributes>"
    found = read(tmp_path, "a.enex", export(note(title, f"{inner}<div>{TEXT}</div>", source)))
    assert json.loads(found.captures[0].body)["title"] == headline
