"""What a host of static sites takes at most, and what of a site and its repository is over that or near it."""

import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsrecord.folder_walk import walk

NEAR = 0.8  # from this share of a limit on, there is a warning
_MB = 2**20


class Limits(NamedTuple):
    """The limits of one host: the bytes of a site, the bytes of one file in git, the seconds of a build."""

    name: str
    site_bytes: int
    file_bytes: int
    build_seconds: int


# By the value of ARCHIVE_PUBLISH_HOST. GitHub's: https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits
# and https://docs.github.com/repositories/working-with-files/managing-large-files/about-large-files-on-github
HOSTS = {"github-pages": Limits("GitHub Pages", 2**30, 100 * _MB, 600), "any": None}


class SizedFile(NamedTuple):
    """A file's path in the project, and its size in bytes."""

    path: str
    size: int


class Finding(NamedTuple):
    """What is over a limit or near it, with the remedy; `is_over` if the host would not take it. `path`: the file."""

    text: str
    is_over: bool
    path: str = ""


def check_site(size: int, limits: Limits) -> Iterator[Finding]:
    """Yield what is to be said of a site of this many bytes."""
    if size >= NEAR * limits.site_bytes:
        yield Finding(
            f"The site has {_to_mb(size)}; {limits.name} takes {_to_mb(limits.site_bytes)}. Remedy: fewer or smaller "
            "pictures (ARCHIVE_PICTURES_KEEP, ARCHIVE_PICTURES_WIDTHS, ARCHIVE_PICTURES_QUALITY), or another host.",
            size > limits.site_bytes,
        )


def check_files(files: Iterable[SizedFile], limits: Limits) -> Iterator[Finding]:
    """Yield what is to be said of the files that are in git, or would be with the next commit."""
    for path, size in files:
        if size >= NEAR * limits.file_bytes:
            yield Finding(
                f"{path} has {_to_mb(size)}; GitHub takes {_to_mb(limits.file_bytes)} a file. Remedy: name it in "
                ".gitignore, or split it; if it was committed already, take it out of that commit.",
                size > limits.file_bytes,
                path,
            )


def check_time(seconds: float, limits: Limits) -> Iterator[Finding]:
    """Yield what is to be said of an import and build that took so long. It is never over: the site is complete."""
    if seconds >= NEAR * limits.build_seconds:
        yield Finding(
            f"Import and build took {seconds / 60:.1f} minutes; {limits.name} asks for {limits.build_seconds // 60}. "
            "Remedy: keep .cache/ and build/public/ between builds, and import on your own machine: commit content/ "
            "and leave captures/ out of git.",
            False,
        )


def measure_site(folder: Path) -> int:
    """Return the bytes of all files of a site that are published: names that begin with a dot are not."""
    size = 0
    for root, folders, files in walk(str(folder)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        size += sum(os.stat(os.path.join(root, name)).st_size for name in files if not name.startswith("."))
    return size


def list_git_files(root: Path) -> list[SizedFile]:
    """Return the files that git has or would add. Without git, or outside of a repository, there are none."""
    call = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(call, cwd=root, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    files = []
    for path in sorted({*listed.split(b"\0")} - {b""}):
        try:
            size = os.lstat(root / os.fsdecode(path)).st_size
            files.append(SizedFile(path.decode("utf-8", "backslashreplace"), size))
        except OSError:
            continue  # deleted, but not yet in git
    return files


def _to_mb(size: int) -> str:
    return f"{size / _MB:,.0f} MB"
