"""How the index hands out its files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class IndexOutput:
    """Three callbacks: `write(path, data)` writes a file below the site's root, `keep(path)` keeps one as it is,
    `read(path)` returns its bytes, and raises OSError where there is none.

    `written` collects the paths that `put` has written.
    """

    write: Callable[[str, bytes], None]
    keep: Callable[[str], None]
    read: Callable[[str], bytes]
    written: set[str] = field(default_factory=set)

    def put(self, scripts: Iterable[tuple[str, bytes]]) -> None:
        """Write files, given as path and bytes. A build puts each path once."""
        for path, data in scripts:
            self.written.add(path)
            self.write(path, data)
