"""The queries for measuring the search: made from the archive's headlines, always the same for the same archive."""

import random
import re
from collections.abc import Sequence

# The words of a headline that need no change in a query.
_PLAIN = re.compile(r"[^\W_][\w.,'’$%&]*[^\W_]|[^\W_]")


def headline_words(headline: str) -> list[str]:
    """Return the words of a headline, without punctuation around them."""
    return [found[0] for word in re.split(r"[\s/-]+", headline) if (found := _PLAIN.search(word))]


def short_queries(headlines: Sequence[str], count: int) -> list[str]:
    """Return queries like those of readers: one to three words of a headline."""
    rng = random.Random(21)
    queries: list[str] = []
    while len(queries) < count:
        words = headline_words(rng.choice(headlines))
        if words:
            queries.append(" ".join(rng.sample(words, min(len(words), rng.randint(1, 3)))))
    return queries


def all_kinds(headlines: Sequence[str], count: int) -> list[str]:
    """Return queries of all kinds of Lunr's language: three in five are short, the others of its other forms."""
    rng = random.Random(22)
    queries = short_queries(headlines, count * 3 // 5)
    shapes = (
        "+{a} +{b}",
        "+{a} -{b}",
        "{a} -{b}",
        "-{a} {b} {c}",
        "title:{a}",
        "+title:{a} {b}",
        "body:{a} -title:{b}",
        "{a}^5 {b}",
        "{half}*",
        "+{half}* {b}",
        "{a}~1",
        "{wrong}~1",
        "title:{a}~1 {b}",
        "date:{year} {a}",
        "+date:{year}-{month} {a}",
        "section:{section} +{a}",
        "{a} {a} {b}",
        "lang:en +{a}",
        "place:{place} {a}",
        "{a} constructor __proto__",
    )
    number = 0
    while len(queries) < count:
        words = [word for word in headline_words(rng.choice(headlines)) if word.isalpha() and len(word) > 4]
        if len(words) < 3:
            continue
        a, b, c = rng.sample(words, 3)
        place = rng.randrange(len(a) - 1)
        wrong = a[:place] + a[place + 1] + a[place] + a[place + 2 :]
        values = {"a": a, "b": b, "c": c, "half": a[: max(3, len(a) // 2 + 1)], "wrong": wrong}
        values |= {
            "year": str(rng.randint(2007, 2013)),
            "month": f"{rng.randint(1, 12):02}",
            "section": "Companies",
            "place": "London",
        }
        queries.append(shapes[number % len(shapes)].format(**values))
        number += 1
    return queries
