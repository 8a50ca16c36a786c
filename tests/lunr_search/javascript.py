"""What the browser's code makes of texts and finds in a built index, by Node."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from lunr_search.browser_code import search_scripts, snowball_script
from lunr_search.stemmers import STEMMERS
from lunr_search.stemmers.snowball import NAMES
from tests.lunr_search.invented import InventedSite
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
SNOWBALL = ROOT / "node_modules/@orama/stemmers"
LUNR = ROOT / "node_modules/lunr/lunr.min.js"
_HITS = Path(__file__).with_name("node") / "hits.js"
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


def ask(
    site: InventedSite, queries: Sequence[str | tuple[str, str]], scripts: Path | None = None
) -> list[dict[str, Any]]:
    """Return what the browser's code finds for each query in a built index: see node/hits.js.

    A query may be a pair, with a text whose sentence is wanted. `scripts` is a folder of joined scripts, which are run
    instead of the source files.
    """
    node = shutil.which("node")
    if not node:
        pytest.skip("no Node on this machine")
    for path, script in search_scripts(LUNR, SNOWBALL, site.languages).items():
        site.write(path, script)
    file = site.output.parent / "queries.json"
    file.write_text(json.dumps([(query, "") if isinstance(query, str) else query for query in queries]), "utf-8")
    command = [node, str(_HITS), str(site.output / "search"), str(file)]
    environment = {**os.environ, "SITE_SCRIPTS": str(scripts or "")}
    ran = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False, env=environment)
    assert ran.returncode == 0, ran.stderr
    return [json.loads(line) for line in ran.stdout.splitlines()]
