"""Where the files of the index go."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class IndexOutput:
    """Where files go: `write` gets a path below the site's root and bytes, `keep` the path of a file that stays as it
    is.
    """

    write: Callable[[str, bytes], None]
    keep: Callable[[str], None]
    written: set[str] = field(default_factory=set)

    def put(self, scripts: Iterable[tuple[str, bytes]]) -> None:
        """Write files, each once in a build."""
        for path, data in scripts:
            self.written.add(path)
            self.write(path, data)
