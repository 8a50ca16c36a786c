"""The demo: `content/` holds what an import of `captures/` makes."""

from pathlib import Path

from capture_import.cli import main
from tests.capture_import.cases import content_texts

ROOT = Path(__file__).parents[2]


def test_content_is_a_fresh_import_of_captures(tmp_path: Path) -> None:
    assert main(["import", str(ROOT / "captures"), "--content", str(tmp_path)]) == 0
    articles = {path: text for path, text in content_texts(ROOT / "content").items() if not path.startswith("pages/")}
    assert content_texts(tmp_path) == articles
