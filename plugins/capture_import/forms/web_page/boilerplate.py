"""What on a page is not the article, by names and tags: menus, comments, sharing, related stories, advertising."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from capture_import.fields.element_names import names_of, pattern_of

# Elements that never hold an article's words.
NEVER_TEXT = frozenset(
    """
    script style noscript template svg math canvas iframe object embed applet audio video source track button select
    option textarea input datalist dialog map area head link meta base nav
    """.split()
)

# Boxes that a reader opens are shown, though their names say hidden.
_OPENED_WORDS = frozenset("accordion answer collapse collapsible faq toggle".split())
# What only small screens hide is shown on a large one.
_SMALL_SCREENS = frozenset("xs sm phone phones mobile small".split())
_AUTHOR = names_of("authors")
_ABOUT = names_of("about")
_JOINED = re.compile(pattern_of("joined_patterns"))
_SPLIT = re.compile(r"[a-z0-9]+|[A-Z]+(?![a-z])|[A-Z][a-z0-9]+")

# Names that say how a thing looks or what a post is about, not what it is.
_TELLS_NOTHING = re.compile(
    r"^(?:article|story|content|text|body|post|entry)-widget|^cmp-|^(?:has|is|no|not|with|without|js|u|tag|category|cat|author(?!-(?:bio|box|info|card|desc|description|about|profile)\b)|overflow|type|format|status|align|layout|col|hide-on|field--label|tree|page|template|theme|block-content)[-_]"
    r"|[:\[]|(?:with|has|no)-?(?:sidebar|share|ads?|related|author)|label-(?:hidden|inline|above)|overflow|^paywall|-in-view$|^widget-(?:container|wrap)|elementor|^wp-block-(?:group|columns?)|^vc_|^et_pb",
    re.I,
)

_ID_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_HEADING = 5

_INLINE = frozenset("a abbr b bdi cite code em font i ins mark q s small span strong sub sup time u".split())

_WRITTEN = frozenset(["text", "email", "tel", "password", "number"])

_HEADINGS = frozenset(["h2", "h3", "h4", "h5", "h6"])
_TELLING = frozenset(["class", "id", "role", "itemprop", "itemtype", "hidden", "aria-hidden", "style"])
_CLASS = frozenset(["class"])
_ROLES = frozenset("navigation complementary contentinfo search menu menubar dialog toolbar".split())

COMMENT, RELATED, SHARE, NAVIGATION, SITE, AD, HIDDEN, DETAIL, BIOGRAPHY, PERSON, BOX = (
    "comment",
    "related",
    "share",
    "navigation",
    "site",
    "ad",
    "hidden",
    "detail",
    "biography",
    "person",
    "box",
)
# By words in an element's class or id: `ArticleRelatedLinks`, `related-links` and `related_links` all have "related".
_KINDS = (
    (COMMENT, names_of("comments")),
    (RELATED, names_of("related")),
    (AD, names_of("advertising")),
    (SHARE, names_of("share")),
    (NAVIGATION, names_of("navigation")),
    (HIDDEN, names_of("hidden")),
    (SITE, names_of("site")),
    (PERSON, names_of("people")),
    (DETAIL, names_of("details")),
    (BOX, names_of("boxes")),
)


@lru_cache(maxsize=50_000)
def split_name(name: str) -> frozenset[str]:
    """Return the words of a class or id in lower case.

    >>> sorted(split_name("ArticleRelatedLinks entry-content"))
    ['article', 'content', 'entry', 'links', 'related']
    """
    return frozenset(map(str.lower, _SPLIT.findall(name)))


def is_opened_name(names: str) -> bool:
    """Return whether a class says that a reader opens the box (`faq-answer`)."""
    return not split_name(names).isdisjoint(_OPENED_WORDS)


@lru_cache(maxsize=50_000)
def _names_to_kind(names: str) -> str:
    for name in names.split():
        if not _TELLS_NOTHING.search(name) and (kind := _name_to_kind(name)):
            return kind
    return ""


@lru_cache(maxsize=50_000)
def _name_to_kind(name: str) -> str:
    words = split_name(name)
    if (words & _AUTHOR and words & _ABOUT) or "saboxplugin" in words:
        return BIOGRAPHY
    for kind, listed in _KINDS:
        if kind == BOX and _JOINED.search(name.lower()):
            return BOX if words & _OPENED_WORDS else SITE
        if words & listed:
            if kind == HIDDEN and words & _SMALL_SCREENS:
                continue
            return BOX if kind == HIDDEN and words & _OPENED_WORDS else kind
    return ""


def boilerplate_kind(element: HtmlElement) -> str:
    """Return what kind of boilerplate an element is by its tag, role and names; an empty string where it is none."""
    tag = element.tag
    if tag in _INLINE and _stands_in_words(element):
        return ""
    if tag in ("aside", "nav"):
        return NAVIGATION
    if tag == "footer":
        return SITE
    if tag == "form" and _asks_for_words(element):
        return SITE
    # most elements have none of these, and each `get` goes through all attributes
    told = _TELLING.intersection(element.keys())
    if told and told != _CLASS and (kind := _attributes_to_kind(element, told)):
        return kind
    if tag == "a" and _is_teaser(element):
        return RELATED
    names = (element.get("class") or "") if "class" in told else ""
    if tag in _HEADINGS:
        kind = _names_to_kind(names)
        return kind if kind in (RELATED, COMMENT, HIDDEN) else ""
    identity = element.get("id") if "id" in told else ""
    # an id of many words was made from a heading
    is_name = identity and len(identity) < 80 and len(_ID_WORD.findall(identity)) < _WORDS_OF_HEADING
    kind = _name_to_kind(identity) if identity and is_name else ""
    if not kind and names and len(names) < 600:
        kind = _names_to_kind(names)
    return kind


def _attributes_to_kind(element: HtmlElement, told: frozenset[str]) -> str:
    """Return what kind of boilerplate an element's attributes say that it is, its names left out."""
    if "role" in told and element.get("role") in _ROLES:
        return NAVIGATION
    if ("itemprop" in told and element.get("itemprop") == "comment") or (
        "itemtype" in told
        and (element.get("itemtype") or "").endswith(("schema.org/Comment", "schema.org/UserComments"))
    ):
        return COMMENT
    style = (element.get("style") or "") if "style" in told else ""
    if (
        "hidden" in told
        or ("aria-hidden" in told and element.get("aria-hidden") == "true")
        or ("display" in style and re.search(r"display\s*:\s*none", style))
    ):
        return HIDDEN
    return ""


def _asks_for_words(form: HtmlElement) -> bool:
    """Return whether a form has fields to write an address, a message or several words in; a search has one."""
    fields = [field for field in form.iter("input", "textarea") if field.get("type", "text") in _WRITTEN]
    return len(fields) > 1 or any(field.tag == "textarea" or field.get("type") == "email" for field in fields)


def _is_teaser(link: HtmlElement) -> bool:
    """Return whether a link holds a heading or several blocks: another article's teaser, not words of a sentence."""
    if next(link.iter("h2", "h3", "h4", "h5", "h6"), None) is not None:
        return True
    return sum(1 for _ in link.iter("p", "div")) > 1


def _stands_in_words(element: HtmlElement) -> bool:
    """Return whether an inline element is a part of somebody's sentence."""
    before = element.getprevious()
    parent = element.getparent()
    if parent is None:
        return False
    text_before = (parent.text if before is None else before.tail) or ""
    return (
        parent.tag in ("p", "li", "em", "strong", "span")
        and len(text_before.strip()) + len((element.tail or "").strip()) > 15
    )
