"""What a page says of pictures in the archive's language, beside the articles' own words."""

LABELS = {
    "en": {
        "enlarge": "Enlarge the picture",
        "unsaved": "This picture was not saved.",
        "original": "See it where it was published",
        "unfit": "This picture can't be shown.",
        "left_out": "This archive is kept without its pictures.",
    },
    "uk": {
        "enlarge": "Збільшити зображення",
        "unsaved": "Це зображення не збережено.",
        "original": "Переглянути там, де його опубліковано",
        "unfit": "Це зображення не можна показати.",
        "left_out": "Цей архів зберігається без зображень.",
    },
}


def choose_labels(lang: str) -> dict[str, str]:
    """Return the labels in a language, in English where there are none."""
    return LABELS.get(lang.replace("_", "-").partition("-")[0].lower(), LABELS["en"])
