"""What a page says of pictures in the archive's language, beside the articles' own words.

The labels stand here in English; `archive_engine/locale/` has them in other languages, by the same keys.
"""

from archive_engine.interface import choose_language, read_catalogue

LABELS = {
    "enlarge": "Enlarge the picture",
    "unsaved": "This picture was not saved.",
    "original": "See it where it was published",
    "unfit": "This picture can't be shown.",
    "left_out": "This archive is kept without its pictures.",
}
# Of keys in catalogues.
PICTURE = "picture."


def choose_labels(lang: str) -> dict[str, str]:
    """Return the labels for an archive in a language, in English where it has no catalogue."""
    catalogue = read_catalogue(choose_language(lang))
    return {key: catalogue.translate(PICTURE + key, english) for key, english in LABELS.items()}
