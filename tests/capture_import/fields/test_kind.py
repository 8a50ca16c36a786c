"""Which pages are articles and which are not: invented pages, in the layouts of common publishing software."""

import json

import pytest

from capture_import.containers.limits import Limits
from capture_import.fields.kind import titles_to_kind
from capture_import.fields.rejection import NoArticle, Rejected, reason_to_kind
from newsarchive.main import main
from tests.capture_import.containers.builders import ReadContainer, http, record
from tests.capture_import.story_forms import CLOSING, SENTENCE, read_articles, write_files

SITE = "https://gazette.example"
PLACES = "quay mole mill market bridge school harbour tower station yard theatre museum library park".split()


def teaser(number: int, extra: str = "") -> str:
    place = PLACES[number % len(PLACES)]
    return (
        f'<div class="teaser"><h2><a href="/2023/03/{number:02}/{place}-opens-again">'
        f"The {place} of Halverin opens again</a></h2>"
        f"<p>The {place} of Halverin was opened again on Friday by the mayor, who came on foot.</p>{extra}</div>"
    )


def page(title: str, body: str, head: str = "") -> str:
    return (
        f"<html><head><title>{title} - Halverin Gazette</title>{head}</head>"
        "<body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav>"
        f"<main><h1>{title}</h1>{body}</main><footer><a href='/imprint'>Imprint</a></footer></body></html>"
    )


TEASERS = "".join(map(teaser, range(1, 13)))
PRODUCTS = "".join(
    f'<li class="product"><a href="/p/{n}"><img src="/{n}.jpg"><h3>Brass lamp number {n}</h3></a>'
    f"<span>€ {n}9.50</span></li>"
    for n in range(1, 25)
)
STORY = "".join(f"<p>{SENTENCE} {CLOSING} In {place} nobody had seen it.</p>" for place in PLACES)
DECLARED = (
    '<meta property="og:type" content="article"><meta property="article:published_time" content="2023-03-03T10:00:00Z">'
)
PAGER = '<link rel="next" href="/tag/lamps/page/2">'

LISTINGS = {
    "home": (f"{SITE}/", page("Halverin Gazette", TEASERS, '<meta property="og:type" content="website">')),
    "tag": (f"{SITE}/tag/lamps", page("Lamps", TEASERS, PAGER)),
    "section": (f"{SITE}/category/town/", page("Town", TEASERS)),
    "author": (f"{SITE}/author/ann-lee", page("Ann Lee", TEASERS)),
    "search": (f"{SITE}/?s=lamp", page("Search results for: lamp", TEASERS)),
    "search in German": (f"{SITE}/suche?q=lampe", page("Suchergebnisse für „Lampe“", TEASERS)),
    "shop": (f"{SITE}/collections/lamps", page("Lamps", f"<ul>{PRODUCTS}</ul>")),
}
ARTICLES = {
    "plain": (
        f"{SITE}/2023/03/03/keeper-lights-the-lamp",
        page("Keeper lights the lamp on the north mole", STORY, DECLARED),
    ),
    "with teasers below": (f"{SITE}/town/lamp", page("Keeper lights the lamp", STORY + TEASERS, DECLARED)),
    "undeclared": (
        f"{SITE}/news/keeper-lights-the-lamp",
        page("Keeper lights the lamp", f"<p>By Ann Lee, 3 March 2023</p>{STORY}"),
    ),
    "in a tag's folder": (
        f"{SITE}/topics/keeper-lights-the-lamp-on-the-mole",
        page("Keeper lights the lamp", STORY, DECLARED),
    ),
    "short title": (f"{SITE}/lamp", page("Lamp", STORY, DECLARED)),
    "about errors": (f"{SITE}/2023/404", page("404: how a number became famous", STORY, DECLARED)),
    "short": (
        f"{SITE}/2023/03/03/lamp-is-lit-again",
        page("Lamp is lit again", f"<p>{SENTENCE} {CLOSING}</p>", DECLARED),
    ),
}  # fmt: skip
OTHERS = [
    ("Just a moment...", "bot wall"),
    ("Доступ запрещён", "bot wall"),
    ("Bevor Sie fortfahren", "consent page"),
    ("Page not found", "page that was not found"),
    ("404", "page that was not found"),
    ("Сторінку не знайдено", "page that was not found"),
    ("ページが見つかりません", "page that was not found"),
]


def files(url: str, text: str, **more: str) -> dict[str, str | bytes]:
    return {"a.html": text, "a.html.meta.json": json.dumps({"url": url, "captured_at": "2023-03-04T00:00:00Z", **more})}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing(tmp_path, name):
    write_files(tmp_path, files(*LISTINGS[name]))
    with pytest.raises(NoArticle) as caught:
        read_articles(tmp_path)
    assert reason_to_kind(caught.value.reason) in ("listing", "search page")


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article(tmp_path, name):
    write_files(tmp_path, files(*ARTICLES[name]))
    (article,) = read_articles(tmp_path)
    assert SENTENCE in article.body


@pytest.mark.parametrize(("title", "kind"), OTHERS)
def test_a_bot_wall_or_an_error_page_is_no_article(tmp_path, title, kind):
    text = (
        "<p>The address may have changed, or you may have come by an old link. "
        "Please try again in a few minutes, and tell us if it stays.</p>"
    )
    write_files(tmp_path, files(f"{SITE}/2023/03/03/keeper-lights-the-lamp", page(title, text)))
    with pytest.raises(NoArticle) as caught:
        read_articles(tmp_path)
    assert reason_to_kind(caught.value.reason) == kind


@pytest.mark.parametrize("title", ["Notfoundland is found", "Blockedale votes", "Oopsie Daisy sails", "4044 lamps"])
def test_a_headline_that_only_begins_like_an_error_page_is_one_of_an_article(title):
    assert titles_to_kind([title]) == ""


def test_a_person_overrules_the_kind(tmp_path):
    write_files(tmp_path, files(*LISTINGS["tag"], kind="article"))
    (article,) = read_articles(tmp_path)
    assert article.title == "Lamps"
    write_files(tmp_path, files(*ARTICLES["plain"], kind="Listing"))
    with pytest.raises(Rejected, match=r"no article \(listing\): its sidecar"):
        read_articles(tmp_path)


def test_a_sidecar_may_hold_the_kind_alone(tmp_path):
    write_files(tmp_path, {"a.html": "<p>x", "a.meta.json": '{"kind": "listing"}'})
    assert ReadContainer(tmp_path / "a.html", Limits()).captures[0].kind == "listing"


def test_pages_that_are_no_articles_are_no_failure(tmp_path, capsys):
    folder = tmp_path / "inbox"
    folder.mkdir()
    pages = [LISTINGS["tag"], LISTINGS["home"], ARTICLES["plain"]]
    write_files(folder, {"a.warc": b"".join(record(http(text.encode()), url) for url, text in pages)})
    call = ["import", str(folder), "--content", str(tmp_path / "content"), "--workers", "1"]
    for status in ("1 imported", "1 unchanged"):
        assert main(call) == 0
        assert (
            capsys.readouterr().out.splitlines()[-1]
            == f"3 captures: {status}, 2 rejected; no articles among them: 2 listing"
        )
    write_files(folder, {"empty.txt": "\n"})
    assert main(call) == 1
