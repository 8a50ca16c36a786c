"""The table: its rows, the bars that the import is held to, how it is printed. Nothing is measured here."""

from dataclasses import dataclass

BARS = {
    "general": {"headline": 0.90, "date": 0.90, "authors": 0.80, "has": 0.96, "lacks": 0.95, "tags": 0.60},
    "wcxb-dev": {"date": 0.93},
    "publishers": {"headline": 0.97, "date": 0.992, "authors": 0.93, "body": 0.96, "tags": 0.80},
}
COLUMNS = ("ours", "ours_without_fundus", "trafilatura", "newspaper4k")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of one set for all that were measured, beside the bar that the import is held to."""

    set_name: str
    field: str
    figures: dict[str, float]
    bar: float

    @property
    def holds(self) -> bool:
        """Whether the import is at the bar or above, to three places: with fundus, and without it where both are
        measured.
        """
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


def print_table(rows: list[Row]) -> None:
    """Print the rows as a table."""
    print(f"{'set':12}{'field':16}" + "".join(f"{name:>21}" for name in COLUMNS) + f"{'bar':>9}  holds")
    for row in rows:
        cells = "".join(f"{row.figures[name]:21.3f}" if name in row.figures else f"{'':21}" for name in COLUMNS)
        print(f"{row.set_name:12}{row.field:16}{cells}{row.bar:9.3f}  {'yes' if row.holds else 'no'}")
