"""Loads the scripts as modules."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def load_script(name: str, root: Path = ROOT) -> ModuleType:
    """Return a script of `root` as a module."""
    spec = importlib.util.spec_from_file_location(name, root / "scripts" / f"{name}.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(root / "scripts"))  # Python adds a script's folder to the path, too
    try:
        spec.loader.exec_module(script)
    finally:
        sys.path.remove(str(root / "scripts"))
    return script
