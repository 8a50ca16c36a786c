"""A row of the report: one figure, the peer's where there is one, and the bar that is to be held."""

from typing import TypedDict


class Row(TypedDict):
    """One row of build/bench.json. `ratio` is ours over the peer's; `bar` is an upper limit, or None for none."""

    work: str
    articles: int
    figure: str
    ours: float
    peer: float | None
    peer_name: str | None
    ratio: float | None
    bar: float | None
    holds: bool


def make_row(
    work: str,
    articles: int,
    figure: str,
    ours: float,
    *,
    peer: float | None = None,
    peer_name: str = "",
    bar: float | None = None,
) -> Row:
    """Return a row; the bar is for the ratio to the peer's figure, or without a peer for our figure itself.

    >>> make_row("build", 100, "seconds", 3.0, peer=6.0, peer_name="Hugo", bar=0.4)["holds"]
    False
    """
    ratio = ours / peer if peer else None
    return {
        "work": work,
        "articles": articles,
        "figure": figure,
        "ours": ours,
        "peer": peer,
        "peer_name": peer_name if peer else None,
        "ratio": ratio,
        "bar": bar,
        "holds": bar is None or (ours if ratio is None else ratio) <= bar,
    }
