"""The laws about imports: which module may import which."""

import ast
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
CAPABILITIES = sorted(path.name for path in PLUGINS.iterdir() if (path / "__init__.py").exists())
MODULES = sorted(path.relative_to(PLUGINS) for path in PLUGINS.rglob("*.py"))

# The parts of the engine that the other Pelican plugins may use.
ENGINE_INTERFACE = "archive_engine.interface"
# The commands, which put the capabilities together.
COMMANDS = "newsarchive"
# Modules beside the engine that may import Pelican: a capability's plugin and the package that registers it.
PELICAN_EDGE = ("plugin", "__init__")
# Nothing in the archive uses the network: captures are on disk, pages are static.
NETWORK = {"socket", "http", "urllib.request", "requests", "urllib3", "httpx", "aiohttp", "ftplib"}


def list_imports(module: Path) -> set[str]:
    """Return the absolute names of all modules that `module` imports; `from a import b` counts as `a` and `a.b`."""
    package = list(module.parent.parts)
    names = set()
    for node in ast.walk(ast.parse((PLUGINS / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *(node.module.split(".") if node.module else [])])
            names |= {origin} | {f"{origin}.{alias.name}" for alias in node.names}
    return names


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_there_are_capabilities_to_check():
    assert {"newsrecord", "capture_import", "lunr_search", "archive_pages", "archive_engine"} <= set(CAPABILITIES)


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] == "newsrecord"], ids=str)
def test_newsrecord_imports_only_the_standard_library(module):
    roots = {name.split(".")[0] for name in list_imports(module)}
    assert roots - {"newsrecord", ""} <= sys.stdlib_module_names


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] != COMMANDS], ids=str)
def test_a_capability_imports_no_other_capability(module):
    own = module.parts[0]
    others = {
        name
        for name in list_imports(module)
        for capability in CAPABILITIES
        if is_within(name, capability)
        and capability not in (own, "newsrecord")
        and not is_within(name, ENGINE_INTERFACE)
    }
    others.discard("archive_engine")  # `from archive_engine import interface` names the package first
    assert not others


@pytest.mark.parametrize("module", [m for m in MODULES if m.parts[0] != "archive_engine"], ids=str)
def test_only_plugin_modules_and_the_engine_import_pelican(module):
    knows_pelican = any(is_within(name, "pelican") for name in list_imports(module))
    assert not knows_pelican or (module.stem in PELICAN_EDGE and module.parts[0] != "capture_import")


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_nothing_imports_a_network_library(module):
    asked = {name for name in list_imports(module) for network in NETWORK if is_within(name, network)}
    assert not asked


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_nothing_is_imported_by_string(module):
    tree = ast.parse((PLUGINS / module).read_text(encoding="utf-8"))
    called = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree)
        if isinstance(node, (ast.Attribute, ast.Name))
    }
    assert not called & {"import_module", "__import__"}


@pytest.mark.parametrize(
    "module",
    sorted((PLUGINS.parent / "benchmarks").rglob("*.py")),
    ids=lambda path: path.relative_to(PLUGINS.parent).as_posix(),
)
def test_benchmarks_import_no_tests(module):
    assert not {name for name in list_imports(module) if is_within(name, "tests")}


# The import's layers, and which layers each may import: pipeline -> archive -> forms, publishers -> fields.
# Containers import none of them; all but the fields import the record of a capture.
LAYERS = {
    "containers": set(),
    "fields": set(),
    "forms": {"publishers", "fields", "containers"},
    "publishers": {"forms", "fields", "containers"},
    "archive": {"forms", "publishers", "fields", "containers"},
    "pipeline": {"archive", "forms", "publishers", "fields", "containers"},
}
IMPORT = [module for module in MODULES if module.parts[0] == "capture_import"]


def test_the_import_has_these_layers():
    folders = {module.parts[1] for module in IMPORT if len(module.parts) > 2}
    files = {module.parts[1] for module in IMPORT if len(module.parts) == 2}
    assert (folders, files) == (set(LAYERS), {"__init__.py"})


@pytest.mark.parametrize("module", [m for m in IMPORT if len(m.parts) > 2], ids=str)
def test_a_layer_of_the_import_imports_only_those_after_it(module):
    layer = module.parts[1]
    known = {name.split(".")[1] for name in list_imports(module) if name.startswith("capture_import.")}
    assert known <= {layer} | LAYERS[layer]


def test_the_import_has_no_import_cycle():
    names = {".".join(module.with_suffix("").parts).removesuffix(".__init__"): module for module in IMPORT}
    graph = {}
    for name, module in names.items():
        needed = list_imports(module) & set(names)
        # `from package import module` names the package first
        packages = {other for other in needed if any(one.startswith(f"{other}.") for one in needed)}
        graph[name] = needed - packages - {name}
    # a module that imports none of the remaining ones is on no cycle; remove such modules until none is left
    while free := [name for name, needed in graph.items() if not needed & set(graph)]:
        for name in free:
            del graph[name]
    assert not graph
