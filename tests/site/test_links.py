"""No link of the built archive is dead: opened from disk, under a sub-path, at a public URL."""

import shutil
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import pytest

from .conftest import PUBLIC
from .links import PageReader, find_dead_links, read_pages

SUB_PATH = "/some/where"


def fetch(address):
    try:
        with urlopen(address) as answer:
            return answer.status, answer.read(), answer.headers.get_content_type()
    except HTTPError as error:
        return error.code, b"", ""


def test_no_link_is_dead_from_disk(demo_site):
    assert find_dead_links(demo_site) == []


def test_no_link_is_dead_in_the_public_site(public_site):
    assert find_dead_links(public_site, but="404.html") == []


def test_no_link_is_dead_if_lists_have_many_pages(short_lists_site):
    assert len(list((short_lists_site / "section" / "around-the-harbour").glob("*.html"))) >= 2
    assert find_dead_links(short_lists_site) == []


def test_no_link_is_dead_under_a_sub_path(demo_site, tmp_path, serve):
    shutil.copytree(demo_site, tmp_path / SUB_PATH.strip("/"))
    home = f"{serve(tmp_path)}{SUB_PATH}/index.html"
    waiting, seen, pages = [home], {home}, 0
    while waiting:
        address = waiting.pop()
        status, body, kind = fetch(address)
        assert status == 200, address
        assert urlsplit(address).path.startswith(f"{SUB_PATH}/") and not address.endswith("/"), address
        if kind == "text/html":
            pages += 1
            for link in PageReader(body.decode()).links:
                target = urldefrag(urljoin(address, link)).url
                if urlsplit(target).netloc == urlsplit(home).netloc and target not in seen:
                    seen.add(target)
                    waiting.append(target)
    reached = {address.removeprefix(home.removesuffix("index.html")) for address in seen}
    unreached = {page for page in read_pages(demo_site) if page not in reached}
    # nothing links the page that stands for none, nor those at addresses that others had before
    former = {page for page in unreached if "http-equiv=refresh" in (demo_site / page).read_text(encoding="utf-8")}
    assert unreached - former == {"404.html"} and pages == len(read_pages(demo_site)) - len(unreached)


def test_the_404_page_works_at_any_depth_of_the_public_url(public_site, tmp_path, serve):
    shutil.copytree(public_site, tmp_path / SUB_PATH.strip("/"))
    root = serve(tmp_path)
    links = PageReader((public_site / "404.html").read_text(encoding="utf-8")).links
    assert len(links) > 10
    for link in links:
        if not link.startswith("#"):
            assert link.startswith(f"{SUB_PATH}/"), link
            assert fetch(urljoin(f"{root}{SUB_PATH}/2019/01/02/gone.html", link))[0] == 200, link


def test_feeds_have_the_public_url_and_no_two_share_a_file(public_site):
    feeds = sorted(path.relative_to(public_site / "feeds").as_posix() for path in public_site.glob("feeds/**/*.xml"))
    assert "all.atom.xml" in feeds and "author/samuel-oakes.atom.xml" in feeds and "section/culture.atom.xml" in feeds
    assert f"{PUBLIC}/2023/05/14/" in (public_site / "feeds" / "author" / "samuel-oakes.atom.xml").read_text(
        encoding="utf-8"
    )


def test_feeds_are_not_built_without_a_public_url(demo_site):
    assert not (demo_site / "feeds").exists()


@pytest.mark.parametrize(
    "page, fault",
    [
        ('<a href="gone.html">', "no such file"),
        ('<a href="folder/">', "no such file"),
        ('<a href="Page.html">', "no such file"),
        ('<a href="#gone">', "no such place in the page"),
        ('<a href="/page.html">', "leads out of the site"),
        ('<a href="file:///x">', "leads out of the site"),
        ('<p id="a"><p id="a">', "stands twice"),
    ],
)
def test_the_link_checker_finds_each_kind_of_fault(page, fault, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert [wrong for _, _, wrong in find_dead_links(tmp_path)] == [fault]
