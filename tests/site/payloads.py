r"""Text (payloads.txt) that would run a script, load something or add an element if a page took it for markup.

Each is a variant of a payload in OWASP's "XSS Filter Evasion" cheat sheet, or one for Markdown, Jinja or JSON;
the words are ours. `\t`, `\n`, `\r`, `\0` and `\u2028` in a line stand for the characters themselves.
"""

from pathlib import Path

_SIGNS = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\0": "\0", "\\u2028": "\u2028"}


def _read(line: str) -> str:
    for written, sign in _SIGNS.items():
        line = line.replace(written, sign)
    return line


PAYLOADS = tuple(map(_read, Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()))
