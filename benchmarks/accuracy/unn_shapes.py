"""The layouts ("shapes") of UNN's pages, from the reference data, filled with text of our own.

A shape's slots are `{T}` the headline, `{L}` the lede, `{P}` a paragraph, `{Q}` a quotation's paragraph, `{H}` another
article's headline or a subhead. Remarks in a shape (`(same headline again)`, `…cut at 2000 chars`) are notes, not part
of a page.
"""

import re
from dataclasses import dataclass, field

TEXTS = {
    "en": {
        "T": "Harbour lamp is lit again after two winters",
        "L": "The lamp on the north mole burns again. It had been dark since the storm.",
        "P": "On {day}, the harbour office lit lamp number {n} on the north mole, and {n} boats came to see it.",
        "Q": "We waited two winters for glass number {n}, and it came in a crate of straw,",
        "H": "Ferry number {n} will sail through the winter after all",
        "day": "March 3, 2023",
    },
    "uk": {
        "T": "На північному молі знову горить ліхтар після двох зим",
        "L": "Ліхтар на північному молі знову світить. Він був темний від самого шторму.",
        "P": "{day} портова служба засвітила ліхтар номер {n} на північному молі, і {n} човнів прийшли його побачити.",
        "Q": "Ми чекали на скло номер {n} дві зими, і воно прибуло в ящику з соломою,",
        "H": "Пором номер {n} усе ж ходитиме взимку цього року",
        "day": "3 березня 2023 року",
    },
    "ru": {
        "T": "На северном молу снова горит фонарь после двух зим",
        "L": "Фонарь на северном молу снова светит. Он был тёмным с самого шторма.",
        "P": "{day} портовая служба зажгла фонарь номер {n} на северном молу, и {n} лодок пришли его увидеть.",
        "Q": "Мы ждали стекло номер {n} две зимы, и оно прибыло в ящике с соломой,",
        "H": "Паром номер {n} всё же будет ходить зимой этого года",
        "day": "3 марта 2023 года",
    },
}
_REMARKS = re.compile(
    r"\s*(?:\((?:same headline again|own headline inside the (?:ticker|list)|ends: [^)]*|…[^)]*)\)|…cut at 2000 chars)"
)
_SLOT = re.compile(r"\{([TLPQH])\}")


@dataclass
class Filled:
    """A filled shape, and its texts by slot, in order."""

    text: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    is_subhead: list[str] = field(default_factory=list)


def fill_shape(shape: str, lang: str) -> Filled:
    """Fill the slots of a shape; every paragraph, quotation and other headline is different from all others."""
    texts = TEXTS[lang]
    filled = Filled("")
    counts = dict.fromkeys("TLPQH", 0)

    def fill(match: re.Match[str]) -> str:
        slot = match[1]
        counts[slot] += 1
        text = texts[slot].format(n=counts[slot] + 10, day=texts["day"])
        filled.texts.setdefault(slot, []).append(text)
        return text

    lines = []
    last = ""
    for line in shape.split("\n"):
        is_again = "same headline again" in line
        line = _REMARKS.sub("", line)
        line = last if is_again else _SLOT.sub(fill, line)
        last = line
        lines.append(line)
    filled.text = "\n".join(lines)
    return filled
