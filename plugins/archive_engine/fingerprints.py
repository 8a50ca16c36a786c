"""Short hashes of what pages depend on beside articles: settings, code, templates."""

import hashlib
import importlib.util
import json
import marshal
import os
import re
import sys
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

import jinja2
import markdown
import pelican
from jinja2 import BaseLoader, Environment, TemplateNotFound, meta

# Settings of folders, caches, processes and the command line, which change no page.
_OUTSIDE = frozenset(
    "PATH OUTPUT_PATH THEME CACHE_PATH PLUGIN_PATHS THEME_TEMPLATES_OVERRIDES OUTPUT_RETENTION "
    "LOAD_CONTENT_CACHE DEBUG PORT BIND DELETE_OUTPUT_DIRECTORY "
    "ARCHIVE_ENGINE_PROCESSES ARCHIVE_ENGINE_EXECUTOR ARCHIVE_ENGINE_REPORT ARCHIVE_ENGINE_FIGURES "
    "ARCHIVE_PUBLISH_HOST ARCHIVE_PUBLISH_ON_REJECTED "
    "ARCHIVE_PAGES_NAMES".split()  # what follows it says so (see `inputs`)
)
# Settings of the public URL: pages and feeds depend on them, the reading of articles does not.
_ADDRESS = frozenset(["SITEURL", "RELATIVE_URLS", "ARCHIVE_ENGINE_DRAFTS"])
_WORD = re.compile(r"[^\W\d]\w*")
_REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)(?:%\}|\Z)", re.DOTALL)
_NAME = re.compile(r"""\s*(["'])([^"'\\]+)\1\s*(?:[-+]?$|(?:ignore|with|without|as|import)\b[\w\s,]*[-+]?$)""")
_PACKAGES = ("archive_engine", "newsrecord")


def hash_parts(*parts: str | bytes) -> bytes:
    """Return a hash of 16 bytes of a sequence of texts. It depends on where one text ends and the next begins."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little"))
        state.update(data)
    return state.digest()


def hash_data(value: Any) -> bytes:
    """Return 16 bytes for JSON data, the same for the same data.

    Marshal's second version is a pure function of the data, and three times quicker than JSON. That another Python may
    write another one does no harm, as its version is part of what all pages depend on.
    """
    return hashlib.blake2b(marshal.dumps(value, 2), digest_size=16).digest()


def describe_value(value: Any, root: str = "") -> Any:
    """Return a setting as JSON data, the same in every run: functions and classes by name and code, sets in order.

    A path below `root` (the project's folder) is described from there, so that a project may be moved.
    """
    if isinstance(value, str):
        return value[len(root) :] if root and value.startswith(root) else value
    if value is None or isinstance(value, (int, float, bool)):
        return value
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: str(pair[0]))
        return {str(key): describe_value(item, root) for key, item in pairs}
    if isinstance(value, (list, tuple)):
        return [describe_value(item, root) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(json.dumps(describe_value(item, root)) for item in value)
    code = getattr(value, "__code__", None)
    name = f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    if code is not None:
        constants = repr([item for item in code.co_consts if isinstance(item, (str, int, float, tuple))])
        return [name, code.co_code.hex(), list(code.co_names), constants]
    text = repr(value)
    return name if isinstance(value, type) or " at 0x" in text else [name, text.replace(root, "") if root else text]


def _is_of_address(setting: str) -> bool:
    return setting in _ADDRESS or "FEED" in setting.split("_")


def settings_fingerprint(
    settings: Mapping[str, Any], *, is_for_reading: bool = False, left_out: Collection[str] = ()
) -> str:
    """Return the hash of all settings that a page may show, or only of those that reading an article may follow.

    The latter are not those of the plugins `left_out`, which take no part in reading; theirs begin with their names.
    """
    own = tuple(f"{name.upper()}_" for name in left_out)
    if left_out:
        plugins = [plugin for plugin in settings["PLUGINS"] or () if plugin not in left_out]
        settings = {key: value for key, value in settings.items() if not key.startswith(own)} | {"PLUGINS": plugins}
    root = os.path.dirname(os.path.abspath(settings["PATH"])) + os.sep
    shown = {
        key: describe_value(value, root)
        for key, value in settings.items()
        if key not in _OUTSIDE and not (is_for_reading and _is_of_address(key))
    }
    return hash_parts(json.dumps(shown, sort_keys=True)).hex()


def code_fingerprint(plugins: Iterable[str], versions: Iterable[str]) -> str:
    """Return the hash of the code that makes pages: the plugins', the engine's, and the versions of what they use."""
    parts = [sys.version, pelican.__version__, markdown.__version__, jinja2.__version__, *versions]
    for name in sorted({*plugins, *_PACKAGES}):
        for path in list_code(name):
            with open(path, "rb") as file:
                parts += [f"{name}/{os.path.basename(path)}", hashlib.blake2b(file.read(), digest_size=16).hexdigest()]
    return hash_parts(*parts).hex()


def list_code(package: str) -> list[str]:
    """Return the Python files of a package or module that is loaded, and its catalogues, in order."""
    module = sys.modules.get(package)
    spec = getattr(module, "__spec__", None) or importlib.util.find_spec(package)
    if spec is None or not spec.origin:
        return []
    if not spec.submodule_search_locations:
        return [spec.origin]
    return sorted(
        os.path.join(folder, file)
        for root in spec.submodule_search_locations
        for folder, _, files in os.walk(root)
        for file in files
        if file.endswith((".py", ".po"))
    )


class Templates:
    """The fingerprints of an environment's templates, each with all that it extends, includes and imports.

    `has` says whether there is a template, by Pelican's name for it.
    """

    def __init__(self, environment: Environment, extensions: Iterable[str]) -> None:
        self.environment = environment
        self.extensions = list(extensions)
        self.fingerprint = cache(self._fingerprint)
        self.find_names = cache(self._find_names)
        self.has = cache(lambda name: self.file(name) is not None)
        self._parts = cache(self._read)

    @property
    def _loader(self) -> BaseLoader:
        assert self.environment.loader is not None
        return self.environment.loader

    def names(self) -> list[str]:
        """Return the names of all templates."""
        return sorted(self.environment.list_templates())

    def file(self, name: str) -> str | None:
        """Return the file name of the template that Pelican would take for `name`, or None where there is none."""
        for extension in self.extensions:
            try:
                self._loader.get_source(self.environment, name + extension)
                return name + extension
            except TemplateNotFound:
                continue
        return None

    def _fingerprint(self, name: str) -> bytes:
        """Return the hash of a template (by Pelican's name for it) and of everything that it may draw in."""
        return hash_parts(*(part for file in self.closure(name) for part in (file, self._parts(file)[0])))

    def find_variables(self, name: str) -> frozenset[str]:
        """Return the variables that a template, or one that it may draw in, asks its context for."""
        variables: set[str] = set()
        for file in self.closure(name):
            source = self._loader.get_source(self.environment, file)[0]
            variables |= meta.find_undeclared_variables(self.environment.parse(source))
        return frozenset(variables)

    def _find_names(self, name: str) -> frozenset[str]:
        """Return all words of a template and of those that it may draw in, every variable of its context among them."""
        return frozenset().union(*(self._parts(file)[2] for file in self.closure(name)))

    def closure(self, name: str) -> list[str]:
        """Return the files of a template (by Pelican's name for it) and of all that it may draw in, in order."""
        start = self.file(name)
        wanted, known = [start] if start else [], set()
        while wanted:
            file = wanted.pop()
            if file not in known:
                known.add(file)
                others = self._parts(file)[1]
                wanted += self.names() if others is None else others
        return sorted(known)

    def _read(self, file: str) -> tuple[bytes, list[str] | None, frozenset[str]]:
        """Return a template file's hash, the files it names (None where rendering works a name out), its words."""
        try:
            source = self._loader.get_source(self.environment, file)[0]
        except TemplateNotFound:
            return b"", [], frozenset()
        return hash_parts(source), self._find_references(source), frozenset(_WORD.findall(source))

    def _find_references(self, source: str) -> list[str] | None:
        """Return the templates that one names, or a comment in it does; None where rendering works one out."""
        environment = self.environment
        if environment.block_start_string == "{%" and not environment.line_statement_prefix:
            tags = _REFERENCE.findall(source)
            names = [name[2] for tag in tags if (name := _NAME.match(tag))]
            if len(names) == len(tags):  # names only: Jinja's parser finds the same and takes a hundred times as long
                return names
        others = list(meta.find_referenced_templates(environment.parse(source)))
        known = [name for name in others if name is not None]
        return known if len(known) == len(others) else None
