"""An import loads only the libraries that its captures need: the loaded modules are compared, no time is measured."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

# Libraries that take longer to load than a plain text takes to read.
HEAVY = {
    "babel", "distributed", "email", "feedparser", "ftfy", "fundus", "lxml", "markdown",
    "multiprocessing", "numpy", "pelican", "py3langid", "trafilatura", "wordfreq", "yaml",
}  # fmt: skip
IMPORT = (
    "import json, sys\n"
    "from newsarchive.__main__ import main\n"
    "status = main()\n"
    "print(json.dumps([status, sorted(sys.modules)]))"
)
STORY = (
    "HALVERIN  (Reuters) - Workers at the port of Halverin went back to the quays on Friday after the union and the "
    "harbour office agreed on a pay deal that ends a strike of nine days.\nThe deal gives 1,200 dockers four percent "
    "more from January. The office would withdraw its complaint, the union said in a statement.\n"
)
CAPTURES = {
    "a Reuters story": "-- Halverin port workers end strike\n-- By  Jane Doe\n-- Fri Oct 20, 2006 6:15pm EDT\n"
    "-- http://www.reuters.com/article/2006/10/20/us-halverin-port-idUSN2042006\n\n" + STORY,
    "an English text": "Halverin port workers end strike\n\nBy Jane Doe\n\nOctober 20, 2006\n\n"
    + STORY.replace("  (Reuters) -", ":"),
}


@pytest.mark.parametrize("text", CAPTURES.values(), ids=CAPTURES)
def test_one_plain_text_loads_no_library_that_it_does_not_need(text: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    call = [sys.executable, "-c", IMPORT, "import", str(tmp_path / "one.txt"), "--content", str(tmp_path / "content")]
    run = subprocess.run(call, capture_output=True, text=True, check=True)
    status, modules = json.loads(run.stdout.splitlines()[-1])
    assert status == 0, run.stdout + run.stderr
    assert not HEAVY & set(modules)
