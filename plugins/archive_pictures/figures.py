"""The HTML of a picture at its place in an article: a figure, whether the picture is there or not.

No file, no address of another host but in a link. Lengths are CSS pixels as the theme's text column has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from archive_engine.interface import ROOT
from archive_pictures.made_pictures import NAME_LENGTH, Made, MadeVariant

FOLDER = "pictures"
# The column of an article's text, and what a narrower window leaves of it.
_SIZES = "(min-width: 40rem) 36rem, 100vw"
# A page shows at most so many pixels of a column's width; the link leads to more.
_SHOWN_WIDTH = 960
# Higher than that in proportion to its width, a picture would be longer than the window.
_TALL = 1.4


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a picture: the alternative text, the caption, whose picture it is; each may be empty."""

    alt: str = ""
    caption: str = ""
    credit: str = ""


def place_of(name: str, variant: MadeVariant) -> str:
    """Return where a file of a picture lies in the output: `pictures/ab/ab12...-480.webp`."""
    return f"{FOLDER}/{name[:2]}/{name[:NAME_LENGTH]}-{variant.name}"


def picture_to_figure(made: Made, words: Words, enlarge: str, *, is_lead: bool = False) -> str:
    """Return the figure of a picture: the files that a browser chooses from, in a link to the largest.

    `enlarge` names the link where the picture has no alternative text. All but the lead are loaded when they are near.
    """
    webp = [variant for variant in made.variants if variant.is_webp]
    others = [variant for variant in made.variants if not variant.is_webp]
    largest = webp[-1]
    sources = _srcset(made.name, webp)
    shown = others[-1] if others else max((each for each in webp if each.width <= _SHOWN_WIDTH), default=webp[0],
                                          key=lambda variant: variant.width)  # fmt: skip
    loading = "" if is_lead else ' loading="lazy"'
    size = f'width="{shown.width}" height="{shown.height}"'
    own = "" if others else f' srcset="{sources}" sizes="{_SIZES}"'
    image = f'<img src="{_url(made.name, shown)}"{own} alt="{escape(words.alt)}" {size}{loading} decoding="async">'
    if others:
        source = f'<source type="image/webp" srcset="{sources}" sizes="{_SIZES}">'
        image = f"<picture>{source}{image}</picture>"
    label = "" if words.alt else f' aria-label="{escape(enlarge)}"'
    kind = "picture tall" if shown.height > _TALL * shown.width else "picture"
    link = f'<a href="{_url(made.name, largest)}"{label}>{image}</a>'
    return f'<figure class="{kind}">\n{link}\n{_caption(words)}</figure>'


def absent_to_figure(words: Words, reason: str, *, url: str = "", link: str = "") -> str:
    """Return the figure of a picture that is not there: its words, the reason, a link to where it was published.

    What the archive says itself is marked `data-nosnippet`: it is none of the article's words.
    """
    if not words.caption:
        words = Words(caption=words.alt, credit=words.credit)
    way = f' <a href="{escape(url)}" rel="noreferrer">{escape(link)}</a>' if url else ""
    note = f"<p data-nosnippet>{escape(reason)}{way}</p>"
    return f'<figure class="picture absent">\n{note}\n{_caption(words)}</figure>'


def describe_lead(made: Made, words: Words) -> dict[str, Any]:
    """Return what lists and heads need of an article's lead picture: JSON data."""
    webp = [variant for variant in made.variants if variant.is_webp]
    first = webp[0]
    return {
        "src": place_of(made.name, first),
        "width": first.width,
        "height": first.height,
        "larger": [[place_of(made.name, each), each.width] for each in webp if each.width <= _SHOWN_WIDTH],
        **({"alt": words.alt or words.caption} if words.alt or words.caption else {}),
    }


def escape(text: str) -> str:
    """Return text as it stands in HTML, within an attribute's quotation marks, too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _caption(words: Words) -> str:
    credit = words.credit if words.credit not in words.caption else ""
    parts = [escape(words.caption)] if words.caption else []
    parts += [f"<small>{escape(credit)}</small>"] if credit else []
    return f"<figcaption>{' '.join(parts)}</figcaption>\n" if parts else ""


def _srcset(name: str, variants: Sequence[MadeVariant]) -> str:
    return ", ".join(f"{_url(name, variant)} {variant.width}w" for variant in variants)


def _url(name: str, variant: MadeVariant) -> str:
    return f"{ROOT}/{place_of(name, variant)}"
