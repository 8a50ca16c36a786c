"""Whether the month or the day stands first in a date of digits (`03/04/2021`): by evidence, and by none where there is
none.
"""

from collections.abc import Iterable

from capture_import.fields.dates.mentions import Mention
from capture_import.fields.dates.words import load_words

# Countries of the world's top-level domains whose papers write English: what `en` alone leaves open.
_COUNTRY_NAMES = {"uk": "GB"}
# English of these is written in both orders.
_BOTH_WAYS = frozenset(["en-CA", "fr-CA", "en-PH"])


def order_of_language(tags: Iterable[str], country: str = "") -> str:
    """Return the order in which dates are written in the first language that tells, `dmy` or `mdy`, else an empty
    string.

    English without a region tells nothing; the country of the page's domain can stand for the region.

    >>> order_of_language(["en-US"]), order_of_language(["de"])
    ('mdy', 'dmy')
    >>> order_of_language(["en"]), order_of_language(["en"], "uk")
    ('', 'dmy')
    """
    orders = load_words().orders
    for tag in tags:
        language, _, rest = tag.replace("_", "-").partition("-")
        language = language.lower()
        region = next((part.upper() for part in rest.split("-") if len(part) == 2), "")
        region = region or (_COUNTRY_NAMES.get(country, country.upper()) if len(country) == 2 else "")
        name = f"{language}-{region}"
        if not language.isalpha() or name in _BOTH_WAYS:
            continue
        order = orders.get(name, "" if language == "en" else orders.get(language, ""))
        if order in ("dmy", "mdy"):
            return order
    return ""


def order_of_dates(mentions: Iterable[Mention]) -> str:
    """Return the order in which a page's other dates in digits are written: those with a day above 12 tell; empty where
    they disagree.
    """
    found = {
        "mdy" if mention.orders[0][0] == int(mention.words.replace(".", "/").replace("-", "/").split("/")[0]) else "dmy"
        for mention in mentions
        if mention.year and len(mention.orders) == 1 and mention.orders[0][1] > 12 and _is_in_digits(mention.words)
    }
    return found.pop() if len(found) == 1 else ""


def _is_in_digits(words: str) -> bool:
    parts = words.replace(".", "/").replace("-", "/").split("/")
    return len(parts) == 3 and all(part.strip().isdigit() for part in parts) and len(parts[2].strip()) == 4
