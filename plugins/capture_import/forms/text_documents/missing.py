"""The packages that read some documents, which not every installation has, and the command that brings them."""

from pathlib import Path

_CHECKOUT = Path(__file__).parents[4]


def why_missing(form: str) -> str:
    """Return why a form is not read where its package is not installed."""
    return f"{form} needs a package that is not installed: {_find_command()}, and import again"


def _find_command() -> str:
    is_checkout = (_CHECKOUT / "Makefile").is_file() and (_CHECKOUT / "pyproject.toml").is_file()
    return "run `make setup-documents`" if is_checkout else "run `pip install 'newsarchive[documents]'`"
