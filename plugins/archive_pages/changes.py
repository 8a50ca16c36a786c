"""The pages that show what changed: from one capture of an article's URL to the next, and among near-duplicates.

Their texts lie in the content, where the stories of a list name them: the article's own file, and the one that keeps
its revisions. An import that changes either rewrites the article's file, and so touches the list.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from archive_engine.interface import PagePlan, PelicanArticle, Summary
from archive_pages.addresses import find_relative_url, place_below, quote_url
from archive_pages.dates import day_to_text, find_zone, time_to_key, time_to_text, zone_to_text
from archive_pages.differences import Differences, Part, compare_texts, compare_words
from archive_pages.wording import ENGLISH, count_to_text, list_labels, say
from newsrecord.frontmatter import markdown_to_article, split_list
from newsrecord.plain_text import markdown_to_words
from newsrecord.record import Article
from newsrecord.revisions import HASH_SHOWN, SUFFIX, text_to_revisions

# The lists of one revised story, and of near-duplicates; the folders of their pages, too.
REVISED = "changes"
VERSIONS = "versions"
# The newest texts are compared, and so much of each.
MOST_TEXTS = 12
LONGEST = 100_000


class Text(NamedTuple):
    """One text of a story: how it is called, its day or its hash, its page ("" for none), its article."""

    name: str
    note: str
    url: str
    article: Article


def describe_texts(article: PelicanArticle, content: str) -> dict[str, Any]:
    """Return what a summary holds of a story's texts in the folder `content`: `source`, the path of its file, if there
    is another text to compare; `is_revised` if that is an earlier capture of its own.
    """
    source = article.get_relative_source_path() or ""
    story = article.story
    is_revised = bool(story["revisions"]) and bool(read_revisions(content, source, ENGLISH)[1:])
    if not source or not (is_revised or story["versions"]):
        return {}
    return {"source": source, "is_revised": True} if is_revised else {"source": source}


def list_keys(summary: Summary) -> Iterator[str]:
    """Yield the lists whose pages show what changed in a story."""
    if summary.get("is_revised"):
        yield f"{REVISED}/{summary['url']}"
    if summary["versions"]:
        yield f"{VERSIONS}/{summary['versions']}"


def link_changes(summary: Summary, lists: Mapping[str, Sequence[Summary]]) -> dict[str, str]:
    """Return the URLs of these pages for the story's own page, by kind; a kind without a page is not there."""
    page = summary["url"]
    links = {}
    for key in list_keys(summary):
        kind = key.partition("/")[0]
        if has_changes(kind, lists.get(key, ())):
            links[kind] = find_relative_url(page, quote_url(page_of(key)))
    return links


def has_changes(kind: str, members: Sequence[Summary]) -> bool:
    """Return whether there are texts to compare."""
    return len([story for story in members if "source" in story]) > (kind == VERSIONS)


def page_of(key: str) -> str:
    """Return the path of a list's page.

    >>> page_of("changes/2024/05/02/ferry.html"), page_of("versions/2024/05/02/ferry"), page_of("changes/ferry/")
    ('changes/2024/05/02/ferry.html', 'versions/2024/05/02/ferry.html', 'changes/ferry.html')
    """
    kind, _, url = key.partition("/")
    return place_below(kind, url)


def plan_changes(key: str, members: Sequence[Summary], content: str, wording: str = ENGLISH) -> Iterator[PagePlan]:
    """Yield the page of one of these lists, if there are texts to compare. `members` are its stories, oldest first."""
    kind = key.partition("/")[0]
    if not has_changes(kind, members):
        return
    page = page_of(key)
    newest = members[-1]
    texts = (
        read_revisions(content, newest["source"], wording)
        if kind == REVISED
        else [text for story in members if (text := _read_version(content, story, page, wording))]
    )
    yield PagePlan(
        page,
        "changes",
        {
            "kind": kind,
            "title": newest["title"],
            "lang": newest["lang"],
            "story_url": find_relative_url(page, newest["url"]),
            "steps": [_compare(before, after, wording) for before, after in pairwise(texts[-MOST_TEXTS:])],
        },
    )


def read_revisions(content: str, source: str, wording: str) -> list[Text]:
    """Return the texts of all captures of an article's URL, in the order of its `Revisions`; [] where there are
    none that can be read: the article's own page must not wait for them.
    """
    try:
        shown = markdown_to_article(_read(content, source))
        kept = text_to_revisions(_read(content, os.path.splitext(source)[0] + SUFFIX))
        articles = {one.capture_sha256[:HASH_SHOWN]: markdown_to_article(one.markdown) for one in kept}
    except (OSError, ValueError, TypeError):
        return []
    articles[shown.capture_sha256[:HASH_SHOWN]] = shown
    listed = (item.split()[0] for item in split_list(shown.extra.get("Revisions", "") + ";"))
    order = dict.fromkeys([*(name for name in listed if name in articles), *articles])
    return [_to_revision(name, articles[name], wording) for name in order]


def _to_revision(name: str, article: Article, wording: str) -> Text:
    if not article.captured:
        return Text(name, "", "", article)
    saved = time_to_text(time_to_key(article.captured), wording) + zone_to_text(find_zone(article.captured))
    return Text(say("saved_on", wording, saved), name, "", article)


def _read_version(content: str, story: Summary, page: str, wording: str) -> Text | None:
    if "source" not in story:
        return None
    try:
        article = markdown_to_article(_read(content, story["source"]))
    except (OSError, ValueError):
        return None
    note = ", ".join(filter(None, [day_to_text(story["date"], wording), article.publisher]))
    return Text(story["title"], note, find_relative_url(page, story["url"]), article)


def _read(content: str, path: str) -> str:
    with open(os.path.join(content, *path.split("/")), encoding="utf-8") as file:
        return file.read()


def _compare(before: Text, after: Text, wording: str) -> dict[str, Any]:
    """Return one step: its two texts, the fields that changed, the sentences that did."""
    old, new = before.article, after.article
    labels = list_labels(wording)
    pairs = [
        ("headline", old.title, new.title),
        ("lede", old.summary, new.summary),
        ("authors", "; ".join(old.authors), "; ".join(new.authors)),
        ("date", str(old.date), str(new.date)),
    ]
    fields = [
        {"label": labels[name], "parts": compare_words(one[:LONGEST], other[:LONGEST])}
        for name, one, other in pairs
        if one != other
    ]
    changes = compare_texts(*(markdown_to_words(article.body)[:LONGEST] for article in (old, new)))
    return {
        "before": _show(before),
        "after": _show(after),
        "fields": fields,
        "hunks": list(_show_hunks(changes, wording)),
        "rest": _tell_same(changes.rest, wording),
    }


def _show(text: Text) -> dict[str, str]:
    return {"name": text.name, "note": text.note, "url": text.url}


def _show_hunks(changes: Differences, wording: str) -> Iterable[Mapping[str, str | list[Part]]]:
    for hunk in changes.hunks:
        yield {"skipped": _tell_same(hunk.skipped, wording), "parts": hunk.parts}


def _tell_same(count: int, wording: str) -> str:
    return say("unchanged", wording, count_to_text("sentence", count, wording)) if count else ""
