"""What single lines of UNN's pages are: datelines, times, views, boilerplate, subheads, names of sections."""

import re
from functools import cache

from capture_import.fields.dates.words import load_words
from newsrecord.whole_numbers import text_to_number

_AGENCY = r"[A-ZА-ЯЁІЇЄҐ][A-ZА-ЯЁІЇЄҐ0-9-]{1,11}"
DATELINE = re.compile(rf"(?P<place>[^•·|\d]{{2,60}}?)\s*[•·]\s*(?P<agency>{_AGENCY})\Z")
OLD_DATELINE = re.compile(
    rf"(?P<place>[A-ZА-ЯЁІЇЄҐ][^.•\d]{{1,40}})\.\s+(?P<day>\d{{1,2}}\s+[^\W\d]+|[^\W\d]+\s+\d{{1,2}})"
    rf"(?:,?\s+(?P<year>\d{{4}})(?:\s+(?:року|года|р|г))?)?\.?\s+(?P<agency>{_AGENCY})(?:\.\s*[-–—]?|\s+[-–—])\s*"
)
# The dateline, and what can follow it on the same line: a time, views.
_LONG_DATELINE = re.compile(rf"(?P<dateline>[^•·|\d]{{2,60}}?\s*[•·]\s*{_AGENCY})\s*[•·]\s*(?P<stamp>.{{3,60}})\Z")
_VIEWS_WORD = r"(?:views?|перегляд\w*|просмотр\w*)"
# a rounded number (`12.3K views`) is recognized, but no count is taken from it
_COUNT = r"(?P<count>\d++(?:\s++\d++)*+)(?P<rounded>(?:[.,]\d++)?\s*+(?:[kкm]|тис\.?|тыс\.?|млн\.?))?"
VIEWS = re.compile(rf"[•·]?\s*+{_COUNT}\s*+{_VIEWS_WORD}\Z", re.IGNORECASE)
_OTHER_DAYS = r"today|yesterday|сьогодні|вчора|учора|сегодня|вчера"
_TIME = r"\d{1,2}:\d\d(?:\s*[AP]M)?"
_LANGUAGES = frozenset(["en", "uk", "ru"])
SLUG_LINE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}\Z")

# Boilerplate: what the site says about itself, before and after the article.
_BOILERPLATE = re.compile(
    r"""(?:
      exclusive | ексклюзив | эксклюзив
    | (?:contact|advertise|зв[’'ʼ]?я[зж]|контакт|звер|связ|свяж|обра[щт]|розміст|размест|замов|заказ
       |(?:з|по)\ (?:питан|вопрос)).{0,50}(?:advertis|реклам)\w*
    | advertising | реклама
    | (?:information\ agency|інформаційне\ агентство|информационное\ агентство)\ [«"“].*
    | .*(?:media\ identifier|ідентифікатор\ медіа|идентификатор\ медиа)\b.*
    | .*(?:all\ rights\ reserved|(?:всі|усі)\ права\ захищен[оі]|все\ права\ защищены).*
    | ©.*
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# Boilerplate at the top of a page: links to other languages, exchange rates.
MASTHEAD = re.compile(r"(?:(?:uk|en|ru|укр|eng|рус){1,3}|[\d.,\s$€]+)\Z", re.IGNORECASE)
# Lines that begin the part of a page below the article.
AFTER_ARTICLE = re.compile(
    r"""(?:
      popular(?:\ news)? | news\ by\ theme | related\ news | latest\ news | more\ news | read\ also | news\ feed
    | популярн[еіыо]\S* (?:\ новин[иы]|\ новости)? | новини\ (?:по|за)\ тем(?:і|ою) | новости\ по\ теме
    | схожі\ новини | похожие\ новости
    | останні\ новини | последние\ новости | поділитися\ сюжетом | поделиться\ сюжетом | share\ the\ story
    | джерело\ матеріала?у? | источник\ материала | згадувані\ персони | упомянутые\ персоны
    )\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_SUBHEADS = frozenset(
    (
        "recall|details|detail|addendum|addition|additions|additionally|add|let's add|let us add|supplement|quote|"
        "context|background|reminder|as a reminder|let us remind|let's recall|let us recall|for reference|reference|"
        "what is known|what we know|what preceded|prehistory|"
        "нагадаємо|нагадуємо|деталі|подробиці|доповнення|цитата|пряма мова|контекст|передісторія|що передувало|"
        "що відомо|довідково|довідка|додамо|"
        "напомним|напоминаем|детали|подробности|дополнение|прямая речь|предыстория|что предшествовало|что известно|"
        "справочно|справка|добавим"
    ).split("|")
)
SECTIONS = (
    "War", "Politics", "Society", "Economy", "News of the World", "Crimes and emergencies", "Kyiv", "Kyiv region",
    "Health", "Sports", "Culture", "Technologies", "Finance", "Agronomy", "UNN Lite", "Publications", "Exclusives",
    "Life hack", "Auto", "Weather and environment", "Odesa", "Kharkiv", "Our people abroad", "Education",
    "Real Estate", "Diplomacy", "Events", "Business News", "Real estate",
    "Війна", "Політика", "Суспільство", "Економіка", "Новини Світу", "Кримінал та НП", "Київ", "Київщина",
    "Здоров'я", "Здоров’я", "Спорт", "Культура", "Технології", "Фінанси", "Агрономія", "УНН Lite", "Публікації",
    "Ексклюзиви", "Лайфхак", "Авто", "Погода та довкілля", "Одеса", "Харків", "Освіта", "Нерухомість", "Дипломатка",
    "Події",
    "Война", "Политика", "Общество", "Экономика", "Новости Мира", "Криминал и ЧП", "Киев", "Киевская область",
    "Здоровье", "Технологии", "Финансы", "Агрономия", "Публикации", "Эксклюзивы", "Погода и окружающая среда",
    "Одесса", "Харьков", "Образование", "Недвижимость", "События",
)  # fmt: skip

HEADLINE_LENGTH = 600


@cache
def _when() -> str:
    """Return the pattern of the time that stands above an article.

    It is built on first use, since it loads the table of months.
    """
    month = "|".join(map(re.escape, load_words().names("month", _LANGUAGES)))
    day = (
        rf"(?:(?:{month})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{month}))(?:,?\s+\d{{4}})?(?:\s*р\.|\s*г\.)?"
        r"|\d{1,2}\.\d\d\.(?:\d{4}|\d\d)"
    )
    return rf"(?:(?:{day}|{_OTHER_DAYS}),?\s+(?:(?:at|о|об|в)\s+)?)?{_TIME}"


@cache
def _ticker() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<joined>.*?)(?P<when>{_when()})\s*[•·]\s*(?P<views>{_COUNT}\s*+{_VIEWS_WORD})\Z", re.IGNORECASE
    )


@cache
def _time_line() -> re.Pattern[str]:
    return re.compile(rf"(?P<when>{_when()})\Z", re.IGNORECASE)


def match_time(line: str) -> re.Match[str] | None:
    """Match a line that is a time, perhaps with a day, and nothing else."""
    return _time_line().match(line)


def match_ticker(line: str) -> re.Match[str] | None:
    """Match a line of a ticker: headline, time and views. Longer lines are not tried, which keeps the time low."""
    return _ticker().match(line) if len(line) <= HEADLINE_LENGTH and line.rstrip()[-1:].isalpha() else None


def is_dateline(line: str) -> bool:
    """Return whether a line is a place and an agency."""
    return bool(DATELINE.match(line)) and not match_ticker(line) and not VIEWS.match(line)


def is_boilerplate(line: str) -> bool:
    """Return whether a line is boilerplate of the site."""
    return bool(_BOILERPLATE.match(line))


def is_subhead(line: str) -> bool:
    """Return whether a line is one of the site's usual subheads (`Recall`)."""
    return line.casefold().rstrip(":") in _SUBHEADS


def to_count(views: re.Match[str] | None) -> int | None:
    """Return a number of views; None for a rounded number (`12.3K`), and for one with too many digits."""
    return text_to_number("".join(views["count"].split())) if views and not views["rounded"] else None


def split_dateline(line: str) -> list[str]:
    """Return two lines for a dateline that a time or views follow; for any other line, that line alone."""
    match = _LONG_DATELINE.match(line)
    is_stamped = match and (VIEWS.match(match["stamp"]) or match_ticker(match["stamp"]) or match_time(match["stamp"]))
    return [match["dateline"], match["stamp"]] if match and is_stamped else [line]
