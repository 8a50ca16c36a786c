"""Builds of every kind, killed several times, then run to the end: the output must equal that of an unbroken build."""

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.archive_engine.sites import write_article
from tests.storm.kills import Tally, kill_by_chance
from tests.storm.processes import say_at_once, start
from tests.storm.project import Project, make_project, read_output

ARTICLES = 110  # enough that workers read them and write their pages
_MOST_KILLS = 5  # kills of one build before it may end


def _tell(number: int, firms: int) -> str:
    """Return a body that names two firms, of which so many stories one after another tell: they are a thread."""
    letter, other = (chr(ord("A") + part) for part in divmod(number // firms, 26)[::-1])
    return f"{letter}alvor Ferries Ltd. and {other}svell Mills Ltd. agreed on pier {number}."


def _make_project(folder: Path) -> Project:
    """Make a project whose articles are threads of five."""
    project = make_project(folder, ARTICLES)
    for number in range(ARTICLES):
        write_article(project.folder, number, body=_tell(number, 5))
    return project


def _edit_many(project: Project) -> None:
    """Edit every other article; threads are others then."""
    for number in range(0, ARTICLES, 2):
        write_article(project.folder, number, body=f"Edited. {_tell(number, 7)}", tags=f"Tag {number % 5}")


def _remove_many(project: Project) -> None:
    for path in project.articles()[::3]:
        path.unlink()
    for path in project.articles()[::4]:
        path.rename(path.with_name(f"z-{path.name}"))


def _set(**values: object) -> Callable[[Project], None]:
    def change(project: Project) -> None:
        project.values["pelicanconf.py"].update(values)
        project.write_settings()

    return change


def _with_plugin(project: Project) -> None:
    project.plugins["pelicanconf.py"] = ["pelican.plugins.neighbors"]
    project.write_settings()


def _without_plugin(project: Project) -> None:
    project.plugins["pelicanconf.py"] = []
    project.write_settings()
    write_article(project.folder, 7, title="Another headline")


def _publish(project: Project) -> None:
    project.call = replace(project.call, settings="publishconf.py", output="build/public")


def _publish_here(project: Project) -> None:
    project.call = replace(project.call, settings="publishconf.py")


def _edit_template(project: Project) -> None:
    base = project.folder / "theme/templates/base.html"
    base.write_text(base.read_text(encoding="utf-8") + "<p>More</p>\n", encoding="utf-8")


def _lose_cache(project: Project) -> None:
    shutil.rmtree(project.folder / project.call.cache)
    _edit_many(project)


def _nothing(project: Project) -> None:
    pass


# The edits before a whole build, and those before the build that is killed; without the first, nothing is built before.
KINDS: dict[str, tuple[Callable[[Project], None] | None, Callable[[Project], None]]] = {
    "first": (None, _nothing),
    "edits": (_nothing, _edit_many),
    "removals": (_nothing, _remove_many),
    "settings": (_nothing, _set(SITENAME="Another name", ARCHIVE_PAGES_LIST_LENGTH=5)),
    "template": (_nothing, _edit_template),
    "publish": (_nothing, _publish),
    "publish into the same output": (_nothing, _publish_here),
    "first with a plugin": (None, _with_plugin),
    "plugin added": (_nothing, _with_plugin),
    "plugin taken out": (_with_plugin, _without_plugin),
    "cache deleted": (_nothing, _lose_cache),
}


class _Scenario:
    """A project just before the build that is killed, and the output that an unbroken build makes."""

    def __init__(self, folder: Path, kind: str) -> None:
        before, after = KINDS[kind]
        self.kind = kind
        self.project = _make_project(folder)
        if before is not None:
            before(self.project)
            self._build()
        after(self.project)
        self.old = self.read()
        self._kept = folder / "kept"
        shutil.copytree(self.project.folder, self._kept, symlinks=True)
        ended = self._build()
        self.seconds, self.code = ended.seconds, ended.code
        self.whole = self.read()
        if not any(path.startswith("thread/") for path in self.whole):
            raise RuntimeError(f"the build {kind!r} has no thread to break")

    def restore(self) -> None:
        """Restore the project as it was before the build, with its files' times."""
        shutil.rmtree(self.project.folder)
        shutil.copytree(self._kept, self.project.folder, symlinks=True)

    def read(self) -> dict[str, str]:
        """Return the hash of every file of the output by its path."""
        return read_output(self.project.output())[0]

    def _build(self) -> Any:
        return self.project.build(self.project.call, "ARCHIVE_ENGINE_PROCESSES=2")


def run_builds(count: int, seed: int, *, say: Callable[[str], object] = say_at_once) -> dict[str, Any]:
    """Kill builds `count` times. Return the report."""
    chance = random.Random(seed)
    tally = Tally(count, say)
    with tempfile.TemporaryDirectory(prefix="builds-") as name:
        scenarios = []
        for number, kind in enumerate(KINDS):
            if number < max(2, count // 5):
                scenarios.append(_Scenario(Path(name) / str(number), kind))
        trial = 0
        while not tally.is_full and trial < 3 * count:
            _try(scenarios[trial % len(scenarios)], chance, tally)
            trial += 1
    return tally.to_report(seed)


def _try(scenario: _Scenario, chance: random.Random, tally: Tally) -> None:
    """Kill a build several times and check the output each time; then run it to its end."""
    scenario.restore()
    project = scenario.project
    log = project.folder.parent / "build.log"
    is_old_output = project.output().exists()
    for _ in range(chance.randint(1, _MOST_KILLS)):
        if tally.is_full:
            break
        is_forked = chance.random() < 0.7
        arguments = project.arguments(project.call, "ARCHIVE_ENGINE_PROCESSES=2")
        command = start("pelican", arguments, project.folder, log, is_forked=is_forked)
        facts = {"build": scenario.kind, "forked": is_forked}
        seconds = scenario.seconds + (0 if is_forked else 0.3)
        ended = kill_by_chance(command, chance, seconds, tally, **facts)
        if ended is None:
            scenario.seconds *= 0.9
            break
        for path, digest in scenario.read().items():
            if digest not in (scenario.old.get(path), scenario.whole.get(path)):
                tally.add_fault("a file is neither the old nor the new one", path=path, **facts)
                break
    last = project.build(project.call, "ARCHIVE_ENGINE_PROCESSES=2", is_forked=chance.random() < 0.7)
    facts = {"build": scenario.kind, "had an output": is_old_output}
    if last.code != scenario.code or "Traceback" in last.text:
        tally.add_fault("the last build failed", code=last.code, text=last.text[-3000:], **facts)
    files = scenario.read()
    if files != scenario.whole:
        names = sorted(
            name for name in files.keys() | scenario.whole.keys() if files.get(name) != scenario.whole.get(name)
        )
        missing = [name for name in names if name not in files]
        extra = [name for name in names if name not in scenario.whole]
        tally.add_fault(
            "the output differs", files=len(names), missing=missing[:5], extra=extra[:5], first=names[:5], **facts
        )
