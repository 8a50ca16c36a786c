"""`python -m benchmarks.speed.weigh OUTPUT`: the bytes of a built site by kind of file, in total and per article."""

import re
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

# The first pattern that matches the beginning of a path decides its kind.
KINDS = {
    "days": r"\d{4}/\d\d/\d\d/index\.html",
    "months": r"\d{4}/\d\d/index\.html",
    "years": r"\d{4}/index\.html",
    "articles": r"\d{4}/\d\d/\d\d/",
    "lists": r"(tag|author|section)/[^/]+\.html",
    "older pages of lists": r"(tag|author|section)/[^/]+/",
    "names": r"(person|organisation|place)/",
    "threads": r"threads?[/.]",
    "publishers": r"publisher/",
    "days of years": r"on/",
    "directories": r"(tags|authors|sections|publishers|people|organisations|places)[/.]",
    "search": r"search[/.]",
    "theme": r"theme/",
    "other": r"",
}


def weigh_site(output: Path) -> tuple[Counter[str], Counter[str]]:
    """Return the number of a site's files by kind, and their bytes by kind."""
    files: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for path in output.rglob("*"):
        if path.is_file():
            name = path.relative_to(output).as_posix()
            kind = next(kind for kind, pattern in KINDS.items() if re.match(pattern, name))
            files[kind] += 1
            sizes[kind] += path.stat().st_size
    return files, sizes


def main() -> int:
    """Show the table; return the exit code."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        print(__doc__)
        return 2
    files, sizes = weigh_site(Path(sys.argv[1]))
    articles = files["articles"] or 1
    table = Table("kind", "files", "bytes", "a file", "an article")
    for kind, size in sizes.most_common():
        table.add_row(kind, f"{files[kind]:,}", f"{size:,}", f"{size / files[kind]:,.0f}", f"{size / articles:,.0f}")
    table.add_row("all", f"{files.total():,}", f"{sizes.total():,}", "", f"{sizes.total() / articles:,.0f}")
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
