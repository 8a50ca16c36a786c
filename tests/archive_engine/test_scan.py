"""The walk of the content: which files are articles, and how they differ from what is known, in one part or in many."""

import errno
import os
import random
import sys

import pytest
from pelican.settings import DEFAULT_CONFIG

from archive_engine.scan import NO_TEXT, OUTSIDE, ContentScan, Found, scan_tree


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def scan(folder, parts=1, known=(), *, is_listed=False, **settings):
    """Scan as a build does: cut, compare each part with the known files of its range, join."""
    content = ContentScan(DEFAULT_CONFIG | {"PATH": str(folder), "IGNORE_FILES": [".*"]} | settings, ["md"])
    found = Found()
    for part in content.cut(parts, found, is_listed=is_listed):
        start, end = part.within
        own = [row for row in sorted(known) if start <= row[0] and (end is None or row[0] < end)]
        found.add(content.compare(part, own))
    return found


def stamp(folder, name):
    status = os.stat(folder / name)
    return name, status.st_mtime_ns, status.st_size


def test_the_scan_follows_pelicans_rules(tmp_path):
    write(tmp_path, "a.md", "b.txt", "d/c.md", "pages/e.md", ".hidden.md", "d/.hidden/f.md")
    found = scan(tmp_path, ARTICLE_EXCLUDES=["pages"])
    assert found.new == {"a.md": 1, "d/c.md": 1} and (found.count, found.size) == (2, 2)


def test_names_that_are_ignored_are_no_articles(tmp_path):
    write(tmp_path, "draft-a.md", "draft-é.md", "a~.md", "é~.md", "draft-d/b.md", "~.md", "c.md", "d/é.md", "d/e.md")
    # a name has no slash, so "d/*" and Pelican's own default match none; "[!/]" is any character
    found = scan(tmp_path, IGNORE_FILES=["draft-*", "**/.*", "d/*", "[!/]~.md"])
    assert sorted(found.new) == ["c.md", "d/e.md", "d/é.md", "~.md"]


@pytest.mark.parametrize("parts", [1, 2, 8])
def test_a_part_tells_what_is_new_changed_gone_and_the_same(tmp_path, parts):
    write(tmp_path, "2023/01/same.md", "2023/01/new.md", "2023/01-a.md", "2024/edited.md", "2024/touched.md", "z.md")
    known = [stamp(tmp_path, "2023/01/same.md"), stamp(tmp_path, "z.md"), ("2022/gone.md", 1, 1), ("2024.md", 1, 1)]
    known += [(*stamp(tmp_path, "2024/edited.md")[:2], 9), ("2024/touched.md", 1, 1)]
    found = scan(tmp_path, parts, known, is_listed=True)
    assert sorted(found.new) == ["2023/01-a.md", "2023/01/new.md"]
    assert sorted(found.changed) == ["2024/edited.md", "2024/touched.md"]
    assert sorted(found.gone) == ["2022/gone.md", "2024.md"] and sorted(found.same) == ["2023/01/same.md", "z.md"]
    assert found.count == found.size == 6
    assert not scan(tmp_path, parts, known).same


@pytest.mark.parametrize("seed", range(20))
def test_any_number_of_parts_finds_the_same(tmp_path, seed):
    chance = random.Random(seed)
    names = {"/".join(chance.choices(["a", "a-b", "a b", "é", "z", "0"], k=chance.randint(1, 4))) for _ in range(40)}
    write(tmp_path, *(f"{name}.md" for name in names))
    files = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md"))
    known = [stamp(tmp_path, name) for name in chance.sample(files, len(files) // 2)]
    known += [(f"{name}-gone.md", 1, 1) for name in chance.sample(sorted(names), 5)]
    settings = {"ARTICLE_PATHS": chance.choice([[""], ["a", "z"], ["", "a"], ["a", "a/a", "a/a.md"]])}

    def found(parts):
        one = scan(tmp_path, parts, known, is_listed=True, **settings)
        return one.count, one.size, one.new, sorted(one.changed), sorted(one.gone), sorted(one.same)

    whole = found(1)
    assert all(found(parts) == whole for parts in (2, 3, 8, 50))


@pytest.mark.parametrize("parts", [1, 8])
def test_an_article_path_in_an_excluded_folder_is_walked(tmp_path, parts):
    write(tmp_path, "a/b/c.md", "a/d.md", "e.md")
    found = scan(tmp_path, parts, ARTICLE_PATHS=["", "a/b"], ARTICLE_EXCLUDES=["a/b"])
    assert sorted(found.new) == ["a/b/c.md", "a/d.md", "e.md"]


@pytest.mark.parametrize("parts", [1, 8])
def test_links_out_of_the_content_are_rejected_and_links_to_above_are_not_walked(tmp_path, parts):
    write(tmp_path, "content/a.md", "content/d/b.md", "other/c.md")
    content = tmp_path / "content"
    for link, target in (("d/out.md", "../../other/c.md"), ("d/folder", "../../other"), ("d/above", "..")):
        os.symlink(target, content / link)
    os.symlink("a.md", content / "inside.md")
    found = scan(content, parts)
    assert sorted(found.new) == ["a.md", "d/b.md", "inside.md"]
    assert found.rejected == {"d/out.md": OUTSIDE, "d/folder": OUTSIDE}


@pytest.mark.parametrize("parts", [1, 8])
def test_a_link_to_any_folder_that_the_walk_is_in_is_not_walked(tmp_path, parts):
    write(tmp_path, "a/x.md", "b/y.md", "d/e/z.md")
    for link, target in (("d/e/up", ".."), ("a/to-b", "../b"), ("b/to-a", "../a"), ("d/e/itself", ".")):
        os.symlink(target, tmp_path / link)
    found = scan(tmp_path, parts)
    assert sorted(found.new) == ["a/to-b/y.md", "a/x.md", "b/to-a/x.md", "b/y.md", "d/e/z.md"]


@pytest.mark.parametrize("parts", [1, 8])
@pytest.mark.parametrize(("code", "is_gone"), [(errno.EACCES, False), (errno.EIO, False), (errno.ENOENT, True)])
def test_only_what_vanished_counts_as_gone(tmp_path, refuse_listing, parts, code, is_gone):
    write(tmp_path, "2023/a.md", "2024/b.md", "2024/c.md")
    known = [stamp(tmp_path, name) for name in ("2023/a.md", "2024/b.md", "2024/c.md")]
    refuse_listing("2024", code)
    if is_gone:
        assert scan(tmp_path, parts, known).gone == ["2024/b.md", "2024/c.md"]
    else:
        with pytest.raises(OSError, match="2024"):
            scan(tmp_path, parts, known)


def test_a_folder_of_other_files_that_can_not_be_listed_is_not_taken_for_empty(tmp_path, refuse_listing):
    write(tmp_path, "pages/about.md", "pages/inner/help.md", "names.toml")
    starts = [str(tmp_path / name) for name in ("pages", "names.toml", "none")]
    names = ["pages/about.md", "pages/inner/help.md", "names.toml"]
    assert [path for path, _ in scan_tree(starts)] == [str(tmp_path / name) for name in names]
    refuse_listing("inner")
    with pytest.raises(PermissionError, match="inner"):
        scan_tree(starts)


def test_a_link_that_leads_nowhere_is_no_article(tmp_path):
    write(tmp_path, "a.md")
    os.symlink("gone.md", tmp_path / "b.md")
    os.symlink("c.md", tmp_path / "c.md")
    assert list(scan(tmp_path).new) == ["a.md"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these file systems have no names of other encodings")
@pytest.mark.parametrize("parts", [1, 8])
def test_a_name_of_another_encoding_is_rejected(tmp_path, parts):
    write(tmp_path, "a.md")
    (tmp_path / "caf\udce9.md").write_text("x", encoding="utf-8")
    (tmp_path / "fl\udce9che").mkdir()
    (tmp_path / "caf\udce9.jpg").touch()
    found = scan(tmp_path, parts)
    assert list(found.new) == ["a.md"] and found.rejected == {r"caf\udce9.md": NO_TEXT, r"fl\udce9che": NO_TEXT}
