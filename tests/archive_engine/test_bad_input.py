"""A bad article is rejected or repaired, and reported with its line; the good ones are built; the exit code tells."""

import sys

import pytest

from tests.archive_engine.sites import KeptSite, build, make_archive, make_plain_site, read_tree

GOOD = 80  # enough that workers read them
MATTER = "Title: {title}\nDate: 2024-05-06T07:08:00\nCategory: {case}\n{more}\n{body}\n"


def text(title="A bad one", more="", body="Some text."):
    return MATTER.format(title=title, more=more + "\n" if more else "", body=body, case="{case}").encode("utf-8")


# name: the files, parts of the message, and how many of the files have pages nevertheless
CASES = {
    "bad-utf-8": (
        {"bad.md": text(body="one\n\ntwo") + b"\xff\xfe\n"},
        ["{case}/bad.md:8: rejected: its text is not UTF-8"],
        0,
    ),
    "bad-date": (
        {"bad.md": b"Title: A\nDate: the day after\n\nText.\n"},
        ["{case}/bad.md:2: rejected: Date 'the day after' is no date"],
        0,
    ),
    "no-title": (
        {"bad.md": b"Date: 2024-05-06\nSlug: x\n\nText.\n"},
        ["{case}/bad.md:1: rejected: it has no title"],
        0,
    ),
    "no-date": ({"bad.md": b"Title: A\n\nText.\n"}, ["{case}/bad.md:1: rejected: it has no date"], 0),
    "title-of-400-characters": ({"bad.md": text(title="Words " * 67)}, ["{case}/bad.md:1: its slug is too long"], 1),
    "title-of-question-marks": ({"bad.md": text(title="???")}, ["{case}/bad.md:1: its title gives no slug"], 1),
    "date-without-a-day": (
        {"bad.md": text().replace(b"2024-05-06T07:08:00", b"May 2024")},
        ["{case}/bad.md:2: rejected: Date 'May 2024' does not name year, month and day"],
        0,
    ),
    "unknown-template": (
        {"bad.md": text(more="Template: nowhere")},
        ["{case}/bad.md:4: rejected: there is no template 'nowhere'"],
        0,
    ),
    "date-of-25-digits": (
        {"bad.md": text().replace(b"Date: 2024", b"Date: " + b"9" * 25)},
        ["{case}/bad.md:2: rejected: Date '9999"],
        0,
    ),
    "minutes-of-300-digits": (
        {"bad.md": text().replace(b"T07:08:00", b"T07:" + b"9" * 300)},
        ["{case}/bad.md:2: rejected: Date '2024-05-06T07:9999"],
        0,
    ),
    "year-of-three-digits": (
        {"bad.md": text().replace(b"Date: 2024", b"Date: 024")},
        ["{case}/bad.md:2: rejected: its date is in the year 24"],
        0,
    ),
    "zone-of-99-hours": (
        {"bad.md": text().replace(b"T07:08:00", b"T07:08:00+99:00")},
        ["{case}/bad.md:2: rejected: Date '2024-05-06T07:08:00+99:00' is no date"],
        0,
    ),
    "changed-in-a-zone-of-99-hours": (
        {"bad.md": text(more="Modified: 2024-05-06T07:08:00+99:00")},
        ["{case}/bad.md:4: rejected: its modified is in a time zone that there can't be"],
        0,
    ),
    "slug-out-of-the-output": (
        {"bad.md": text(more="Slug: ../../x")},
        ["{case}/bad.md:1: rejected: its page would be saved"],
        0,
    ),
    "save-as-out-of-the-output": (
        {"bad.md": text(more="Save_as: ../x.html")},
        ["{case}/bad.md:1: rejected: its page would be saved"],
        0,
    ),
    "control-character": (
        {"bad.md": text(title="A \x0bbad one", body="Te\x01xt.")},
        ["{case}/bad.md:1: control characters were left out"],
        1,
    ),
    "lists-nested-300-deep": (
        {"bad.md": text(body="\n".join("    " * depth + "* item" for depth in range(300)))},
        ["{case}/bad.md:1: rejected: "],
        0,
    ),
    "slow": ({"bad.md": text(body="> " * 6000 + "\n" + "[" * 30000)}, ["{case}/bad.md:1: rejected: "], 0),
    "two-with-one-slug": (
        {"a.md": text(more="Slug: twin"), "b.md": text(more="Slug: twin")},
        ["{case}/b.md:1: ", "its slug is twin-2"],
        2,
    ),
    "case-alone": (
        {"a.md": text(more="Slug: NATO"), "b.md": text(more="Slug: nato")},
        ["{case}/b.md:1: ", "its slug is nato-2"],
        2,
    ),
    "reserved-on-windows": ({"bad.md": text(more="Slug: con")}, ["{case}/bad.md:1: the name 'con' is reserved"], 1),
    # the site's settings have no {attach} links, so this is text
    "attach-a-secret": ({"bad.md": text(title="Attached", body="[x]({attach}../../secret.txt)")}, [], 1),
}


@pytest.fixture(scope="module", params=["planned", "whole"])
def good(request, tmp_path_factory):
    """Return an archive of good articles and how it was built: planned, or whole by Pelican's own steps."""
    more = (
        "FEED_ALL_ATOM = 'feeds/all.atom.xml'\nFEED_DOMAIN = 'https://example.org'\n"
        "ARCHIVE_ENGINE_ARTICLE_SECONDS = 3\n"
    )
    if request.param == "whole":
        more += "ARTICLE_TRANSLATION_ID = 'slug'\n"
    site = make_archive(tmp_path_factory.mktemp("good") / "site", GOOD, more)
    (site / "secret.txt").write_text("the secret", encoding="utf-8")
    first = build(site, "--fatal", "errors")
    assert first.code == 0, first.text
    return KeptSite(site), request.param


@pytest.fixture(scope="module")
def bad(good):
    """Return the archive with the articles of all cases, the output of its builds, and the folders they wrote."""
    kept, kind = good
    site = kept.restore()
    # a folder that is read before the good articles, which would show what a bad article leaves behind
    for case, (files, _, _) in CASES.items():
        for name, data in files.items():
            path = site / "content/0000" / case / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data.replace(b"{case}", case.encode()))
    outputs = ["cold", "warm"] if kind == "planned" else ["warm"]
    runs = [build(site, cache="cold-cache" if out == "cold" else ".cache", out=out) for out in outputs]
    return runs, [site / out for out in outputs], kind


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_bad_article_is_named(bad, case):
    runs, outputs, _ = bad
    _, messages, pages = CASES[case]
    for run, output in zip(runs, outputs, strict=True):
        for message in messages:
            assert message.replace("{case}", case) in run.text
        pages_of_2024 = [path for path in output.glob("2024/**/*.html") if path.name != "index.html"]
        assert sum(f">{case}</a>" in path.read_text("utf-8") for path in pages_of_2024) == pages


@pytest.mark.slow
def test_the_good_articles_are_built(bad):
    runs, outputs, kind = bad
    assert [run.code for run in runs] == [1] * len(runs)
    for run, output in zip(runs, outputs, strict=True):
        assert "Traceback" not in run.text
        tree = read_tree(output)
        articles = [path for path in tree if path.startswith(("2019/", "2020/")) and not path.endswith("/index.html")]
        assert len(articles) == GOOD
        for path in articles:
            assert "<p>A <em>second</em> paragraph about" in (output / path).read_text("utf-8")
        assert not any(b"the secret" in path.read_bytes() for path in output.rglob("*") if path.is_file())
    assert kind != "planned" or read_tree(outputs[0]) == read_tree(outputs[1])


@pytest.mark.parametrize("case", ["bad-date", "two-with-one-slug"])
def test_the_option_fatal_errors_ends_the_build(good, case):
    site = good[0].restore()
    for name, data in CASES[case][0].items():
        (site / "content" / name).write_bytes(data)
    assert build(site, "--fatal", "errors").code == 1


def test_a_secret_is_not_attached_where_pelican_knows_such_links(tmp_path):
    site = make_plain_site(tmp_path)
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    (site / "content/notes/bad.md").write_bytes(
        text(body="[x]({attach}../../secret.txt) and [y]({static}../../secret.txt)")
    )
    run = build(site)
    assert run.code == 1 and "bad.md:1: rejected: it would publish ../secret.txt" in run.text, run.text
    assert (site / "output/note-1-bridge.html").exists()
    assert not any(
        b"the secret" in path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "secret.txt"
    )


def test_a_link_out_of_the_content_is_rejected(good, tmp_path):
    site = good[0].restore()
    (tmp_path / "elsewhere.md").write_bytes(text())
    (site / "content/link.md").symlink_to(tmp_path / "elsewhere.md")
    run = build(site)
    assert run.code == 1 and "link.md:1: rejected: it is a link that leads out of the content" in run.text, run.text
    assert not (site / "output/2024").exists()


def test_a_numbered_slug_is_dropped_once_its_conflict_is_gone(good):
    site = good[0].restore()
    (site / "content/a.md").write_bytes(text(more="Slug: twin"))
    (site / "content/b.md").write_bytes(text(more="Slug: twin"))
    assert build(site).code == 1
    assert (site / "output/2024/05/06/twin-2.html").exists()
    (site / "content/a.md").unlink()
    run = build(site, "--fatal", "errors")
    assert run.code == 0, run.text
    assert (site / "output/2024/05/06/twin.html").exists()
    assert not (site / "output/2024/05/06/twin-2.html").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these file systems have no names of other encodings")
def test_a_name_of_another_encoding_is_left_out_wherever_it_is(good):
    site = good[0].restore()
    before = read_tree(site / "output")
    content = site / "content"
    for name in (
        "bad\udce9.md",
        "folder\udce9/bad.md",
        "pages/bad\udce9.md",
        "images/bad\udce9.jpg",
        "images/good.jpg",
    ):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text() if name.endswith(".md") else b"a picture")
    again = build(site, 'STATIC_PATHS=["images"]')
    assert again.code == 1 and "Traceback" not in again.text, again.text
    for name in ("bad", "pages/bad", "images/bad"):
        assert f"content/{name}\\udce9." in again.text and "rejected: its name is not UTF-8" in again.text
    after = read_tree(site / "output")
    assert before.keys() <= after.keys() and "images/good.jpg" in after
    assert not any("bad" in name for name in after)
