"""The news agency UNN (unn.ua) as plain text, and agencies whose pages are laid out like its: one dateline `Place • AGENCY`.

Shapes, as pages of 2023 to 2025 come out when they are saved as text:
- full: headline twice, dateline, views, lede, body, author twice, sections glued, tags glued to their slugs;
- short: headline, dateline, lede, body;
- body alone: no headline (it is read from the address, which UNN makes of it) and no dateline;
- AMP: the address's last part, headline, views, body, then lists of other headlines;
- newer (from 2025): a time of day first or the site's footer first, the headline again below the lede, tags without slugs;
- with a ticker of other headlines (each with a time and views, or each twice) before the article;
- syndicated: the older dateline `КИЇВ. 19 жовтня. УНН.` before the first paragraph.
A listing page has none of these, only headlines: it is set aside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from newsrecord.record import Article
from newsrecord.slugs import text_to_slug

from capture_import.addresses import address_to_day, address_to_words, name_to_day
from capture_import.calendar_words import MONTH_NUMBERS
from capture_import.capture import Rejected
from capture_import.dates import find_mentions, infer_date, is_plausible, to_day, to_kyiv_time
from capture_import.filing import read_filing
from capture_import.languages import letters_to_language
from capture_import.text_blocks import Body, is_sentence, lines_to_body
from capture_import.text_page import TextPage

HOSTS = ("unn.ua", "unn.com.ua", "amp.my.ua")
_ARTICLE_ADDRESS = re.compile(r"https?://[^/]+/(?:(?:en|ru|uk|ua)/)?(?:news|amp)/[^/?]+-[^/?]+")

_AGENCY = r"[A-ZА-ЯЁІЇЄҐ][A-ZА-ЯЁІЇЄҐ0-9-]{1,11}"
_DATELINE = re.compile(rf"(?P<place>[^•·|\d]{{2,60}}?)\s*[•·]\s*(?P<agency>{_AGENCY})\Z")
_OLD_DATELINE = re.compile(
    rf"(?P<place>[A-ZА-ЯЁІЇЄҐ][^.•\d]{{1,40}})\.\s+(?P<day>\d{{1,2}}\s+[^\W\d]+|[^\W\d]+\s+\d{{1,2}})"
    rf"(?:,?\s+(?P<year>\d{{4}})(?:\s+(?:року|года|р|г))?)?\.?\s+(?P<agency>{_AGENCY})(?:\.\s*[-–—]?|\s+[-–—])\s*"
)
# The dateline, and what can stand behind it in its line: a time, views.
_LONG_DATELINE = re.compile(rf"(?P<dateline>[^•·|\d]{{2,60}}?\s*[•·]\s*{_AGENCY})\s*[•·]\s*(?P<stamp>.{{3,60}})\Z")
_VIEWS_WORD = r"(?:views?|перегляд\w*|просмотр\w*)"
# `12.3K views` is a number of views, but not how many
_COUNT = r"(?P<count>\d[\d\s]*)(?P<rounded>(?:[.,]\d+)?\s*(?:[kкm]|тис\.?|тыс\.?|млн\.?))?"
_VIEWS = re.compile(rf"[•·]?\s*{_COUNT}\s*{_VIEWS_WORD}\Z", re.IGNORECASE)
_MONTH = "|".join(MONTH_NUMBERS)
_TIME = r"\d{1,2}:\d\d(?:\s*[AP]M)?"
_DAY = rf"(?:(?:{_MONTH})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{_MONTH}))(?:,?\s+\d{{4}})?(?:\s*р\.|\s*г\.)?|\d{{1,2}}\.\d\d\.(?:\d{{4}}|\d\d)"
_OTHER_DAYS = r"today|yesterday|сьогодні|вчора|учора|сегодня|вчера"
_WHEN = rf"(?:(?:{_DAY}|{_OTHER_DAYS}),?\s+(?:(?:at|о|об|в)\s+)?)?{_TIME}"
_TICKER = re.compile(rf"(?P<glued>.*?)(?P<when>{_WHEN})\s*[•·]\s*(?P<views>{_COUNT}\s*{_VIEWS_WORD})\Z", re.IGNORECASE)
_TIME_LINE = re.compile(rf"(?P<when>{_WHEN})\Z", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})\.(\d\d)\.(\d\d)(?!\d)")
_SLUG_LINE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}\Z")

# What the site says about itself and round the article.
_FURNITURE = re.compile(
    r"""(?:
      exclusive | ексклюзив | эксклюзив
    | (?:contact|advertise|зв[’'ʼ]?я[зж]|контакт|звер|связ|свяж|обра[щт]|розміст|размест|замов|заказ|(?:з|по)\ (?:питан|вопрос)).{0,50}(?:advertis|реклам)\w*
    | advertising | реклама
    | (?:information\ agency|інформаційне\ агентство|информационное\ агентство)\ [«"“].*
    | .*(?:media\ identifier|ідентифікатор\ медіа|идентификатор\ медиа)\b.*
    | .*(?:all\ rights\ reserved|(?:всі|усі)\ права\ захищен[оі]|все\ права\ защищены).*
    | ©.*
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# The head of a page: switches of language, rates of exchange.
_MASTHEAD = re.compile(r"(?:(?:uk|en|ru|укр|eng|рус){1,3}|[\d.,\s$€]+)\Z", re.IGNORECASE)
# What begins the part of a page that is not the article's any more.
_AFTER_ARTICLE = re.compile(
    r"""(?:
      popular(?:\ news)? | news\ by\ theme | related\ news | latest\ news | more\ news | read\ also | news\ feed
    | популярн[еіыо]\S* (?:\ новин[иы]|\ новости)? | новини\ (?:по|за)\ тем(?:і|ою) | новости\ по\ теме | схожі\ новини | похожие\ новости
    | останні\ новини | последние\ новости | поділитися\ сюжетом | поделиться\ сюжетом | share\ the\ story
    | джерело\ матеріала?у? | источник\ материала | згадувані\ персони | упомянутые\ персоны
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SUBHEADS = frozenset(
    """recall|details|detail|addendum|addition|additions|additionally|add|let's add|let us add|supplement|quote|context|background|reminder|
    as a reminder|let us remind|let's recall|let us recall|for reference|reference|what is known|what we know|what preceded|prehistory|
    нагадаємо|нагадуємо|деталі|подробиці|доповнення|цитата|пряма мова|контекст|передісторія|що передувало|що відомо|довідково|довідка|додамо|
    напомним|напоминаем|детали|подробности|дополнение|прямая речь|предыстория|что предшествовало|что известно|справочно|справка|добавим""".replace("\n", "").replace("    ", "").split("|")
)
_SECTIONS = (
    "War", "Politics", "Society", "Economy", "News of the World", "Crimes and emergencies", "Kyiv", "Kyiv region", "Health", "Sports",
    "Culture", "Technologies", "Finance", "Agronomy", "UNN Lite", "Publications", "Exclusives", "Life hack", "Auto", "Weather and environment",
    "Odesa", "Kharkiv", "Our people abroad", "Education", "Real Estate", "Diplomacy", "Events", "Business News", "Real estate",
    "Війна", "Політика", "Суспільство", "Економіка", "Новини Світу", "Кримінал та НП", "Київ", "Київщина", "Здоров'я", "Здоров’я", "Спорт",
    "Культура", "Технології", "Фінанси", "Агрономія", "УНН Lite", "Публікації", "Ексклюзиви", "Лайфхак", "Авто", "Погода та довкілля",
    "Одеса", "Харків", "Освіта", "Нерухомість", "Дипломатка", "Події",
    "Война", "Политика", "Общество", "Экономика", "Новости Мира", "Криминал и ЧП", "Киев", "Киевская область", "Здоровье",
    "Технологии", "Финансы", "Агрономия", "Публикации", "Эксклюзивы", "Погода и окружающая среда", "Одесса", "Харьков", "Образование",
    "Недвижимость", "События",
)  # fmt: skip

_HEADLINE_LENGTH = 600
# Addresses are made of headlines by the site's own rule, which is not quite that of our slugs.
_LIKE_ADDRESS = 0.85


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above a body, whose first line's place is `start`."""

    start: int
    title: str = ""
    place: str = ""
    agency: str = ""
    views: int | None = None
    when: str = ""
    old_dateline: str = ""


def is_mine(page: TextPage) -> bool:
    """Whether this is a page of UNN's, or one that is laid out as UNN's are."""
    host = page.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return host in HOSTS or any(_DATELINE.match(line) or _OLD_DATELINE.match(line) for line in page.lines)


def page_to_article(page: TextPage, given_day: date | None = None) -> Article:
    """Give the page's article. Raises Rejected for a listing page and where the headline or the date can't be known."""
    lines = _without_after_article([part for line in page.lines for part in _part_dateline(line)])
    head = _read_head(lines, page)
    filing = read_filing(lines, head.start, _SECTIONS, _is_subhead, lambda line: _is_furniture(line) or bool(_match_ticker(line)))
    texts = [line for line in lines[head.start : filing.start] if line and not _is_furniture(line)]
    while texts and _MASTHEAD.match(texts[0]):
        del texts[0]
    if head.title:
        texts = [line for at, line in enumerate(texts) if not (at < 3 and line == head.title)]
    lede = texts.pop(0) if head.place and texts and not head.old_dateline else ""
    related = [match["glued"].strip() for line in lines[head.start :] if (match := _match_ticker(line)) and match["glued"].strip()]
    texts = [line for line in texts if not _match_ticker(line)]
    body = lines_to_body(texts, _is_subhead)
    title, title_basis = head.title, ""
    if not title:
        _reject_listing(page, texts, head)
        title, title_basis = _title_from_address(page, body, lede)
    if not body.paragraphs and not lede:
        raise Rejected("no text: the page has a headline and nothing below it")
    day, basis, note = _find_day(page, head, (lede, *body.paragraphs) if lede else body.paragraphs, given_day)
    extra = {
        "Title_basis": title_basis,
        "Encoding": page.decoded.note,
        "Date_note": note,
        "Related": "; ".join(headline.replace(";", ",") for headline in (*related, *body.related)),
    }
    return Article(
        title=title,
        date=_with_time(day, head.when),
        lang=_find_language(page, title, lede, body),
        sections=filing.sections,
        tags=filing.tags,
        authors=filing.authors,
        summary=lede,
        dateline=head.place,
        publisher=head.agency or _publisher_of(page),
        source_url=page.url,
        captured=page.captured_at,
        capture_sha256=page.capture.sha256,
        date_basis=basis,
        views=head.views,
        body=body.markdown,
        extra={key: value for key, value in extra.items() if value},
    )


def _part_dateline(line: str) -> list[str]:
    match = _LONG_DATELINE.match(line)
    is_stamped = match and (_VIEWS.match(match["stamp"]) or _match_ticker(match["stamp"]) or _TIME_LINE.match(match["stamp"]))
    return [match["dateline"], match["stamp"]] if match and is_stamped else [line]


def _without_after_article(lines: Sequence[str]) -> list[str]:
    """Give the lines up to the first that begins other things than the article, where text stands before it."""
    for at, line in enumerate(lines):
        if line and _AFTER_ARTICLE.match(line) and sum(is_sentence(other) and len(other) > 40 for other in lines[:at]):
            return list(lines[:at])
    return list(lines)


def _read_head(lines: list[str], page: TextPage) -> _Head:
    at = next((at for at, line in enumerate(lines) if _is_dateline(line)), None)
    if at is not None:
        return _head_at_dateline(lines, at, page)
    at = next((at for at, line in enumerate(lines) if _OLD_DATELINE.match(line)), None)
    if at is not None:
        return _head_at_old_dateline(lines, at)
    at = next((at for at, line in enumerate(lines) if _VIEWS.match(line) and not _match_ticker(line)), None)
    if at is not None:
        title_at = _title_above(lines, at)
        if title_at is not None:
            return _Head(start=at + 1, title=lines[title_at], views=_to_count(_VIEWS.match(lines[at])))
    return _Head(start=_after_slug_line(lines, page))


def _head_at_dateline(lines: list[str], at: int, page: TextPage) -> _Head:
    dateline = _DATELINE.match(lines[at])
    assert dateline
    title_at = _title_above(lines, at)
    if title_at is None:
        title_at = _title_like_address(lines, at, page)
    title = lines[title_at] if title_at is not None else ""
    above = title_at if title_at is not None else at
    if above and title:
        above = min(place for place in range(above + 1) if lines[place] == title or place == above)
    when = next((match["when"] for line in lines[max(0, above - 3) : at] if (match := _TIME_LINE.match(line))), "")
    start, views = at + 1, None
    for place in range(at + 1, min(at + 6, len(lines))):
        line = lines[place]
        stamp = _match_ticker(line)
        if stamp and not stamp["glued"]:
            when, views, start = stamp["when"], _to_count(stamp), place + 1
            break
        if line and not stamp and (match := _VIEWS.match(line)):
            views, start = _to_count(match), place + 1
            break
        if line and not _TIME_LINE.match(line):
            break
        if line:
            when, start = line, place + 1
    return _Head(start, title, dateline["place"].strip(), dateline["agency"], views, when=when)


def _head_at_old_dateline(lines: list[str], at: int) -> _Head:
    match = _OLD_DATELINE.match(lines[at])
    assert match
    title_at = _title_above(lines, at)
    place = match["place"].strip()
    lines[at] = lines[at][match.end() :]
    return _Head(
        start=at,
        title=lines[title_at] if title_at is not None else "",
        place=place.title() if place.isupper() else place,
        agency=match["agency"],
        old_dateline=" ".join(filter(None, (match["day"], match["year"]))),
    )


def _title_above(lines: list[str], at: int) -> int | None:
    """Give the place of the headline above a line: the nearest text that is no furniture and no ticker's headline."""
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if not line or _is_furniture(line) or _MASTHEAD.match(line) or _TIME_LINE.match(line):
            continue
        before = next((other for other in reversed(lines[:place]) if other), "")
        if _match_ticker(line) or _match_ticker(before) or _SLUG_LINE.match(line) or _VIEWS.match(line):
            return None
        return place if len(line) <= _HEADLINE_LENGTH else None
    return None


def _title_like_address(lines: list[str], at: int, page: TextPage) -> int | None:
    """Give the place of the line above a dateline of whose words the address is made: a headline in a ticker can be the page's own."""
    address = "-".join(address_to_words(page.url))
    for place in range(at - 1, -1, -1):
        line = lines[place]
        if line and address and len(line) <= _HEADLINE_LENGTH and not _match_ticker(line):
            slug = text_to_slug(line, max_bytes=len(address) + 1)
            if SequenceMatcher(None, slug, address).ratio() >= _LIKE_ADDRESS:
                return place
    return None


def _after_slug_line(lines: list[str], page: TextPage) -> int:
    words = address_to_words(page.url)
    return next((at + 1 for at, line in enumerate(lines[:6]) if _SLUG_LINE.match(line) and line.split("-") == words), 0)


def _match_ticker(line: str) -> re.Match[str] | None:
    """Match a ticker's line; none is longer than a headline, and a long line would take its time."""
    return _TICKER.match(line) if len(line) <= _HEADLINE_LENGTH else None


def _is_dateline(line: str) -> bool:
    return bool(_DATELINE.match(line)) and not _match_ticker(line) and not _VIEWS.match(line)


def _is_furniture(line: str) -> bool:
    return bool(_FURNITURE.match(line))


def _is_subhead(line: str) -> bool:
    return line.casefold().rstrip(":") in _SUBHEADS


def _to_count(views: re.Match[str] | None) -> int | None:
    """Give a number of views; None for a rounded one (`12.3K`)."""
    return int("".join(views["count"].split())) if views and not views["rounded"] else None


def _reject_listing(page: TextPage, texts: list[str], head: _Head) -> None:
    """Raise Rejected where a page without a headline of its own is a list of other articles."""
    is_unn = _publisher_of(page) != ""
    if page.url and (
        re.search(r"[?&]page=\d+", page.url) or len(address_to_words(page.url)) < 2 or (is_unn and not _ARTICLE_ADDRESS.match(page.url))
    ):
        raise Rejected("a listing page: headlines of other articles, none of its own")
    if any(_match_ticker(line) for line in page.lines) and not any(is_sentence(text) for text in texts):
        raise Rejected("only a ticker of other headlines: the article's own text is missing")
    if len(texts) > 2 and not any(is_sentence(text) for text in texts) and not head.place:
        raise Rejected("a listing page: headlines of other articles, none of its own")


def _title_from_address(page: TextPage, body: Body, lede: str) -> tuple[str, str]:
    """Give a headline for a page that was saved without its own: UNN's addresses are made of the headline's words."""
    words = address_to_words(page.url)
    if len(words) < 2:
        raise Rejected("no headline: the page has none, and no address that holds one")
    forms: dict[str, str] = {}
    for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)?", " ".join((lede, *body.paragraphs))):
        slug = text_to_slug(word)
        if not forms.get(slug, "a")[0].isupper() or word.islower():
            forms[slug] = word
    title = " ".join(forms.get(word, word) for word in words)
    if re.search("[\u0400-\u04ff]", " ".join(body.paragraphs)) and re.search("[A-Za-z]", title):
        first = re.split(r"(?<=[.!?])\s", next(iter((lede, *body.paragraphs) if lede else body.paragraphs), ""))[0]
        if not first:
            raise Rejected("no headline: the page has none")
        return first, "text"
    return title[:1].upper() + title[1:], "url"


def _find_day(page: TextPage, head: _Head, paragraphs: Sequence[str], given: date | None) -> tuple[date, str, str]:
    """Give the day, its basis, and a note where the text contradicts it."""
    in_address = address_to_day(page.url)
    if in_address and is_plausible(in_address, page.captured_day):
        return in_address, "url", ""
    if page.day and is_plausible(page.day, page.captured_day):
        return page.day, "header", ""
    if stamped := _stamp_to_day(head.when, page.captured_day):
        return stamped, "header", ""
    try:
        if head.old_dateline:
            if stamped := _stamp_to_day(head.old_dateline, page.captured_day):
                return stamped, "header", ""
            return infer_date((head.old_dateline, *paragraphs), page.captured_day), "text", ""
        if next(find_mentions(head.when), None):
            return infer_date((head.when, *paragraphs), page.captured_day), "text", ""
        return infer_date(paragraphs, page.captured_day), "text", ""
    except Rejected as rejected:
        why = rejected.reason.removeprefix("no date: ")
        in_name = name_to_day(page.capture.source)
        if in_name and is_plausible(in_name, page.captured_day):
            return in_name, "filename", why
        if given:
            return given, "", ""
        if page.captured_day:
            return page.captured_day, "captured", why
        raise


def _stamp_to_day(stamp: str, captured: date | None) -> date | None:
    """Give the day that a time above the text names; without a year that of the last such day before the capture."""
    if match := _SHORT_YEAR.search(stamp):
        day = to_day(2000 + int(match[3]), int(match[2]), int(match[1]))
        return day if day and is_plausible(day, captured) else None
    mention = next(find_mentions(stamp), None)
    if mention and mention.year:
        return mention.date if mention.date and is_plausible(mention.date, captured) else None
    if mention and captured:
        days = (to_day(year, mention.month, mention.day) for year in (captured.year, captured.year - 1))
        return next((day for day in days if day and day <= captured), None)
    return None


def _with_time(day: date, when: str) -> date | datetime:
    match = re.search(r"(\d{1,2}):(\d\d)(?:\s*([AP])M)?", when, re.IGNORECASE)
    if not match:
        return day
    hour, minute = int(match[1]), int(match[2])
    if match[3]:
        hour = hour % 12 + (12 if match[3].upper() == "P" else 0)
    return to_kyiv_time(day, hour, minute) if hour < 24 and minute < 60 else day


def _find_language(page: TextPage, title: str, lede: str, body: Body) -> str:
    language = letters_to_language(" ".join((title, lede, *body.paragraphs)))
    if language:
        return language
    match = re.match(r"https?://[^/]+/(en|ru|uk)(?:/|\Z)", page.url)
    return match[1] if match else ""


def _publisher_of(page: TextPage) -> str:
    host = page.url.partition("//")[2].partition("/")[0].removeprefix("www.")
    return "UNN" if host in HOSTS[:2] else ""
