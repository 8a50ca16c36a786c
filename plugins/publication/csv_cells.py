"""Cells of tables that people open in a spreadsheet."""

# A spreadsheet would run what begins so as a formula.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def guard_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> guard_cell("=1+1"), guard_cell("The lamp")
    ("'=1+1", 'The lamp')
    """
    return f"'{text}" if text.startswith(_FORMULAS) else text
