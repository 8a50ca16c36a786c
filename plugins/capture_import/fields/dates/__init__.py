"""When an article is of: candidates to a date with its basis. What a date looks like, in any language and form, stands
here alone.
"""

from capture_import.fields.dates.choice import Dated, choose
from capture_import.fields.dates.clock_times import read_clock
from capture_import.fields.dates.context import DateContext, is_plausible, to_day
from capture_import.fields.dates.lines import (
    Line,
    find_first_publication,
    find_signed_day,
    has_label,
    is_labelled,
    read_line,
    role_of,
)
from capture_import.fields.dates.machine import read_machine_date
from capture_import.fields.dates.moments import Reading, read_date, to_iso
from capture_import.fields.dates.relative import may_be_relative
from capture_import.fields.dates.shapes import find_mentions
from capture_import.fields.dates.urls import name_to_day, url_to_day
from capture_import.fields.dates.zones import in_zone

__all__ = [
    "DateContext",
    "Dated",
    "Line",
    "Reading",
    "choose",
    "find_first_publication",
    "find_mentions",
    "find_signed_day",
    "has_label",
    "in_zone",
    "is_labelled",
    "is_plausible",
    "may_be_relative",
    "name_to_day",
    "read_clock",
    "read_date",
    "read_line",
    "read_machine_date",
    "role_of",
    "to_day",
    "to_iso",
    "url_to_day",
]
