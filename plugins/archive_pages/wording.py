"""The words of the pages themselves, in each language that they support: labels, months, weekdays, counts.

`DEFAULT_LANG` chooses the column. To add a language, add a column to each table here and its plural to `_PLURALS`.
"""

from collections.abc import Callable, Mapping
from functools import cache

# The columns of the tables.
LANGUAGES = ("en", "uk")
ENGLISH = "en"

_LABELS = {
    "skip": ("Skip to the text", "Перейти до тексту"),
    "search": ("Search", "Пошук"),
    "dates": ("Dates", "Дати"),
    "sections": ("Sections", "Рубрики"),
    "tags": ("Tags", "Теги"),
    "authors": ("Authors", "Автори"),
    "about": ("About", "Про архів"),
    "about_title": ("About this archive", "Про цей архів"),
    "section": ("Section", "Рубрика"),
    "tag": ("Tag", "Тег"),
    "author": ("Author", "Автор"),
    "person": ("Person", "Особа"),
    "organisation": ("Organisation", "Організація"),
    "place": ("Place", "Місце"),
    "people": ("People", "Люди"),
    "organisations": ("Organisations", "Організації"),
    "places": ("Places", "Місця"),
    "names": ("Names", "Імена й назви"),
    "together": ("Often together with", "Часто разом із"),
    "before": ("Before this", "Перед цим"),
    "by_time": ("By time", "За часом"),
    "earlier": ("Earlier", "Раніше"),
    "later": ("Later", "Пізніше"),
    "more_of_list": ("More of this list", "Інші сторінки переліку"),
    "older": ("Older", "Давніші"),
    "newer": ("Newer", "Новіші"),
    "newest": ("The newest", "Найновіші"),
    "threads": ("Threads", "Сюжети"),
    "thread": ("Thread", "Сюжет"),
    "thread_here": ("This story so far", "Як розвивалися події"),
    "thread_whole": ("The whole thread", "Увесь сюжет"),
    "running": ("Running now", "Тривають"),
    "threads_ended": ("Ended", "Завершені"),
    "weeks_chart": ("Stories by week", "Новини за тижнями"),
    "related": ("Related stories", "На цю тему"),
    "versions": ("Other versions", "Інші версії"),
    "translations": ("In other languages", "Іншими мовами"),
    "publisher": ("Publisher", "Видання"),
    "original": ("Original", "Оригінал"),
    "date": ("Date", "Дата"),
    "saved": ("Saved", "Збережено"),
    "views": ("Views when saved", "Переглядів на час збереження"),
    "fingerprint": ("SHA-256 of the saved page", "SHA-256 збереженої сторінки"),
    "pictures": ("Pictures", "Світлини"),
    "picture": ("picture", "світлина"),
    "revisions": ("Saved more than once", "Збережено не раз"),
    "cite": ("Cite this", "Як цитувати"),
    "repairs": ("Repaired after damage in saving", "Виправлено після пошкодження під час збереження"),
    "changed": ("changed", "змінено"),
    "basis_url": ("date worked out from the page’s address", "дату визначено за адресою сторінки"),
    "basis_header": ("date is the day the page was sent", "дата — день, коли сторінку передано"),
    "basis_text": ("date worked out from the text", "дату визначено за текстом"),
    "basis_filename": ("date worked out from the capture’s file name", "дату визначено за назвою збереженого файлу"),
    "basis_given": ("date given by who imported the page", "дату вказав той, хто імпортував сторінку"),
    "basis_captured": ("date is the day the page was saved", "дата — день, коли сторінку збережено"),
    "years_chart": ("Stories by year", "Новини за роками"),
    "months_chart": ("Stories by year and month", "Новини за роками й місяцями"),
    "days_chart": ("Days with stories", "Дні з новинами"),
    "year": ("Year", "Рік"),
    "all": ("All", "Усі"),
    "other_sections": ("Other stories", "Інші новини"),
    "letters": ("Letters", "Літери"),
    "most_used": ("With the most stories", "Найбільше новин"),
    "newest_story": ("The newest story", "Найновіша новина"),
    "ways_in": ("Ways in", "Шляхи до архіву"),
    # on home, by kind of label
    "lately_section": ("Sections", "Рубрики"),
    "lately_tag": ("In the news lately", "Останнім часом у новинах"),
    "lately_author": ("Writing lately", "Пишуть останнім часом"),
    "on_this_day": ("On this day", "Цього дня"),
    "undated": ("Without a date of their own", "Без власної дати"),
    "undated_about": (
        "Their pages do not say when they were published: the days are those on which the pages were saved.",
        "Їхні сторінки не кажуть, коли вийшли: дні — ті, коли сторінки збережено.",
    ),
    "more_of_day": ("More of this day", "Ще цього дня"),
    "holdings": ("What the archive has", "Що є в архіві"),
    "holdings_about": (
        "How many stories, whose, of which years and languages, how their days are known, and which days are missing.",
        "Скільки новин, чиї, за які роки й якими мовами, звідки відомі їхні дні та яких днів бракує.",
    ),
    "by_publisher": ("By publisher", "За виданнями"),
    "by_language": ("By language", "За мовами"),
    "by_basis": ("How the days are known", "Звідки відомі дні"),
    "others": ("others", "інші"),
    "unnamed": ("not named", "не названо"),
    "stories": ("Stories", "Новини"),
    "basis_declared": ("date declared by the page", "дату вказано на сторінці"),
    "gaps": ("Days without a story", "Дні без новин"),
    "gaps_about": (
        "For each month, how many of its days have no story in this archive.",
        "Для кожного місяця — скільки його днів не мають новин у цьому архіві.",
    ),
    "rejected": ("Saved pages that were left out", "Збережені сторінки, яких немає в архіві"),
    "rejected_pages": ("Pages", "Сторінки"),
    "rejected_kind": (
        "no story: a list, a search page, an error or another page",
        "не новина: перелік, сторінка пошуку, помилка чи інша сторінка",
    ),
    "rejected_text": ("nothing to read in it", "немає що читати"),
    "rejected_headline": ("no headline", "немає заголовка"),
    "rejected_date": ("no day could be found", "не вдалося визначити день"),
    "rejected_form": ("could not be read", "не вдалося прочитати"),
    "by_year": ("By year", "За роками"),
    "all_by_date": ("All stories by date", "Усі новини за датами"),
    "empty": ("The archive is empty.", "Архів порожній."),
    "search_noscript": (
        "Searching needs JavaScript. Without it, these lead into the archive:",
        "Для пошуку потрібен JavaScript. Без нього до архіву ведуть:",
    ),
    "search_hint": ("Words, “exact phrases”, or tags:name", "Слова, “точні фрази” або tags:назва"),
    "suggestions": ("Suggestions", "Підказки"),
    "order": ("Order", "Порядок"),
    "best_first": ("best first", "спершу найвідповідніші"),
    "newest_first": ("newest first", "спершу найновіші"),
    "oldest_first": ("oldest first", "спершу найдавніші"),
    "from": ("From", "Від"),
    "to": ("to", "до"),
    "filters": ("Filters", "Фільтри"),
    "chosen": ("Chosen", "Вибрано"),
    "search_ways": ("These, too, lead into the archive:", "До архіву ведуть і ці сторінки:"),
    "more_results": ("More results", "Більше результатів"),
    "how_to_search": ("How to search", "Як шукати"),
    "help_either": ("either word, stories with both first", "будь-яке зі слів, спершу новини з обома"),
    "help_without": ("with the one, without the other", "з першим, без другого"),
    "help_phrase": ("the words as they stand", "слова саме так, як стоять"),
    "help_field": (
        "only with this in a field: title, body, names, tags, authors, section, place, lede, date, lang",
        "лише з цим у полі: title, body, names, tags, authors, section, place, lede, date, lang",
    ),
    "help_date": ("beside words: only of a year, a month or a day", "поруч зі словами: лише року, місяця чи дня"),
    "help_beginning": ("words that begin so", "слова, що так починаються"),
    "help_near": ("words that differ by one letter", "слова, що різняться однією літерою"),
    "help_weight": ("the one counts five times as much", "перше важить уп’ятеро більше"),
    "help_shortcut": (
        "The key / goes to the search field. Arrows move among results.",
        "Клавіша / веде до поля пошуку. Стрілки ведуть результатами.",
    ),
    "no_page": ("There is no page at this address", "За цією адресою немає сторінки"),
    "removed": ("This story was removed", "Цю статтю вилучено"),
    "removed_text": (
        "It was part of this archive. Whoever keeps the archive took it out.",
        "Вона була в цьому архіві. Той, хто веде архів, вилучив її.",
    ),
    "no_page_text": (
        "The address may be mistyped, or the page may have moved. These lead on:",
        "Можливо, в адресі помилка або сторінку перенесено. Далі ведуть:",
    ),
    "feeds": ("Feeds", "Стрічки"),
    "downloads": ("Feeds and data", "Стрічки й дані"),
    "feeds_about": (
        "New stories as feeds, by section and publisher, and the archive’s list of stories as tables, a file a year.",
        "Нові матеріали стрічками за рубриками й виданнями, і перелік новин архіву таблицями, файл на рік.",
    ),
    "publishers": ("Publishers", "Видання"),
    "all_stories": ("All stories", "Усі новини"),
    "tables": ("Tables by year", "Таблиці за роками"),
    "tables_about": (
        "Address, date, headline, authors, tags and SHA-256 of the saved page; CSV, compressed with gzip.",
        "Адреса, дата, заголовок, автори, теги й SHA-256 збереженої сторінки; CSV, стиснуто gzip.",
    ),
    "search_about": (
        "Search the archive by words, phrases, names, sections and dates.",
        "Пошук в архіві за словами, фразами, іменами, рубриками й датами.",
    ),
    "about_about": (
        "What this archive holds, where its dates come from, and how a story can be checked.",
        "Що є в цьому архіві, звідки його дати і як перевірити новину.",
    ),
    "about_archive": (
        (
            "This is an archive of saved news pages. Each story stands here with the words that its publisher gave it, "
            "its day, and the place and the authors that the saved page names."
        ),
        (
            "Це архів збережених сторінок новин. Кожна новина стоїть тут словами свого видання, зі своїм днем, "
            "місцем і авторами, яких називає збережена сторінка."
        ),
    ),
    "about_dates": (
        (
            "Where a saved page gives no date, the day is worked out, and a note beside it says from what. Views are "
            "the number that the page itself showed when it was saved. The SHA-256 is a fingerprint of the saved "
            "page: whoever has the same page can make sure that it is the same to the letter."
        ),
        (
            "Якщо збережена сторінка не має дати, день визначено, а примітка поруч каже, за чим саме. Перегляди — "
            "число, яке показувала сама сторінка, коли її зберегли. SHA-256 — відбиток збереженої сторінки: хто має "
            "таку саму, може пересвідчитися, що вона збігається до літери."
        ),
    ),
    # on pages of tags, authors, sections, publishers and names
    "topics": ("Often about", "Часто про"),
    "co_authors": ("Written together with", "Співавтори"),
    "peaks": ("When most was written", "Коли писали найбільше"),
    "bars_chart": ("Stories by month", "Новини за місяцями"),
    "by_name": ("By name", "За назвою"),
    "by_count": ("By number of stories", "За кількістю новин"),
    "orders": ("Order of the list", "Порядок переліку"),
    "fewer": ("Fewer", "Менше"),
    # on an article's page
    "body_note": ("How the text was read", "Як прочитано текст"),
    # on pages that show what changed in an article
    "changes": ("What changed", "Що змінилося"),
    "changes_revisions": (
        "This page was saved more than once. Words taken out are struck through, words added are underlined.",
        "Цю сторінку збережено не раз. Вилучені слова закреслено, додані — підкреслено.",
    ),
    "changes_versions": (
        "These stories have almost the same words. Words of one alone are struck through, of the other underlined.",
        "Ці новини мають майже ті самі слова. Слова лише першої закреслено, слова лише наступної — підкреслено.",
    ),
    "removed_words": ("taken out:", "вилучено:"),
    "added_words": ("added:", "додано:"),
    "same_text": ("The words are the same.", "Слова ті самі."),
    "headline": ("Headline", "Заголовок"),
    "lede": ("Lede", "Лід"),
}  # fmt: skip

_JANUARY_TO_DECEMBER = """
January February March April May June July August September October November December
"""
_SICHEN_TO_HRUDEN = """
Січень Лютий Березень Квітень Травень Червень Липень Серпень Вересень Жовтень Листопад Грудень
"""
_SICHNIA_TO_HRUDNIA = """
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
"""
MONTHS = {"en": tuple(_JANUARY_TO_DECEMBER.split()), "uk": tuple(_SICHEN_TO_HRUDEN.split())}
# The form that follows a day's number.
MONTHS_OF_DAYS = MONTHS | {"uk": tuple(_SICHNIA_TO_HRUDNIA.split())}
SHORT_MONTHS = {
    "en": tuple(month[:3] for month in MONTHS["en"]),
    "uk": ("січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."),
}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "uk": ("Понеділок", "Вівторок", "Середа", "Четвер", "П’ятниця", "Субота", "Неділя"),
}
SHORT_WEEKDAYS = {"en": ("M", "T", "W", "T", "F", "S", "S"), "uk": ("Пн", "Вт", "Ср", "Чт", "Пт", "Сб", "Нд")}

# The words for counted things, in the forms that the language's plural rule chooses from.
_COUNTED = {
    "story": {"en": ("story", "stories"), "uk": ("новина", "новини", "новин")},
    "thread": {"en": ("thread", "threads"), "uk": ("сюжет", "сюжети", "сюжетів")},
    "week": {"en": ("week", "weeks"), "uk": ("тиждень", "тижні", "тижнів")},
    "month": {"en": ("month", "months"), "uk": ("місяць", "місяці", "місяців")},
    "name": {"en": ("name", "names"), "uk": ("назва", "назви", "назв")},
    "day": {"en": ("day", "days"), "uk": ("день", "дні", "днів")},
    "sentence": {"en": ("sentence", "sentences"), "uk": ("речення", "речення", "речень")},
}
# Phrases around a count such as "3 stories".
_AROUND = {
    "after_gap": {"en": "after {}", "uk": "через {}"},
    "search": {"en": "Search {}", "uk": "Пошук: {}"},
    "of_period": {"en": "{} of {}", "uk": "{} за {}"},
    "all_of": {"en": "All {} of {}", "uk": "Усі {} за {}"},
    "saved_on": {"en": "saved on {}", "uk": "збережено {}"},
    "through_years": {"en": "{} through the years", "uk": "{} в усі роки"},
    "weekday": {"en": "{} {}", "uk": "{}, {}"},
    "unchanged": {"en": "{} unchanged", "uk": "без змін: {}"},
    "or_more": {"en": "{} and more", "uk": "{} й більше"},
}
# Languages by their code, as ISO 639 has it; of others the code is shown.
_LANGUAGE_NAMES = {
    "en": ("English", "англійська"),
    "uk": ("Ukrainian", "українська"),
    "ru": ("Russian", "російська"),
    "de": ("German", "німецька"),
    "fr": ("French", "французька"),
    "es": ("Spanish", "іспанська"),
    "it": ("Italian", "італійська"),
    "pt": ("Portuguese", "португальська"),
    "pl": ("Polish", "польська"),
    "nl": ("Dutch", "нідерландська"),
    "tr": ("Turkish", "турецька"),
    "ar": ("Arabic", "арабська"),
    "he": ("Hebrew", "іврит"),
    "fa": ("Persian", "перська"),
    "zh": ("Chinese", "китайська"),
    "ja": ("Japanese", "японська"),
    "ko": ("Korean", "корейська"),
}
_THOUSANDS = {"en": ",", "uk": "\N{NO-BREAK SPACE}"}


def _english_form(count: int) -> int:
    return 0 if count == 1 else 1


def _ukrainian_form(count: int) -> int:
    """Return the form by Unicode CLDR's rule: 0 for 1, 21, 31 …; 1 for 2–4, 22–24 …; 2 for the rest."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else 2


_PLURALS: Mapping[str, Callable[[int], int]] = {"en": _english_form, "uk": _ukrainian_form}


def choose_wording(lang: str) -> str:
    """Return the language of an archive's labels: `lang` where there is a table of labels for it, else English.

    >>> choose_wording("uk-UA"), choose_wording("fi")
    ('uk', 'en')
    """
    code = lang.replace("_", "-").partition("-")[0].casefold()
    return code if code in LANGUAGES else ENGLISH


@cache
def list_labels(wording: str) -> dict[str, str]:
    """Return all labels by key, which templates get as `WORDS`. The result is cached: do not change it."""
    column = LANGUAGES.index(wording)
    return {key: row[column] for key, row in _LABELS.items()}


def name_language(code: str, wording: str) -> str:
    """Return the name of a language; its code where there is no name.

    >>> name_language("uk", "en"), name_language("pt-BR", "en"), name_language("fi", "en")
    ('Ukrainian', 'Portuguese', 'fi')
    """
    names = _LANGUAGE_NAMES.get(code.replace("_", "-").partition("-")[0].casefold())
    return names[LANGUAGES.index(wording)] if names else code


_SMALL_NUMBERS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "uk": ("один", "два", "три", "чотири", "п’ять", "шість", "сім", "вісім", "дев’ять", "десять"),
}


def gap_to_text(unit: str, count: int, wording: str) -> str:
    """Return how long nothing happened, in words: `unit` is `week` or `month`.

    >>> gap_to_text("month", 5, "en"), gap_to_text("week", 2, "uk")
    ('after five months', 'через два тижні')
    """
    small = _SMALL_NUMBERS[wording]
    number = small[count - 1] if count <= len(small) else number_to_text(count, wording)
    return say("after_gap", wording, f"{number} {choose_form(unit, count, wording)}")


def number_to_text(number: int, wording: str) -> str:
    """Return a number with separated thousands: `12,345`."""
    return f"{number:,}".replace(",", _THOUSANDS[wording])


def count_to_text(what: str, count: int, wording: str) -> str:
    """Return a count of stories or names in words.

    >>> count_to_text("story", 1234, "en"), count_to_text("story", 22, "uk")
    ('1,234 stories', '22 новини')
    """
    return f"{number_to_text(count, wording)} {choose_form(what, count, wording)}"


def choose_form(what: str, count: int, wording: str) -> str:
    """Return the word after a count of stories or names, in the right form."""
    return _COUNTED[what][wording][_PLURALS[wording](count)]


def say(what: str, wording: str, *parts: str) -> str:
    """Return a phrase around a count: `Search 12 stories`."""
    return _AROUND[what][wording].format(*parts)
