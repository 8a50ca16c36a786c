"""The table: its rows, the bars for the import, and printing. Nothing is measured here."""

from dataclasses import dataclass

from benchmarks.accuracy import unn

# The bars for the import by set and field; those of `publishers` are for both figures, with and without fundus.
BARS = {
    "general": {"headline": 0.925, "date": 0.90, "authors": 0.826, "has": 0.964, "lacks": 0.957, "tags": 0.796},
    "publishers": {"headline": 0.867, "date": 0.992, "authors": 0.949, "body": 0.970, "tags": 0.828},
    "wcxb-dev": {
        "headline": 0.92,
        "date": 0.93,
        "authors": 0.85,
        "body": 0.955,
        "has": 0.97,
        "lacks": 0.96,
        "listings rejected": 0.65,
        "articles kept": 0.995,
    },
    "unn": dict.fromkeys(unn.FIELDS, 1.0),
    "reuters": {"accounted": 0.999, "headline": 1.0, "date": 1.0, "url": 1.0, "authors": 1.0, "captures/s": 2000.0},
}
# The least ratio of our pages per second to those of trafilatura in the same run.
RATE_BAR = 1.3
COLUMNS = ("ours", "ours_without_fundus", "trafilatura", "newspaper4k")


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One field of one set: the figures of all readers, and the bar for the import."""

    set_name: str
    field: str
    figures: dict[str, float]
    bar: float

    @property
    def holds(self) -> bool:
        """Whether the import reaches the bar, to three places, also without fundus where that is measured."""
        return all(
            round(self.figures[name], 3) >= self.bar for name in ("ours", "ours_without_fundus") if name in self.figures
        )

    def as_json(self) -> dict[str, object]:
        return {
            "set": self.set_name,
            "field": self.field,
            **{name: round(figure, 4) for name, figure in self.figures.items()},
            "bar": self.bar,
            "holds": self.holds,
        }


def print_table(rows: list[ScoreRow]) -> None:
    """Print the rows as a table."""
    print(f"{'set':14}{'field':16}" + "".join(f"{name:>21}" for name in COLUMNS) + f"{'bar':>9}  holds")
    for row in rows:
        cells = "".join(f"{row.figures[name]:21.3f}" if name in row.figures else f"{'':21}" for name in COLUMNS)
        print(f"{row.set_name:14}{row.field:16}{cells}{row.bar:9.3f}  {'yes' if row.holds else 'no'}")
