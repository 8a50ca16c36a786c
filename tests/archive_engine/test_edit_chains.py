"""Many random edits of all kinds, one after another: each build has the same output as one from scratch."""

import random
import re
import shutil

import pytest

from tests.archive_engine.sites import build, make_archive, read_tree, write_article
from tests.storm.chains import Step, replay, run_chains

ARTICLES = 60
ROUNDS = 4


def replace_line(path, key, value):
    """Set a front-matter key of an article to another value, or add it."""
    text = path.read_text(encoding="utf-8")
    line = f"{key}: {value}\n"
    changed = re.sub(rf"^{key}: .*\n", line, text, count=1, flags=re.MULTILINE)
    path.write_text(changed if f"\n{key}: " in text else line + text, encoding="utf-8")


def damage(site, chance):
    """Delete or overwrite a file of the output."""
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
def test_a_build_after_a_chain_of_edits_equals_one_from_scratch(tmp_path, seed):
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


FIRST = Step(())
REMOVED = ("article removed", 1)
CASES = {
    "a plugin added, taken out, and an edit": [
        FIRST,
        Step((("plugin", 3),)),
        Step((("no plugins", 0),)),
        Step((("title", 1),)),
    ],
    "a plugin added together with a removal": [FIRST, Step((("plugin", 3), REMOVED))],
    "published with a plugin of its own, and an edit": [
        FIRST,
        Step((("publishing plugin", 0), ("publishing", 0))),
        Step((("local", 0), ("title", 1))),
    ],
    "published into the same output, and an edit": [
        FIRST,
        Step((("publishing", 0),)),
        Step((("local", 0), ("title", 1))),
    ],
    "published into the same output, an edit, and back": [
        FIRST,
        Step((("publishing", 0),)),
        Step((("authors", 925902), REMOVED)),
        Step((("local", 0),)),
    ],
    "another folder of the cache": [FIRST, Step((("cache folder", 348372), REMOVED))],
    "another output and an edit": [FIRST, Step((("preview", 0), ("title", 1))), Step((("title", 2),))],
    "another output and back": [FIRST, Step((("preview", 0), REMOVED)), Step((("output", 0), ("title", 2)))],
    "watched from the start": [FIRST, Step((("title", 1),), "watch"), Step((REMOVED,), "watch"), Step((("title", 3),))],
    "watched with a plugin": [
        Step((("plugin", 3),)),
        Step((("title", 1),), "watch"),
        Step((("no plugins", 0), REMOVED)),
    ],
    "published with a feed of no articles": [Step((("content folder", 0), ("status", 2), ("publishing", 0)))],
    "published with a feed of no articles and a plugin": [
        Step((("content folder", 0), ("status", 2), ("publishing plugin", 0), ("publishing", 0)))
    ],
    "the cache deleted and an article removed": [FIRST, Step((("cache deleted", 0), REMOVED))],
    "the cache ignored and an article removed": [FIRST, Step((REMOVED,), options=("--ignore-cache",))],
    "the cache of an earlier day brought back": [
        FIRST,
        Step((("cache kept", 0),)),
        Step((("new article", 1), ("tags", 1))),
        Step((("cache brought back", 0), ("article removed", 3))),
    ],
    "the output of an earlier day brought back": [
        FIRST,
        Step((("output kept", 0),)),
        Step((("tags", 1), REMOVED)),
        Step((("output brought back", 0),)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_chain_that_once_failed(name):
    assert replay(CASES[name], is_each_compared=True) is None


def test_a_build_after_a_short_chain_of_owners_actions_equals_one_from_scratch():
    report = run_chains(12, 5, most_shrunk=0)
    assert report["faults"] == []
