"""Articles that their owner removes for good: nothing of them stays, and no import brings them back."""

import io
import json
from base64 import b64encode
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from newsarchive.main import main
from newsrecord.removals import FILE, HEADER, BadRemovals, read_removals
from tests.capture_import.archive.test_pictures import LAMP, PAGE, draw

SECRET = "Zerberost"
URL = "https://halverin.example/lamp"


@pytest.fixture
def archive(tmp_path: Path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return inbox, tmp_path / "content"


def save(
    inbox: Path, name: str, title: str, *, more: str = "", url: str = "", pictures: tuple[bytes, ...] = ()
) -> Path:
    shown = "".join(f'<img src="data:image/png;base64,{b64encode(body).decode()}">' for body in pictures)
    text = PAGE.format(title=title, src="/x.svg", more=more)
    # one picture alone: none that only a web address names
    start, end = text.index("<figure>"), text.index("</figure>") + len("</figure>")
    path = inbox / f"{name}.html"
    path.write_text(text[:start] + shown + text[end:], encoding="utf-8")
    if url:
        path.with_name(f"{name}.html.meta.json").write_text(json.dumps({"url": url}), encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, said.getvalue()


def add(inbox: Path, content: Path) -> tuple[int, str]:
    return run("import", inbox, "--content", content, "--workers", 1)


def remove(content: Path, named: object, *further: str) -> tuple[int, str]:
    return run("remove", named, "--content", content, "--reason", "asked for", *further)


def files(content: Path) -> list[str]:
    return sorted(path.relative_to(content).as_posix() for path in content.rglob("*") if path.is_file())


@pytest.mark.parametrize("by", ["slug", "file", "URL"])
def test_nothing_of_an_article_stays(archive, by):
    inbox, content = archive
    own, shared = draw("blue", (400, 300)), LAMP
    save(inbox, "a", f"{SECRET} lights the lamp", url=URL, pictures=(own, shared))
    save(inbox, "b", f"{SECRET} lights the lamp", url=URL, more=", or longer", pictures=(own, shared))
    save(inbox, "c", "The lamp burns", url="https://halverin.example/burns", pictures=(shared,))
    assert add(inbox, content)[0] == 0
    (path,) = content.glob(f"2*/*/*/{SECRET.lower()}*.md")
    assert path.with_name(f"{path.stem}.revisions.jsonl").exists()
    assert len([name for name in files(content) if name.startswith("pictures/")]) == 2
    status, said = remove(content, {"slug": path.stem, "file": path, "URL": f"{URL}?utm_source=x"}[by])
    assert status == 0
    assert str(inbox / "a.html") in said and str(inbox / "b.html") in said and str(inbox / "c.html") not in said
    held = b"".join((content / name).read_bytes() for name in files(content)).lower()
    assert SECRET.lower().encode() not in held
    assert len([name for name in files(content) if name.startswith("pictures/")]) == 1
    assert (content / FILE).read_text(encoding="utf-8").splitlines()[1].endswith(f"\t{URL}\tasked for\t")


def test_no_import_brings_it_back(archive):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp", url=URL)
    add(inbox, content)
    remove(content, "keeper-lights-the-lamp")
    save(inbox, "same-bytes", "Keeper lights the lamp")
    save(inbox, "same-address", "Keeper lights the lamp", more=", or longer", url=f"{URL}?utm_source=x")
    (content / ".newsarchive" / "ledger.sqlite").unlink()
    for _ in range(2):
        status, said = add(inbox, content)
        assert (status, "removed by the owner: 3" in said) == (0, True), said
    assert [name for name in files(content) if name.endswith(".md")] == []


def test_an_owner_takes_it_off_the_list_and_has_it_back(archive):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp")
    add(inbox, content)
    remove(content, "keeper-lights-the-lamp")
    add(inbox, content)
    (content / FILE).write_text(f"{HEADER}\n", encoding="utf-8")
    assert add(inbox, content)[1].startswith("1 capture: 1 imported")


def test_versions_of_other_articles_name_it_no_more(archive):
    inbox, content = archive
    text = " ".join(f"word{number}" for number in range(300))
    save(inbox, "a", "Keeper lights the lamp", more=f" and {text}")
    save(inbox, "b", "Lamp is lit by the keeper", more=f" and {text}")
    add(inbox, content)
    other = next(content.glob("2*/*/*/lamp-is-lit*.md"))
    assert "Versions:" in other.read_text(encoding="utf-8")
    remove(content, "keeper-lights-the-lamp")
    assert "Versions:" not in other.read_text(encoding="utf-8")
    assert "2 captures: 1 unchanged, 1 rejected" in add(inbox, content)[1]


@pytest.mark.parametrize(
    ("named", "words"),
    [
        ("no-such-slug", "no article of"),
        ("https://halverin.example/other", "no article of"),
        ("keeper-lights-the-lamp", "2 articles are called"),
    ],
)
def test_what_names_no_article_or_two_is_said_and_nothing_is_removed(archive, named, words):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp")
    add(inbox, content)
    (content / "2020").mkdir()
    (content / "2020" / "keeper-lights-the-lamp.md").write_text("Title: Lamp\nDate: 2020-01-01\n\nLit.\n")
    before = files(content)
    status, said = remove(content, named)
    assert (status, words in said, files(content)) == (2, True, before)


@pytest.mark.parametrize("line", ["rubbish", "abc\thttps://a.example\twhy\t", "\t\twhy\t"])
def test_a_line_of_the_list_that_is_none_stops_the_import(archive, line):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp")
    content.mkdir()
    (content / FILE).write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    status, said = add(inbox, content)
    assert status == 2 and f"{FILE}, line 2" in said


def test_a_removal_that_was_broken_off_is_done_again(archive):
    inbox, content = archive
    path = save(inbox, "a", "Keeper lights the lamp", url=URL)
    add(inbox, content)
    (article,) = content.glob("2*/*/*/*.md")
    text = article.read_text(encoding="utf-8")
    remove(content, URL)
    article.parent.mkdir(parents=True)
    article.write_text(text, encoding="utf-8")
    assert remove(content, URL)[0] == 0 and not article.exists() and path.exists()
    assert len((content / FILE).read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize("reason", ["", " \t "])
def test_a_reason_is_asked_for(archive, reason):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp")
    add(inbox, content)
    assert run("remove", "keeper-lights-the-lamp", "--content", content, "--reason", reason)[0] == 2
    assert list(content.glob("2*/*/*/*.md"))


def test_only_stored_pictures_are_deleted_whatever_a_text_names(archive):
    inbox, content = archive
    own = content / "pictures" / "lamp.jpg"
    own.parent.mkdir(parents=True)
    own.write_bytes(LAMP)
    outside = content.parent / "notes.txt"
    outside.write_text("Kept.")
    words = "see pictures/lamp.jpg and pictures/../../notes.txt and pictures/ab/../../../notes.txt there"
    save(inbox, "a", "Keeper lights the lamp", more=f", {words}")
    add(inbox, content)
    assert remove(content, "keeper-lights-the-lamp")[0] == 0
    assert own.exists() and outside.exists()


def test_the_ledger_is_whole_after_a_removal_without_one(archive):
    inbox, content = archive
    save(inbox, "a", "Keeper lights the lamp")
    save(inbox, "b", "The lamp burns", url="https://halverin.example/burns")
    add(inbox, content)
    (content / ".newsarchive" / "ledger.sqlite").unlink()
    assert remove(content, "keeper-lights-the-lamp")[0] == 0
    status, said = add(inbox, content)
    assert (status, "damaged" in said) == (0, False)
    assert "2 captures: 1 unchanged, 1 rejected" in said


def write_by_hand(content: Path, more: str = "") -> Path:
    path = content / "notes/lamp.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"Title: Lamp\nDate: 2024-05-02\nSlug: lamp-is-lit\n{more}\nLit again.\n", encoding="utf-8")
    return path


def test_an_article_written_by_hand_leaves_no_line_as_no_import_brings_it_back(archive):
    _, content = archive
    path = write_by_hand(content)
    assert remove(content, "lamp-is-lit")[0] == 0  # the slug, though the file has another name
    assert not path.exists() and not (content / FILE).exists()


def test_the_page_that_says_so_is_at_the_article_s_address_wherever_its_file_was(archive):
    inbox, content = archive
    inbox.rmdir()
    write_by_hand(content)
    assert remove(content, "lamp-is-lit", "--tombstone")[0] == 0
    assert (content / FILE).read_text(encoding="utf-8") == f"{HEADER}\n\t\tasked for\t2024/05/02/lamp-is-lit\n"
    assert run("check", "--content", content)[0] == 0


@pytest.mark.parametrize("named", ["about", "pages/about", "pages/about.md"])
def test_a_page_of_the_archive_is_no_article(named, archive):
    inbox, content = archive
    inbox.rmdir()
    (content / "pages").mkdir(parents=True)
    (content / "pages/about.md").write_text("Title: About\nSlug: about\n\nOurs.\n", encoding="utf-8")
    status, said = remove(content, named)
    assert status == 2 and "no article" in said and (content / "pages/about.md").exists()


@pytest.mark.parametrize("lines", ["Capture_sha256: xyz", "Slug: ../../../x", "Source_url: \x0b", "Date: soon"])
def test_what_a_person_wrote_into_an_article_never_breaks_the_list_of_removals(archive, lines):
    _, content = archive
    path = content / "2024/05/02/lamp.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"Title: Lamp\nDate: 2024-05-02\n{lines}\n\nText.\n", encoding="utf-8")
    assert remove(content, path, "--tombstone")[0] == 0
    (removal,) = read_removals(content)
    assert (removal.captures, removal.url, removal.page) == ((), "", "2024/05/02/lamp")


@pytest.mark.parametrize("page", ["../x", "2024/../../x", "/etc/x", "2024//x", "."])
def test_a_line_whose_page_is_outside_the_site_is_named(archive, page):
    _, content = archive
    content.mkdir()
    (content / FILE).write_text(f"{HEADER}\n\thttps://halverin.example/a\twhy\t{page}\n", encoding="utf-8")
    with pytest.raises(BadRemovals, match=r"line 2: .* is no page of the site"):
        read_removals(content)
