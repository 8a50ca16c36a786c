"""Pictures into the archive: each stored once, by its content, and named by the articles that show it.

While containers are read, their pictures go into a temporary folder, since a picture may come before or after the page
that shows it, even in another file. At the end of the import, each article that names a picture which was found is
rewritten with the picture's path, `{static}/pictures/ab/ab12.jpg`; the pictures that no article names are deleted.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from capture_import.archive.content_store import ContentStore
from capture_import.archive.picture_files import read_picture
from capture_import.archive.picture_ledger import HeldPicture, Origin, PictureLedger
from capture_import.archive.placement import SUFFIX
from capture_import.containers.capture import Resource
from newsrecord import revisions
from newsrecord.frontmatter import article_to_markdown, markdown_to_article
from newsrecord.pictures import FOLDER, SAVED, find_pictures, quote_address, read_image_list, replace_addresses
from newsrecord.record import Article

_WEB = ("http://", "https://")


class Pictures:
    """The pictures of one content folder, and those in the temporary folder until the import ends."""

    def __init__(self, store: ContentStore, ledger: PictureLedger) -> None:
        self._store = store
        self._ledger = ledger
        self._waiting = store.state / FOLDER

    def hold(self, resource: Resource, origin: Origin) -> str:
        """Store a container's picture until the import ends; if the archive does not keep it, return what it is."""
        found = read_picture(resource.body)
        if isinstance(found, str):
            return found
        name = f"{hashlib.sha256(resource.body).hexdigest()}{found.suffix}"
        if not self._place_of(name).exists():
            waiting = self._waiting / name
            if not waiting.exists():
                self._waiting.mkdir(parents=True, exist_ok=True)
                unfinished = waiting.with_suffix(f".{os.getpid()}")
                unfinished.write_bytes(resource.body)
                unfinished.replace(waiting)
        self._ledger.remember_held(resource.address, origin, HeldPicture(name, found.width, found.height))
        return ""

    def want(self, path: str, pictures: Sequence[Sequence[str]], origin: Origin) -> None:
        """Record the pictures that an article names, each with all of its addresses."""
        for sources in pictures:
            self._ledger.remember_wanted(path, sources, origin)

    def want_again(self, path: str, article: Article) -> None:
        """Record the pictures that an article lacks, from its file: for a ledger that is rebuilt."""
        names = [picture.address for picture in find_pictures(article.body)]
        names += [str(image.get("src", "")) for image in read_images(article) if "file" not in image]
        for name in names:
            if name.startswith(_WEB):
                self._ledger.remember_wanted(path, (name,), Origin("", 0))

    def place(self, rewrite: Callable[[str, Callable[[str], str]], bool]) -> int:
        """Store the pictures that articles name, and rewrite these articles; delete the others and return their number.

        `rewrite(path, change)` replaces the text of an article's file by `change(text)`, unless a person has edited the
        file, and returns whether it did.
        """
        for path in self._ledger.list_findable():
            found = dict(self._ledger.find_held(path))
            places = {name: held for name, held in found.items() if held}
            # references into a container that does not hold the picture
            lost = [name for name, held in found.items() if not held and not name.startswith(_WEB)]
            if not places and not lost:
                continue
            if rewrite(path, partial(self._store_and_name, found)):
                self._rewrite_revisions(path, found)
            for name in (*places, *lost):
                self._ledger.forget_wanted(path, name)
        unused = sum(not self._place_of(picture).exists() for picture in self._ledger.list_held())
        self._ledger.forget_held()
        shutil.rmtree(self._waiting, ignore_errors=True)
        return unused

    def _store_and_name(self, found: dict[str, HeldPicture | None], text: str) -> str:
        for held in found.values():
            if held:
                self._store_picture(held.picture)
        return name_pictures(text, found)

    def _rewrite_revisions(self, path: str, found: dict[str, HeldPicture | None]) -> None:
        kept_path = path.removesuffix(SUFFIX) + revisions.SUFFIX
        text = self._store.read(kept_path)
        if not text:
            return
        kept = revisions.text_to_revisions(text)
        changed = [replace(revision, markdown=name_pictures(revision.markdown, found)) for revision in kept]
        if changed != kept:
            self._store.write(kept_path, revisions.revisions_to_text(changed))

    def _store_picture(self, name: str) -> None:
        place = self._place_of(name)
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            # copied, not moved: if the import is interrupted here, the next one still has it for the other articles
            unfinished = self._waiting / f"{name}.{os.getpid()}"
            shutil.copyfile(self._waiting / name, unfinished)
            unfinished.replace(place)

    def _place_of(self, name: str) -> Path:
        return self._store.root / _path_of(name)


def name_pictures(text: str, found: dict[str, HeldPicture | None]) -> str:
    """Return the text of an article's file with the paths of the pictures that were found, given by their names.

    A picture that was not found and whose name is not a URL is removed; its caption stays in `Images`.
    """
    article = markdown_to_article(text)
    # a browser writes spaces into references, Markdown can't have them
    quoted = {quote_address(name): held for name, held in found.items()}

    def choose(address: str) -> str | None:
        held = quoted.get(address)
        if held:
            return f"{SAVED}{_path_of(held.picture)}"
        return "" if address in quoted and not address.startswith(_WEB) else None

    images = []
    for image in read_images(article):
        name = str(image.get("src", ""))
        held = found.get(name)
        if held:
            image = {**image, "file": _path_of(held.picture), "width": held.width, "height": held.height}
        if name in found and not name.startswith(_WEB):
            del image["src"]
        if image.keys() - {"lead"}:
            images.append(image)
    line = json.dumps(images, ensure_ascii=False) if images else ""
    extra = {**article.extra, "Images": line}
    return article_to_markdown(replace(article, body=replace_addresses(article.body, choose), extra=extra))


def _path_of(picture: str) -> str:
    return f"{FOLDER}/{picture[:2]}/{picture}"


def read_images(article: Article) -> list[dict[str, object]]:
    """Return the pictures of the front matter's `Images`, each as the JSON object that it is there."""
    return [dict(image) for image in read_image_list(article.extra.get("Images", "")) if isinstance(image, dict)]
