"""Pelican's generators of static files and of source files beside pages; both copy through the engine's writer."""

import fnmatch
import os
from pathlib import Path
from typing import Any

from pelican.contents import Content

from archive_engine.content_files import ContentFiles
from archive_engine.generators import Rejections
from archive_engine.scan import is_hidden
from archive_engine.style_sheets import join_imports
from archive_engine.upstream import OpenSourceFileGenerator, OpenStaticGenerator
from newsrecord.file_names import is_utf8
from newsrecord.folder_walk import walk


def _is_hidden_below(path: str, named_paths: list[str]) -> bool:
    rests = [path[len(named) :] for named in named_paths if path == named or path.startswith(named + os.sep)]
    return all(is_hidden(rest) for rest in rests or [path])


class WholeStaticGenerator(ContentFiles, OpenStaticGenerator):
    """Pelican's static files generator; `writer` writes the copies."""

    rejections: Rejections

    def generate_context(self) -> None:
        """Override Pelican's method: ignore links from articles to hidden files and to files outside the content."""
        links = self.context["static_links"]
        self.context["static_links"] = {link for link in links if not link.startswith("../") and not is_hidden(link)}
        super().generate_context()

    def get_files(self, *arguments: Any, **named: Any) -> Any:
        """Override Pelican's method: leave out a hidden file unless STATIC_PATHS names it or its hidden folder, and one
        whose name is no UTF-8.
        """
        named_paths = [os.path.normpath(path) for path in self.settings["STATIC_PATHS"] if path]
        found = (path for path in super().get_files(*arguments, **named) if not _is_hidden_below(path, named_paths))
        return set(filter(self.rejections.takes_name, found))

    def generate_output(self, writer: Any) -> None:
        """Override Pelican's method."""
        self._writer = writer
        super().generate_output(writer)

    def copy_paths(self, paths: Any, source: str, destination: str, output_path: str, final_path: str | None) -> None:
        """Override Pelican's step."""
        if not hasattr(self._writer, "copy"):
            super().copy_paths(paths, source, destination, output_path, final_path)
            return
        for path in paths:
            start = os.path.join(source, path)
            target = os.path.normpath(os.path.join(output_path, destination, final_path or path))
            if os.path.isfile(start):
                if not self._is_ignored(start):
                    self._copy(start, os.path.join(target, os.path.basename(path)) if final_path else target)
                continue
            for folder, names, files in walk(start, follows_links=True):
                names[:] = sorted(name for name in names if not self._is_ignored(name))
                for file in sorted(files):
                    full = os.path.join(folder, file)
                    if not self._is_ignored(file) and os.path.isfile(full):
                        self._copy(full, os.path.normpath(os.path.join(target, os.path.relpath(full, start))))

    def _copy(self, source: str, target: str) -> None:
        """Write a copy of a theme's file; a style sheet gets those in it that it imports."""
        if source.endswith(".css"):
            self._writer.put(target, join_imports(Path(source)))
        else:
            self._writer.copy(source, target)

    def is_update_required(self, static: Any) -> bool:
        """Override Pelican's step: always call the writer, which compares bytes, not times, and records the file."""
        return hasattr(self._writer, "copy") or super().is_update_required(static)

    def put_static(self, static: Any) -> None:
        """Override Pelican's step: copy, never link. The writer would not remove a link whose source is gone."""
        if not hasattr(self._writer, "copy"):
            super().put_static(static)
            return
        self._writer.copy(os.path.join(self.path, static.source_path), os.path.join(self.output_path, static.save_as))

    def _is_ignored(self, path: str) -> bool:
        name = os.path.basename(path)
        is_unfit = is_hidden(name) or not is_utf8(name)
        return is_unfit or any(fnmatch.fnmatch(name, ignore) for ignore in self.settings["IGNORE_FILES"])


class WholeSourceFileGenerator(OpenSourceFileGenerator):
    """Pelican's generator of source files beside their pages; `writer` writes the copies."""

    def generate_output(self, writer: Any = None) -> None:
        """Override Pelican's method."""
        self._writer = writer
        super().generate_output(writer)

    def put_source(self, content: Content) -> None:
        """Override Pelican's step."""
        if not hasattr(self._writer, "copy"):
            super().put_source(content)
            return
        target = os.path.splitext(content.save_as)[0] + self.output_extension
        self._writer.copy(content.source_path, os.path.join(self.output_path, target))
