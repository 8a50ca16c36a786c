"""Where on a page the article's text stands: the element that holds it, by the weight of its paragraphs. The text
itself is read in `blocks`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.html import HtmlElement

from capture_import.fields.body.sentences import count_letters
from capture_import.fields.element_names import pattern_of
from capture_import.forms.web_page.block_elements import BLOCK_TAGS
from capture_import.forms.web_page.boilerplate import (
    BIOGRAPHY,
    COMMENT,
    HIDDEN,
    NEVER_TEXT,
    RELATED,
    boilerplate_kind,
    split_name,
)
from capture_import.forms.web_page.prose_boxes import JUDGED, is_prose

_BODY_NAME = re.compile(
    rf"{pattern_of('body_subjects')}[-_]*{pattern_of('body_parts')}|{pattern_of('bodies')}",
    re.I,
)
_BOILERPLATE_MAX_SHARE = 0.4
_COMMENT_MAX_SHARE = 0.8
_SAME_BOX = 0.9
_WEIGHED_TAGS = BLOCK_TAGS - frozenset(
    "html ul ol table tr figure picture img figcaption h1 h2 h3 h4 h5 h6 footer".split()
)
# Letters of sentences; readers often write more than the author.
_ENOUGH_BESIDE_COMMENTS = 400


@dataclass
class Weights:
    """For each element, the letters of sentences in it: those in paragraphs, less those in links."""

    total: dict[HtmlElement, float] = field(default_factory=dict)
    own: dict[HtmlElement, float] = field(default_factory=dict)

    def of(self, element: HtmlElement) -> float:
        """Return an element's weight, with all in it."""
        return self.total.get(element, 0.0)


def weigh_paragraphs(root: HtmlElement) -> Weights:
    """Weigh all elements of a tree at once."""
    weights = Weights()
    total = weights.total
    for element in root.iter(*_WEIGHED_TAGS):
        if weight := _weigh_own_words(element):
            outers = [element, *element.iterancestors()]
            if any(outer.tag in NEVER_TEXT for outer in outers):
                continue
            weights.own[element] = weight
            for outer in outers:
                total[outer] = total.get(outer, 0.0) + weight
    return weights


def weigh_rest(weights: Weights, left_out: Iterable[HtmlElement]) -> Weights:
    """Return the weights of a tree without some elements, none of which stands in another."""
    rest = Weights(weights.total.copy(), weights.own.copy())
    for box in left_out:
        if weight := weights.of(box):
            for outer in box.iterancestors():
                if outer in rest.total:
                    rest.total[outer] -= weight
            for inner in box.iter():
                rest.total.pop(inner, None)
                rest.own.pop(inner, None)
    return rest


def _weigh_own_words(element: HtmlElement) -> float:
    """Weigh the words that stand in an element itself and in the inline elements in it."""
    text = element.text
    letters = count_letters(text.strip()) if text else 0
    linked = 0
    for child in element:
        if tail := child.tail:
            letters += count_letters(tail.strip())
        tag = child.tag
        if not isinstance(tag, str) or tag in BLOCK_TAGS or tag in NEVER_TEXT:
            continue
        is_link = tag == "a"
        for inner in child.iter():
            if inner is child:
                length = 0
            elif inner.tag in BLOCK_TAGS:
                break
            else:
                length = count_letters(tail.strip()) if (tail := inner.tail) else 0
            if text := inner.text:
                length += count_letters(text.strip())
            letters += length
            if is_link or inner.tag == "a":
                linked += length
    unlinked = letters - linked
    if letters < 40 or unlinked < 0.5 * letters:
        return 0.0
    return float(unlinked) if element.tag != "li" else 0.6 * unlinked


def find_boilerplate(
    root: HtmlElement,
    weights: Weights,
    kept_kinds: frozenset[str] = frozenset(),
    headline: HtmlElement | None = None,
) -> set[HtmlElement]:
    """Return the elements that are boilerplate, those of `kept_kinds` left out.

    An element that holds much of the page's text is none, whatever its name; nor is one with the only `<h1>`.
    """
    whole = weights.of(root) or 1.0
    found: set[HtmlElement] = set()
    headlines = list(root.iter("h1"))
    around = set(headlines[0].iterancestors()) if len(headlines) == 1 else set()
    if headline is not None:
        around.update(headline.iterancestors())
    prose: set[HtmlElement] = set()
    stack = [root]
    while stack:
        element = stack.pop()
        is_inside = element in prose
        for child in element:
            if not isinstance(child.tag, str) or child.tag in NEVER_TEXT:
                continue
            kind = boilerplate_kind(child)
            if not kind and not is_inside:
                stack.append(child)
                continue
            weight = weights.of(child)
            # a part with nearly all sentences of its box is judged as the box was
            is_same = is_inside and weight > _SAME_BOX * weights.of(element)
            is_large = weight >= _BOILERPLATE_MAX_SHARE * whole
            if is_same or (
                kind and not is_large and is_prose(child, kind, weights.total, weights.own, is_inside=is_inside)
            ):
                prose.add(child)
                kind = "" if kind in JUDGED else kind
            elif is_inside:
                prose.add(child)
            if kind and kind not in kept_kinds and child.tag not in ("html", "body", "main", "h1"):
                share = weight / whole
                if (child in around and (share > 0.1 or child.tag in ("article", "section"))) or _is_kept(
                    child, kind, weights
                ):
                    pass
                elif share < (_COMMENT_MAX_SHARE if kind in (COMMENT, BIOGRAPHY) else _BOILERPLATE_MAX_SHARE) or (
                    kind == COMMENT and headline is not None and whole - weight > _ENOUGH_BESIDE_COMMENTS
                ):
                    found.add(child)
                    continue
            stack.append(child)
    return found


def _is_kept(element: HtmlElement, kind: str, weights: Weights) -> bool:
    """Return whether an element is the article's in spite of its name: a paragraph that is hidden until it is paid
    for, a lede called teaser.
    """
    weight = weights.of(element)
    if kind == HIDDEN:
        return element.tag == "p" and weight > 60
    if kind == RELATED:
        return (
            weight > 60
            and not any(True for _ in element.iter("a", "h2", "h3", "h4"))
            and bool(split_name(element.get("class") or "") & {"teaser", "intro", "lead"})
        )
    return False


def find_body(root: HtmlElement, weights: Weights) -> tuple[HtmlElement, HtmlElement] | None:
    """Return the element that holds the article's text best, and the part of it that is surely text; None where no
    paragraph is on the page.

    Each paragraph counts for its parent, half for its grandparent, and so on, as in Readability (Arc90, 2009); names
    that publishers give to their text count too. Then upwards, as long as that brings in more paragraphs than noise.
    """
    scores: dict[HtmlElement, float] = {}
    for element, weight in weights.own.items():
        share = min(weight, 1200.0)
        for depth, ancestor in enumerate(element.iterancestors()):
            if depth > 4 or ancestor.tag in ("html",):
                break
            scores[ancestor] = scores.get(ancestor, 0.0) + share / (1, 1, 2, 4, 8)[depth] * (1 if depth else 1.0)
        if element.tag in ("div", "section", "article", "main", "td", "body"):
            scores[element] = scores.get(element, 0.0) + share
    if not scores:
        return None
    best = max(scores, key=lambda element: scores[element] * _name_factor(element))
    return _widen(root, best, weights), best


def _widen(root: HtmlElement, best: HtmlElement, weights: Weights) -> HtmlElement:
    """Return the best element, or an ancestor of it with more of the article's text; none above one that holds the
    headline as well.
    """
    whole = weights.of(root) or 1.0
    headline = next((h1 for h1 in root.iter("h1")), None)
    above = set(headline.iterancestors()) if headline is not None else set()
    current = best
    for ancestor in best.iterancestors():
        if ancestor.tag == "html":
            break
        # headline and text are both in it: only an article cut into like parts goes on beyond
        if current in above and (
            not _has_like_siblings(current, current.getparent(), weights) or weights.of(current) > 0.6 * whole
        ):
            break
        gain = weights.of(ancestor) / (weights.of(current) or 1.0)
        if gain < 1.05:
            continue
        beside = [
            child
            for child in ancestor
            if isinstance(child.tag, str)
            and weights.of(child)
            and child is not current
            and child not in current.iterancestors()
        ]
        in_articles = sum(weights.of(child) for child in beside if child.tag == "article" or _holds_articles(child))
        if in_articles > 0.5 * (weights.of(ancestor) - weights.of(current)):
            continue
        if (
            _has_like_siblings(current, current.getparent(), weights)
            or _has_parts(best, ancestor, current, weights)
            or gain >= (1.5 if is_body_name(current) else 1.12)
        ):
            current = ancestor
    return current


def _has_parts(best: HtmlElement, ancestor: HtmlElement, current: HtmlElement, weights: Weights) -> bool:
    """Return whether an ancestor adds mostly text in elements with the tag and class of the best one."""
    make = (best.tag, best.get("class"))
    if not make[1]:
        return False
    alike = [part for part in ancestor.iter(str(best.tag)) if part.get("class") == make[1]]
    added = sum(weights.of(part) for part in alike) - weights.of(current)
    return added > 0.6 * (weights.of(ancestor) - weights.of(current))


def _holds_articles(element: HtmlElement) -> bool:
    return sum(1 for _ in element.iter("article")) > 1


def _has_like_siblings(element: HtmlElement, parent: HtmlElement | None, weights: Weights) -> bool:
    """Return whether siblings with the same tag and class hold text, too: an article cut into parts."""
    if parent is None:
        return False
    make = (element.tag, element.get("class"))
    return bool(make[1]) and any(
        sibling is not element and (sibling.tag, sibling.get("class")) == make and weights.of(sibling) > 80
        for sibling in parent
    )


def is_body_name(element: HtmlElement) -> bool:
    """Return whether a publisher's name for an element says that the article's text is in it."""
    if element.get("itemprop") in ("articleBody", "text", "description articleBody"):
        return True
    return _is_name_of_body(element.get("class") or "", element.get("id") or "")


@lru_cache(maxsize=50_000)
def _is_name_of_body(names: str, identity: str) -> bool:
    return any(map(_BODY_NAME.search, names.split())) or bool(_BODY_NAME.search(identity))


def _name_factor(element: HtmlElement) -> float:
    if element.get("itemprop") == "articleBody":
        return 2.0
    if is_body_name(element):
        return 1.4
    if element.tag in ("article", "main"):
        return 1.2
    if element.tag in ("body", "html"):
        return 0.6
    return 1.0
