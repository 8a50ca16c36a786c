"""Where a sentence ends and how much a text says, in the scripts of all languages."""

import re

# Latin, Greek and Cyrillic; Armenian; Hebrew and Arabic with Urdu's full stop; Indic dandas; Khmer, Burmese, Tibetan;
# Ethiopic; Chinese and Japanese, wide and half-width; closing quotation marks of all.
_END = re.compile(
    r"[.!?…:;\"'“”»«)\]"
    r"\u0589\u055c\u055e\u05c3\u061f\u06d4\u0964\u0965\u17d4\u17d5\u104a\u104b\u0f0d\u0f0e\u1362\u1367"
    r"\u3002\uff0e\uff01\uff1f\uff61\u300d\u300f\uff09]\s*\Z"
)
# Thai, Lao, Burmese and Khmer part sentences by spaces, if at all.
_WITHOUT_END = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\s*\Z")
# Chinese, Japanese and Korean write in one letter what takes others two or three.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
_DENSITY = 2.5


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does.

    >>> [ends_sentence(text) for text in ("It rains.", "Rain today", "雨が降る。", "Անձրև է գալիս։", "ฝนตก")]
    [True, False, True, True, True]
    """
    return bool(_END.search(text) or _WITHOUT_END.search(text))


def count_letters(text: str) -> int:
    """Return a text's length, a letter of a script that writes words short counted as what it stands for.

    >>> count_letters("ferry"), count_letters("渡轮")
    (5, 5)
    """
    if text.isascii():
        return len(text)
    return len(text) + int((_DENSITY - 1) * sum(map(len, _DENSE.findall(text))))
