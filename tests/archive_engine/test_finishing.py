"""How finished bodies and their files get to the output."""

import os

import pytest
from pelican.contents import Article

from archive_engine.finishing import WholeFinisher, fill_root
from archive_engine.interface import PICTURE_MARK, ROOT, Finished, find_pictures, replace_pictures
from archive_engine.output import OutputFolder
from archive_engine.problems import InvalidArticle


def test_the_way_to_the_root_is_each_page_s_own():
    body = f'<img src="{ROOT}/a.webp" srcset="{ROOT}/a.webp 480w, {ROOT}/b.webp 960w">'
    assert fill_root(body, "../..") == '<img src="../../a.webp" srcset="../../a.webp 480w, ../../b.webp 960w">'
    assert fill_root(f'<a href="{ROOT}/a">', "") == '<a href="./a">'
    assert fill_root("<p>Words.</p>", "..") == "<p>Words.</p>"


def test_only_what_the_markdown_made_is_a_picture():
    made = '<p data-alt="A &quot;b&quot;" data-picture="a&amp;b.jpg" data-title=""><a href="x">A "b"</a></p>'
    text = '<p>&lt;p data-alt="" data-picture="x" data-title=""&gt;</p>'
    assert [(each.address, each.alt, each.title) for each in find_pictures(made + text)] == [("a&b.jpg", 'A "b"', "")]
    assert replace_pictures(made + text, lambda picture: "\\1 here") == "\\1 here" + text


class Changing:
    """A finisher of a picture that is another one each time it was made: no body can be finished with it."""

    def __init__(self):
        self.made = []

    def finish(self, markup, metadata, source):
        return Finished("", unmade=["lamp.jpg"])

    def make(self, task):
        self.made.append(task)


def test_an_article_whose_picture_goes_on_changing_is_rejected_in_a_whole_build():
    finisher = Changing()
    article = Article(f'<p {PICTURE_MARK}="lamp.jpg">', {"title": "A", "images": ""}, source_path="lamp.md")
    with pytest.raises(InvalidArticle, match="its pictures changed while the build made them: build again"):
        WholeFinisher(finisher).finish(article, "", "lamp.md")
    assert finisher.made == ["lamp.jpg"]


@pytest.mark.parametrize("can_link", [True, False])
def test_a_file_is_linked_or_copied(tmp_path, monkeypatch, can_link):
    source = tmp_path / "source.webp"
    source.write_bytes(b"one")
    if not can_link:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))
    output = OutputFolder(str(tmp_path / "output"))
    first = output.link(str(source), "pictures/a.webp")
    target = tmp_path / "output/pictures/a.webp"
    assert first.is_new and target.read_bytes() == b"one"
    assert (target.stat().st_ino == source.stat().st_ino) == can_link
    assert not output.link(str(source), "pictures/a.webp").is_new
    source.unlink()
    source.write_bytes(b"two")
    assert output.link(str(source), "pictures/a.webp").is_new and target.read_bytes() == b"two"
