"""Names out of a byline's words: without labels, duties, places and addresses; persons told from organisations."""

import re
from collections.abc import Iterable

from capture_import.fields.plain_text import plain

_BY = re.compile(
    r"^\W*(?:(?:story|text|words|written|posted|published|created|report(?:ed|ing)?|article|post|submitted|authored|"
    r"interview|analysis|compiled|edited|updated|opinion|review|geschrieben|verfasst|veröffentlicht|erstellt|"
    r"aufgezeichnet|kommentar|"
    r"beitrag|artikel|ein(?:e)?\s\w+|gastbeitrag|analyse|texte?|testo|texto|escrito|publicado|publié|rédigé|"
    r"propos recueillis|scritto|gepost|geplaatst|door)\s*)?(?:by|von|vom|par|por|di|da|av|af|door|przez|od|"
    r"napsal[ai]?|tekijä|skrevet av|от)(?:\s*+:)?\s++",
    re.I,
)
_LABEL = re.compile(
    r"^\W*(?:authors?|autor(?:en|in|innen|es|a|e)?|auteurs?|autore|auteure|автори?|авторы?|yazar|text|"
    r"texte|texto|testo|tekst|текст|redaktion|von|by|words|written by|writer|reporter|journalist|"
    r"redacteur|redakteur(?:in)?|verfasser|skribent|forfatter|toimittaja|記者|文|责任编辑|编辑|作者|記者)\s*[:：|]\s*",
    re.I,
)
_SPLIT = re.compile(
    r"(?:(?<!\s)\s++)?[;|•·]\s*+|(?<!\s)\s++[/&]\s++|(?:(?:(?<!\s)\s++)?,\s++|(?<!\s)\s++)(?:and|und|et|y|e|ed|en|og|"
    r"och|i|ja|та|і|и|sowie|with|mit)\s++(?=[A-ZÄÖÜÁÉÍÓÚÑÇŠŽČŘА-ЯІЇЄ])"
)
_DUTY = re.compile(
    r"\b(?:reporter|correspondent|editors?|writer|columnist|contributor|journalist(?:in)?|redakteur(?:in)?|redaktør|"
    r"korrespondent(?:in)?|chefredakteur(?:in)?|herausgeber(?:in)?|autor(?:in)?|freier?|staff|senior|chief|deputy|"
    r"bureau|head of|director|producer|"
    r"photographer|fotograf(?:in)?|analyst|professor|lecturer|ceo|founder|gründer(?:in)?|redacteur|rédact(?:eur|rice)|"
    r"redactora?|periodista|corresponsal|giornalista|inviat[oa]|reportero|volontär(?:in)?|praktikant(?:in)?|"
    r"\w*leiter(?:in)?|ressort\w*|expert(?:e|in)?|"
    r"special to|based in|for the|in\s[A-Z]\w+|кореспондент|корреспондент|обозреватель|редактор)\b",
    re.I,
)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?\s?d|m\.?\s?a|m\.?\s?sc|b\.?\s?a|b\.?\s?sc|mba|rn|esq|jr|sr|dr|ii|iii)\.?\Z", re.I
)
_ORGANISATION = re.compile(
    r"\b(?:redaktion|redaction|redacción|redazione|rédaction|redakce|redakcja|redação|editorial|staff|desk|newsroom|"
    r"news|team|online|agentur|agency|agence|agencia|agenzia|press(?:e|estelle)?|nachrichten\w*|media|medien|tv|radio|"
    r"zeitung|times|post|tribune|herald|"
    r"magazin(?:e)?|journal|gazette|guardian|bbc|cnn|reuters|associated|bloomberg|dpa|apa|afp|ap|sid|epd|kna|efe|ansa|"
    r"pti|ians|xinhua|upi|interfax|ritzau|ntb|tt|belga|anp|keystone|sda|ots|kyodo|yonhap|reporter:?|services?|verlag|"
    r"gmbh|inc|llc|e\.\s?v\b|blog|foundation|stiftung|institut\w*|universit\w+|"
    r"association|verband|partei|ministerium|department|group|company|support|admin|administrator|webmaster|guest|"
    r"gast\w*|\w+\.(?:com|de|net|org|at|ch|co\.uk|info|eu|fr))\b",
    re.I,
)
_RUBBISH = re.compile(
    r"^(?:n/?a|none|null|undefined|unknown|anonymous|author|authors|autor|admin(?:istrator)?|root|user|webmaster|\d+|"
    r"by|von|published|posted|share|follow|more|mehr|read more|view all posts|alle beiträge|comments?|kommentare?|"
    r"website|facebook|twitter|e-?mail|"
    r"profil|profile|über den autor|about the author|more from this author|view all posts by|show all articles of|"
    r"profil bearbeiten|abmelden|gesponserte inhalte|(?:quelle|source|datum|date|weitere|ähnliche|related|more|other|"
    r"zum thema|mehr)\b.*|zuletzt\b.*|teilen|author archives|beitrag|(?:eingetragen|aktualisiert|veröffentlicht|"
    r"erstellt|published|posted)\b.*|##\w+##|datum|\d+\s+\w+|see more|subscribe|newsletter|schlagworte|\W*|"
    r"photo(?:graphy|s)?|video|getty images|image|bild|foto)$",
    re.I,
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b(?:updated|published|"
    r"aktualisiert|posted|veröffentlicht|stand|min(?:uten?|utes?)?\s(?:read|lesezeit)|ago|vor\s\d+)\b",
    re.I,
)
_MAX_NAME = 60
# What is longer is no byline, or no name with what stands round it.
_LONGEST_BYLINE, _LONGEST_PIECE = 1000, 200

# A name as bylines have it: two to four words that begin with a capital, with what may stand between them.
NAME = (
    r"(?:[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ][\w.'’-]*)"
    r"(?:\s+(?:(?:van|von|de|der|den|del|da|di|la|le|al|el|bin|ibn|y|ter|zu|dos)\s+){0,2}[A-ZÀ-ÞĀ-ŽА-ЯІЇЄҐ][\w.'’-]*){1,3}"
)
FULL_NAME = re.compile(rf"{NAME}\Z")


def is_organisation(name: str, sites: Iterable[str] = ()) -> bool:
    """Tell whether a name is an organisation's, an agency's or the site's own rather than somebody's."""
    folded = fold_name(name)
    joined = folded.replace(" ", "")
    return bool(_ORGANISATION.search(name)) or any(
        folded == site or (len(folded) > 5 and folded in site) or (len(site) > 7 and site.replace(" ", "") in joined)
        for site in sites
    )


def split_byline(text: str) -> list[str]:
    """Return the names in a byline.

    >>> split_byline("By Ann Lee and Bo Ek, Senior Reporter")
    ['Ann Lee', 'Bo Ek']
    """
    if len(text) > _LONGEST_BYLINE:
        return []
    names: list[str] = []
    for part in _SPLIT.split(_strip_label(" ".join(text.split()))):
        pieces = [piece for piece in re.split(r"(?:(?<!\s)\s++)?[,，、]\s*+", part) if piece]
        # `Lee, Ann` is one name; `Lee Ann, Ek Bo` are two; what says a duty is none
        kept = [
            piece for piece in pieces if not (len(pieces) > 1 and (_DUTY.search(piece) or _DEGREE.match(piece)))
        ] or pieces[:1]
        names.extend(kept)
    return [name for piece in names if (name := clean_name(piece))]


def clean_name(text: str) -> str:
    """Return a name without label, duty, address and stray signs; an empty string where it is no name at all."""
    if len(text) > _LONGEST_PIECE:
        return ""
    text = plain(text)
    if re.match(r"(?:https?:)?//|www\.", text):
        return ""
    text = re.sub(r"(?<!\S)\S[^\s@]*+@\S+\.\w+|@\w+", "", text)
    text = re.sub(
        r"^(?:view all posts by|mehr über|more about|alle artikel von|(?:pressemitteilung|im wortlaut|gastbeitrag|"
        r"kommentar|beitrag)\s+von|interview|fragen|autor(?:in)?|redaktion)(?:\s*+:)?\s++(?=(?-i:[^\W\d_a-z]))|"
        r"^(?:[\w.]+-)+(?:experte|expertin|redakteur(?:in)?|autor(?:in)?|reporter(?:in)?)\s+",
        "",
        text,
        flags=re.I,
    )
    text = re.sub(r"(?:(?<!\s)\s++)?[(\[（][^)\]）]{0,200}[)\]）]", "", text)
    text = _strip_label(text)
    text = re.split(
        r"\s+[-–—|»·•]\s+|\s+\|\s*|\s{2,}|\bist\s|\bis a\b|\bwas\s|\bfor\s(?=[A-Z])|\bupdated\b|\bpublished\b", text
    )[0]
    text = re.sub(r"(?<=\w)[\s,]*\b\d{1,2}\.?\s+\w{3,10}[,.]?(?:\s+\d{4})?$", "", text)
    text = re.sub(r"(?<!\s)\s++(?:on|am|um|at|le|il|el|den|vom|from)$", "", text)
    text = text.strip(" \t,.;:|/·•*-–—_\"“”„»«'")
    if (
        not text
        or len(text) > _MAX_NAME
        or _RUBBISH.match(text)
        or _TIME.search(text)
        or text.count(" ") > 6
        or not re.search(r"[^\W\d_]", text)
    ):
        return ""
    return text


def clean_names(texts: Iterable[str]) -> list[str]:
    names: dict[str, str] = {}
    for text in texts:
        for name in split_byline(text) if text and not re.match(r"\s*https?:", text) else ():
            names.setdefault(fold_name(name), name)
    return [name for key, name in names.items() if key]


def _strip_label(text: str) -> str:
    text = re.sub(r"(?<=[\uac00-\ud7a3])\s*기자$", "", text)
    for _ in range(2):
        text = _LABEL.sub("", _BY.sub("", text)).strip()
    return text


def fold_name(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
