"""Which of a capture's dates is the article's: by order of trust, with the basis, and with what contradicts it. One
rule for every form.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from capture_import.fields.dates.known import Candidate, Known, Role, to_day
from capture_import.fields.dates.moments import Reading, read_date
from capture_import.fields.dates.texts import infer_date
from capture_import.fields.dates.urls import name_to_day, url_to_month
from capture_import.fields.dates.zones import to_day_shown, to_local
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

    @property
    def is_told(self) -> bool:
        """Whether the page itself tells the day: its address, what it declares or what it shows."""
        return self.basis not in ("filename", "given", "captured")


@dataclass
class DateEvidence:
    """Where a capture says when its article is of, the most trusted place first in each; read one by one, as far as is
    needed.

    `declared` are places made for the day of publication (metadata, an entry's field, front matter), `header` the lines
    of a text that say it, `shown` what a page shows as its date, `near` of that what stands by its headline, `beside`
    what in the lines below it, `vague` metadata that says `date` and not of what, `modified` an update's, `paragraphs`
    the text, and `text` what else of the words can hold its day.
    """

    declared: Iterable[Candidate] = ()
    header: Iterable[Candidate] = ()
    shown: Iterable[Candidate] = ()
    near: Iterable[Candidate] = ()
    beside: Iterable[Candidate] = ()
    vague: Iterable[Candidate] = ()
    modified: Iterable[Candidate] = ()
    paragraphs: Sequence[str] = ()
    text: Iterable[Candidate] = ()
    # the day of a header that nobody wrote into the page itself (`date 2025-02-17` above a saved text)
    saved_day: date | None = None


def choose(evidence: DateEvidence, known: Known, *, remedy: str = "") -> Dated:
    """Return the article's date. Raises Rejected where nothing tells it; the reason quotes what was not understood.

    In this order: what is declared of the publication; the day that the address names, with the time of a header of
    that day; a header; what the page shows; metadata that does not say of what it is; the text; the file's name; the
    day that the call gives; the time of capture.
    """
    problems: list[str] = []
    found = _choose_published(evidence, known, problems)
    if found is None:
        raise Rejected(_NO_DATE + "; ".join(filter(None, (*problems, remedy))) if problems or remedy else _NOTHING)
    modified = _first(evidence.modified, known, [], Role.MODIFIED)
    if (
        modified
        and modified.when
        and _as_instant(modified.when) > _as_instant(found.when)
        and modified.when != found.when
    ):
        found = replace(found, modified=modified.when)
    if not problems:
        return found
    notes = dict.fromkeys(filter(None, (found.note, *problems)))
    return replace(found, note="; ".join(notes))


def _choose_published(evidence: DateEvidence, known: Known, problems: list[str]) -> Dated | None:
    url_day = known.url_day if known.url_day and known.is_plausible(known.url_day) else None
    if declared := _first(evidence.declared, known, problems):
        return _shown_earlier(declared, evidence, known) or _to_publishers_day(declared, url_day, evidence, known)
    header = _first(evidence.header, known, problems)
    if url_day:
        # of the same day, for all that zones do, the header says it better
        if header and header.when and abs(to_day(header.when) - url_day) <= _ONE_DAY:
            return Dated(header.when, "header", note=header.contradiction)
        if header:
            problems.append(f"the header says {_in_words(header.when)}")
        return Dated(url_day, "url")
    if header and header.when:
        return Dated(header.when, "header", note=header.contradiction)
    if evidence.saved_day and known.is_plausible(evidence.saved_day):
        return Dated(evidence.saved_day, "header")
    if (shown := _first(evidence.shown, known, problems)) and shown.when:
        return Dated(shown.when, "header", note=shown.contradiction)
    if (vague := _first(evidence.vague, known, problems)) and vague.when:
        return Dated(vague.when, "metadata")
    why = ""
    if text := _first_of_url_month(evidence.text, known):
        return Dated(text, "text")
    if evidence.paragraphs:
        try:
            return Dated(infer_date(evidence.paragraphs, known), "text")
        except Rejected as rejected:
            why = rejected.reason.removeprefix(_NO_DATE)
    if (modified := _first(evidence.modified, known, problems, Role.MODIFIED)) and modified.when:
        return Dated(modified.when, "metadata", note="the page tells the day of its update alone")
    found = _choose_from_outside(known)
    if why and (found is None or found.basis == "captured") and not problems:
        problems.append(why)
    return found


def _choose_from_outside(known: Known) -> Dated | None:
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


def _shown_earlier(declared: Reading, evidence: DateEvidence, known: Known) -> Dated | None:
    """Return the day that a page shows below its headline, where that is before the declared one: software that
    publishes a page anew declares the day of that, and the first publication was no later than the page says.
    """
    if declared.when is None or known.url_day == to_day(declared.when):
        return None
    for candidate in evidence.beside:
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


def _to_publishers_day(declared: Reading, url_day: date | None, evidence: DateEvidence, known: Known) -> Dated:
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
    others = (candidate for candidate in evidence.near if candidate.role is not Role.MODIFIED)
    if shown_day is None and (shown := _first(others, known, [])) and shown.when:
        shown_day = to_day(shown.when)
    if shown_day and (local_time := to_day_shown(when, shown_day, known.zone, is_certain=shown_day == url_day)):
        return Dated(local_time, "metadata", note=note)
    return Dated(when, "metadata", note=note)


def _first(
    candidates: Iterable[Candidate], known: Known, problems: list[str], role: Role = Role.PUBLISHED
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


def _first_of_url_month(candidates: Iterable[Candidate], known: Known) -> datetime | date | None:
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
