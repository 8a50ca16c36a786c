"""Names of people, organisations and places that stories tell: which have a page, what it shows, what an article links.

`archive_names` finds them; a story's summary has them as labels with a `kind`, the most salient first. All stories that
name a slug, or have it as a tag, are one list, `name/SLUG`. What pages say of such a list is its *link*, which changes
rarely: whether it has a page, where, and a coarse count.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from archive_engine.interface import Links, PagePlan, Summary, find_member, summary_to_order
from archive_pages.dates import count_days
from archive_pages.lines import StoryLine, story_to_line
from archive_pages.listings import entity_to_names, plan_listing
from archive_pages.related import EARLIER, RAREST
from archive_pages.together import NAMES, NamedLabel, list_together
from archive_pages.wording import ENGLISH, list_labels
from newsrecord.names_file import Entity

# By kind of name: its directory's page, which is also the key of the page's title in `wording`.
NAME_DIRECTORIES = {"person": "people", "organisation": "organisations", "place": "places"}
# A story is listed under so many of its names, the most salient ones: it is hardly about the others, which the search
# finds, and lists of them would take more bytes than the stories (README.md has the numbers).
MOST_LISTED = 6
# A name has a page from so many stories on.
LEAST = 12
# A name's kind is that of most of its first stories: a later one does not move its page.
DECISIVE = 100
# The stories before are shown for so many names.
MOST_BEFORE = 3
# A story without tags has so many stories before and, by its names, related ones together.
MOST_WAYS = 3
# What is counted in a name's list for a story that has it as a tag.
TAGGED = "tag"
# Stands between the language, the kind and the spelling of a name.
_TAB = "\t"
_CYRILLIC = re.compile("[\u0400-\u04ff]")


class NameLink(TypedDict):
    """What pages say of a name: the URL of its page, its kind ("" for a tag that no story names), and the number of its
    stories as a power of four.
    """

    url: str
    kind: str
    level: int


def read_names(names: object) -> list[dict[str, str]]:
    """Return the labels of an article's `names`, as `archive_names` adds them to its metadata; [] for anything else."""
    if not isinstance(names, list) or not all(isinstance(name, dict) for name in names):
        return []
    return [
        {key: name[key] for key in ("name", "kind", "slug")}
        for name in names[:MOST_LISTED]
        if name["kind"] in NAME_DIRECTORIES
    ]


def name_lists(summary: Summary) -> Iterator[str]:
    """Yield the keys of the lists of a story's names and tags."""
    slugs = dict.fromkeys(label["slug"] for field in ("names", "tags") for label in summary.get(field, ()))
    return (f"{NAMES}/{slug}" for slug in slugs)


def list_name_totals(summary: Summary) -> Iterator[tuple[str, str]]:
    """Yield what is counted in the lists of a story's names and tags: language, kind and spelling; TAGGED."""
    lang = summary["lang"]
    for label in summary.get("names", ()):
        yield f"{NAMES}/{label['slug']}", _TAB.join((lang, label["kind"], label["name"]))
    for label in summary["tags"]:
        yield f"{NAMES}/{label['slug']}", TAGGED


def link_name(slug: str, members: Sequence[Summary], totals: Mapping[str, int], least: int) -> NameLink | None:
    """Return the link of a name; None for one without a page. A tag's page stands for a name with the same slug.

    `totals` are those of the name's list (`list_name_totals`).
    """
    is_tag = TAGGED in totals
    if not is_tag and len(members) < least:
        return None
    kind = find_kind(slug, members, totals)
    level = len(members).bit_length() // 2
    return {"url": f"tag/{slug}.html" if is_tag else f"{kind}/{slug}.html", "kind": kind, "level": level}


def find_kind(slug: str, members: Sequence[Summary], totals: Mapping[str, int]) -> str:
    """Return the kind of a name by its first stories; "" for a tag that none of them names.

    Where these are all, `totals` tells it, and no story is read.
    """
    kinds = Counter[str]()
    if len(members) <= DECISIVE:
        for spelling, count in _list_spellings(totals):
            kinds[spelling.kind] += count
    else:
        labels = (label for story in members[:DECISIVE] for label in story.get("names", ()))
        kinds.update(label["kind"] for label in labels if label["slug"] == slug)
    return max(kinds, key=lambda kind: (kinds[kind], kind)) if kinds else ""


def plan_name(
    slug: str,
    members: Sequence[Summary],
    links: Links,
    length: int,
    wording: str = ENGLISH,
    entity: Entity | None = None,
) -> Iterator[PagePlan]:
    """Yield the pages of a name, if it has any of its own; they are divided as those of other lists.

    `entity` is what the owner says of it.
    """
    link = links.find_link(f"{NAMES}/{slug}")
    if link is None or link["url"].startswith("tag/"):
        return
    spellings = add_spellings(rank_spellings(links.totals(f"{NAMES}/{slug}")), entity)
    together = list_together(link["kind"], slug, members, links, wording)
    for plan in plan_listing(link["kind"], slug, spellings, members, length, wording, entity, together):
        # there are feeds of labels alone
        is_head = plan.template == "listing"
        yield PagePlan(plan.save_as, "name", {**plan.variables, "feed": ""}) if is_head else plan


def rank_spellings(totals: Mapping[str, int]) -> list[dict[str, str]]:
    """Return a name's commonest spelling in each language, each as `name` and `lang`, the commonest language first.

    `totals` are those of the name's list (see `list_name_totals`).
    """
    spellings: dict[str, Counter[str]] = {}
    for (lang, _, name), count in _list_spellings(totals):
        spellings.setdefault(lang, Counter())[name] += count
    languages = sorted(spellings, key=lambda lang: (-spellings[lang].total(), lang))
    found: dict[str, dict[str, str]] = {}
    for lang in languages:
        name = choose_spelling(spellings[lang])
        found.setdefault(name.casefold(), {"name": name, "lang": lang})
    return list(found.values())


class _Spelling(NamedTuple):
    """How a story tells a name."""

    lang: str
    kind: str
    name: str


def _list_spellings(totals: Mapping[str, int]) -> Iterator[tuple[_Spelling, int]]:
    """Yield each spelling of a name, and how many stories have it."""
    for text, count in totals.items():
        if text != TAGGED:
            yield _Spelling(*text.split(_TAB, 2)), count


def choose_spelling(counts: Mapping[str, int]) -> str:
    """Return the commonest spelling of a name; in Cyrillic letters, the shortest that has as many words and is at least
    a tenth as frequent, as other cases than the first are longer.

    >>> choose_spelling({"Дональда Трампа": 18, "Дональд Трамп": 11}), choose_spelling({"Ann Inc.": 8, "Ann Inc": 7})
    ('Дональд Трамп', 'Ann Inc.')
    """
    commonest = min(counts, key=lambda name: (-counts[name], len(name), name))
    if not _CYRILLIC.search(commonest):
        return commonest
    likely = (
        name
        for name, count in counts.items()
        if name.count(" ") == commonest.count(" ") and 10 * count >= counts[commonest]
    )
    return min(likely, key=lambda name: (len(name), -counts[name], name))


def add_spellings(spellings: list[dict[str, str]], entity: Entity | None) -> list[dict[str, str]]:
    """Return the spellings of a name with those that its owner knows; the owner's name comes first."""
    if entity is None:
        return spellings
    # of a name that both have, the first place is the owner's and the language the stories'
    return list({one["name"].casefold(): one for one in (*entity_to_names(entity), *spellings)}.values())


def hash_entities(entities: Mapping[str, Entity]) -> str:
    """Return a short hash of what the owner says of names; "" where that is nothing."""
    return hashlib.sha256(repr(sorted(entities.items())).encode()).hexdigest()[:16] if entities else ""


def group_names(summary: Summary, links: Links, wording: str = ENGLISH) -> list[dict[str, Any]]:
    """Return a story's names that have pages, by kind, each kind with its `title`; tags of the story are left out."""
    tags = {label["slug"] for label in summary["tags"]}
    groups: dict[str, list[NamedLabel]] = {kind: [] for kind in NAME_DIRECTORIES}
    for label in summary.get("names", ()):
        link = links.find_link(f"{NAMES}/{label['slug']}") if label["slug"] not in tags else None
        if link is not None:
            groups[link["kind"] or label["kind"]].append(_to_label(label, summary, link))
    titles = list_labels(wording)
    return [
        {"kind": kind, "title": titles[NAME_DIRECTORIES[kind]], "names": names}
        for kind, names in groups.items()
        if names
    ]


def list_before(summary: Summary, candidates: Mapping[str, Sequence[Summary]], links: Links) -> list[StoryLine]:
    """Return the lines of the stories before that tell the story's rarest names with a page; the note is the name.

    As for related stories, a name is rare if its EARLIER stories before reach far back in time.
    """
    place, today = summary_to_order(summary), count_days(summary["date"][:10])
    found: list[tuple[int, int, str, Summary]] = []
    for order, label in enumerate(summary.get("names", ())):
        key = f"{NAMES}/{label['slug']}"
        stories = candidates.get(key, ())
        link = links.find_link(key) if stories else None
        if link is None:
            continue
        at = find_member(stories, place)
        if not at:
            continue
        days = today - count_days(stories[at - EARLIER]["date"][:10]) if at >= EARLIER else 0
        rarity = days.bit_length() if at >= EARLIER else RAREST
        found.append((-rarity, order, label["name"], stories[at - 1]))
    taken: set[str] = set()
    before: list[StoryLine] = []
    for _, _, name, story in sorted(found, key=lambda row: row[:2]):
        if story["url"] not in taken and len(before) < MOST_BEFORE:
            taken.add(story["url"])
            before.append(story_to_line(story, summary["url"], name))
    return before


def _to_label(label: Mapping[str, str], story: Summary, link: NameLink) -> NamedLabel:
    return {"name": label["name"], "lang": story["lang"], "url": link["url"]}


def list_name_directories(links: Links) -> list[str]:
    """Return the pages of the directories of names that are not empty, in the order of the navigation."""
    return [page for kind, page in NAME_DIRECTORIES.items() if links.has_shelf(f"{kind}/")]
