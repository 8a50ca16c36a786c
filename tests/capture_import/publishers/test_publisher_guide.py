"""The guide `docs/adding-a-publisher.md` is true: its example reads a page, and all that it names exists."""

import re
from pathlib import Path

from capture_import.containers.capture import Capture
from capture_import.fields.assembly import evidence_to_article
from capture_import.fields.encodings import bytes_to_text
from capture_import.forms.plain_text.page import capture_to_page

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "adding-a-publisher.md").read_text(encoding="utf-8")


def test_the_example_reads_a_page() -> None:
    example: dict[str, object] = {}
    exec(re.search(r"```python\n(.*?)```", GUIDE, re.DOTALL)[1], example)
    body = (
        b"https://gazette.example/lamp\nThe lamp is lit\n\n"
        b"On March 3, 2023, the lamp was lit * again.\n\nWords: Clara Whitlow\n"
    )
    page = capture_to_page(Capture("lamp.txt", body), bytes_to_text(body))
    assert example["is_mine"](page)
    article = evidence_to_article(example["read"](page))
    assert (article.title, str(article.date), article.authors) == ("The lamp is lit", "2023-03-03", ("Clara Whitlow",))
    assert article.body == "On March 3, 2023, the lamp was lit \\* again."


def test_all_names_in_the_guide_exist() -> None:
    import_folder, names = ROOT / "plugins" / "capture_import", set()
    for name in re.findall(r"`([a-z_]+/[a-z_/]+\.py)`", GUIDE):
        if not name.startswith("plugins/"):
            names.add(name)
            assert (import_folder / name).exists(), name
    assert len(names) > 3
    assert "TEXT_PUBLISHERS" in (import_folder / "publishers" / "__init__.py").read_text()
    assert (ROOT / "tests" / "capture_import" / "cases").is_dir()
