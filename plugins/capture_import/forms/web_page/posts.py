"""Posts that a page embeds as quotations, as networks give them to other sites: text, attribution, URL."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from capture_import.fields.body.embeds import is_invitation, is_post
from capture_import.fields.urls import host_of
from newsrecord.web_urls import split_url

_URLS = ("data-instgrm-permalink", "data-text-post-permalink", "data-embed-url", "cite")

_DASHES = ("-", "\u2013", "\u2014", "\u2015")


def is_embedded_post(element: HtmlElement) -> bool:
    """Return whether an element is the quotation in which an embedded post stands."""
    return element.tag == "blockquote" and is_post((element.get("class") or "").split())


def find_post_url(post: HtmlElement) -> str:
    """Return the URL of an embedded post as its quotation declares it, else that of a link: of those to the host of the
    last one, which the post's network is, the one with the longest path; others lead to accounts and groups.
    """
    declared = next((url for name in _URLS if (url := (post.get(name) or "").strip()).startswith("http")), "")
    links = [href for link in post.iter("a") if (href := (link.get("href") or "").strip()).startswith("http")]
    if declared or not links:
        return declared.removesuffix("/embed")
    own = [link for link in reversed(links) if host_of(link) == host_of(links[-1])]
    return max(own, key=lambda link: split_url(link).path.strip("/").count("/"))


def list_paragraphs(post: HtmlElement) -> list[HtmlElement]:
    """Return the paragraphs of a post's own text; what stands beside them says whose it is."""
    return [
        each
        for each in post.iter("p")
        if (words := _words(each)) and not is_invitation(words) and not _is_signed(each, post)
    ]


def read_title(post: HtmlElement) -> str:
    """Return the words of a post that has no paragraphs: its title, or whose it is."""
    links = [_words(link) for link in post.iter("a")]
    return next((words for words in links if words and not is_invitation(words)), "")


def list_beside(post: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that are a post's paragraphs, to be left out where its attribution is read."""
    yield from list_paragraphs(post)
    yield from (each for each in post.iter("p", "a", "div") if is_invitation(_words(each)))


def _is_signed(paragraph: HtmlElement, post: HtmlElement) -> bool:
    """Return whether a paragraph says whose a post is: it is a link to the post that names an account, or begins with a
    dash and links to the post.
    """
    words = _words(paragraph)
    linked = " ".join(_words(link) for link in paragraph.iter("a"))
    if "@" in linked and len(linked) >= len(words) - 1:
        return True
    hrefs = [(link.get("href") or "").strip() for link in paragraph.iter("a")]
    return words.startswith(_DASHES) and find_post_url(post) in hrefs


def _words(element: HtmlElement) -> str:
    return " ".join((element.text_content() or "").split())
