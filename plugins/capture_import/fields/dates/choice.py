"""Which of a capture's dates is the article's: by order of trust, with the basis, and with what contradicts it. One
rule for every form.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from capture_import.fields.dates.clock_times import read_clock
from capture_import.fields.dates.context import DateContext, to_day
from capture_import.fields.dates.moments import Reading, read_date
from capture_import.fields.dates.texts import infer_date
from capture_import.fields.dates.urls import name_to_day, url_to_month
from capture_import.fields.dates.zones import in_zone, to_day_shown, to_local
from capture_import.fields.evidence import Candidate, Evidence, Field, Known, Place, Role
from capture_import.fields.rejection import Rejected

_ONE_DAY = timedelta(days=1)
_NOON = 12
_NO_DATE = "no date: "
_NOTHING = "no date: nothing in the page tells the day"


@dataclass(frozen=True, slots=True)
class Dated:
    """An article's day or time, what it is based on, when the article was changed, and what else its capture says."""

    when: datetime | date
    basis: str
    modified: datetime | date | None = None
    note: str = ""

    @property
    def day(self) -> date:
        """The day."""
        return to_day(self.when)


def choose(evidence: Evidence, known: Known, *, remedy: str = "") -> Dated:
    """Return a capture's date. Raises Rejected where nothing tells it; the reason quotes what was not understood.

    In this order: what is declared of the publication; the day that the URL names, with the time of a header of that
    day; a header; what the page shows; metadata that does not say of what it is; the text; the file's name; the day
    that the call gives; the time of capture. Candidates are read one by one, as far as is needed.
    """
    places = evidence.context
    context = DateContext(
        url=known.url,
        captured_at=places.captured_at,
        languages=evidence.languages,
        source=places.source,
        given=places.given_day,
        text_language=lambda: known.language,
        other_texts=evidence.other_texts,
        other_days=evidence.other_days,
    )
    problems: list[str] = []
    found = _choose_published(evidence, context, problems)
    if found is None:
        reasons = "; ".join(filter(None, (*problems, remedy)))
        raise Rejected(_NO_DATE + reasons if reasons else _NOTHING)
    if modified := _choose_modified(evidence, context, found):
        found = replace(found, modified=modified)
    if problems:
        found = replace(found, note="; ".join(dict.fromkeys(filter(None, (found.note, *problems)))))
    return _in_publishers_zone(found, evidence)


def _choose_modified(evidence: Evidence, context: DateContext, found: Dated) -> datetime | date | None:
    """Return when the article was changed, where a place says so and it was later than its publication."""
    candidates = evidence.find_all(Field.MODIFIED)
    modified = _first(candidates, context, [], Role.MODIFIED) if candidates else None
    if modified is None or modified.when is None or modified.when == found.when:
        return None
    return modified.when if _as_instant(modified.when) > _as_instant(found.when) else None


def _in_publishers_zone(found: Dated, evidence: Evidence) -> Dated:
    """Return a day with the time that stands beside it, where the publisher's layout tells its zone.

    Of a saved text the time of capture is no more than a day, since texts are saved long after they were read.
    """
    context = evidence.context
    if context.zone:
        clock = read_clock(context.clock)
        return replace(found, when=in_zone(found.day, *clock, context.zone) if clock else found.day)
    if found.basis == "captured" and context.is_text:
        return replace(found, when=found.day)
    return found


def _choose_published(evidence: Evidence, known: DateContext, problems: list[str]) -> Dated | None:
    url_day = known.url_day if known.url_day and known.is_plausible(known.url_day) else None
    if declared := _first(evidence.find(Field.DATE, Place.DECLARED), known, problems):
        return _shown_earlier(declared, evidence, known) or _to_publishers_day(declared, url_day, evidence, known)
    header = _first(evidence.find(Field.DATE, Place.HEADER), known, problems)
    if url_day:
        # a header of the same day, or the next one by its zone, has the time, too
        if header and header.when and abs(to_day(header.when) - url_day) <= _ONE_DAY:
            return Dated(header.when, "header", note=header.contradiction)
        if header:
            problems.append(f"the header says {_in_words(header.when)}")
        return Dated(url_day, "url")
    if header and header.when:
        return Dated(header.when, "header", note=header.contradiction)
    saved_day = evidence.context.saved_day
    if saved_day and known.is_plausible(saved_day):
        return Dated(saved_day, "header")
    if (shown := _first(evidence.find(Field.DATE, Place.SHOWN), known, problems)) and shown.when:
        return Dated(shown.when, "header", note=shown.contradiction)
    if (vague := _first(evidence.find(Field.DATE, Place.VAGUE), known, problems)) and vague.when:
        return Dated(vague.when, "metadata")
    why = ""
    if text := _first_of_url_month(evidence.find(Field.DATE, Place.TEXT), known):
        return Dated(text, "text")
    if paragraphs := evidence.dated_paragraphs():
        try:
            return Dated(infer_date(paragraphs, known), "text")
        except Rejected as rejected:
            why = rejected.reason.removeprefix(_NO_DATE)
    if (modified := _first(evidence.find_all(Field.MODIFIED), known, problems, Role.MODIFIED)) and modified.when:
        return Dated(modified.when, "metadata", note="the page tells the day of its update alone")
    found = _choose_from_outside(known)
    if why and (found is None or found.basis == "captured") and not problems:
        problems.append(why)
    return found


def _choose_from_outside(known: DateContext) -> Dated | None:
    """Return the date that stands beside the page: its file's name, the day the call gives, the time of capture."""
    in_name = name_to_day(known.source)
    if in_name and known.is_plausible(in_name):
        return Dated(in_name, "filename")
    if known.given:
        return Dated(known.given, "given")
    if known.captured_at:
        captured = known.captured_at
        return Dated(captured if captured.tzinfo else captured.replace(tzinfo=UTC), "captured")
    return None


def _shown_earlier(declared: Reading, evidence: Evidence, known: DateContext) -> Dated | None:
    """Return the day that a page shows below its headline, where that is before the declared one: software that
    publishes a page anew declares the day of that, and the first publication was no later than the page says.
    """
    if declared.when is None or known.url_day == to_day(declared.when):
        return None
    for candidate in evidence.find(Field.DATE, Place.BESIDE):
        if candidate.role in (Role.MODIFIED, Role.OTHER):
            continue
        shown = read_date(candidate.text, known).when
        if shown is None:
            continue
        earlier = to_day(declared.when) - to_day(shown)
        # a zone west of Greenwich makes a morning in universal time the day before
        is_morning = not isinstance(declared.when, datetime) or declared.when.hour < _NOON
        if earlier < _ONE_DAY or (earlier == _ONE_DAY and is_morning):
            return None
        return Dated(shown, "header", note=f"the metadata says {_in_words(declared.when)}")
    return None


def _to_publishers_day(declared: Reading, url_day: date | None, evidence: Evidence, known: DateContext) -> Dated:
    """Return a declared time; one in universal time in the zone of its publisher where the address or the page shows
    the day before or after.
    """
    when = declared.when
    assert when is not None
    note = declared.contradiction
    if not isinstance(when, datetime) or when.utcoffset() != timedelta(0):
        return Dated(when, "metadata", note=note)
    if known.zone and not isinstance(local := to_local(when, known.zone), datetime):
        # the very beginning of a day at home, put into universal time by software: a day is all that was meant
        return Dated(local, "metadata", note=note)
    shown_day = url_day
    others = (candidate for candidate in evidence.find(Field.DATE, Place.NEAR) if candidate.role is not Role.MODIFIED)
    if shown_day is None and (shown := _first(others, known, [])) and shown.when:
        shown_day = to_day(shown.when)
    if shown_day and (local_time := to_day_shown(when, shown_day, known.zone, is_certain=shown_day == url_day)):
        return Dated(local_time, "metadata", note=note)
    return Dated(when, "metadata", note=note)


def _first(
    candidates: Iterable[Candidate], known: DateContext, problems: list[str], role: Role = Role.PUBLISHED
) -> Reading | None:
    """Return the first reading that is a date; what can't be understood before it goes to the problems, with its
    place.
    """
    for candidate in candidates:
        if role is Role.PUBLISHED and candidate.role is Role.OTHER:
            continue
        reading = read_date(candidate.text, known)
        if reading.when:
            return reading
        if reading.problem:
            place = candidate.key or "the page"
            if not any(problem.endswith(f" says {reading.problem}") for problem in problems):
                problems.append(f"{place} says {reading.problem}")
    return None


def _first_of_url_month(candidates: Iterable[Candidate], known: DateContext) -> datetime | date | None:
    """Return the first date of a text, of the month that the address names if it names one; else the first of all."""
    month = url_to_month(known.url)
    first = None
    for candidate in candidates:
        when = read_date(candidate.text, known).when
        if when and (month is None or (when.year, when.month) == month):
            return when
        first = first or when
    return first


def _in_words(when: datetime | date | None) -> str:
    return when.isoformat(sep=" ", timespec="minutes") if isinstance(when, datetime) else str(when)


def _as_instant(when: datetime | date) -> datetime:
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)
