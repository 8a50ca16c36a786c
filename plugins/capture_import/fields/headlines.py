"""Which text is a capture's headline: a vote of what the capture shows and declares, without the site's name.

The heading that a page shows, its JSON-LD, its metadata and its title each name a headline; the one with the most
weight behind it is taken.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from capture_import.fields.evidence import Candidate, Evidence, Field, Place
from capture_import.fields.site_titles import SEPARATOR, clean_site_name, strip_site_name

TITLE = "title"
"""The key of a candidate that is a page's title, in which other things stand, too."""
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]")
# The weight of each place in the vote: several places that agree outweigh any single one.
_WEIGHT_SHOWN = 4.6
_WEIGHT_TITLE = 1.0
_WEIGHTS = {
    "JSON-LD of news": 4.0,
    "JSON-LD": 2.5,
    "og:title": 2.0,
    TITLE: _WEIGHT_TITLE,
}
_WEIGHT_OTHER = 0.5
_ARTICLE_TITLE = re.compile(r"(?:entry|post|article|story|single|page)[-_]*(?:title|headline)|^headline", re.I)
# A heading repeats a part of the title if they share at least this share of their words.
_REPEATED = 0.8
# A few words behind a bar are the name of a section, if the headline before the bar has several words.
_BAR = re.compile(r"(?<!\s)\s++[|│｜]\s++")
_LEAST_WORDS, _MOST_WORDS_OF_SECTION = 3, 4
# The punctuation that divides a kicker of one word from the headline.
_DIVIDED = re.compile(r"[^\w\s\"'„“”‘’«»‹›¿¡(\[]\s*\Z")
# A single word shorter than this is not a headline but the name of a section or of a kind of page.
_LONG_WORD = 16


class Headline(NamedTuple):
    """A headline; `basis` is `url` or `text` for one that was made from the URL or from the text's beginning."""

    text: str
    basis: str = ""


def choose(evidence: Evidence) -> Headline:
    """Return a capture's headline; an empty one if it has none."""
    candidates = [candidate for candidate in evidence.find_all(Field.HEADLINE) if candidate.text.strip()]
    for candidate in candidates:
        if candidate.place in (Place.URL, Place.TEXT):
            return Headline(candidate.text, candidate.place)
        if candidate.place is Place.PUBLISHER:
            return Headline(candidate.text)
    if len(candidates) == 1 and not evidence.site_names:
        return Headline(_drop_section(candidates[0].text))
    shown = [candidate for candidate in candidates if candidate.place is Place.SHOWN]
    declared = [candidate for candidate in candidates if candidate.place is not Place.SHOWN]
    return Headline(_drop_section(_choose_text(evidence, _drop_teasers(shown), declared)))


def _drop_teasers(shown: list[Candidate]) -> list[Candidate]:
    """Return the headings without those that lead to other pages, unless all first-level headings do."""
    if all("leads_elsewhere" in candidate.attributes for candidate in shown if candidate.key == "h1"):
        return shown
    return [candidate for candidate in shown if "leads_elsewhere" not in candidate.attributes]


def _drop_section(text: str) -> str:
    """Return a headline without the name of its section behind a bar: `Lamp is lit again | Opinion`."""
    head, *others = _BAR.split(text)
    is_section = (
        len(others) == 1
        and len(head.split()) >= _LEAST_WORDS
        and len(others[0].split()) <= _MOST_WORDS_OF_SECTION
        and len(others[0]) < len(head)
    )
    return head if is_section else text


def _choose_text(evidence: Evidence, shown: list[Candidate], said: list[Candidate]) -> str:
    site_names = list(evidence.site_names)
    title = next((candidate.text for candidate in said if candidate.key == TITLE), "")
    part, others = _find_headline_part(evidence, title, shown, site_names)
    if not part:
        site_names += _list_site_headings(shown, said, title, [clean_site_name(name) for name in site_names])
    declared = [
        (text, _WEIGHTS.get(candidate.key, _WEIGHT_OTHER))
        for candidate in said
        if (text := part if part and candidate.key == TITLE else strip_site_name(candidate.text, site_names))
    ]
    sites = {clean_site_name(name) for name in (*site_names, *others)}
    shown = [candidate for candidate in shown if clean_site_name(candidate.text) not in sites]
    best = strip_site_name(
        _find_best_shown(evidence, shown, [text for text, _ in declared]) or _find_lone_heading(shown), site_names
    )
    if best:
        best = _drop_kicker(best, [text for text, weight in declared if weight > _WEIGHT_TITLE])
        is_first = any(candidate.key == "h1" for candidate in shown if candidate.text == best)
        if is_first and _is_one_voice([text for text, weight in declared if weight >= _WEIGHT_TITLE], best):
            return best
        return _vote([(best, _WEIGHT_SHOWN), *declared])
    if declared:
        return _vote(declared)
    return strip_site_name(shown[0].text, site_names) if shown else ""


def _find_best_shown(evidence: Evidence, shown: Sequence[Candidate], declared: list[str]) -> str:
    """Return the shown heading that agrees best with the declared headlines; empty if none agrees well enough.

    First-level headings come before others, which may be headings within the text. Among them, one that has running
    text below it comes before one that has none.
    """
    declared = list(dict.fromkeys(declared))
    first = [candidate for candidate in shown if candidate.key == "h1"]
    best = _find_best(first, declared)
    if best and best != first[0].text:
        last = max(evidence.list_running_text(), default=0)
        above = [candidate for candidate in first if candidate.block is not None and candidate.block < last]
        best = _find_best(above, declared) or best
    return best or _find_best(shown, declared)


def _find_best(shown: Sequence[Candidate], declared: list[str]) -> str:
    best, best_weight = "", 0.0
    for position, candidate in enumerate(shown):
        agreement = max((share_of_words(candidate.text, other) for other in declared), default=0.0)
        is_first = candidate.key == "h1"
        weight = agreement + (0.3 if is_first else 0.0) - 0.001 * position
        is_named = is_first and bool(_ARTICLE_TITLE.search(candidate.attributes.get("class", "")))
        needed = 0.15 if is_named else 0.35 if is_first else 0.7
        if agreement >= needed and weight > best_weight:
            best, best_weight = candidate.text, weight
    return best


def _find_lone_heading(shown: Sequence[Candidate]) -> str:
    """Return the first-level heading if there is only one and it is long enough to be a headline; else nothing.

    It need not agree with anything declared.
    """
    headings = [candidate.text for candidate in shown if candidate.key == "h1"]
    return headings[0] if len(headings) == 1 and len(headings[0]) >= 20 and len(headings[0].split()) > 2 else ""


def _find_headline_part(
    evidence: Evidence, title: str, shown: Sequence[Candidate], site_names: list[str]
) -> tuple[str, list[str]]:
    """Return the part of a title that is the headline, and the other parts; ("", []) if that is unknown.

    The headline is the part that a heading next to the text repeats. A heading that leads to the front page, or that
    has another such heading between itself and the text, is the site's logo or the name of a section. The title is not
    divided if the page names its site elsewhere (then the name is known), or if a heading repeats the whole title.
    """
    parts = [part.strip() for part in SEPARATOR.split(title) if part and clean_site_name(part)]
    folded = [clean_site_name(part) for part in parts]
    known = [name for name in map(clean_site_name, site_names) if name]
    if len(parts) < 2 or any(_is_named(part, name) for part in folded for name in known):
        return "", []
    headings = [candidate for candidate in shown if "leads_home" not in candidate.attributes]
    if any(clean_site_name(candidate.text) == clean_site_name(title) for candidate in headings):
        return "", []
    repeated = []
    for part in dict.fromkeys(parts):
        if len(part.split()) > 1 or len(part) >= _LONG_WORD:
            heading = next((one for one in headings if share_of_words(one.text, part) >= _REPEATED), None)
            if heading is not None and heading.block is not None:
                repeated.append((heading.block, part))
    headline = _find_next_to_text(evidence, sorted(repeated))
    return headline, [part for part in parts if part != headline] if headline else []


def _find_next_to_text(evidence: Evidence, headings: list[tuple[int, str]]) -> str:
    """Return the heading that has running text between itself and the next heading; the longest of several."""
    if len(headings) < 2:
        return headings[0][1] if headings else ""
    texts = evidence.list_running_text()
    ends = [*(place for place, _ in headings[1:]), float("inf")]
    followed = [
        name for (place, name), end in zip(headings, ends, strict=True) if any(place < text < end for text in texts)
    ]
    return max(followed, key=len, default="")


def _is_named(part: str, name: str) -> bool:
    return part == name or (len(name) > 3 and len(part) > 3 and (name in part or part in name))


def _list_site_headings(shown: Sequence[Candidate], said: list[Candidate], title: str, sites: list[str]) -> list[str]:
    """Return the first-level headings that name the site: they lead to its front page, or stand last in the title."""
    declared = clean_site_name(next((candidate.text for candidate in said if candidate.key == "og:title"), ""))
    parts = [clean_site_name(part) for part in SEPARATOR.split(title)]
    is_part_last = len(parts) > 1 and not any(site in parts[0] for site in sites if len(site) > 5) and len(parts[0]) > 7
    found = []
    for candidate in shown:
        folded = clean_site_name(candidate.text)
        if candidate.key != "h1" or not folded or folded == declared:
            continue
        if "holds_home" in candidate.attributes or (is_part_last and folded in parts[1:] and folded != parts[0]):
            found.append(candidate.text)
    return found


def _vote(candidates: list[tuple[str, float]]) -> str:
    """Return the candidate with the greatest sum of weights; case and punctuation make no difference."""
    weights: dict[str, float] = {}
    texts: dict[str, str] = {}
    for text, weight in candidates:
        folded = " ".join(_WORD.findall(text.casefold()))
        # a headline that was cut off counts for the whole one that begins with its words
        if (cut := re.search(r"(?:…|\.\.\.)$", text)) and len(folded) > 20:
            start = " ".join(_WORD.findall(text[: cut.start()].rpartition(" ")[0].casefold()))
            folded = next((other for other in weights if start and other.startswith(start)), folded)
        weights[folded] = weights.get(folded, 0.0) + weight
        texts.setdefault(folded, text)
    return texts[max(weights, key=lambda folded: weights[folded])]


def _is_one_voice(declared: list[str], shown: str) -> bool:
    """Return whether all declared headlines are one text, other than the shown one.

    Software copies a title written for search engines into all metadata: it must not outvote the heading.
    """
    texts = {clean_site_name(text) for text in declared}
    headline = clean_site_name(shown)
    return (
        len(declared) > 1
        and len(texts) == 1
        and share_of_words(declared[0], shown) < _REPEATED
        and not any(
            text.startswith(headline) or text.endswith(headline) or headline.startswith(text) or headline.endswith(text)
            for text in texts
        )
    )


def _drop_kicker(shown: str, declared: list[str]) -> str:
    """Return the declared headline if the shown one is that with a kicker before it; else the shown one."""
    for text in declared:
        if len(text) >= 20 and len(text) < len(shown) and shown.casefold().endswith(text.casefold()):
            kicker = shown[: -len(text)]
            # a single small word, such as an article, is part of the headline and no kicker
            return text if len(kicker.split()) > 1 or _DIVIDED.search(kicker) else shown
    return shown


def share_of_words(one: str, other: str) -> float:
    """Return the share of words that two headlines have in common, 0 to 1.

    >>> share_of_words("Lamp is lit", "Lamp is out"), share_of_words("Lamp is lit again", "Lamp is lit again | Gazette")
    (0.6666666666666666, 0.95)
    """
    first, second = Counter(_fold_words(one)), Counter(_fold_words(other))
    if not first or not second:
        return 0.0
    # one is a title in which the site's name and slogan follow the headline
    if len(one) >= 12 and first.total() >= 2 and other.casefold().startswith(one.casefold()):
        return 0.95
    return 2 * (first & second).total() / (first.total() + second.total())


def _fold_words(text: str) -> list[str]:
    words = _WORD.findall(text.casefold())
    # scripts without spaces are compared by their characters
    return [character for word in words for character in word] if _UNSPACED.search(text) else words
