"""The lower limit of a build's time: read the files of the content, write files like those of the output, and no more.

    python -m benchmarks.speed.floor CONTENT OUTPUT TARGET

reads every file of CONTENT and writes as many files as OUTPUT has, each of the same name and size, below TARGET, in as
many processes as there are processors. Like a build, it renames each file into place when it is complete.
"""

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def read_files(paths: list[Path]) -> None:
    """Read files."""
    for path in paths:
        path.read_bytes()


def write_files(target: Path, files: list[tuple[Path, int]]) -> None:
    """Write files of some sizes below `target`."""
    draft = target / f"draft-{os.getpid()}"
    for name, size in files:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(bytes(size))
        draft.replace(path)


def main() -> None:
    """Read all files, then write all files, in all processes."""
    content, output, target = map(Path, sys.argv[1:])
    target.mkdir(parents=True)
    processes = os.cpu_count() or 1
    sources = list(content.rglob("*.md"))
    files = [(path.relative_to(output), path.stat().st_size) for path in sorted(output.rglob("*")) if path.is_file()]
    with ProcessPoolExecutor(processes) as executor:
        list(executor.map(read_files, (sources[part::processes] for part in range(processes))))
        list(executor.map(write_files, [target] * processes, (files[part::processes] for part in range(processes))))


if __name__ == "__main__":
    main()
