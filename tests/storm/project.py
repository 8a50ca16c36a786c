"""An owner's small project, which chains of edits change and build: content, settings, themes, plugins, outputs."""

import hashlib
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.archive_engine.sites import make_archive
from tests.commands.forked import ROOT
from tests.storm.processes import Ended, run

ARTICLES = 12
SETTINGS = {
    "pelicanconf.py": (ROOT / "pelicanconf.py").read_text(encoding="utf-8"),
    "publishconf.py": (ROOT / "publishconf.py").read_text(encoding="utf-8"),
}
PLUGIN_SETTINGS = 'SITEMAP = {"format": "txt"}\n'  # a sitemap in this format does not contain the time of the build
OVERRIDE = """{% extends "!theme/article.html" %}{% block main %}{{ super() }}
{% if article.prev_article is defined and article.prev_article %}<b>{{ article.prev_article.title }}</b>{% endif %}
{% if article.related_posts is defined %}
{% for other in article.related_posts %}<i>{{ other.title }}</i>{% endfor %}{% endif %}
{% endblock %}"""


@dataclass(frozen=True)
class Call:
    """The arguments of a build."""

    settings: str = "pelicanconf.py"
    content: str = "content"
    output: str = "output"
    cache: str = ".cache"


@dataclass(frozen=True)
class Result:
    """The result of a build: exit code, messages about bad articles, every file's hash by path, all folders."""

    code: int
    problems: tuple[str, ...]
    files: dict[str, str]
    folders: frozenset[str]


@dataclass
class Project:
    """The project, and the changes that its owner made by hand."""

    folder: Path
    call: Call = Call()
    values: dict[str, dict[str, object]] = field(default_factory=lambda: {name: {} for name in SETTINGS})
    plugins: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SETTINGS})
    owned: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """By output: files that the owner put there, not the build."""
    memory: dict[str, str] = field(default_factory=dict)
    """By output: the cache folder that knows the output as it is. A chain asks for nothing that nobody could know."""
    bare: set[str] = field(default_factory=set)
    """Outputs that lost their private files since they were built: now the cache alone knows what belongs to them."""
    kept_owned: dict[str, bytes] = field(default_factory=dict)
    """The owner's files in the kept copy of an output."""
    moves: int = 0

    def content(self) -> Path:
        """Return the current content folder."""
        return self.folder / self.call.content

    def output(self) -> Path:
        """Return the current output folder."""
        return self.folder / self.call.output

    def articles(self) -> list[Path]:
        """Return all articles of the current content folder."""
        return sorted(self.content().glob("[0-9]*/**/*.md"))

    def write_settings(self) -> None:
        """Write both settings files: the project's own settings with the changed values and plugins."""
        for name, text in SETTINGS.items():
            plugins = "".join(f'PLUGINS = [*PLUGINS, "{plugin}"]\n' for plugin in self.plugins[name])
            values = "".join(f"{key} = {value!r}\n" for key, value in self.values[name].items())
            path = self.folder / name
            # an address that the cache alone knows is no page of a new build
            text = f"{text}{PLUGIN_SETTINGS}{plugins}ARCHIVE_ENGINE_KEEP_ADDRESSES = False\n{values}"
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")

    def inputs(self) -> str:
        """Return a hash of all inputs of a build except its cache."""
        parts = [self.call.settings]
        for name in (self.call.content, "theme", "templates", *SETTINGS):
            path = self.folder / name
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    digest = hashlib.sha256(file.read_bytes()).hexdigest()
                    parts.append(f"{file.relative_to(self.folder)} {digest}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def arguments(self, call: Call, *options: str) -> list[str]:
        """Return the arguments of `pelican`. An option with `=` is a setting."""
        extra = [option for option in options if not option.startswith("-")]
        more = ["-e", *extra] if extra else []
        flags = [option for option in options if option.startswith("-")]
        return [
            call.content, "-s", call.settings, "-o", call.output, "--cache-path", call.cache, "--log-handler", "plain",
            *flags, *more,
        ]  # fmt: skip

    def build(self, call: Call, *options: str, is_forked: bool = True) -> Ended:
        """Build the project and return how it went."""
        log = self.folder.parent / "build.log"
        return run("pelican", self.arguments(call, *options), self.folder, log, is_forked=is_forked)

    def look(self, ended: Ended, output: str) -> Result:
        """Return what a build made in an output folder, without the owner's own files and names with a leading dot."""
        owned = self.owned.get(output, {})
        files, folders = read_output(self.folder / output, frozenset(owned))
        return Result(ended.code, read_problems(ended.text.replace(f"{self.folder}/", "")), files, folders)

    def forget_cache(self, cache: str) -> None:
        """Record that a cache folder does not match the outputs any more."""
        self.memory = {output: name for output, name in self.memory.items() if name != cache}

    def missing_owned(self) -> list[str]:
        """Return the owner's files in the outputs that are gone or changed."""
        return [
            f"{output}/{path}"
            for output, files in self.owned.items()
            for path, data in files.items()
            if not (self.folder / output / path).is_file() or (self.folder / output / path).read_bytes() != data
        ]


def make_project(folder: Path, articles: int = ARTICLES) -> Project:
    """Make a project of a few articles, a page, static files and a theme of its own."""
    site = make_archive(folder / "site", articles)
    for name in ("theme",):
        (site / name).unlink()
        shutil.copytree(ROOT / name, site / name)
    (site / "content/images").mkdir()
    (site / "content/images/dot.gif").write_bytes(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    (site / "templates").mkdir()
    (site / "other/2020/01/01").mkdir(parents=True)
    (site / "other/2020/01/01/other.md").write_text(
        "Title: Another content\nDate: 2020-01-01\nSlug: other\nLang: en\nCategory: Town\nTags: River\n\nIts body.\n",
        encoding="utf-8",
    )
    project = Project(site)
    project.values["pelicanconf.py"] = {"THEME_TEMPLATES_OVERRIDES": ["templates"], "STATIC_PATHS": ["images"]}
    project.write_settings()
    return project


def read_output(folder: Path, without: frozenset[str] = frozenset()) -> tuple[dict[str, str], frozenset[str]]:
    """Return the hash of every file by path, and all folders that hold one, without leading dots and `without`."""
    files: dict[str, str] = {}
    folders: set[str] = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith(".") for part in name.parts):
            continue
        if path.is_dir():
            folders.add(name.as_posix())
        elif name.as_posix() not in without:
            files[name.as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    for owned in without:
        folders.difference_update(parent.as_posix() for parent in Path(owned).parents)
    folders |= {parent.as_posix() for name in files for parent in Path(name).parents}
    return files, frozenset(folders - {"."})


def read_problems(text: str) -> tuple[str, ...]:
    """Return the messages of a build about bad articles, sorted."""
    return tuple(sorted(line.strip() for line in text.splitlines() if re.search(r"\.md:\d+: ", line)))
