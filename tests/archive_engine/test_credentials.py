"""User names and passwords in URLs of a hand-written article are reported and never published."""

import gzip
import re

import pytest

from tests.archive_engine.sites import build, make_archive, make_plain_site

BODY = """A link [one](https://ann:s3cret@halverin.example/a), an autolink <https://s3cret@halverin.example/b> and
words: https://ann:s3cret@halverin.example/c.

![A boat](https://ann:s3cret@halverin.example/d.png) [two][r] [three](https&#58;//ann:s3cret&#64;halverin.example/e)
[four](https:ann:s3cret@halverin.example/f) [five](https:/\\/ann:s3(cr)et@halverin.example/g)
[six](<https://ann:s3 cret@halverin.example/h>)

<a href="https://ann:s3cret@halverin.example/i">raw</a> `https://ann:s3cret@halverin.example/j`

    https://ann:s3cret@halverin.example/k

| a | b |
| - | - |
| https://ann:s3cret@halverin.example/l | x |

[r]: https://ann:s3cret@halverin.example/m "https://ann:s3cret@halverin.example/n"
"""
MATTER = """Title: A story of https://ann:s3cret@halverin.example/
Date: 2024-05-02
Slug: story
Category: https://ann:s3cret@halverin.example/section
Tags: https://ann:s3cret@halverin.example/tag; Ferry
Authors: https://ann:s3cret@halverin.example/ann
Summary: See https://ann:s3cret@halverin.example/lede
Dateline: https://ann:s3cret@halverin.example/place
Publisher: https://ann:s3cret@halverin.example/
Source_url: https://ann:s3cret@halverin.example/story
Repairs: https://ann:s3cret@halverin.example/repair
Images: [{"src": "https://ann:s3cret@halverin.example/x.jpg", "caption": "https://ann:s3cret@halverin.example/y"}]
"""
FEEDS = (
    "SITEURL = 'https://archive.example'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\nFEED_ALL_RSS = 'feeds/all.rss.xml'\n"
)


def find_secrets(output) -> list[str]:
    """Return the files that have a part of the secret in their content or name."""
    found = []
    for path in output.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        data = gzip.decompress(data) if path.suffix == ".gz" else data
        text = path.as_posix().removeprefix(output.as_posix()) + data.decode("utf-8")
        if re.search(r"s3\W*(?:%..)*\(?cr\)?et|ann:", text):
            found.append(path.as_posix())
    return found


@pytest.mark.parametrize("kind", ["planned", "whole"])
def test_no_credentials_are_published(kind, tmp_path):
    site = make_archive(tmp_path, 2, FEEDS + ("ARTICLE_TRANSLATION_ID = 'slug'\n" if kind == "whole" else ""))
    (site / "content/story.md").write_text(f"{MATTER}\n{BODY}", encoding="utf-8")
    page = "Title: Links\nSlug: links\n\nA [link](https://ann:s3cret@halverin.example/).\n"
    (site / "content/pages/links.md").write_text(page, encoding="utf-8")
    run = build(site)
    assert run.code == 1, run.text
    assert "content/story.md:1: credentials in an address" in run.text, run.text
    assert "content/pages/links.md:4: credentials in an address were left out" in run.text
    text = (site / "output/2024/05/02/story.html").read_text(encoding="utf-8")
    for address in ("https://halverin.example/" + name for name in ("a", "b", "d.png", "e", "m")):
        assert f'<a href="{address}">' in text, address
    assert 'href="https://halverin.example/story"' in text and "&lt;a href" in text
    assert find_secrets(site / "output") == []


def test_no_credentials_are_published_by_pelicans_own_class(tmp_path):
    site = make_archive(tmp_path, 1, FEEDS)
    (site / "content/story.md").write_text(f"{MATTER}\n{BODY}", encoding="utf-8")
    assert build(site, engine="pelican.Pelican").code == 0
    assert find_secrets(site / "output") == []


def test_no_credentials_of_other_formats_are_published(tmp_path):
    site = make_plain_site(tmp_path)
    text = "A note\n######\n\n:date: 2024-05-06\n:source: https://ann:s3cret@halverin.example/\n\n`x <https://ann:s3cret@halverin.example/a>`_\n"
    (site / "content/link.rst").write_text(text, encoding="utf-8")
    run = build(site)
    assert run.code == 1 and "content/link.rst:5: credentials in an address" in run.text, run.text
    assert find_secrets(site / "output") == []
