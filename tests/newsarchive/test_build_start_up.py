"""A build that makes no picture and changes no index loads no library for it: the loaded modules are compared, no time
is measured.
"""

import json
import subprocess
import sys

# Loaded with the first picture that is made, and with the first change of the search's index.
LATE = {"numpy", "PIL.ImageCms"}
LOAD = (
    "import importlib, json, sys\n"
    "from newsarchive.defaults import PLUGINS\n"
    "for name in PLUGINS: importlib.import_module(name + '.plugin')\n"
    "import archive_engine.planned\n"
    "print(json.dumps(sorted(sys.modules)))"
)


def test_plugins_load_libraries_late() -> None:
    run = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    modules = set(json.loads(run.stdout))
    assert {"lunr_search.plugin", "archive_pictures.finisher"} <= modules
    assert not LATE & modules
