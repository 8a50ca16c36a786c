"""Pelican's `process_translations` in linear time, with the same result."""

from collections.abc import Collection
from itertools import groupby
from operator import attrgetter
from typing import Any

import pelican.utils


def process_translations(
    content_list: list[Any], translation_id: str | Collection[str] | None = None
) -> tuple[list[Any], list[Any]]:
    """Return (originals, translations), each item's `translations` set; see Pelican's function of this name."""
    if not translation_id:
        return content_list, []
    names = {translation_id} if isinstance(translation_id, str) else translation_id
    try:
        key = attrgetter(*names)
        content_list.sort(key=key)
    except (AttributeError, TypeError):
        # Pelican's own says what is wrong
        both: tuple[list[Any], list[Any]] = pelican.utils.process_translations(content_list, translation_id)
        return both
    originals: list[Any] = []
    translations: list[Any] = []
    for _, group in groupby(content_list, key):
        # Pelican's own function knows what an original is; one group is never long
        first, others = pelican.utils.process_translations(list(group), translation_id)
        originals += first
        translations += others
    return originals, translations
