"""An article's text to the names that it mentions."""

import re
from collections.abc import Iterable, Iterator

from archive_names.extending import extend_name
from archive_names.joining import Name, join_mentions
from archive_names.kinds import (
    DOUBTFUL,
    LIKELY_PERSON,
    LIKELY_PLACE,
    NONE,
    ORGANISATION,
    PERSON,
    PLACE,
    UNKNOWN,
    judge_kind,
)
from archive_names.known import KnownNames, world_names
from archive_names.mentions import Mention
from archive_names.sequences import Word, find_sequences
from archive_names.trimming import Part, is_no_name, split_sequence, trim
from archive_names.words import Words, read_words

_new = tuple.__new__  # as in `sequences`
_OPEN = (UNKNOWN, DOUBTFUL, LIKELY_PLACE, LIKELY_PERSON)
_SMALL = re.compile(r"\b[^\W\dA-ZА-Я]\w+")
_DOTTED = re.compile(r"(?:\w\.-?)+")


def find_names(text: str, language: str, known: KnownNames | None = None) -> list[Name]:
    """Return the people, organisations and places that a text names, each with its mentions, in order of appearance.

    `language` is an ISO 639-1 code. `known` has names whose kind is decided; by default, those of the world.
    A text in a script without capitals has none.
    """
    names = world_names(language) if known is None else known
    return join_mentions(text, find_mentions(text, language, names), read_words(language), names)


def find_mentions(text: str, language: str, known: KnownNames) -> list[Mention]:
    """Return where a text mentions people, organisations and places, in order."""
    words = read_words(language)
    sequences = find_sequences(text, words)
    inside = {word.stem for sequence in sequences for word in sequence if not word.opens}
    small = _SmallWords(text)
    mentions: list[Mention] = []
    for sequence in sequences:
        if len(sequence) == 1 and sequence[0].opens and is_no_name(sequence[0], words, known):
            continue
        for part in split_sequence(sequence, words, known):
            if part.after_title and part.before_title and len(part.words) == 1:
                continue  # `Chief Financial Officer`
            name = trim(part.words, words, known, inside, small)
            if name:
                mention = _to_mention(text, name, part, words, known)
                if mention is not None:
                    mentions.append(mention)
    return _agree(mentions, words)


class _SmallWords:
    """The words that a text writes small: few texts are asked for any, so that they are looked for when one is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: frozenset[str] | None = None

    def __contains__(self, word: object) -> bool:
        if self._words is None:
            self._words = frozenset(_SMALL.findall(self._text))
        return word in self._words


def _to_mention(text: str, name: list[Word], part: Part, words: Words, known: KnownNames) -> Mention | None:
    start, end = name[0].start, name[-1].end
    kind: str | None = None
    if words.inflects:
        end, kind = extend_name(text, name, words, known)
    last = name[-1]
    if end == last.end and last.text.endswith(".") and not _keeps_dot(last, words):
        end -= 1
    if end - start < 2:
        return None
    if kind is None:
        kind = judge_kind(text[start:end], name, part.after_title and name[0] is part.words[0], words, known, text)
    if kind == UNKNOWN and part.before_title:
        kind = DOUBTFUL  # `Treasury Secretary`: more often an office than a name
    return None if kind == NONE else _new(Mention, (start, end, kind, tuple([word.stem for word in name])))


def _keeps_dot(word: Word, words: Words) -> bool:
    return word.lower in words.legal_forms or word.lower in ("jr.", "sr.") or _DOTTED.fullmatch(word.text) is not None


def _agree(mentions: Iterable[Mention], words: Words) -> list[Mention]:
    """Return the mentions with the kinds that all of an article's mentions give together."""
    mentions = list(mentions)
    votes: dict[tuple[str, ...], dict[str, int]] = {mention.stems: {} for mention in mentions if mention.kind in _OPEN}
    if not votes:
        return mentions
    _count_votes(mentions, votes, words)
    likely = {mention.stems for mention in mentions if mention.kind == LIKELY_PERSON and not votes[mention.stems]}
    if likely:
        people = [mention._replace(kind=PERSON) for mention in mentions if mention.stems in likely]
        _count_votes(people, votes, words)
    agreed = []
    for mention in mentions:
        if mention.kind in _OPEN:
            start, end, kind, stems = mention
            vote = votes[stems]
            if vote:
                kind = max(vote, key=vote.__getitem__)
            elif kind == DOUBTFUL:
                continue
            else:
                kind = PLACE if kind == LIKELY_PLACE else ORGANISATION
            mention = _new(Mention, (start, end, kind, stems))
        agreed.append(mention)
    return agreed


def _count_votes(mentions: Iterable[Mention], votes: dict[tuple[str, ...], dict[str, int]], words: Words) -> None:
    for stems, kind in _list_votes(mentions, words):
        vote = votes.get(stems)
        if vote is not None:
            vote[kind] = vote.get(kind, 0) + 1


def _list_votes(mentions: Iterable[Mention], words: Words) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield, for each mention whose kind is decided, the names that it tells the kind of: itself, and what a person or
    an organisation is called for short. `Energy` is no short form of `Energy Department`.
    """
    for mention in mentions:
        if mention.kind not in _OPEN:
            stems = mention.stems
            yield stems, mention.kind
            if len(stems) > 1 and mention.kind == PERSON:
                yield stems[-1:], PERSON
                yield stems[:1], PERSON
            elif mention.kind == ORGANISATION and len(stems) > 1:
                shortest = 2 if stems[0] in words.common and stems[1] not in words.legal_forms else 1
                longest = len(stems) if stems[-1].rstrip(".") in words.legal_forms else 2
                # `Halvor Quill` may be a person where `Halvor Quill Museum` stands, and is none where a firm does
                yield from ((stems[:length], ORGANISATION) for length in range(shortest, longest))
