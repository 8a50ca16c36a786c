"""Sites with pictures, built for real: what a build makes, what it leaves alone, what it takes away."""

import json
import os
import re
import stat

import pytest

from tests.archive_engine.sites import (
    WRITES_ONCE,
    build,
    count_read,
    make_archive,
    read_times,
    read_tree,
    write_article,
)

from .pictures import HOSTILE, open_bytes, picture, write

FRONT = "Title: {name}\nDate: 2024-05-02\nSlug: {name}\nLang: en\n"
IMG = re.compile(r"<img [^>]*>")
FIGURE = re.compile(r'<figure class="picture.*?</figure>', re.DOTALL)
SETTINGS = "ARCHIVE_PICTURES_WIDTHS = (32, 64)\n"


@pytest.fixture
def site(tmp_path):
    return make_archive(tmp_path / "site", 3, SETTINGS)


def add(site, name, body, *lines, data=None, folder="2024"):
    """Write an article, and beside it the picture NAME.jpg where there is `data`."""
    front = FRONT.format(name=name) + "".join(f"{line}\n" for line in lines)
    if data is not None:
        write(site / "content" / folder / f"{name}.jpg", data)
    return write(site / "content" / folder / f"{name}.md", f"{front}\n{body}\n")


def page(site, name, out="output"):
    return (site / out / f"2024/05/02/{name}.html").read_text(encoding="utf-8")


def pictures(site, out="output"):
    return sorted(path.relative_to(site / out).as_posix() for path in (site / out / "pictures").rglob("*.*"))


def kept(site):
    return sorted(path for path in (site / ".cache/archive_pictures").rglob("*") if path.is_file())


def test_a_picture_is_a_figure_with_its_files(site):
    add(site, "lamp", '![A "lit" lamp](lamp.jpg "Lit & *bright*")\n\nText.', data=picture(80, 60))
    built = build(site)
    assert built.code == 0 and "pictures: 3 files, 0.0 MB" in built.text
    text = page(site, "lamp")
    (image,) = IMG.findall(text)
    files = pictures(site)
    assert [name.rpartition("-")[2] for name in files] == ["32.webp", "64.jpg", "64.webp"]
    base = files[0].rpartition("-")[0]
    assert f'src="../../../{base}-64.jpg" alt="A &quot;lit&quot; lamp" width="64" height="48"' in image
    assert f'srcset="../../../{base}-32.webp 32w, ../../../{base}-64.webp 64w"' in text
    assert f'<a href="../../../{base}-64.webp">' in text
    assert "<figcaption>Lit &amp; *bright*</figcaption>" in text
    assert 'loading="lazy"' not in image and 'decoding="async"' in image  # the first one is the lead
    for name in files:
        assert open_bytes((site / "output" / name).read_bytes()).width == int(re.findall(r"-(\d+)\.", name)[0])
    home = (site / "output/index.html").read_text(encoding="utf-8")
    assert f'src="{base}-32.webp"' in home and 'alt=""' in home
    assert f'"{base}-32.webp"' in "".join(path.read_text("utf-8") for path in (site / "output/search/r").glob("*.js"))


def test_the_import_s_articles_show_lead_credit_and_what_was_not_saved(site):
    one, two = "pictures/aa/aa.jpg", "pictures/bb/bb.jpg"
    write(site / "content" / one, picture(80, 60, 1))
    write(site / "content" / two, picture(40, 60, 2))
    images = [
        {"src": "https://hvn.example/one.jpg", "file": one, "alt": "One", "caption": "First", "credit": "Ann Lee"},
        {
            "src": "https://hvn.example/two.jpg",
            "file": two,
            "alt": "Two",
            "caption": "Second",
            "credit": "Bo",
            "lead": True,
        },
        {"src": "https://hvn.example/three.jpg", "caption": "Third", "credit": "Cy"},
    ]
    body = f"First words.\n\n![]({{static}}/{one})\n\n![Three](https://hvn.example/three.jpg)\n\nLast words."
    add(site, "lamp", body, f"Images: {json.dumps(images)}")
    assert build(site).code == 0
    lead, first, third = FIGURE.findall(page(site, "lamp"))
    assert 'alt="Two"' in lead and "<figcaption>Second <small>Bo</small></figcaption>" in lead and "lazy" not in lead
    assert 'alt="One"' in first and "<figcaption>First <small>Ann Lee</small></figcaption>" in first
    assert 'loading="lazy"' in first
    assert "<img" not in third and "<figcaption>Third <small>Cy</small></figcaption>" in third
    assert 'This picture was not saved. <a href="https://hvn.example/three.jpg" rel="noreferrer">' in third
    main = page(site, "lamp").partition("<main")[2]
    assert main.index(lead) < main.index("First words.")
    # the source's box names no picture that the text leads to
    assert page(site, "lamp").count("https://hvn.example/") == 1
    # lists show the lead, not the first of the body
    shown = re.findall(r'<img src="(\S+)"', (site / "output/index.html").read_text(encoding="utf-8"))
    assert [open_bytes((site / "output" / name).read_bytes()).size for name in shown] == [(32, 48)]
    # captions are found by a search; what the archive says of pictures, and addresses, are not
    terms = "".join(path.read_text("utf-8") for path in (site / "output/search/t").glob("*.js"))
    assert "third" in terms and "second" in terms and "publish" not in terms and "hvn" not in terms


def test_a_picture_without_words_has_a_link_with_a_name(site):
    add(site, "lamp", "![](lamp.jpg)", data=picture())
    assert build(site).code == 0
    assert 'aria-label="Enlarge the picture"><picture>' in page(site, "lamp")


@pytest.mark.parametrize(
    "body, line, said",
    [
        ("Text.\n\n![A](gone.jpg)", 8, "the picture 2024/gone.jpg can't be shown: there is no such file"),
        ("![A](../../secret.jpg)", 6, "the picture ../../secret.jpg can't be shown: it lies outside the content"),
        ("![A](folder.jpg)", 6, "the picture 2024/folder.jpg can't be shown: it is a folder"),
        ("![A](out.jpg)", 6, "the picture 2024/out.jpg can't be shown: it is a link that leads out of the content"),
        ("![A](.hidden.jpg)", 6, "the picture .hidden.jpg can't be shown: it is hidden"),
        ("![A](a/lamp.jpg/b.jpg)", 6, "the picture 2024/a/lamp.jpg/b.jpg can't be shown: there is no such file"),
        ("![A](loop.jpg)", 6, "the picture 2024/loop.jpg can't be shown: "),
    ],
)
def test_what_an_article_names_by_mistake_is_told_by_each_build(site, body, line, said):
    write(site / "secret.jpg", picture())
    (site / "content/2024/folder.jpg").mkdir(parents=True)
    (site / "content/2024/out.jpg").symlink_to(site / "secret.jpg")
    (site / "content/2024/loop.jpg").symlink_to("loop.jpg")
    write(site / "content/2024/.hidden.jpg", picture())
    write(site / "content/2024/a/lamp.jpg", picture())
    add(site, "lamp", body)
    for _ in range(2):
        built = build(site)
        assert built.code == 1 and f"content/2024/lamp.md:{line}: {said}" in built.text
        assert "This picture can't be shown." in page(site, "lamp")
        assert "<figcaption>A</figcaption>" in page(site, "lamp") and not IMG.search(page(site, "lamp"))
    assert pictures(site) == []


def test_a_hostile_file_gets_a_line_and_the_article_stays(site):
    for name, (data, _) in HOSTILE.items():
        write(site / "content/2024" / name, data)
    write(site / "content/2024/empty.jpg", b"")
    names = [*HOSTILE, "empty.jpg"]
    add(site, "lamp", "\n\n".join(f"![Of {name}]({name})" for name in names))
    built = build(site)
    assert built.code == 0  # the article names the files rightly
    for number, name in enumerate(names):
        reason = HOSTILE[name][1] if name in HOSTILE else "it is empty"
        assert f"2024/lamp.md: {6 + 2 * number}: the picture 2024/{name} can't be shown: {reason}" in built.text
    assert page(site, "lamp").count("This picture can't be shown.") == len(names)
    assert pictures(site) == [] and not IMG.search(page(site, "lamp"))


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_picture_is_tried_again(site):
    add(site, "lamp", "![A](lamp.jpg)", data=picture())
    (site / "content/2024/lamp.jpg").chmod(0)
    assert "it can't be read" in build(site).text
    assert "it can't be read" in build(site).text
    (site / "content/2024/lamp.jpg").chmod(stat.S_IRUSR)
    build(site)
    assert IMG.search(page(site, "lamp"))


def test_a_named_pipe_does_not_hold_the_build_up(site):
    add(site, "lamp", "![A](pipe.jpg)")
    os.mkfifo(site / "content/2024/pipe.jpg")
    assert "it is no file" in build(site).text


def test_what_moves_is_told_to_the_verbose_alone(site):
    frames = [picture(seed=seed) for seed in (1, 2)]
    first, second = map(open_bytes, frames)
    first.save(site / "content/move.gif", save_all=True, append_images=[second])
    add(site, "lamp", "![A](move.gif)", folder=".")
    said = "lamp.md:6: the picture move.gif: it is animated: its first frame is shown"
    rich = ("--log-handler", "rich")
    assert said not in " ".join(build(site, *rich).text.split())
    verbose = build(site, *rich, "--verbose", out="output2", cache=".cache2").text
    assert said in " ".join(re.sub(r"finishing\.py:\d+", "", verbose).split())


def test_an_unchanged_build_looks_at_no_picture_and_a_new_article_at_its_own(site):
    add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    build(site)
    times = {path: path.stat().st_mtime_ns for path in kept(site)}
    shown = read_times(site / "output/pictures")
    watched = site / "content/2024/lamp.jpg"
    os.utime(watched, (1, 1))
    accessed = watched.stat()
    add(site, "ferry", "![B](ferry.jpg)", data=picture(seed=2))
    built = build(site)
    assert count_read(built) == 1 and len(pictures(site)) == 6
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert {name: time for name, time in read_times(site / "output/pictures").items() if name in shown} == shown
    assert accessed.st_mtime_ns == 1_000_000_000
    assert "nothing has changed" in build(site).text


def test_a_picture_s_change_is_its_articles(site):
    add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    add(site, "other", "![A](lamp.jpg)")
    add(site, "plain", "Text.")
    build(site)
    before, plain = pictures(site), (site / "output/2024/05/02/plain.html").stat().st_mtime_ns
    write(site / "content/2024/lamp.jpg", picture(seed=2))
    built = build(site)
    assert count_read(built) == 2
    after = pictures(site)
    assert len(after) == 3 and not set(before) & set(after)  # what no article shows any more is gone
    for name in ("lamp", "other"):
        assert after[0] in page(site, name) and before[0] not in page(site, name)
    assert after[0] in (site / "output/index.html").read_text("utf-8")
    assert (site / "output/2024/05/02/plain.html").stat().st_mtime_ns == plain
    assert not [path for path in kept(site) if path.name[:32] in before[0]]
    assert "nothing has changed" in build(site).text
    (site / "content/2024/lamp.jpg").unlink()
    assert build(site).code == 1 and "can't be shown" in page(site, "lamp") and pictures(site) == []
    write(site / "content/2024/lamp.jpg", picture(seed=2))
    assert build(site).code == 0 and pictures(site) == after


def test_a_touched_picture_calls_for_nothing(site):
    article = add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    build(site)
    times = read_times(site / "output")
    os.utime(site / "content/2024/lamp.jpg", (1, 1))
    os.utime(article, (1, 1))
    built = build(site)
    assert count_read(built) == 0 and read_times(site / "output") == times
    assert "nothing has changed" in built.text


def test_a_picture_that_nobody_shows_any_more_leaves_output_and_cache(site):
    mine = write(site / "output/pictures/mine.jpg", picture(seed=9))
    add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    shared = add(site, "other", "![A](lamp.jpg)")
    build(site)
    assert len(pictures(site)) == 4 and len(kept(site)) == 4
    (site / "content/2024/lamp.md").unlink()
    build(site)
    assert len(pictures(site)) == 4  # the other shows it
    shared.unlink()
    build(site)
    assert pictures(site) == ["pictures/mine.jpg"] and mine.read_bytes() == picture(seed=9)
    assert kept(site) == []


@pytest.mark.parametrize("settings", ["pelicanconf.py", "whole.py"])
def test_an_article_may_take_more_files_along_than_the_site_keeps(site, settings):
    write(site / "once.py", WRITES_ONCE)
    text = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site / "whole.py", f"{text}PLUGIN_PATHS = ['plugins', '.']\nPLUGINS = [*PLUGINS, 'once']\n")
    for number in range(3, 9):  # so that one article is less than a quarter of them
        write_article(site, number)
    body = "\n".join(f"![{seed}](many/{seed}.jpg)" for seed in range(80))
    for seed in range(80):
        write(site / f"content/2024/many/{seed}.jpg", picture(40, 30, seed))
    article = add(site, "many", body)
    assert build(site, settings=settings).code == 0
    assert len(pictures(site)) == 240 > len(read_tree(site / "output")) - 240
    article.unlink()
    built = build(site, settings=settings)
    assert built.code == 0 and pictures(site) == [], built.text


def test_a_second_output_costs_no_second_encoding(site):
    add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    build(site)
    times = {path: path.stat().st_mtime_ns for path in kept(site)}
    build(site, out="output2")
    assert pictures(site, "output2") == pictures(site)
    assert {path: path.stat().st_mtime_ns for path in kept(site)} == times
    for name in pictures(site):
        one, two = (site / out / name for out in ("output", "output2"))
        assert one.stat().st_ino == two.stat().st_ino
    assert read_tree(site / "output2") == read_tree(site / "output")


@pytest.mark.parametrize("where", ["output", "cache", "both in place", "description"])
def test_a_damaged_or_missing_file_is_made_again(site, where):
    add(site, "lamp", "![A](lamp.jpg)", data=picture(seed=1))
    build(site)
    before = read_tree(site / "output")
    target = site / "output" / pictures(site)[0]
    if where == "output":
        target.unlink()
    elif where == "both in place":
        with target.open("r+b") as file:  # the same file as the cache's
            file.write(b"damaged")
    else:
        for path in kept(site):
            if where == "cache" or path.suffix == ".json":
                path.unlink()
        target.unlink()
    build(site)
    assert read_tree(site / "output") == before


@pytest.mark.parametrize(
    "keep, shown, said",
    [("all", ["A", "B"], []), ("lead", ["B"], ["A"]), ("none", [], ["A", "B"])],
)
def test_a_setting_says_which_pictures_are_published(site, keep, shown, said):
    for name, seed in (("a", 1), ("b", 2)):
        write(site / f"content/pictures/{name}/{name}.jpg", picture(seed=seed))
    lead = 'Images: [{"file": "pictures/b/b.jpg", "lead": true, "src": "https://hvn.example/b.jpg"}]'
    add(site, "lamp", "![A]({static}/pictures/a/a.jpg)\n\n![B]({static}/pictures/b/b.jpg)", lead)
    built = build(site, f'ARCHIVE_PICTURES_KEEP="{keep}"')
    assert built.code == 0 and len(pictures(site)) == 3 * len(shown)
    assert re.findall(r'<img [^>]*alt="(.)"', page(site, "lamp")) == shown
    assert re.findall(r"without its pictures\..*?<figcaption>(.)", page(site, "lamp"), re.DOTALL) == said
    assert ("pictures: " in built.text) == bool(shown)


def test_other_settings_make_other_files(site):
    add(site, "lamp", "![A](lamp.jpg)", data=picture(200, 150))
    build(site)
    before = {name: (site / "output" / name).read_bytes() for name in pictures(site)}
    build(site, "ARCHIVE_PICTURES_QUALITY=20", "ARCHIVE_PICTURES_WIDTHS=[48, 64]")
    after = {name: (site / "output" / name).read_bytes() for name in pictures(site)}
    assert [name.rpartition("-")[2] for name in after] == ["48.webp", "64.jpg", "64.webp"]
    assert all(len(after[name]) < len(before[name]) for name in before.keys() & after.keys())
    build(site, "ARCHIVE_PICTURES_LONGEST_EDGE=40")
    assert [name.rpartition("-")[2] for name in pictures(site)] == ["32.webp", "40.jpg", "40.webp"]


@pytest.mark.parametrize(
    "setting",
    ["WIDTHS=[]", "WIDTHS=[5]", 'QUALITY="high"', 'KEEP="some"', "LONGEST_EDGE=0"],
)
def test_a_setting_that_means_nothing_ends_the_build_with_a_line(site, setting):
    built = build(site, f"ARCHIVE_PICTURES_{setting}")
    assert built.code == 1 and f"archive_pictures: ARCHIVE_PICTURES_{setting.partition('=')[0]}: " in built.text
    assert "Traceback" not in built.text


def fill(site):
    """Give a site articles with pictures of every kind."""
    add(site, "lamp", "Text.\n\n![A](lamp.jpg)\n\n![Away](https://hvn.example/a.jpg)", data=picture(80, 60, 1))
    add(site, "many", "\n".join(f"![{seed}]({seed}.png)" for seed in range(2, 8)) + "\n\n* other *\n* Markdown")
    for seed in range(2, 8):
        write(site / f"content/2024/{seed}.png", picture(40, 30, seed, "PNG"))
    add(site, "quoted", "> Words.\n>\n> ![Quoted](lamp.jpg)\n\n![Gone](gone.jpg)")
    write(site / "content/2024/hidden.md", FRONT.format(name="hidden") + "Status: hidden\n\n![A](2.png)\n")
    write(site / "content/2024/draft.md", FRONT.format(name="draft") + "Status: draft\n\n![A](3.png)\n")
    write(site / "content/pages/page.md", "Title: Page\nSlug: page\n\n![On a page](../2024/4.png)\n")


def test_a_planned_build_and_a_whole_one_end_with_the_same_files(site):
    fill(site)
    built = build(site)
    assert built.code == 1 and "each time" not in built.text
    write(site / "once.py", WRITES_ONCE)
    settings = (site / "pelicanconf.py").read_text(encoding="utf-8")
    write(site / "whole.py", f"{settings}PLUGIN_PATHS = ['plugins', '.']\nPLUGINS = [*PLUGINS, 'once']\n")
    whole = build(site, settings="whole.py", out="whole", cache=".cache-whole")
    assert whole.code == 1 and "each time: the plugin once" in whole.text
    found = read_tree(site / "whole")
    assert found.pop("once.txt") and found == read_tree(site / "output")
    assert '<img src="../pictures/' in (site / "output/drafts/draft.html").read_text("utf-8")
    assert '<img src="./pictures/' in (site / "output/page.html").read_text("utf-8")
    # again, and with one article fewer
    (site / "content/2024/many.md").unlink()
    build(site), build(site, settings="whole.py", out="whole", cache=".cache-whole")
    found = read_tree(site / "whole")
    assert found.pop("once.txt") and found == read_tree(site / "output")
    assert len(pictures(site)) == 3 + 3 * 3


def test_the_number_of_processes_changes_nothing(site):
    fill(site)
    build(site, "ARCHIVE_ENGINE_PROCESSES=1", out="one", cache=".cache-one")
    build(site, "ARCHIVE_ENGINE_PROCESSES=3", out="three", cache=".cache-three")
    assert read_tree(site / "one") == read_tree(site / "three")
    assert len(pictures(site, "one")) == 7 * 3


def test_drafts_pictures_stay_on_the_machine_where_drafts_do(site):
    write(site / "content/2024/3.png", picture(40, 30, 3, "PNG"))
    write(site / "content/2024/draft.md", FRONT.format(name="draft") + "Status: draft\n\n![A](3.png)\n")
    build(site, "ARCHIVE_ENGINE_DRAFTS=False")
    assert pictures(site) == []


def test_another_theme_shows_them_on_every_page(site):
    add(site, "lamp", "![A](lamp.jpg)\n\nText.", "Category: Town", data=picture())
    options = ("-t", "simple", 'PLUGINS=["archive_pictures"]', 'DIRECT_TEMPLATES=["index"]', "JINJA_ENVIRONMENT={}")
    feed = ('FEED_ALL_ATOM="feeds/all.xml"', 'SITEURL="https://hvn.example/archive"')
    built = build(site, *options, *feed)
    assert built.code == 0, built.text
    name = pictures(site)[1]
    assert f'src="../../../{name}"' in page(site, "lamp")
    assert f'src="./{name}"' in (site / "output/index.html").read_text("utf-8")
    assert f"https://hvn.example/archive/{name}" in (site / "output/feeds/all.xml").read_text("utf-8")
    for path in (site / "output").rglob("*.*ml"):
        assert "the site's root" not in path.read_text("utf-8") and "data-picture" not in path.read_text("utf-8")


def test_no_page_asks_another_host_for_anything(site):
    fill(site)
    build(site)
    for path in (site / "output").rglob("*.html"):
        for tag in re.findall(r"<(?:img|source|script|link|iframe|video|audio)\b[^>]*>", path.read_text("utf-8")):
            assert not re.search(r"(?:src|srcset|href)=[\"']?(?:https?:)?//", tag), (path, tag)


def test_an_article_can_t_lie_among_the_pictures(site):
    add(site, "lamp", "Text.", "Save_as: pictures/lamp.html")
    assert "its place pictures/lamp.html is the archive's own" in build(site).text


def test_a_killed_build_s_work_is_gone_on_with(site):
    fill(site)
    first = "import archive_pictures.finisher as f, os\nmake = f.PictureFinisher.make\n"
    first += (
        "def die(self, task):\n    make(self, task)\n    os.kill(os.getpid(), 9) if task.endswith('4.png') else None\n"
    )
    first += "f.PictureFinisher.make = die\n"
    build(site, "ARCHIVE_ENGINE_PROCESSES=1", first=f"import sys; sys.path.insert(0, 'plugins')\n{first}")
    times = {path: path.stat().st_mtime_ns for path in kept(site) if path.suffix == ".json"}
    assert times
    build(site)
    assert {path: path.stat().st_mtime_ns for path in times} == times
    build(site, out="anew", cache=".cache-anew")
    assert read_tree(site / "anew") == read_tree(site / "output")


# Run by Python before Pelican: when the build has made the files of a picture, somebody saves another one there.
REPLACING = """
import shutil
import archive_engine.content_reading as content_reading
real = content_reading.make_all
def make_all(*arguments):
    real(*arguments)
    shutil.copy({other!r}, {picture!r})
content_reading.make_all = make_all
"""


def test_an_article_whose_picture_changes_during_the_build_is_named_and_comes_with_the_next(site, tmp_path):
    add(site, "lamp", "![A lamp](lamp.jpg)\n\nText.", data=picture(80, 60, 1))
    other = write(tmp_path / "other.jpg", picture(128, 64, 2))
    first = REPLACING.format(other=str(other), picture=str(site / "content/2024/lamp.jpg"))
    run = build(site, first=first)
    assert run.code == 1 and "2024/lamp.md:1: rejected: its pictures changed while the build made them" in run.text
    assert build(site).code == 0
    assert 'width="64" height="32"' in page(site, "lamp")
