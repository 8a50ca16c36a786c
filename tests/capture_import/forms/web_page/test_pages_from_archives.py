"""Pages saved from web archives: the article has the original page's URL, and the time of the copy."""

import pytest

from tests.capture_import.story_forms import CLOSING, SENTENCE, TITLE, read_articles, write_files

COPY = "https://web.archive.org/web/20210306120000/"
URL = "https://gazette.example/2021/lamp"
TOOLBAR = (
    '<div id="wm-ipp-base"><a href="/web/">Wayback Machine</a> 12 captures 06 Mar 2021 - 11 Sep 2023 '
    "<p>About this capture: collected by the Archive Team, which crawls the web day and night "
    "and keeps what it finds there.</p></div>"
)
BODY = f"<p>{SENTENCE}</p><p>He <a href='{{link}}'>walked home</a> along the quay. {CLOSING}</p><p>It is of brass.</p>"
DECLARED = '<meta property="article:published_time" content="2021-03-05">'


def page(head: str, body: str, toolbar: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head>"
        f"<body>{toolbar}<article><h1>{TITLE}</h1>{body}</article></body></html>"
    )


def read(folder, **files):
    write_files(folder, {name.replace("_", "."): text for name, text in files.items()})
    (article,) = read_articles(folder)
    return article


def test_a_copy_with_the_archives_toolbar_is_read_as_the_page(tmp_path):
    head = f'<link rel="canonical" href="{COPY}{URL}"><meta property="og:site_name" content="Wayback Machine">'
    article = read(tmp_path, a_html=page(head, BODY.format(link=f"{COPY}https://lidden.example/quay"), TOOLBAR))
    assert (article.source_url, article.publisher) == (URL, "gazette.example")
    assert (article.date_basis, article.captured.isoformat()) == ("captured", "2021-03-06T12:00:00+00:00")
    assert "(https://lidden.example/quay)" in article.body
    assert "Archive Team" not in article.body


def test_a_copy_without_a_toolbar_is_read_as_the_page(tmp_path):
    sidecar = f'{{"url": "{COPY[:-1]}id_/{URL}"}}'
    head = DECLARED + f'<link rel="canonical" href="{URL}">'
    article = read(tmp_path, a_html=page(head, BODY.format(link="/quay")), a_html_meta_json=sidecar)
    assert (article.source_url, str(article.day)) == (URL, "2021-03-05")
    assert article.captured.isoformat() == "2021-03-06T12:00:00+00:00"
    assert "(https://gazette.example/quay)" in article.body


def test_the_original_behind_a_short_archive_url_is_found(tmp_path):
    head = (
        f'<link rel="canonical" href="https://archive.ph/2021.03.07-100000/{URL}">'
        '<meta property="og:site_name" content="archive.ph">'
    )
    text = page(head + DECLARED, BODY.format(link="https://archive.ph/o/AbCdE/https://lidden.example/quay"))
    article = read(tmp_path, a_html=f"<!-- saved from url=(0024)https://archive.ph/AbCdE -->{text}")
    assert (article.source_url, article.publisher) == (URL, "gazette.example")
    assert article.captured.isoformat() == "2021-03-07T10:00:00+00:00"
    assert "(https://lidden.example/quay)" in article.body


def test_an_articles_own_link_to_an_archive_stays(tmp_path):
    link = f"{COPY}https://lidden.example/quay"
    article = read(tmp_path, a_html=page(f'<link rel="canonical" href="{URL}">' + DECLARED, BODY.format(link=link)))
    assert (article.source_url, article.captured) == (URL, None)
    assert f"({link})" in article.body


def test_the_time_of_a_copy_is_read_from_googles_cache(tmp_path):
    bar = (
        '<div id="bN015htcoyT__google-cache-hdr">'
        "It is a snapshot of the page as it appeared on 6 Mar 2021 12:00:00 GMT.</div>"
    )
    sidecar = f'{{"url": "https://webcache.googleusercontent.com/search?q=cache:AbCdEf123:{URL}"}}'
    article = read(tmp_path, a_html=page("", BODY.format(link="/quay"), bar), a_html_meta_json=sidecar)
    assert (article.source_url, article.captured.isoformat()) == (URL, "2021-03-06T12:00:00+00:00")


@pytest.mark.parametrize("first", [f"The Wayback Machine - {COPY}{URL}", f"{COPY}{URL}"])
def test_a_plain_text_of_an_archives_copy_has_the_original_url(tmp_path, first):
    toolbar = "12 captures\n06 Mar 2021 - 11 Sep 2023\nAbout this capture\n\n" if first.startswith("The") else ""
    article = read(tmp_path, a_txt=f"{toolbar}{first}\n\n{TITLE}\n\n5 March 2021\n\n{SENTENCE}\n\n{CLOSING}\n")
    assert (article.title, article.source_url, str(article.day)) == (TITLE, URL, "2021-03-05")
    assert article.captured.isoformat() == "2021-03-06T12:00:00+00:00"
    assert "captures" not in article.body
