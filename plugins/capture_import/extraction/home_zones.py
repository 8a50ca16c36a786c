"""The zone that a paper is at home in, by its address and its language: for times that software put into UTC."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from capture_import.extraction.page import Page
from capture_import.fields.urls import host_of

_ZONES = {
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "fr": "Europe/Paris", "it": "Europe/Rome", "es": "Europe/Madrid", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "pl": "Europe/Warsaw", "cz": "Europe/Prague", "uk": "Europe/London", "ie": "Europe/Dublin", "pt": "Europe/Lisbon", "se": "Europe/Stockholm", "no": "Europe/Oslo", "dk": "Europe/Copenhagen",
    "fi": "Europe/Helsinki", "ua": "Europe/Kyiv", "ru": "Europe/Moscow", "tr": "Europe/Istanbul", "gr": "Europe/Athens", "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "in": "Asia/Kolkata", "il": "Asia/Jerusalem", "au": "Australia/Sydney", "nz": "Pacific/Auckland", "ar": "America/Argentina/Buenos_Aires",
    "br": "America/Sao_Paulo", "cl": "America/Santiago", "co": "America/Bogota", "pe": "America/Lima", "uy": "America/Montevideo", "mx": "America/Mexico_City", "za": "Africa/Johannesburg",
}  # fmt: skip
_LANGUAGE_COUNTRIES = {
    "de": "de",
    "fr": "fr",
    "it": "it",
    "nl": "nl",
    "pl": "pl",
    "cs": "cz",
    "uk": "ua",
    "sv": "se",
    "nb": "no",
    "da": "dk",
    "fi": "fi",
    "tr": "tr",
    "ja": "jp",
    "ko": "kr",
}


def guess_zone(page: Page) -> ZoneInfo | None:
    """Give the zone of the paper's country, else of its language's; None where neither has a single one."""
    country = host_of(page.address).rpartition(".")[2]
    language = (page.tree.get("lang") or "")[:2].lower()
    name = _ZONES.get(country) or _ZONES.get(_LANGUAGE_COUNTRIES.get(language, ""))
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, OSError):
        return None
