"""Finds the rules of all plugins, so that no list of them is kept: regular expressions, and functions of one text."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
_METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub", "subn")
# Parameters that are names of files, or a command's arguments: such functions read files or run programs.
_NO_TEXTS = ("path", "folder", "settings", "arguments")


class Expression(NamedTuple):
    """A regular expression: where it is defined, the pattern, and the methods that the plugins call on it."""

    name: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


class Rule(NamedTuple):
    """A function of one text: its name, the function, and the type of its argument (`str`, `bytes` or `lines`)."""

    name: str
    function: Callable[..., object]
    takes: str


@cache
def load_modules() -> tuple[ModuleType, ...]:
    """Import every module of every package in plugins/."""
    modules = []
    for folder in sorted(PLUGINS.iterdir()):
        if (folder / "__init__.py").exists():
            package = importlib.import_module(folder.name)
            modules.append(package)
            modules.extend(
                importlib.import_module(info.name)
                for info in pkgutil.walk_packages(package.__path__, f"{folder.name}.")
            )
    return tuple(modules)


def find_expressions(modules: tuple[ModuleType, ...]) -> list[Expression]:
    """Return the expressions of modules: in globals, classes and containers, as bound methods, and in calls of `re`."""
    methods = _find_methods(modules)
    found: dict[tuple[Any, int, tuple[str, ...]], Expression] = {}
    for module in modules:
        for name, pattern, own in [*_walk(vars(module), module), *_inline(module)]:
            asked = own or methods.get(_scoped(name.split(".")[-1], module)) or ("match", "finditer")
            key = (pattern.pattern, pattern.flags, tuple(sorted(asked)))
            found.setdefault(key, Expression(f"{module.__name__}: {name}", pattern, tuple(sorted(asked))))
    return list(found.values())


def _walk(names: Any, module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], tuple[str, ...]]]:
    """Yield the expressions in a namespace, each with its name."""
    for name, value in list(names.items()):
        if inspect.isclass(value) and value.__module__ == module.__name__:
            for inner, pattern, own in _walk(vars(value), module):
                yield f"{name}.{inner}", pattern, own
        else:
            for pattern, own in _unpack(value, depth=0):
                yield name, pattern, own


def _unpack(value: Any, depth: int) -> Iterator[tuple[re.Pattern[Any], tuple[str, ...]]]:
    bound_to = getattr(value, "__self__", None) if inspect.isbuiltin(value) else None
    if isinstance(value, re.Pattern):
        yield value, ()
    elif isinstance(bound_to, re.Pattern):
        yield bound_to, (value.__name__,)
    elif depth < 5:
        parts: Any = ()
        if isinstance(value, dict):
            parts = [*value.keys(), *value.values()]
        elif isinstance(value, (list, tuple, set, frozenset)):
            parts = value
        elif hasattr(value, "__dataclass_fields__") and not inspect.isclass(value):
            parts = [getattr(value, name, None) for name in value.__dataclass_fields__]
        for part in parts:
            yield from _unpack(part, depth + 1)


def _inline(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any], tuple[str, ...]]]:
    """Yield the expressions in calls such as `re.search("...", text)`."""
    for node in ast.walk(_parse(module)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in (*_METHODS, "compile")
        ):
            arguments = {keyword.arg: keyword.value for keyword in node.keywords}
            at = {"sub": 4, "subn": 4, "split": 3, "compile": 1}.get(node.func.attr, 2)
            flags = arguments.get("flags") or (node.args[at] if len(node.args) > at else None)
            try:
                pattern = re.compile(_evaluate(node.args[0], module), _evaluate(flags, module) if flags else 0)
            except NameError:
                if node.func.attr == "compile":
                    continue  # built from values of the call; the compiled expression is found where it is stored
                raise
            if node.func.attr != "compile":
                yield f"line {node.lineno}", pattern, (node.func.attr,)


def _evaluate(node: ast.expr, module: ModuleType) -> Any:
    return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module))


def _find_methods(modules: tuple[ModuleType, ...]) -> dict[str, set[str]]:
    """Return the methods that any module calls on a name; if it is used in another way, all methods."""
    asked: dict[str, set[str]] = {}
    other: set[str] = set()
    for module in modules:
        tree = _parse(module)
        known = set()
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, (ast.Name, ast.Attribute))
                and node.attr in (*_METHODS, "pattern", "flags")
            ):
                known.add(node.value)
                name = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
                asked.setdefault(_scoped(name, module), set()).update({node.attr} & set(_METHODS))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in known:
                other.add(_scoped(node.id, module))
    return {name: methods for name, methods in asked.items() if name not in other}


def _scoped(name: str, module: ModuleType) -> str:
    """Return a private name with its module, since another module may use the same name for something else."""
    return f"{module.__name__}.{name}" if name.startswith("_") else name


@cache
def _parse(module: ModuleType) -> ast.Module:
    return ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))


def find_rules(modules: tuple[ModuleType, ...]) -> list[Rule]:
    """Return the public functions that need only one text (or its bytes, or its lines)."""
    found = []
    for module in modules:
        for name, value in vars(module).items():
            if name.startswith("_") or not callable(value) or inspect.isclass(value):
                continue
            function = getattr(value, "__wrapped__", value) if hasattr(value, "cache_clear") else value
            if getattr(function, "__module__", "") != module.__name__ or not inspect.isfunction(function):
                continue
            parameters = [*inspect.signature(function).parameters.values()]
            if not parameters:
                continue
            first, *others = parameters
            annotation = first.annotation
            takes = _TAKEN.get(annotation.__name__ if inspect.isclass(annotation) else str(annotation))
            if takes and first.name not in _NO_TEXTS and all(_may_be_left_out(other) for other in others):
                found.append(Rule(f"{module.__name__}.{name}", function, takes))
    return found


_TAKEN = {
    "str": "str",
    "object": "str",
    "str | None": "str",
    "bytes": "bytes",
    "collections.abc.Sequence[str]": "lines",
    "collections.abc.Iterable[str]": "lines",
    "list[str]": "lines",
}


def _may_be_left_out(parameter: inspect.Parameter) -> bool:
    return parameter.default is not parameter.empty or parameter.kind in (
        parameter.VAR_POSITIONAL,
        parameter.VAR_KEYWORD,
    )
