"""The packages that read some documents, which not every installation has, and the command that brings them."""

from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("pdfminer", "striprtf")
_CHECKOUT = Path(__file__).parents[4]


def why_missing(form: str) -> str:
    """Return why a form is not read where its package is not installed."""
    return f"{form} needs a package that is not installed: {_find_command()}, and import again"


def list_missing() -> list[str]:
    """Return the packages that are not installed: with them a file is read that was rejected without."""
    return [name for name in PACKAGES if find_spec(name) is None]


def _find_command() -> str:
    is_checkout = (_CHECKOUT / "Makefile").is_file() and (_CHECKOUT / "pyproject.toml").is_file()
    return "run `make setup-documents`" if is_checkout else "run `pip install 'newsarchive[documents]'`"
