"""When an article came out and when it was changed, with the basis: what is declared, the address, the header, the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml.html import HtmlElement

from capture_import.extraction.addresses import domain_of
from capture_import.extraction.furniture import split_name
from capture_import.extraction.page import Page, elements_after

# The first news on the web, the last day that can be news where nobody wrote down the capture's, and how far a clock may be ahead.
EARLIEST = date(1990, 1, 1)
LATEST = date(2100, 12, 31)
_TOLERANCE = timedelta(days=2)

_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "og:published_time", "publishdate",
    "publish-date", "publish_date", "publication_date", "published_time", "publisheddate", "published-date", "publicationdate", "article.published", "dc.date.issued", "dcterms.issued",
    "originalpublicationdate", "article_date_original", "rnews:datepublished", "bt:pubdate", "shareaholic:article_published_time", "gr:published", "og:pubdate", "displaydate",
)  # fmt: skip
_VAGUE_METAS = (
    "pubdate", "citation_publication_date", "citation_date", "date", "article:create_date", "creation_date", "created", "datecreated", "dcterms.created", "dc.date.created", "dc.created", "dc.date",
    "dcterms.date", "dc:date", "article:date", "sort_date", "weibo: article:create_at", "post_date", "analyticsattributes.articledate", "live:created", "ptime", "time", "timestamp",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "article:updated_time", "lastmod", "last-modified",
    "modified_time", "updated_time", "revised", "moddate", "dateupdated",
)  # fmt: skip
_URL_DATE = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2]|(?<=[/_.-])[1-9](?=[/_.-]))[/_.-]?(?P<d>0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9](?=[/_.-]|$))(?!\d)")
_URL_MONTH_NAME = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(?P<d>\d{1,2})(?:/|$)", re.I)
_DATE_WORDS = frozenset("date dates datum fecha data published publish publication posted postdate pubdate time timestamp dateline erstellt created entry meta postmeta info byline published updated".split())
_UPDATED = re.compile(r"updated?|modif|aktualisiert|actualizado|mis à jour|aggiornat|atualizado|bijgewerkt|обновлен|geändert|stand:", re.I)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, or a time with its zone where one is known, and where it was found: `metadata`, `url`, `header` or `text`."""

    when: datetime | date
    basis: str

    @property
    def day(self) -> date:
        return self.when.date() if isinstance(self.when, datetime) else self.when


def find_published(page: Page, headline: HtmlElement | None = None, body: HtmlElement | None = None) -> FoundDate | None:
    """Give when the article was published; None where nothing on the page or in its address tells.

    What is declared as the time of publication is trusted most, then the address, then the date that the page shows in its
    header, then metadata that says `date` and not of what, then a date in the text.
    """
    from_url = read_url_date(page.address)
    if from_url and not _is_possible(from_url, page):
        from_url = None
    declared = next(_list_declared(page), None)
    if declared:
        return _to_local_day(declared, from_url, page, headline)
    if from_url:
        return FoundDate(from_url, "url")
    shown = _find_header_date(page, headline)
    return shown or next(_list_vague(page), None) or _find_text_date(page, headline, body)


def _to_local_day(found: FoundDate, from_url: date | None, page: Page, headline: HtmlElement | None) -> FoundDate:
    """Give a time in UTC in the zone of the paper where address or header show the day before or after: the paper's own day."""
    when = found.when
    if not isinstance(when, datetime) or when.utcoffset() != timedelta(0):
        return found
    zone = _guess_zone(page)
    if zone and (local := when.astimezone(zone)).time() == time():
        # the very beginning of a day at home, put into universal time by software: a day is all that was meant
        return FoundDate(local.date(), found.basis)
    shown = from_url
    if shown is None and (header := _find_header_date(page, headline)):
        shown = header.day
    # no zone is further than twelve hours behind, or fourteen before, universal time
    if shown is None or not (shown - when.date() == timedelta(days=1) and when.hour >= 10) and not (when.date() - shown == timedelta(days=1) and when.hour < 12):
        return found
    if zone:
        local = when.astimezone(zone)
        return FoundDate(local, found.basis) if local.date() == shown else found
    if shown != from_url and 2 < when.hour < 20:
        return found
    # a paper whose country is not known: the nearest whole hour that makes it that day
    hours = 24 - when.hour if shown > when.date() else -(when.hour + 1)
    return FoundDate(when.astimezone(timezone(timedelta(hours=hours))), found.basis)


_ZONES = {
    "de": "Europe/Berlin", "at": "Europe/Vienna", "ch": "Europe/Zurich", "fr": "Europe/Paris", "it": "Europe/Rome", "es": "Europe/Madrid", "nl": "Europe/Amsterdam", "be": "Europe/Brussels",
    "pl": "Europe/Warsaw", "cz": "Europe/Prague", "uk": "Europe/London", "ie": "Europe/Dublin", "pt": "Europe/Lisbon", "se": "Europe/Stockholm", "no": "Europe/Oslo", "dk": "Europe/Copenhagen",
    "fi": "Europe/Helsinki", "ua": "Europe/Kyiv", "ru": "Europe/Moscow", "tr": "Europe/Istanbul", "gr": "Europe/Athens", "hu": "Europe/Budapest", "ro": "Europe/Bucharest", "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "cn": "Asia/Shanghai", "tw": "Asia/Taipei", "in": "Asia/Kolkata", "il": "Asia/Jerusalem", "au": "Australia/Sydney", "nz": "Pacific/Auckland", "ar": "America/Argentina/Buenos_Aires",
    "br": "America/Sao_Paulo", "cl": "America/Santiago", "co": "America/Bogota", "pe": "America/Lima", "uy": "America/Montevideo", "mx": "America/Mexico_City", "za": "Africa/Johannesburg",
}  # fmt: skip
_LANGUAGE_COUNTRIES = {"de": "de", "fr": "fr", "it": "it", "nl": "nl", "pl": "pl", "cs": "cz", "uk": "ua", "sv": "se", "nb": "no", "da": "dk", "fi": "fi", "tr": "tr", "ja": "jp", "ko": "kr"}


def _guess_zone(page: Page) -> ZoneInfo | None:
    country = domain_of(page.address).rpartition(".")[2]
    language = (page.tree.get("lang") or "")[:2].lower()
    name = _ZONES.get(country) or _ZONES.get(_LANGUAGE_COUNTRIES.get(language, ""))
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, OSError):
        return None


def find_modified(page: Page, published: datetime | date | None) -> datetime | date | None:
    """Give when the article was changed last, as the page declares it; None where it does not or where that is no later."""
    node = page.article_node
    for text in (*_texts(node.get("dateModified")), *(content for name in _MODIFIED_METAS for content in page.metas.get(name, ()))):
        when = read_date(text)
        if when and _is_possible(when, page) and (published is None or _as_instant(when) > _as_instant(published)):
            return when
    return None


def _list_declared(page: Page) -> Iterator[FoundDate]:
    """Give what the page declares as the time of publication: metadata first, then JSON-LD, then microdata."""
    node = page.article_node
    texts = [content for name in _PUBLISHED_METAS for content in page.metas.get(name, ())]
    texts += _texts(node.get("datePublished"))
    if not node:
        texts += [text for other in page.linked.nodes for text in _texts(other.get("datePublished"))]
    texts += _texts(node.get("dateCreated")) + _texts(node.get("uploadDate"))
    for element in page.elements:
        if isinstance(element.tag, str) and element.tag != "meta" and element.get("itemprop") and {"datePublished", "dateCreated"}.intersection(element.get("itemprop").split()):
            texts += [text for text in (element.get("content"), element.get("datetime"), element.text_content()[:60]) if text]
    for text in texts:
        if (when := read_date(text)) and _is_possible(when, page):
            yield FoundDate(when, "metadata")


def _list_vague(page: Page) -> Iterator[FoundDate]:
    for name in _VAGUE_METAS:
        for text in page.metas.get(name, ()):
            if (when := read_date(text)) and _is_possible(when, page):
                yield FoundDate(when, "metadata")


def _find_header_date(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    """Give the date that the page shows: in a `<time>`, under a name that says date, near the headline first."""
    return _find_time_element(page, headline) or _find_labelled_date(page) or _find_named_date(page, headline)


def _find_time_element(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    times = []
    for element in page.tree.iter("time", "abbr"):
        text = element.get("datetime") or element.get("title") or element.text_content()
        when = read_date(text or "")
        if when and _is_possible(when, page):
            name = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
            surrounding = (element.getparent().text_content() if element.getparent() is not None else "")[:80]
            is_update = bool(_UPDATED.search(name) or _UPDATED.search(surrounding[:40]))
            is_published = "published" in name or "entry-date" in name or element.get("pubdate") is not None
            times.append((is_update, not is_published, _distance(page, headline, element), when))
    if not times:
        return None
    times.sort(key=lambda item: item[:3])
    return FoundDate(times[0][3], "header")


def _find_named_date(page: Page, headline: HtmlElement | None) -> FoundDate | None:
    found = []
    for element in page.tree.iter("span", "div", "p", "li", "td", "small", "em", "strong", "b", "i", "a", "h2", "h3", "h4", "h5", "h6", "dd", "section", "header", "font"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(name) < 3 or not any(word in _DATE_WORDS or word.startswith(("date", "datum", "time", "fecha")) for word in split_name(name)):
            continue
        text = element.text_content()
        if len(text) > 250:
            continue
        when = search_date(" ".join(text.split()))
        if when and _is_possible(when, page):
            found.append((bool(_UPDATED.search(text) and not re.search(r"publi|erstellt|veröff|posted", text, re.I)), _distance(page, headline, element), when))
    if not found:
        return None
    found.sort(key=lambda item: item[:2])
    return FoundDate(found[0][2], "header")


def _find_labelled_date(page: Page) -> FoundDate | None:
    """Give the first date behind a word that says what it is (`Published: 4 May 2021`)."""
    words = _read_words(page)[:_LABELLED_AREA]
    for match in _LABELLED.finditer(words):
        if (when := search_date(words[match.end() : match.end() + 25])) and _is_possible(when, page):
            return FoundDate(when, "header")
    return None


def _read_words(page: Page) -> str:
    root = page.tree.find("body")
    return " ".join(" ".join(part for part in root.itertext(*_TEXT_TAGS) if part.strip()).split()) if root is not None else ""


def _find_text_date(page: Page, headline: HtmlElement | None, body: HtmlElement | None) -> FoundDate | None:
    """Give the first whole date in the words around the headline, in the text's beginning or end."""
    if headline is not None and headline in page.order:
        # a line of its own just above the headline
        position = page.order[headline]
        for element in reversed(page.elements[max(position - 25, 0) : position]):
            text = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
            if 6 <= len(text) <= 40 and (when := search_date(text)) and _is_possible(when, page):
                return FoundDate(when, "header")
    if headline is not None:
        words: list[str] = []
        for element in elements_after(headline, 60):
            words.extend(part for part in (element.text, element.tail) if part)
        if when := search_date(" ".join(" ".join(words).split())[:1200]):
            if _is_possible(when, page):
                return FoundDate(when, "text")
    whole = _read_words(page)
    for area in (whole[:3000], whole[-3000:]):
        when = search_date(area)
        if when and _is_possible(when, page):
            return FoundDate(when, "text")
    return None


_LABELLED = re.compile(r"\b(?:erschienen|veröffentlicht|published|publié|publicado|pubblicato|posted|erstellt|gepubliceerd|опубликовано|опубліковано|datum|date|дата)(?:\s(?:am|on|le|el|il|op|at))?\s*:?\s*(?=\S{1,12}[\s./-])", re.I)
_LABELLED_AREA = 20_000
_TEXT_TAGS = ("p", "div", "span", "li", "td", "h1", "h2", "h3", "h4", "h5", "small", "em", "strong", "b", "i", "a", "font", "center", "section", "article", "header", "footer", "body", "br")


def _distance(page: Page, headline: HtmlElement | None, element: HtmlElement) -> int:
    """Give how many elements stand between the headline and another, those before it counting more."""
    order = page.order
    if headline is None or headline not in order or element not in order:
        return order.get(element, 10**6)
    gap = order[element] - order[headline]
    return gap if gap >= 0 else 10 - gap


def read_date(text: str) -> datetime | date | None:
    """Read a date as machines write it (ISO 8601, RFC 2822, seconds since 1970), else the first whole date in the words."""
    text = text.strip()
    if not text or len(text) > 300:
        return None
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    iso = re.match(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?", text, re.I)
    if iso:
        return _build(iso)
    compact = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?", text)
    if compact and 1990 <= int(compact[1]) <= 2100:
        return _make_date(int(compact[1]), int(compact[2]), int(compact[3]))
    if re.match(r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d|[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d", text):
        try:
            return parsedate_to_datetime(text)
        except (ValueError, OverflowError):
            return None
    return search_date(text)


def read_url_date(url: str) -> date | None:
    """Give the day that an address names (`/2024/05/17/`, `2024-05-17`, `20240517`); None where it names none.

    >>> read_url_date("https://news.example/2024/05/17/a-story")
    datetime.date(2024, 5, 17)
    """
    path = re.sub(r"^\w+://[^/]*", "", url)
    path = re.sub(r"^/web/\d{14}[a-z_]*/", "", path)
    for match in _URL_DATE.finditer(path):
        if found := _make_date(int(match["y"]), int(match["m"]), int(match["d"])):
            return found
    if match := _URL_MONTH_NAME.search(path):
        return _make_date(int(match["y"]), _MONTHS[match["m"].lower()[:3]], int(match["d"]))
    return None


_MONTH_NAMES = """
january jan januar jänner jaenner janvier janv enero ene gennaio gen janeiro januari januarie styczeń stycznia stycznia leden ledna січня января tammikuu tammikuuta ocak ianuarie january
february feb februar feber février fevrier fevr febrero febbraio fevereiro fev februari februarie luty lutego únor února лютого февраля helmikuu helmikuuta şubat
march mar märz maerz mrz mars marzo março maart mrt martie marzec marca březen března березня марта maaliskuu maaliskuuta mart
april apr avril avr abril abr aprile aprilie kwiecień kwietnia duben dubna квітня апреля huhtikuu huhtikuuta nisan
may mai maj mayo maggio mag maio mei květen května травня мая toukokuu toukokuuta mayıs maja
june jun juni juin junio giugno giu junho iunie czerwiec czerwca červen června червня июня kesäkuu kesäkuuta haziran
july jul juli juillet juil julio luglio lug julho iulie lipiec lipca červenec července липня июля heinäkuu heinäkuuta temmuz
august aug août aout agosto ago ag augustus augusti sierpień sierpnia srpen srpna серпня августа elokuu elokuuta ağustos
september sep sept septembre septiembre setiembre settembre set setembro septembrie wrzesień września září вересня сентября syyskuu syyskuuta eylül
october oct oktober okt octobre octubre ottobre ott outubro out octombrie październik października říjen října жовтня октября lokakuu lokakuuta ekim
november nov novembre noviembre novembro noiembrie listopad listopada listopadu листопада ноября marraskuu marraskuuta kasım
december dec dezember dez décembre decembre diciembre dic dicembre dezembro decembrie grudzień grudnia prosinec prosince грудня декабря joulukuu joulukuuta aralık
"""
_MONTHS = {name: number for number, line in enumerate(_MONTH_NAMES.strip().split("\n"), 1) for name in line.split()}
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_CLOCK = r"(?:[\s,|·•–—-]{1,4}(?:at|um|às|a las|à|o|kl\.?|klo|um)?\s*(?P<h>[01]?\d|2[0-3])[:.h](?P<min>[0-5]\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?)?"
_IN_WORDS = (
    re.compile(rf"(?<!\d)(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|ta|\.|º|°|ª)?[\s./-]*(?:(?:de|of|do|di|den)\s+)?(?P<m>{_NAME})\b\.?,?[\s./-]*(?:(?:de|del|do)\s+)?(?P<y>(?:19|20)\d\d)(?!\d)(?:\s*(?:г\.|року|года))?{_CLOCK}", re.I),
    re.compile(rf"\b(?P<m>{_NAME})\.?[\s/-]+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?[\s/-]+(?P<y>(?:19|20)\d\d)(?!\d){_CLOCK}", re.I),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-./年년]\s*(?P<m>[01]?\d)\s*[-./月월]\s*(?P<d>[0-3]?\d)(?!\d)(?:\s*[日일.])?{_CLOCK}", re.I),
    re.compile(rf"(?<![\d.])(?P<d>[0-3]?\d)\s?[./-]\s?(?P<m>[01]?\d)\s?[./-]\s?(?P<y>(?:19|20)\d\d)(?![\d])(?:\s*Uhr)?{_CLOCK}", re.I),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s+(?P<m>{_NAME})\.?\s+(?P<d>[0-3]?\d)(?!\d)", re.I),
    re.compile(r"(?<![\d.])(?P<d>[0-3]\d)\.(?P<m>[01]\d)\.(?P<y>\d\d)(?![\d.])"),
)


def search_date(text: str) -> datetime | date | None:
    """Give the first whole date in words of any of a score of languages; None where there is none.

    >>> search_date("Am 3. März 2021 beschlossen")
    datetime.date(2021, 3, 3)
    """
    best: tuple[int, datetime | date] | None = None
    for pattern in _IN_WORDS:
        for match in pattern.finditer(text):
            month = match["m"].lower()
            number = int(month) if month.isdigit() else _MONTHS[month]
            year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
            day = int(match["d"])
            if number > 12 and day <= 12 and month.isdigit():
                day, number = number, day
            when = _make_date(year, number, day)
            if when and (best is None or match.start() < best[0]):
                best = (match.start(), _add_clock(when, match))
                break
    return best[1] if best else None


def _add_clock(day: date, match: re.Match[str]) -> datetime | date:
    groups = match.groupdict()
    if not groups.get("h"):
        return day
    hour = int(groups["h"])
    if half := (groups.get("half") or "").lower():
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return datetime(day.year, day.month, day.day, hour, int(groups["min"]))


def _build(match: re.Match[str]) -> datetime | date | None:
    day = _make_date(int(match[1]), int(match[2]), int(match[3]))
    if day is None or not match[4]:
        return day
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day
    zone = (match[8] or "").upper()
    offset: timezone | None = None
    if zone in ("Z", "UTC", "GMT"):
        offset = UTC
    elif zone:
        minutes = int(zone[1:3]) * 60 + int(zone[-2:] if len(zone) > 3 else 0)
        offset = timezone(timedelta(minutes=minutes if zone[0] == "+" else -minutes)) if minutes < 24 * 60 else None
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=offset)


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_possible(when: datetime | date, page: Page) -> bool:
    """Tell whether a date is of the web's time and not after the capture (today is not asked: an import gives the same any day)."""
    day = when.date() if isinstance(when, datetime) else when
    return EARLIEST <= day <= (page.captured_at.date() + _TOLERANCE if page.captured_at else LATEST)


def _as_instant(when: datetime | date) -> datetime:
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str) and text.strip()]
