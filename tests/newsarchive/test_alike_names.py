"""Names that look alike: which are candidates, which are not; the work grows with the names, not with their pairs."""

import pytest

from newsarchive import alike_names
from newsarchive.alike_names import find_alike


def pairs(names, kind="author"):
    return [(alike.keep, *alike.others) for alike in find_alike(dict.fromkeys(names, 1), kind)]


@pytest.mark.parametrize(
    "names, kind",
    [
        (["Nadiia Kovalchuk", "Nadiya Kovalchuk"], "tag"),
        (["Oleksii Berezhnyi", "Oleksiy Berezhnyy"], "tag"),
        (["Smith, John", "John Smith"], "author"),
        (["José Pérez Sala", "Jose Perez Salla"], "author"),
        (["J. Smith", "John Smith"], "author"),
        (["J. R. Smith", "John Robert Smith"], "author"),
        (["John Smith", "John R. Smith"], "author"),
        (["Philipp Meyer", "Filip Meier"], "author"),
        (["Town  Council", "Town-Councill"], "section"),
        (["Володимир Гнатюк", "Volodymir Hnatiuk"], "tag"),
    ],
)
def test_candidates(names, kind):
    found = pairs(names, kind)
    assert [set(group) for group in found] == [set(names)]


@pytest.mark.parametrize(
    "names, kind",
    [
        (["John Smith", "Jane Smith"], "author"),
        (["J. Smith", "John Smythe"], "author"),
        (["A. Smith", "John Smith"], "author"),
        (["J. Smith", "John Smith"], "tag"),
        (["Ferry", "Fairy"], "tag"),
        (["UN", "Un."], "tag"),
        (["東京", "東京都"], "tag"),
        (["Tide Table", "Table Tide"], "tag"),
    ],
)
def test_names_that_are_no_candidates(names, kind):
    assert pairs(names, kind) == []


def test_initials_that_may_be_of_several_name_them_all():
    (found,) = find_alike({"J. Smith": 1, "John Smith": 4, "Jane Smith": 2}, "author")
    assert (found.keep, found.others) == ("John Smith", ("J. Smith", "Jane Smith"))
    assert "which may be any of these" in found.reason


@pytest.mark.parametrize(
    "counts, keep",
    [
        ({"J. Smith": 9, "John Smith": 1}, "John Smith"),
        ({"John Smith": 9, "John Robert Smith": 1}, "John Smith"),
        ({"John Smith": 1, "John Robert Smith": 9}, "John Robert Smith"),
        ({"John Smith": 1, "John R. Smith": 9}, "John Smith"),
    ],
)
def test_what_is_kept_has_no_initials_and_is_used_most(counts, keep):
    (found,) = find_alike(counts, "author")
    assert found.keep == keep


def test_no_name_is_compared_with_all_others(monkeypatch):
    compared = []
    compare = alike_names._is_shortened

    def count(one, other):
        compared.append(one)
        return compare(one, other)

    monkeypatch.setattr(alike_names, "_is_shortened", count)
    # one key for all, and a key for each
    one_family = {f"J{number:04} Smith".replace("0", "o"): 1 for number in range(2000)}
    list(find_alike({name.translate(str.maketrans("123456789", "abcdefghi")): 1 for name in one_family}, "author"))
    assert len(compared) == 40 * 40
    compared.clear()
    letters = "bdfglmnprt"
    families = [f"Ann {a}a{b}e{c}o" for a in letters for b in letters for c in letters]
    assert list(find_alike(dict.fromkeys(families, 1), "author")) == [] and not compared
