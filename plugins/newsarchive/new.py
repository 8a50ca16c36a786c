"""`newsarchive new`: an archive of its own, in a folder of its own."""

import argparse
import json
import re
import shlex
import shutil
from pathlib import Path

from archive_engine.catalogues import ENGLISH, find_language, list_languages
from newsarchive.calls import OK, Commands, WrongCall, add_quiet_option, fail, to_site_url
from newsarchive.places import DEMO, EXAMPLE_URL, TEMPLATE
from newsarchive.programs import name_program
from newsrecord.clean_text import clean_line

# The files of a new archive, by their names in TEMPLATE.
FILES = {
    "pelicanconf.py": "pelicanconf.py.txt",
    "publishconf.py": "publishconf.py.txt",
    "Makefile": "Makefile.txt",
    ".gitignore": "gitignore.txt",
    "requirements.txt": "requirements.txt",
    ".github/workflows/pages.yml": "pages.yml",
}
ABOUT = "content/pages/about.md"
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAMED = 5


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "new",
        help="make an archive of your own",
        description="Make an archive in a folder: settings, a page about it, folders for captures and articles. No "
        "file is overwritten. Exit status: 0 when it is made, 2 when nothing was made.",
    )
    command.add_argument("folder", type=_to_folder, metavar="DIR", help="the folder; it may exist")
    command.add_argument("--name", metavar="TEXT", help="the name of the archive (default: that of the folder)")
    command.add_argument(
        "--lang",
        type=_to_language,
        default=ENGLISH,
        metavar="CODE",
        help=f"its language, such as {ENGLISH} (the default); there are labels in {_list_labels()}",
    )
    command.add_argument(
        "--url", type=to_site_url, default=EXAMPLE_URL, metavar="URL", help="where it will be published"
    )
    command.add_argument("--demo", action="store_true", help="add the demo: captures and articles of an invented town")
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Make the archive of a call; return the exit status."""
    folder: Path = call.folder
    name = clean_line(call.name if call.name is not None else folder.resolve().name.replace("-", " ").capitalize())
    if not name:
        raise WrongCall("--name is empty: an archive needs a name")
    words = _read_words(call.lang)
    files = {path: _fill(template, name, call.lang, call.url, words) for path, template in FILES.items()}
    copied = list(_list_demo()) if call.demo else []
    if not call.demo:
        files[ABOUT] = _write_about(words)
    if there := [path for path in [*files, *copied] if (folder / path).exists() or (folder / path).is_symlink()]:
        more = f" and {len(there) - _NAMED} more" if len(there) > _NAMED else ""
        return fail(f"nothing was made, as these are in {folder} already: {', '.join(there[:_NAMED])}{more}")
    for place in ("captures", "content/pages"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for path in copied:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(DEMO / path, folder / path)
    if not call.quiet:
        _print_next_steps(folder, name, call.lang)
    return OK


def _fill(template: str, name: str, lang: str, url: str, words: dict[str, str]) -> str:
    """Return a file of TEMPLATE with its blanks filled; text in a settings file is a literal of Python."""
    from importlib.metadata import version  # noqa: PLC0415 - loads the mail parser

    values = {
        "NAME": json.dumps(name, ensure_ascii=False),
        "LANG": json.dumps(lang),
        "SUBTITLE": json.dumps(words["subtitle"], ensure_ascii=False),
        "LABELS": _list_labels(),
        "URL": json.dumps(url),
        "VERSION": version("newsarchive"),
    }
    text = (TEMPLATE / template).read_text(encoding="utf-8")
    return re.sub(r"@([A-Z]+)@", lambda blank: values[blank[1]], text)


def _read_words(lang: str) -> dict[str, str]:
    """Return the words of an archive's pages, in its language where there are labels in it, else in English."""
    from archive_pages.wording import choose_wording, list_labels  # noqa: PLC0415 - loads Pelican

    return list_labels(choose_wording(lang))


def _list_labels() -> str:
    """Return the languages that there are labels in, in words."""
    *others, last = list_languages()
    return f"{', '.join(others)} and {last}" if others else last


def _write_about(words: dict[str, str]) -> str:
    """Return the page about a new archive."""
    return f"Title: {words['about_title']}\nSlug: about\n\n{words['about_archive']}\n\n{words['about_dates']}\n"


def _list_demo() -> list[str]:
    """Return the paths of the demo's files."""
    files = [path for name in ("captures", "content") for path in (DEMO / name).rglob("*") if path.is_file()]
    return sorted(path.relative_to(DEMO).as_posix() for path in files if ".newsarchive" not in path.parts)


def _print_next_steps(folder: Path, name: str, lang: str) -> None:
    lines = [f"{name} is in {folder}. Put saved pages into {folder / 'captures'}, then:"]
    lines += [f"  cd {shlex.quote(str(folder))}", f"  {name_program('newsarchive', folder)} build"]
    if find_language(lang) is None:
        lines.append(f"There are no labels in {lang!r} yet: those of the pages are English.")
    print("\n".join(lines))  # noqa: T201 - the command's result


def _to_language(text: str) -> str:
    if not _LANGUAGE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not a code of a language such as en or uk: {text}")
    return text


def _to_folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty: name a folder (. is this one)")
    return Path(text)
