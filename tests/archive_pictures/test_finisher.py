"""What the engine is told of an article's pictures, without a build."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive_engine.interface import PICTURE_MARK, Finisher, stat_file
from archive_pictures.config import PictureConfig
from archive_pictures.finisher import PictureFinisher
from archive_pictures.images import parse_images

from .pictures import picture, write

SOURCE = "2024/lamp.md"


def mark(address, alt="", title=""):
    return f'{PICTURE_MARK}{alt}" data-picture="{address}" data-title="{title}"><span>{alt}</span></p>'


@pytest.fixture
def finisher(tmp_path):
    return PictureFinisher(PictureConfig(widths=(16, 32), content=tmp_path / "content", memory=tmp_path / "memory"))


def finish(finisher, markup, **metadata):
    """Return the finished body; what it waits for is made."""
    found = finisher.finish(markup, metadata, SOURCE)
    for task in found.unmade:
        finisher.make(task)
    return finisher.finish(markup, metadata, SOURCE) if found.unmade else found


def test_it_has_what_the_engine_asks_for():
    asked = {name for name in (*vars(Finisher), *Finisher.__annotations__) if not name.startswith("_")}
    assert not [name for name in asked if not hasattr(PictureFinisher(PictureConfig()), name)]


def test_a_body_without_pictures_stays_as_it_is(finisher):
    assert finisher.finish("<p>Words.</p>", {}, SOURCE) is None
    assert finisher.finish("<p>Words.</p>", {"images": '[{"src": "https://a.example/b.jpg"}]'}, SOURCE) is None
    assert finisher.finish("<p>Words.</p>", {"images": '{"file": broken'}, SOURCE) is None


def test_a_picture_is_made_once_and_watched(finisher, tmp_path):
    path = write(tmp_path / "content/2024/lamp.jpg", picture())
    body = f"<p>Words.</p>\n{mark('lamp.jpg')}\n{mark('/2024/lamp.jpg')}"
    first = finisher.finish(body, {}, SOURCE)
    assert list(first.unmade) == ["2024/lamp.jpg"] and not first.needs
    finisher.make("2024/lamp.jpg")
    again = finisher.finish(body, {}, SOURCE)
    assert not again.unmade and list(again.needs.values()) == ["2024/lamp.jpg"]
    assert again.watched["2024/lamp.jpg"][:2] == stat_file(path)
    assert again.html.count("<img ") == 2 and again.html.count('loading="lazy"') == 1
    (need,) = again.needs
    files = finisher.files(need)
    times = {name: stat_file(file) for name, file in files.items()}
    finisher.make("2024/lamp.jpg")
    assert {name: stat_file(file) for name, file in files.items()} == times
    assert finisher.files("another-recipe/" + need.partition("/")[2]) is None
    finisher.forget([need])
    assert finisher.files(need) is not None
    finisher.forget([])
    assert finisher.files(need) is None


def test_what_was_not_saved_has_its_credit_and_its_way(finisher):
    images = json.dumps([{"src": "https://a.example/b.jpg", "alt": "A lamp", "credit": "Ann Lee"}])
    found = finisher.finish(
        mark("https://ann:s3cret@a.example/b.jpg", "") + mark("https://a.example/b.jpg"), {"images": images}, SOURCE
    )
    assert found.html.count("<figcaption>A lamp <small>Ann Lee</small></figcaption>") == 1
    assert found.html.count('href="https://a.example/b.jpg"') == 2 and "s3cret" not in found.html
    assert not found.needs and not found.metadata and "<img" not in found.html


def test_two_names_of_one_picture_are_one(finisher, tmp_path):
    for name in ("a.jpg", "b.jpg"):
        write(tmp_path / "content/2024" / name, picture())
    assert len(finish(finisher, mark("a.jpg") + mark("b.jpg")).needs) == 1


@pytest.mark.parametrize(
    "images, order",
    [
        ([{"file": "2024/b.jpg", "lead": True}], ["A", "B"]),  # it stands in the text
        ([{"file": "2024/c.jpg", "alt": "C", "lead": True}], ["C", "A", "B"]),
        ([{"file": "2024/c.jpg", "alt": "C"}], ["A", "B"]),
        ([{"file": "2024/gone.jpg", "alt": "C", "lead": True}], ["A", "B"]),
        ([{"file": "../secret.jpg", "alt": "C", "lead": True}], ["A", "B"]),
        ([{"src": "https://a.example/c.jpg", "alt": "C", "lead": True}], ["A", "B"]),
        ([{"file": "2024/c.jpg", "alt": "C", "lead": "yes"}, 3, {"file": 5}], ["A", "B"]),
    ],
)
def test_the_lead_stands_above_the_text_unless_it_is_in_it(finisher, tmp_path, images, order):
    for seed, name in enumerate(("a.jpg", "b.jpg", "c.jpg"), 1):
        write(tmp_path / "content/2024" / name, picture(seed=seed))
    found = finish(finisher, mark("a.jpg", "A") + mark("b.jpg", "B"), images=json.dumps(images))
    alts = [part.split('"')[0] for part in found.html.split('alt="')[1:]]
    assert alts == order
    eager = [tag for tag in found.html.split("<img ")[1:] if "lazy" not in tag]
    lead = "B" if images[0].get("file") == "2024/b.jpg" else order[0]
    assert len(eager) == 1 and f'alt="{lead}"' in eager[0]
    assert found.metadata["lead_picture"]["src"] in found.html.split(f'alt="{lead}"')[0].rpartition("<figure")[2]


KEYS = st.sampled_from(["src", "file", "lead", "alt"])
LEAF = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


@given(st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)))
def test_any_line_of_images_is_read(value):
    assert all(isinstance(text, str) for row in parse_images(json.dumps(value)) for text in row[:5])


def test_it_can_be_sent_to_another_process(finisher, tmp_path):
    write(tmp_path / "content/2024/lamp.jpg", picture())
    other = pickle.loads(pickle.dumps(finisher))
    other.make("2024/lamp.jpg")
    assert not finisher.finish(mark("lamp.jpg"), {}, SOURCE).unmade
