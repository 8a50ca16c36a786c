"""Months and weekdays in English, Ukrainian and Russian, as news writes them inside a date."""

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
_SHORT_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

# In every case that stands before or after a date, Monday first.
_WEEKDAYS = (
    ("monday", "mon", "понеділок", "понеділка", "понедельник", "понедельника"),
    ("tuesday", "tues", "tue", "вівторок", "вівторка", "вторник", "вторника"),
    ("wednesday", "wed", "середа", "середу", "середи", "среда", "среду", "среды"),
    ("thursday", "thurs", "thur", "thu", "четвер", "четверга", "четверг"),
    ("friday", "fri", "п'ятниця", "п'ятницю", "п'ятниці", "пятницю", "пятниці", "пятница", "пятницу", "пятницы"),
    ("saturday", "sat", "субота", "суботу", "суботи", "суббота", "субботу", "субботы"),
    ("sunday", "sun", "неділя", "неділю", "неділі", "воскресенье", "воскресенья"),
)

MONTH_NUMBERS: dict[str, int] = {
    word: number for words in _MONTHS.values() for number, word in enumerate(words.split(), start=1)
} | _SHORT_MONTHS

# 0 is Monday, as in datetime.date.weekday.
WEEKDAY_NUMBERS: dict[str, int] = {word: number for number, words in enumerate(_WEEKDAYS) for word in words}

WEEKDAY_NAMES = tuple(words[0].capitalize() for words in _WEEKDAYS)
