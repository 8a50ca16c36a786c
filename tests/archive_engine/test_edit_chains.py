"""Many edits one after another, of all kinds and by chance: every build after them gives what a build from nothing
gives.
"""

import random
import re
import shutil

import pytest

from tests.archive_engine.sites import build, make_archive, read_tree, write_article

ARTICLES = 60
ROUNDS = 4


def replace_line(path, key, value):
    """Give an article another value for a front-matter key, or that key."""
    text = path.read_text(encoding="utf-8")
    line = f"{key}: {value}\n"
    changed = re.sub(rf"^{key}: .*\n", line, text, count=1, flags=re.MULTILINE)
    path.write_text(changed if f"\n{key}: " in text else line + text, encoding="utf-8")


def damage(site, chance):
    """Lose a file of the output, or scribble on it."""
    path = chance.choice(sorted(path for path in (site / "output").rglob("*") if path.is_file()))
    path.unlink() if chance.random() < 0.5 else path.write_bytes(b"damage")


EDITS = {
    "new": lambda site, path, chance: write_article(site, chance.randrange(2 * ARTICLES)),
    "gone": lambda site, path, chance: path.unlink(),
    "moved": lambda site, path, chance: path.rename(path.with_name(f"moved-{path.name}")),
    "title": lambda site, path, chance: replace_line(path, "Title", f"Headline {chance.randrange(9)}"),
    "tags": lambda site, path, chance: replace_line(path, "Tags", f"Tag {chance.randrange(9)}; River"),
    "authors": lambda site, path, chance: replace_line(path, "Authors", f"Author {chance.randrange(9)}; Nina Tarrow"),
    "sections": lambda site, path, chance: replace_line(path, "Sections", f"Section {chance.randrange(9)}; Town"),
    "date": lambda site, path, chance: replace_line(
        path, "Date", f"20{chance.randrange(15, 25)}-0{chance.randrange(1, 10)}-11"
    ),
    "language": lambda site, path, chance: replace_line(path, "Lang", chance.choice(["uk", "ru", "de"])),
    "status": lambda site, path, chance: replace_line(
        path, "Status", chance.choice(["draft", "hidden", "skip", "published", "odd"])
    ),
    "twin": lambda site, path, chance: (replace_line(path, "Slug", "twin"), replace_line(path, "Date", "2019-05-05")),
    "broken": lambda site, path, chance: replace_line(path, "Date", "2020-13-45"),
    "body": lambda site, path, chance: path.write_text(
        path.read_text("utf-8") + "\n1. More *of it*\n", encoding="utf-8"
    ),
    "damage": lambda site, path, chance: damage(site, chance),
}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_a_chain_of_edits_ends_as_a_build_from_nothing(tmp_path, seed):
    chance = random.Random(seed)
    site = make_archive(tmp_path / "site", ARTICLES)
    assert build(site).code == 0
    for number in range(ROUNDS):
        made = []
        for _ in range(chance.choice([1, 3, 12])):
            articles = sorted((site / "content").glob("[0-9]*/**/*.md"))
            made.append((chance.choice(sorted(EDITS)), chance.choice(articles)))
            EDITS[made[-1][0]](site, made[-1][1], chance)
        option = chance.choice(["ARCHIVE_ENGINE_PROCESSES=2", "ARCHIVE_ENGINE_PROCESSES=1", "--ignore-cache"])
        warm = build(site, option)
        cold = build(site, out="cold", cache="cold-cache")
        assert "Traceback" not in warm.text, warm.text
        assert (warm.code, read_tree(site / "output")) == (cold.code, read_tree(site / "cold")), (number, option, made)
        shutil.rmtree(site / "cold")
        shutil.rmtree(site / "cold-cache")
