"""Edits of an owner between two builds. Each takes the project and a source of randomness, and may change nothing."""

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.archive_engine.sites import write_article
from tests.commands.forked import ROOT
from tests.storm.project import ARTICLES, OVERRIDE, Project

Edit = Callable[[Project, random.Random], object]
PLUGINS = ["pelican.plugins.neighbors", "pelican.plugins.sitemap", "pelican.plugins.related_posts"]
VALUES: dict[str, list[object]] = {
    "SITENAME": ["News Archive", "Another name"],
    "ARCHIVE_PAGES_LIST_LENGTH": [50, 3],
    "SITEURL": ["", "https://halverin.example/news"],
    "RELATIVE_URLS": [True, False],
    "STATIC_PATHS": [["images"], []],
    "STATIC_CHECK_IF_MODIFIED": [False, True],
    "STATIC_CREATE_LINKS": [False, True],
    "DEFAULT_LANG": ["en", "uk"],
    "FEED_ALL_ATOM": [None, "feeds/all.atom.xml"],
    "CATEGORY_FEED_ATOM": [None, "feeds/section/{slug}.atom.xml"],
    "ARTICLE_SAVE_AS": ["{date:%Y}/{date:%m}/{date:%d}/{slug}.html", "news/{slug}.html"],
    "ARCHIVE_ENGINE_PROCESSES": [1, 2],
    "OUTPUT_SOURCES": [False, True],
    "THEME_TEMPLATES_OVERRIDES": [["templates"], []],
}


def _pick(project: Project, chance: random.Random) -> Path | None:
    articles = project.articles()
    return chance.choice(articles) if articles else None


def _replace_line(path: Path, key: str, value: str) -> None:
    text = path.read_text(encoding="utf-8")
    line = f"{key}: {value}\n"
    changed = re.sub(rf"^{key}: .*\n", lambda _: line, text, count=1, flags=re.MULTILINE)
    path.write_text(changed if re.search(rf"^{key}: ", text, re.MULTILINE) else line + text, encoding="utf-8")


def _set(key: str, *values: str) -> Edit:
    """Return an edit that sets a front-matter key of an article to one of the values."""

    def edit(project: Project, chance: random.Random) -> None:
        path, value = _pick(project, chance), chance.choice(values)
        if path:
            _replace_line(path, key, value)

    return edit


def write_new(project: Project, chance: random.Random) -> None:
    """Write a new article, or an earlier one again."""
    if project.call.content == "content":
        write_article(project.folder, chance.randrange(2 * ARTICLES))


def remove_article(project: Project, chance: random.Random) -> None:
    """Remove an article."""
    if path := _pick(project, chance):
        path.unlink()


def rename_article(project: Project, chance: random.Random) -> None:
    """Rename an article's file: its URL stays the same, its position in the order of paths changes."""
    if path := _pick(project, chance):
        path.rename(path.with_name(f"{chance.choice('amz')}-{path.name[-40:]}"))


def move_to_drafts(project: Project, chance: random.Random) -> None:
    """Hide an article's file by a leading dot, as file managers' trash folders do."""
    if path := _pick(project, chance):
        trash = path.parent / ".trash"
        trash.mkdir(exist_ok=True)
        path.rename(trash / path.name)


def twin(project: Project, chance: random.Random) -> None:
    """Make two articles conflict over one path."""
    for _ in range(2):
        if path := _pick(project, chance):
            _replace_line(path, "Slug", "twin")
            _replace_line(path, "Date", "2019-05-05")


def change_body(project: Project, chance: random.Random) -> None:
    """Add to an article's body."""
    if path := _pick(project, chance):
        text = path.read_text(encoding="utf-8")
        path.write_text(text + f"\n{chance.choice(['1. More', 'More', '> More'])} *of it*\n", encoding="utf-8")


def edit_page(project: Project, chance: random.Random) -> None:
    """Write, change or remove a page."""
    pages = project.content() / "pages"
    pages.mkdir(exist_ok=True)
    path = pages / chance.choice(["about.md", "contact.md"])
    if path.exists() and chance.random() < 0.4:
        path.unlink()
    else:
        path.write_text(f"Title: Page {chance.randrange(9)}\nSlug: {path.stem}\n\nText.\n", encoding="utf-8")


def edit_static(project: Project, chance: random.Random) -> None:
    """Write, change or remove a static file of the content."""
    images = project.content() / "images"
    images.mkdir(exist_ok=True)
    path = images / chance.choice(["dot.gif", "map.png"])
    if path.exists() and chance.random() < 0.4:
        path.unlink()
    else:
        path.write_bytes(b"GIF89a" + bytes([chance.randrange(9)]))


def edit_template(project: Project, chance: random.Random) -> None:
    """Add a line to a template of the theme."""
    path = chance.choice(sorted((project.folder / "theme/templates").glob("*.html")))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("</h1>", f"</h1><!-- {chance.randrange(9)} -->", 1), encoding="utf-8")


def edit_theme_static(project: Project, chance: random.Random) -> None:
    """Write, change or remove a static file of the theme."""
    path = project.folder / "theme/static/css" / chance.choice(["extra.css", "more.css"])
    if path.exists() and chance.random() < 0.5:
        path.unlink()
    else:
        path.write_text(f"p {{ margin: {chance.randrange(9)}px }}\n", encoding="utf-8")


def switch_theme(project: Project, chance: random.Random) -> None:
    """Switch between the project's theme and one with another base template."""
    shutil.rmtree(project.folder / "theme")
    shutil.copytree(ROOT / "theme", project.folder / "theme")
    if chance.random() < 0.5:
        base = project.folder / "theme/templates/base.html"
        base.write_text(base.read_text(encoding="utf-8") + "<p>Another theme</p>\n", encoding="utf-8")
        (project.folder / "theme/static/icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")


def switch_override(project: Project, chance: random.Random) -> None:
    """Override a template of the theme by one of the owner's, or undo that."""
    path = project.folder / "templates/article.html"
    if path.exists():
        path.unlink()
    else:
        path.write_text(OVERRIDE, encoding="utf-8")


def switch_plugin(project: Project, chance: random.Random) -> None:
    """Add a third-party plugin to a settings file, or remove it."""
    plugins = project.plugins[chance.choice(["pelicanconf.py", "pelicanconf.py", "publishconf.py"])]
    name = chance.choice(PLUGINS)
    plugins.remove(name) if name in plugins else plugins.append(name)
    project.write_settings()


def drop_plugins(project: Project, chance: random.Random) -> None:
    """Remove all third-party plugins from both settings files."""
    for plugins in project.plugins.values():
        plugins.clear()
    project.write_settings()


def change_setting(project: Project, chance: random.Random) -> None:
    """Set a setting to another value."""
    name = chance.choice(["pelicanconf.py", "pelicanconf.py", "publishconf.py"])
    key = chance.choice(sorted(VALUES))
    project.values[name][key] = chance.choice(VALUES[key])
    project.write_settings()


def switch_output(project: Project, chance: random.Random) -> None:
    """From now on build into another output folder, or into the first one again."""
    project.call = replace(project.call, output=chance.choice(["output", "build/public", "preview"]))


def switch_settings_file(project: Project, chance: random.Random) -> None:
    """From now on build with the other settings file, into the same output or one of its own."""
    name = "publishconf.py" if project.call.settings == "pelicanconf.py" else "pelicanconf.py"
    own = {"publishconf.py": "build/public", "pelicanconf.py": "output"}[name]
    project.call = replace(project.call, settings=name, output=chance.choice([project.call.output, own]))


def switch_content(project: Project, chance: random.Random) -> None:
    """From now on build another content folder, or the first one again."""
    project.call = replace(project.call, content="other" if project.call.content == "content" else "content")


def switch_cache(project: Project, chance: random.Random) -> None:
    """From now on use another cache folder, or the first one again."""
    if project.bare:
        return
    project.call = replace(project.call, cache=chance.choice([".cache", "cache-b"]))


def touch(project: Project, chance: random.Random) -> None:
    """Set new times for all files of the content, as a checkout does."""
    time = chance.choice([1_500_000_000, 1_700_000_000 + chance.randrange(9)])
    for path in project.content().rglob("*"):
        os.utime(path, (time, time))


def copy_project(project: Project, chance: random.Random) -> None:
    """Continue in a copy of the project folder, with new or with kept times."""
    project.moves += 1
    target = project.folder.with_name(f"site-{project.moves}")
    shutil.copytree(project.folder, target, symlinks=True, copy_function=chance.choice([shutil.copy, shutil.copy2]))
    shutil.rmtree(project.folder)
    project.folder = target


def move_project(project: Project, chance: random.Random) -> None:
    """Move the project folder."""
    project.moves += 1
    project.folder = project.folder.rename(project.folder.with_name(f"site-{project.moves}"))


def delete_cache(project: Project, chance: random.Random) -> None:
    """Delete the cache."""
    if project.bare:
        return
    project.forget_cache(project.call.cache)
    shutil.rmtree(project.folder / project.call.cache, ignore_errors=True)


def delete_output(project: Project, chance: random.Random) -> None:
    """Delete the output."""
    shutil.rmtree(project.output(), ignore_errors=True)
    project.owned.pop(project.call.output, None)
    project.bare.discard(project.call.output)


def damage_output(project: Project, chance: random.Random) -> None:
    """Delete files or a folder of the output, or overwrite files, except the owner's own."""
    owned = project.owned.get(project.call.output, {})
    for _ in range(chance.choice([1, 4])):
        paths = [path for path in sorted(project.output().rglob("*")) if not _is_private(project, path)]
        paths = [path for path in paths if path.relative_to(project.output()).as_posix() not in owned]
        if not paths:
            return
        path = chance.choice(paths)
        if path.is_dir():
            name = path.relative_to(project.output()).as_posix()
            if not any(file.startswith(f"{name}/") for file in owned):
                shutil.rmtree(path)
        elif chance.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(b"damage")


def _is_private(project: Project, path: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(project.output()).parts)


def spoil_private(project: Project, chance: random.Random) -> None:
    """Delete the output's files with a leading dot, as a copy by `cp -r output/*` does, or overwrite them.

    It does so only if the cache knows the output: without both, no build could know which files are its own.
    """
    if project.memory.get(project.call.output) != project.call.cache or not project.output().exists():
        return
    project.bare.add(project.call.output)
    is_deleted = chance.random() < 0.5
    for path in sorted(project.output().glob(".*")):
        if path.is_dir():
            shutil.rmtree(path)
        elif is_deleted:
            path.unlink()
        else:
            data = path.read_bytes()
            path.write_bytes(data[: chance.randrange(len(data) + 1)] + chance.choice([b"", b"\0\xff damage\n"]))


def put_file(project: Project, chance: random.Random) -> None:
    """Add a file of the owner's to the output."""
    name = chance.choice(["CNAME", "2019/note.html", "files/minutes.pdf", "search/own.txt", "robots.txt"])
    path = project.output() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = f"the owner's {chance.randrange(9)}".encode()
    path.write_bytes(data)
    project.owned.setdefault(project.call.output, {})[name] = data


def put_by_cache(project: Project, chance: random.Random) -> None:
    """Make a copy of the cache."""
    source, target = project.folder / project.call.cache, project.folder.parent / "kept-cache"
    if source.exists():
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, symlinks=True)


def bring_back_cache(project: Project, chance: random.Random) -> None:
    """Replace the cache by its copy, as build servers do, with kept or new times."""
    source, target = project.folder.parent / "kept-cache", project.folder / project.call.cache
    if source.exists() and not project.bare:
        project.forget_cache(project.call.cache)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, copy_function=chance.choice([shutil.copy, shutil.copy2]))


def put_by_output(project: Project, chance: random.Random) -> None:
    """Make a copy of the output."""
    target = project.folder.parent / "kept-output"
    if project.output().exists() and project.call.output not in project.bare:
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(project.output(), target, symlinks=True)
        project.kept_owned = dict(project.owned.get(project.call.output, {}))


def bring_back_output(project: Project, chance: random.Random) -> None:
    """Replace the output by its copy, as a checkout of an earlier output does."""
    source = project.folder.parent / "kept-output"
    if source.exists():
        project.memory.pop(project.call.output, None)
        project.bare.discard(project.call.output)
        shutil.rmtree(project.output(), ignore_errors=True)
        shutil.copytree(source, project.output(), copy_function=chance.choice([shutil.copy, shutil.copy2]))
        project.owned[project.call.output] = dict(project.kept_owned)


def _call(**changes: str) -> Edit:
    """Return an edit that changes the options of all further builds."""

    def edit(project: Project, chance: random.Random) -> None:
        project.call = replace(project.call, **changes)

    return edit


def add_publishing_plugin(project: Project, chance: random.Random) -> None:
    """Add the sitemap plugin to the settings for publication."""
    project.plugins["publishconf.py"] = ["pelican.plugins.sitemap"]
    project.write_settings()


EDITS: dict[str, tuple[int, Edit]] = {
    "new article": (6, write_new),
    "article removed": (6, remove_article),
    "article renamed": (2, rename_article),
    "article hidden by a dot": (1, move_to_drafts),
    "title": (3, _set("Title", *(f"Headline {number}" for number in range(9)))),
    "tags": (3, _set("Tags", "River", "Tag 1; River", "Tag 2", "Tag 3; Tag 4; Tag 5")),
    "authors": (2, _set("Authors", "Author 1", "Author 8; Nina Tarrow", "Nina Tarrow")),
    "sections": (2, _set("Sections", "Town", "Section 1; Town", "Section 2")),
    "date": (3, _set("Date", "2015-03-11", "2019-02-11", "2024-09-11", "2019-01-15T10:00:00")),
    "language": (1, _set("Lang", "uk", "ru", "de")),
    "status": (4, _set("Status", "draft", "hidden", "skip", "published", "odd")),
    "slug": (2, _set("Slug", "one", "two", "odd slug")),
    "twin": (2, twin),
    "broken date": (1, _set("Date", "2020-13-45")),
    "body": (4, change_body),
    "page": (3, edit_page),
    "static file": (3, edit_static),
    "template": (3, edit_template),
    "theme's static file": (2, edit_theme_static),
    "theme": (2, switch_theme),
    "override of a template": (2, switch_override),
    "plugin": (8, switch_plugin),
    "no plugins": (3, drop_plugins),
    "setting": (5, change_setting),
    "output folder": (5, switch_output),
    "settings file": (5, switch_settings_file),
    "content folder": (1, switch_content),
    "cache folder": (2, switch_cache),
    "touch": (3, touch),
    "copied project": (2, copy_project),
    "moved project": (2, move_project),
    "cache deleted": (4, delete_cache),
    "output deleted": (2, delete_output),
    "output damaged": (4, damage_output),
    "private files of the output spoiled": (2, spoil_private),
    "file of the owner's": (3, put_file),
    "cache kept": (2, put_by_cache),
    "cache brought back": (2, bring_back_cache),
    "output kept": (2, put_by_output),
    "output brought back": (2, bring_back_output),
    # used by cases, never chosen at random
    "publishing": (0, _call(settings="publishconf.py")),
    "local": (0, _call(settings="pelicanconf.py")),
    "preview": (0, _call(output="preview")),
    "output": (0, _call(output="output")),
    "publishing plugin": (0, add_publishing_plugin),
}
