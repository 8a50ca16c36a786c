"""Compiled templates that are kept between builds."""

import pytest
from jinja2 import DictLoader, Environment

from archive_engine.compiled_templates import CompiledTemplates

SOURCES = {"page.html": "{% include 'lamp.html' %} of {{ place }}", "lamp.html": "The lamp"}


def make_environment(folder, fingerprint="site", sources=SOURCES):
    return Environment(loader=DictLoader(sources), bytecode_cache=CompiledTemplates(str(folder), fingerprint))


def render(environment):
    return environment.get_template("page.html").render(place="Osvell")


@pytest.fixture
def compiled(monkeypatch):
    """Return the names of the templates that are compiled, in order."""
    names = []
    compile_template = Environment.compile

    def note(self, source, name=None, *rest, **options):
        names.append(name)
        return compile_template(self, source, name, *rest, **options)

    monkeypatch.setattr(Environment, "compile", note)
    return names


@pytest.fixture
def folder(tmp_path, compiled):
    """Return a folder that has both templates."""
    assert render(make_environment(tmp_path / "templates")) == "The lamp of Osvell"
    assert compiled == ["page.html", "lamp.html"]
    compiled.clear()
    return tmp_path / "templates"


def test_another_build_compiles_nothing(folder, compiled):
    assert render(make_environment(folder)) == "The lamp of Osvell"
    assert compiled == []


def test_a_changed_template_is_compiled_again(folder, compiled):
    changed = {**SOURCES, "lamp.html": "The ferry"}
    assert render(make_environment(folder, sources=changed)) == "The ferry of Osvell"
    assert compiled == ["lamp.html"]


def test_another_site_compiles_its_own(folder, compiled):
    render(make_environment(folder, "another site"))
    assert compiled == ["page.html", "lamp.html"]


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-9] + b"?" + data[-8:], lambda data: data[:40], lambda data: b""]
)
def test_damaged_bytecode_is_never_run(folder, compiled, damage):
    for path in folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert render(make_environment(folder)) == "The lamp of Osvell"
    assert compiled == ["page.html", "lamp.html"]
    compiled.clear()
    render(make_environment(folder))
    assert compiled == []


def test_a_folder_that_cannot_be_made_only_takes_time(tmp_path, compiled):
    (tmp_path / "file").write_text("")
    for _ in range(2):
        assert render(make_environment(tmp_path / "file/templates")) == "The lamp of Osvell"
    assert compiled == 2 * ["page.html", "lamp.html"]
