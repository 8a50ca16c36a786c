"""What the owner's names file decides: the names and slugs of labels, the old addresses of their pages.

An article's file is not touched: labels get their names when it is read. Which spellings they had there is kept as the
story's `spelled`, items `KIND/SLUG=CHOSEN`, by which the file's changes find the articles that they concern.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from archive_engine.interface import Links, Redirect, Summary
from archive_pages.listings import KINDS
from archive_pages.names import NAME_DIRECTORIES
from archive_pages.stories import RUSSIAN, Label, name_to_label
from archive_pages.together import NAMES
from newsrecord.names_file import Entity, NamesFile
from newsrecord.slugs import find_former_slug, text_to_slug

# By kind of the labels that articles bring: the key of a story and of its summary that has them.
FIELDS = {kind: KINDS[kind] for kind in ("section", "tag", "author", "publisher")}
SPELLED = "spelled"
# Labels that had pages when letters of other scripts were not kept in slugs.
FORMER_KINDS = ("section", "tag", "author")


def choose_label(names: NamesFile, kind: str, label: Label) -> Label:
    """Return the label that the owner has chosen for one, which may be the same."""
    entity = names.find(kind, label["slug"], label["name"])
    return label if entity is None else {"name": entity.name, "slug": entity.slug}


def decide_names(story: dict[str, Any], names: NamesFile) -> bool:
    """Give the labels of a story the names and slugs that the owner has chosen. Return whether any has changed."""
    spelled: dict[str, None] = {}
    for kind, field in FIELDS.items():
        labels: dict[str, Label] = {}
        for label in story[field]:
            chosen = choose_label(names, kind, label)
            if chosen != label:
                spelled |= dict.fromkeys(f"{key}={chosen['slug']}" for key in _label_to_keys(kind, label))
            labels.setdefault(chosen["slug"], chosen)
        story[field] = list(labels.values())
    if not spelled:
        return False
    story[SPELLED] = list(spelled)
    if story["publishers"]:
        story["publisher"] = story["publishers"][0]["name"]
    return True


def list_inputs(names: NamesFile) -> dict[str, str]:
    """Return what the labels of stories follow: the chosen name and slug by `KIND/SLUG` of each spelling."""
    return {
        f"{kind}/{slug}": f"{entity.slug} {entity.name}"
        for (kind, slug), entity in names.by_slug.items()
        if kind in FIELDS
    }


def list_page_inputs(names: NamesFile) -> dict[str, str]:
    """Return what the pages of lists follow beside their stories: all that the file says of an entity, by list."""
    return {
        f"{entity.kind}/{entity.slug}": json.dumps(entity, ensure_ascii=False)
        for entity in names.entities
        if entity.kind in KINDS
    } | {
        f"{NAMES}/{entity.slug}": json.dumps(entity, ensure_ascii=False)
        for entity in names.entities
        if entity.kind in NAME_DIRECTORIES
    }


def list_followed(summary: Summary) -> Iterator[str]:
    """Yield the keys of the file's spellings that a story's labels followed, or would follow if they were there."""
    for kind, field in FIELDS.items():
        for label in summary[field]:
            yield from _label_to_keys(kind, label)
    for item in summary.get(SPELLED, ()):
        yield item.partition("=")[0]


def mark_decided(summary: Summary) -> str:
    """Return what the file has made of a story's labels; "" where it has changed none."""
    if SPELLED not in summary:
        return ""
    return json.dumps([summary[field] for field in FIELDS.values()], ensure_ascii=False)


def list_redirects(names: NamesFile, links: Links) -> Iterator[Redirect]:
    """Yield the addresses that the pages of decided names had under the spellings that stories have, or may have had
    without a slug of the owner's. Which names of people, organisations and places stories had is not known: theirs are
    those of all spellings.
    """
    lists = links.lists
    for entity in names.entities:
        kind = entity.kind
        target = _find_page(entity, links)
        if not target:
            continue
        spellings = (entity.name,) if kind in KINDS else (entity.name, *entity.spellings)
        slugs = dict.fromkeys(slug for name in spellings for slug in _list_slugs(name))
        slugs |= dict.fromkeys(_list_spelled(entity, lists.get(f"{kind}/{entity.slug}", ())))
        for slug in slugs:
            owner = names.by_slug.get((kind, slug), entity)
            key = f"{kind if kind in KINDS else NAMES}/{slug}"
            if slug != entity.slug and owner is entity and key not in lists:
                yield Redirect(f"{kind}/{slug}.html", target, entity.name)


def find_moved(names: NamesFile, place: str, key: str, before: str, links: Links) -> Redirect | None:
    """Return the redirect from a page of a list that has lost its pages, by the list's key; None where no entity stands
    for its name now. `before` is what `list_page_inputs` said of the list when it had pages.
    """
    kind, _, slug = key.partition("/")
    if kind not in KINDS and kind != NAMES:
        return None
    _, _, _, spellings, *_ = entity = json.loads(before) if before else ("", "", "", ())
    slugs = [slug, *map(text_to_slug, (entity[0], *spellings))] if before else [slug]
    for one in [kind] if kind in KINDS else NAME_DIRECTORIES:
        found = next((names.by_slug[one, spelled] for spelled in slugs if (one, spelled) in names.by_slug), None)
        target = _find_page(found, links) if found is not None else ""
        if found is not None and target and target != place and (key not in links.lists or found.slug != slug):
            return Redirect(place, target, found.name)
    return None


def _find_page(entity: Entity, links: Links) -> str:
    """Return the page of an entity; "" where it has none."""
    if entity.kind in KINDS:
        return f"{entity.kind}/{entity.slug}.html" if links.lists.get(f"{entity.kind}/{entity.slug}") else ""
    link = links.find_link(f"{NAMES}/{entity.slug}")
    return str(link["url"]) if link is not None else ""


def list_former_addresses(links: Links) -> Iterator[Redirect]:
    """Yield the addresses that pages of labels in other scripts had before their letters were kept in slugs."""
    for key, _, _, entry in (one for kind in FORMER_KINDS for one in links.entries(f"{kind}/")):
        kind, _, slug = key.partition("/")
        name = entry["name"]
        former = find_former_slug(name)
        if former and text_to_slug(name) == slug and f"{kind}/{former}" not in links.lists:
            yield Redirect(f"{kind}/{former}.html", f"{key}.html", name)


def _label_to_keys(kind: str, label: Label) -> tuple[str, str]:
    return f"{kind}/{label['slug']}", f"{kind}/{text_to_slug(label['name'])}"


def _list_slugs(name: str) -> Iterator[str]:
    """Yield the slugs that a name has in stories: one, or another one in Russian stories."""
    yield text_to_slug(name)
    if not name.isascii():
        yield name_to_label(name, RUSSIAN)["slug"]


def _list_spelled(entity: Entity, members: Iterable[Summary]) -> Iterator[str]:
    """Yield the slugs that stories have for an entity."""
    for story in members:
        for item in story.get(SPELLED, ()):
            key, _, chosen = item.partition("=")
            kind, _, slug = key.partition("/")
            if (kind, chosen) == (entity.kind, entity.slug):
                yield slug
