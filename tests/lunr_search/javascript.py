"""The terms that the browser's code makes of texts, for the tests that compare both tokenizers."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from lunr_search.browser_code import snowball_script
from lunr_search.stemmers import STEMMERS
from lunr_search.stemmers.snowball import NAMES
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
SNOWBALL = ROOT / "node_modules/@orama/stemmers"
_TERMS = Path(__file__).with_name("node") / "terms.js"


def terms_in_javascript(
    texts: list[tuple[str, str, bool]], languages: tuple[str, ...], folder: Path
) -> list[list[str]]:
    """Return for each text, its language and whether it is prose the terms that an archive of these languages makes.

    `folder` is for files that are sent to Node.
    """
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    archive = {
        "languages": languages,
        "stemmers": {code: {"file": STEMMERS[code].name, "scripts": STEMMERS[code].scripts} for code in languages},
        "scripts": [snowball_script(SNOWBALL, code) for code in languages if code in NAMES],
        "texts": texts,
    }
    (folder / "texts.json").write_text(json.dumps(archive), "utf-8")
    ran = subprocess.run(
        [node, _TERMS, folder / "texts.json"], capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert ran.returncode == 0, ran.stderr
    terms: list[list[str]] = json.loads(ran.stdout)
    return terms
