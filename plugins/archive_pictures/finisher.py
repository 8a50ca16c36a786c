"""What the engine asks of pictures: an article's body with its figures, the files that it needs, the work to be done.

Reads files of the content and of CACHE_PATH; knows nothing of Pelican, of processes or of the output.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from archive_engine.interface import Finished, Watched, find_pictures, replace_pictures, stat_file
from archive_pictures.addresses import PicturePlace, read_address
from archive_pictures.config import PictureConfig
from archive_pictures.figures import (
    FOLDER,
    Words,
    absent_to_figure,
    describe_lead,
    picture_to_figure,
    place_of,
)
from archive_pictures.images import KnownImage, parse_images
from archive_pictures.labels import choose_labels
from archive_pictures.made_pictures import Made, MadePictures, hash_to_name
from archive_pictures.picture_files import MissingPicture, UnfitPicture, UnreadPicture, read_picture
from newsrecord.credentials import strip_user

# What hosts of static pages take without charge; the report compares with it.
HOST_LIMIT = 1_000_000_000
LEAD = "lead_picture"


@dataclass(slots=True)
class _Looked:
    """What came of looking at an article's pictures."""

    needs: dict[str, str] = field(default_factory=dict)
    watched: dict[str, Watched] = field(default_factory=dict)
    unmade: dict[str, None] = field(default_factory=dict)
    problems: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)


class PictureFinisher:
    """The pictures of one site, as `archive_engine.interface.Finisher` describes them."""

    places = (rf"{FOLDER}/.+",)

    def __init__(self, config: PictureConfig) -> None:
        self.config = config
        self.version = f"{config.recipe} {config.keep} {config.lang}"
        self.labels = choose_labels(config.lang)
        self.made = MadePictures(config.memory, config.recipe)

    def finish(self, markup: str, metadata: Mapping[str, Any], source: str) -> Finished | None:
        """Return an article's body with its figures; None where it has no picture."""
        told = metadata.get("images")
        line = told if isinstance(told, str) else ""
        pictures = find_pictures(markup)
        images = parse_images(line) if pictures or '"file"' in line else []
        if not pictures and not any(known.file for known in images):
            return None
        looked = _Looked()
        places = [read_address(picture.address, source) for picture in pictures]
        lead = next((known for known in images if known.is_lead), None)
        lead_at = _find_lead(lead, places)
        upper = None
        if lead is not None and lead.file and lead_at is None and self._is_kept(is_lead=True):
            upper = self._look(read_address("{static}/" + lead.file, source), lead.file, looked)
        is_above = upper is not None and bool(upper.variants)
        leading = next((at for at, place in enumerate(places) if place.file), None) if lead_at is None else lead_at
        shown: list[tuple[Made, Words] | None] = []
        figures = []
        for at, (picture, place) in enumerate(zip(pictures, places, strict=True)):
            is_lead = not is_above and at == leading
            known = _find_known(place, images)
            words = Words(picture.alt or known.alt, picture.title or known.caption, known.credit)
            if place.reason:
                looked.problems.append((picture.address, _say(picture.address, place.reason)))
            made = self._look(place, picture.address, looked) if place.file and self._is_kept(is_lead=is_lead) else None
            shown.append((made, words) if made is not None else None)
            figures.append(self._show(place, known, words, made, is_lead=is_lead))
        above: list[tuple[Made, Words]] = []
        figure = iter(figures)
        markup = replace_pictures(markup, lambda _: next(figure))
        if lead is not None and upper is not None and is_above:
            words = Words(lead.alt, lead.caption, lead.credit)
            above = [(upper, words)]
            markup = f"{picture_to_figure(upper, words, self.labels['enlarge'], is_lead=True)}\n{markup}"
        listed = [pair for pair in (*above, *([shown[leading]] if leading is not None else ()), *shown)
                  if pair is not None and pair[0].variants]  # fmt: skip
        return Finished(
            markup,
            metadata=({LEAD: describe_lead(*listed[0])} if listed else {}) | _list_others(metadata, places),
            needs=looked.needs,
            watched=looked.watched,
            unmade=tuple(looked.unmade),
            problems=looked.problems,
            warnings=looked.warnings,
            remarks=looked.remarks,
        )

    def make(self, task: str) -> None:
        """Make the files of one picture of the content, unless they are there. Raises OSError where none is kept."""
        # loads Pillow's parts, which a build without a new picture does without
        from archive_pictures.encoding import encode_picture  # noqa: PLC0415 - see above

        try:
            picture = read_picture(self.config.content, task)
        except UnfitPicture:
            return  # `finish` says so
        name = hash_to_name(picture.hash)
        made = self.made.find(name)
        if made is not None and self.made.intact_files(made) is not None:
            return
        try:
            encoded = encode_picture(picture.data, self.config)
        except UnfitPicture as error:
            self.made.keep_problem(name, str(error))
        else:
            self.made.keep(name, encoded)

    def files(self, need: str) -> dict[str, str] | None:
        """Return the files of a picture, by their places in the output; None where they have to be made again."""
        recipe, _, name = need.partition("/")
        made = self.made.find(name) if recipe == self.config.recipe else None
        intact = self.made.intact_files(made) if made is not None else None
        if made is None or intact is None:
            return None
        return {place_of(name, variant): str(intact[variant.name]) for variant in made.variants}

    def forget(self, needed: Iterable[str]) -> None:
        """Delete what is kept of pictures that no article needs any more."""
        kept = {need.partition("/")[2] for need in needed}
        for name in list(self.made.names()):
            if name not in kept:
                self.made.forget(name)

    def describe(self, files: int, size: int) -> str:
        """Return what the build's report says of the pictures in the output."""
        share = 100 * size / HOST_LIMIT
        return f"pictures: {files:,} files, {size / 1e6:,.1f} MB ({share:.1f} % of the 1 GB of a free host)"

    def _is_kept(self, *, is_lead: bool) -> bool:
        return self.config.keep == "all" or (self.config.keep == "lead" and is_lead)

    def _look(self, place: PicturePlace, named: str, looked: _Looked) -> Made | None:
        """Return what was made of a picture; None where it is not there, or is still to be made.

        `named` is how the article names it.
        """
        if not place.file:
            looked.problems.append((named, _say(named, place.reason)))
            return None
        stamp = stat_file(self.config.content / place.file)
        try:
            picture = read_picture(self.config.content, place.file)
        except UnfitPicture as error:
            # one that can't be read now is tried again by each build: a right that is given changes no stamp
            looked.watched[place.file] = Watched(*((-1, 0) if isinstance(error, UnreadPicture) else stamp), b"")
            lines = looked.problems if isinstance(error, MissingPicture) else looked.warnings
            lines.append((named, _say(place.file, str(error))))
            return None
        looked.watched[place.file] = Watched(picture.mtime_ns, picture.size, picture.hash)
        name = hash_to_name(picture.hash)
        made = self.made.find(name)
        if made is None:
            looked.unmade[place.file] = None
            return None
        if made.problem:
            looked.warnings.append((named, _say(place.file, made.problem)))
            return None
        looked.remarks += ((named, f"the picture {place.file}: {remark}") for remark in made.remarks)
        looked.needs[f"{self.config.recipe}/{name}"] = place.file
        return made

    def _show(self, place: PicturePlace, known: KnownImage, words: Words, made: Made | None, *, is_lead: bool) -> str:
        if made is not None:
            return picture_to_figure(made, words, self.labels["enlarge"], is_lead=is_lead)
        url = place.url or (known.src if known.src.startswith(("https://", "http://")) else "")
        if place.url:
            reason = self.labels["unsaved"]
        elif not self._is_kept(is_lead=is_lead):
            reason = self.labels["left_out"]
        else:
            reason = self.labels["unfit"]
        return absent_to_figure(words, reason, url=strip_user(url), link=self.labels["original"])


def _say(file: str, reason: str) -> str:
    return f"the picture {file} can't be shown: {reason}"


def _list_others(metadata: Mapping[str, Any], places: list[PicturePlace]) -> dict[str, Any]:
    """Return the story that `archive_pages` shows without those pictures that the text leads to; {} where none is."""
    story = metadata.get("story")
    listed = story.get("images", ()) if isinstance(story, dict) else ()
    urls = {strip_user(place.url) for place in places if place.url}
    others = [image for image in listed if not image["url"] or image["url"] not in urls]
    return {"story": {**story, "images": others}} if isinstance(story, dict) and len(others) < len(listed) else {}


def _find_lead(lead: KnownImage | None, places: list[PicturePlace]) -> int | None:
    """Return the place of the lead picture among those of the body; None where it is none of them."""
    if lead is None:
        return None
    return next((at for at, place in enumerate(places) if _is_same(lead, place)), None)


def _find_known(place: PicturePlace, images: list[KnownImage]) -> KnownImage:
    return next((known for known in images if _is_same(known, place)), KnownImage())


def _is_same(known: KnownImage, place: PicturePlace) -> bool:
    return bool((known.file and known.file == place.file) or (known.src and known.src == place.url))
