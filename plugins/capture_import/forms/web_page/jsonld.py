"""JSON-LD as pages have it: graphs, broken JSON repaired, the node that is the article. No other metadata."""

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from capture_import.fields.plain_text import plain
from capture_import.fields.urls import story_key
from capture_import.fields.urls_archived import original_url
from newsrecord.whole_numbers import text_to_number

# schema.org's Article and its kinds, and what pages use for one.
ARTICLE_TYPES = frozenset(
    """NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle
    ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle SatiricalArticle LiveBlogPosting BlogPosting
    SocialMediaPosting DiscussionForumPosting TechArticle ScholarlyArticle Report Review MedicalScholarlyArticle Recipe
    HowTo Question""".split()
)
_WEAK_TYPES = frozenset(
    ["WebPage", "ItemPage", "AboutPage", "VideoObject", "PodcastEpisode", "CreativeWork", "MediaObject", "Blog"]
)

_WRAPPING = re.compile(
    r"\A\s*+(?:/\*\s*+)?(?://\s*+)?(?:<!\[CDATA\[|<!--)\s*+(?:\*/)?|(?:/\*\s*+)?(?://\s*+)?(?:\]\]>|-->)\s*+(?:\*/)?\s*+;?\s*+\Z"
)
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_MISSING_COMMA = re.compile(r'(?<=["}\]])(?=[^\S\n]*+\n\s*+")')
_BAD_ESCAPE = re.compile(r"\\(?![\"\\/bfnrtu])")
_UNDEFINED = re.compile(r":\s*(?:undefined|NaN)(?=\s*[,}\]])")
_LINE_VALUE = re.compile(r'^([^\S\n]*+"[@\w]++"\s*+:\s*+")(.*)("[^\S\n]*+,?[^\S\n]*+)$', re.M)
_LONE_VALUE = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|articleSection|keywords|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"'
)
_LONE_AUTHOR = re.compile(r'"author"\s*:\s*[\[{][^\]]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.)*)"')
_MAX_DEPTH = 40


@dataclass
class LinkedData:
    """All nodes of a page's JSON-LD, in order, those inside others after them."""

    nodes: list[dict[str, Any]] = field(default_factory=list)

    def of_types(self, types: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Yield the nodes that are of one of these types."""
        wanted = frozenset(types)
        for node in self.nodes:
            if wanted.intersection(node_types(node)):
                yield node

    def resolve(self, value: Any) -> Any:
        """Return the node that a reference (`{"@id": ...}` and nothing more) means; anything else as it is."""
        if isinstance(value, dict) and "@id" in value and len(value) <= 2 and "name" not in value:
            for node in self.nodes:
                if node.get("@id") == value["@id"] and len(node) > len(value):
                    return node
        return value

    def find_article(self, url: str = "", titles: Iterable[str] = ()) -> dict[str, Any]:
        """Return the node of this page's article: of an article's type if there is one, then by headline and URL, then
        by whether it has a date.
        """
        candidates = list(self.of_types(ARTICLE_TYPES))
        if not candidates:
            candidates = [
                node
                for node in self.of_types(_WEAK_TYPES)
                if "datePublished" in node or "author" in node or "headline" in node
            ]
        if not candidates:
            candidates = [node for node in self.nodes if "headline" in node and "datePublished" in node]
        if not candidates:
            return {}
        key = _place_of(url)
        words = [set(re.findall(r"\w+", title.lower())) for title in titles if title]

        def weigh(node: dict[str, Any]) -> tuple[int, int, int]:
            addresses = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
            addresses = [
                address.get("@id") or address.get("url") if isinstance(address, dict) else address
                for address in addresses
            ]
            is_here = bool(key) and any(isinstance(address, str) and _place_of(address) == key for address in addresses)
            mine = set(re.findall(r"\w+", text_of(node.get("headline") or node.get("name")).lower()))
            is_titled = any(mine and 2 * len(mine & others) >= len(mine) for others in words)
            return (2 * is_titled + is_here, "datePublished" in node, "headline" in node)

        return max(candidates, key=weigh)


def read_linked_data(texts: Iterable[str]) -> LinkedData:
    """Read the texts of a page's JSON-LD scripts; of one that can't be repaired, the values that can be found in it."""
    data = LinkedData()
    for text in texts:
        value = parse_json(text)
        if value is None:
            if lone := _find_lone_values(text):
                data.nodes.append(lone)
            continue
        data.nodes.extend(_walk(value))
    return data


def parse_json(text: str) -> Any:
    """Return what a JSON text says, repaired step by step where it is broken; None where it can not be."""
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    if not text:
        return None
    steps: tuple[Callable[[str], str], ...] = (
        lambda t: t,
        lambda t: _UNDEFINED.sub(":null", _TRAILING_COMMA.sub("", t)),
        lambda t: _BAD_ESCAPE.sub("", t),
        lambda t: html.unescape(t) if "&quot;" in t and '"' not in t else t,
        lambda t: _MISSING_COMMA.sub(",", t),
        lambda t: _LINE_VALUE.sub(lambda match: match[1] + re.sub(r'(?<!\\)"', r"\"", match[2]) + match[3], t),
        lambda t: _TRAILING_COMMA.sub("", t),
    )
    for step in steps:
        text = step(text)
        try:
            return json.loads(text, strict=False, parse_int=text_to_number)
        except RecursionError:
            return None
        except ValueError:
            pass
        try:
            value, end = json.JSONDecoder(strict=False, parse_int=text_to_number).raw_decode(text)
            # what follows a first whole value is ignored
            if isinstance(value, dict | list) and end > 20:
                return value
        except (RecursionError, ValueError):
            pass
    return None


def node_types(node: dict[str, Any]) -> list[str]:
    """Return a node's types without their vocabulary's address."""
    types = node.get("@type") or node.get("type")
    types = types if isinstance(types, list) else [types]
    return [kind.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for kind in types if isinstance(kind, str)]


def text_of(value: Any) -> str:
    """Return a value's text: of a list the first, of a node its name; without tags and references."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("headline") or ""
        if isinstance(value, list):
            value = value[0] if value else ""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    return plain(str(value))


def texts_of(value: object) -> list[str]:
    """Return the texts of a JSON-LD value that may be a text, a list of texts or of nodes."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(text_of, values) if text]


def _place_of(url: str) -> str:
    """Return a URL's host and path, as they are compared: a node's URL seldom has the parameters that a capture's
    has.
    """
    return story_key(original_url(url)).partition("?")[0]


def _walk(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if key not in (
                "review",
                "comment",
                "itemListElement",
                "isPartOf",
                "hasPart",
                "mentions",
                "about",
                "citation",
            ) and isinstance(item, dict | list):
                yield from _walk(item, depth + 1)


def _find_lone_values(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in _LONE_VALUE.findall(text):
        found.setdefault(key, _unquote(value))
    if found and (author := _LONE_AUTHOR.search(text)):
        found["author"] = _unquote(author[1])
    return {"@type": "NewsArticle", **found} if found else {}


def _unquote(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
