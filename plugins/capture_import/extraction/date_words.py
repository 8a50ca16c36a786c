"""Dates as pages write them: by machines (ISO 8601, RFC 2822), in addresses, in the words of a score of languages."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

_URL_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_.-]?(?P<m>0[1-9]|1[0-2]|(?<=[/_.-])[1-9](?=[/_.-]))[/_.-]?(?P<d>0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9](?=[/_.-]|$))(?!\d)"
)
_URL_MONTH_NAME = re.compile(
    r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(?P<d>\d{1,2})(?:/|$)", re.I
)


def read_date(text: str) -> datetime | date | None:
    """Read a date as machines write it (ISO 8601, RFC 2822, seconds since 1970), else the first whole date in the words."""
    text = text.strip()
    if not text or len(text) > 300:
        return None
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    iso = re.match(
        r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]+(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
        text,
        re.I,
    )
    if iso:
        return _build(iso)
    compact = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z)?)?", text)
    if compact and 1990 <= int(compact[1]) <= 2100:
        return _make_date(int(compact[1]), int(compact[2]), int(compact[3]))
    if re.match(
        r"(?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d|[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4}|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d",
        text,
    ):
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
january jan januar jänner jaenner janvier janv enero ene gennaio gen janeiro januari januarie styczeń stycznia leden ledna січня января tammikuu tammikuuta ocak ianuarie ιανουαρίου ιαν януари siječnja siječanj január januára gener oca يناير जनवरी
february feb februar feber février fevrier fevr febrero febbraio fevereiro fev februari februarie luty lutego únor února лютого февраля helmikuu helmikuuta şubat φεβρουαρίου φεβ февруари veljače február februára febrer şub فبراير फरवरी fév
march mar märz maerz mrz mars marzo março maart mrt martie marzec marca březen března березня марта maaliskuu maaliskuuta mart μαρτίου μαρ март ožujka március marec març maret مارس मार्च
april apr avril avr abril abr aprile aprilie kwiecień kwietnia duben dubna квітня апреля huhtikuu huhtikuuta nisan απριλίου απρ април travnja április apríl apríla أبريل अप्रैल kwi
may mai maj mayo maggio mag maio mei květen května травня мая toukokuu toukokuuta mayıs maja μαΐου μαϊ май svibnja május mája maig مايو मई
june jun juni juin junio giugno giu junho iunie czerwiec czerwca červen června червня июня kesäkuu kesäkuuta haziran ιουνίου ιουν юни lipnja június júna juny haz يونيو जून
july jul juli juillet juil julio luglio lug julho iulie lipiec lipca červenec července липня июля heinäkuu heinäkuuta temmuz ιουλίου ιουλ юли srpnja július júla juliol tem يوليو जुलाई
august aug août aout agosto ago ag augustus augusti sierpień sierpnia srpen srpna серпня августа elokuu elokuuta ağustos αυγούστου αυγ август kolovoza augusztus augusta agost agustus ağu أغسطس अगस्त
september sep sept septembre septiembre setiembre settembre set setembro septembrie wrzesień września září вересня сентября syyskuu syyskuuta eylül σεπτεμβρίου σεπ септември rujna szeptember septembra setembre eyl سبتمبر सितंबर
october oct oktober okt octobre octubre ottobre ott outubro out octombrie październik października říjen října жовтня октября lokakuu lokakuuta ekim οκτωβρίου οκτ октомври október októbra أكتوبر अक्टूबर eki
november nov novembre noviembre novembro noiembrie listopad listopada listopadu листопада ноября marraskuu marraskuuta kasım νοεμβρίου νοε ноември studenoga studenog novembra kas نوفمبر नवंबर
december dec dezember dez décembre decembre diciembre dic dicembre dezembro decembrie grudzień grudnia prosinec prosince грудня декабря joulukuu joulukuuta aralık δεκεμβρίου δεκ декември prosinca decembra desembre desember ara ديسمبر दिसंबर des
"""
_MONTHS = {name: number for number, line in enumerate(_MONTH_NAMES.strip().split("\n"), 1) for name in line.split()}
_NAME = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_CLOCK = r"(?:[\s,|·•–—-]{1,4}(?:at|um|às|a las|à|o|kl\.?|klo|um)?\s*(?P<h>[01]?\d|2[0-3])[:.h](?P<min>[0-5]\d)(?::\d\d)?\s*(?P<half>[ap]\.?m\.?)?)?"
_IN_WORDS = (
    re.compile(
        rf"(?<!\d)(?P<d>[0-3]?\d)(?:st|nd|rd|th|er|ta|\.|º|°|ª)?[\s./-]*(?:(?:de|of|do|di|den)\s+)?(?P<m>{_NAME})\b\.?,?[\s./-]*(?:(?:de|del|do)\s+)?(?P<y>(?:19|20)\d\d)(?!\d)(?:\s*(?:г\.|року|года))?{_CLOCK}",
        re.I,
    ),
    re.compile(
        rf"\b(?P<m>{_NAME})\.?[\s/-]+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?[\s/-]+(?P<y>(?:19|20)\d\d)(?!\d){_CLOCK}", re.I
    ),
    re.compile(
        rf"(?<!\d)(?P<y>(?:19|20)\d\d)\s*[-./年년]\s*(?P<m>[01]?\d)\s*[-./月월]\s*(?P<d>[0-3]?\d)(?!\d)(?:\s*[日일.])?{_CLOCK}",
        re.I,
    ),
    re.compile(
        rf"(?<![\d.])(?P<d>[0-3]?\d)\s?[./-]\s?(?P<m>[01]?\d)\s?[./-]\s?(?P<y>(?:19|20)\d\d)(?![\d])(?:\s*Uhr)?{_CLOCK}",
        re.I,
    ),
    re.compile(
        r"(?:ngày\s+)?(?<!\d)(?P<d>[0-3]?\d)\s+tháng\s+(?P<m>[01]?\d),?\s+(?:năm\s+)?(?P<y>(?:19|20)\d\d)(?!\d)", re.I
    ),
    re.compile(rf"(?<!\d)(?P<y>(?:19|20)\d\d)\.?,?\s+(?P<m>{_NAME})\.?\s+(?P<d>[0-3]?\d)(?!\d)", re.I),
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
            if (
                month.isdigit()
                and day <= 12
                and (number > 12 or _is_month_first(text[: match.start()], year, number, day))
            ):
                day, number = number, day
            when = _make_date(year, number, day)
            if when and (best is None or match.start() < best[0]):
                best = (match.start(), _add_clock(when, match))
                break
    return best[1] if best else None


_WEEKDAYS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split())}
_WEEKDAY_BEFORE = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s*\Z", re.I)


def _is_month_first(before: str, year: int, month: int, day: int) -> bool:
    """Tell whether the English weekday before a date in digits fits it with the month first only (`Tue, 11/09/2021`)."""
    weekday = _WEEKDAY_BEFORE.search(before)
    if weekday is None:
        return False
    number = _WEEKDAYS[weekday[1].lower()]
    as_read, turned = _make_date(year, month, day), _make_date(year, day, month)
    return turned is not None and turned.weekday() == number and (as_read is None or as_read.weekday() != number)


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
