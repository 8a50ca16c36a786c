"""`make publish`: what is reported, and with which exit status, for articles, captures and limits."""

import json

import pytest

from newsarchive import publish
from newsarchive.host_limits import SizedFile
from newsarchive.main import main
from newsarchive.places import EXAMPLE_URL
from newsarchive.publish_report import SHOWN, Loss, describe, find_file, to_command

ARTICLE = {"file": "content/2024/a.md", "line": 2, "reason": "Date '2024-13-45' is no date", "is_rejected": True}
MOVED = {"file": "content/2024/b.md", "line": 1, "reason": "another article has its place", "is_rejected": False}
OUTCOMES = {
    "captures/lamp.html": ("rejected", "no date: it tells none"),
    "captures/list.html": ("rejected", "no article (listing): it shows others"),
    "captures/gone.html": ("rejected", "removed by the owner: asked for"),
    "captures/tide.html": ("imported", None),
}
LOST = ["content/2024/a.md:2: Date '2024-13-45' is no date", "captures/lamp.html: no date: it tells none"]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `newsarchive publish` with an import and a build that leave these reports; return the status and the text."""

    def run(
        problems=(), outcomes=(), settings=None, *, imported=0, built=0, seen=10, is_built=True, files=(), options=()
    ):
        values = {"OUTPUT_PATH": "build/public", "SITEURL": "https://halverin.example/news"} | (settings or {})

        def do_import(*options, is_quiet):
            lines = [
                json.dumps({"source": source, "status": status, "article": None, "reason": reason}, ensure_ascii=False)
                for source, (status, reason) in dict(outcomes).items()
            ]
            publish.IMPORTED.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            return imported

        def do_build(*arguments, is_quiet):
            (tmp_path / "build/public").mkdir(parents=True, exist_ok=True)
            (tmp_path / "build/public/index.html").write_bytes(b"x" * 1000)
            rejected = sum(problem["is_rejected"] for problem in problems)
            figures = {"found": seen, "read": 1, "rejected": rejected, "problems": list(problems)}
            if is_built:
                publish.BUILT.write_text(json.dumps(figures), encoding="utf-8")
            return built

        for name, value in {
            "listen": lambda: None,
            "read_settings": lambda name: values,
            "import_captures": do_import,
            "build": do_build,
            "list_git_files": lambda root: list(files),
        }.items():
            monkeypatch.setattr(publish, name, value)
        monkeypatch.chdir(tmp_path)
        code = main(["publish"])
        return code, "".join(capsys.readouterr())

    return run


@pytest.fixture(autouse=True)
def at_home(monkeypatch):
    for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


def test_a_whole_site_goes_out(run):
    code, text = run()
    assert code == 0
    assert "https://halverin.example/news; articles read again: 1 of 10." in text
    assert "Nothing was left out." in text and "Upload what is in build/public/" in text


def test_a_loss_is_named_and_the_rest_goes_out(run):
    code, text = run([ARTICLE, MOVED], OUTCOMES, imported=1, built=1)
    assert code == 0
    assert "NOT published: 1 article, 1 capture.\n  " + "\n  ".join(LOST) in text
    assert "Nothing was left out" not in text
    assert "list.html" not in text and "gone.html" not in text and "b.md" not in text


def test_a_setting_makes_a_rejected_article_an_error(run):
    fails = {"ARCHIVE_PUBLISH_ON_REJECTED": "fail"}
    code, text = run([ARTICLE], (), fails, built=1)
    assert code == 1
    assert LOST[0] in text and 'ARCHIVE_PUBLISH_ON_REJECTED in publishconf.py is "fail"' in text
    assert "Upload" not in text
    assert run([MOVED], OUTCOMES, fails, imported=1, built=1)[0] == 0


@pytest.mark.parametrize("name", ["ARCHIVE_PUBLISH_ON_REJECTED", "ARCHIVE_PUBLISH_HOST"])
def test_a_value_that_is_none_of_a_settings_is_a_wrong_call(run, name):
    code, text = run(settings={name: "nothing"})
    assert code == 2
    assert f"publishconf.py: {name} is 'nothing'; it may be " in text


@pytest.mark.parametrize("built", [0, 1])
def test_a_build_that_stopped_is_no_success(run, built):
    code, text = run(built=built, is_built=False)
    assert code == 2
    assert "Upload" not in text and "Nothing was left out" not in text


def test_an_import_that_stopped_builds_nothing(run, tmp_path):
    assert run(imported=2)[0] == 2
    assert not (tmp_path / "build/public").exists()


def test_a_report_of_an_earlier_run_does_not_count(run):
    assert run([ARTICLE], built=1)[0] == 0
    assert run(built=1, is_built=False)[0] == 2


def test_a_file_over_the_hosts_limit_stops_the_publication(run):
    files = [SizedFile("captures/a.warc", 101 * 2**20)]
    code, text = run(files=files)
    assert code == 1
    assert "captures/a.warc has 101 MB; GitHub takes 100 MB a file. Remedy: " in text
    assert "Do not publish this: a limit of the host is exceeded." in text
    assert run(files=files, settings={"ARCHIVE_PUBLISH_HOST": "any"})[0] == 0


def test_a_workflow_gets_annotations_and_a_summary(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    files = [SizedFile("captures/a.warc", 90 * 2**20)]
    code, text = run([ARTICLE], OUTCOMES, imported=1, built=1, files=files)
    assert code == 0
    assert [line.partition(";")[0] for line in take_commands(text)] == [
        "::warning file=captures/a.warc::captures/a.warc has 90 MB",
        f"::warning file={ARTICLE['file']},line=2,title=Not published%3A {ARTICLE['file']}::{ARTICLE['reason']}",
        "::warning file=captures/lamp.html,title=Not published%3A captures/lamp.html::no date: it tells none",
    ]
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "**Not published: 1 article, 1 capture**" in summary
    assert "- `content/2024/a.md:2`: Date '2024-13-45' is no date" in summary
    assert "Near the limit: captures/a.warc has 90 MB" in summary


def test_a_site_without_a_url_of_its_own_is_told_so(run):
    assert "NEWSARCHIVE_SITEURL=" in run(settings={"SITEURL": EXAMPLE_URL})[1]
    assert "NEWSARCHIVE_SITEURL=" not in run()[1]


def test_many_losses_are_counted():
    losses = [Loss("capture", f"captures/{number}.html", 0, "no date") for number in range(SHOWN + 5)]
    lines = list(describe(losses))
    assert lines[0] == f"NOT published: {SHOWN + 5} captures."
    assert len(lines) == SHOWN + 2 and "5 more" in lines[-1]


def take_commands(text):
    """Return the workflow commands of a text, as a runner takes them: none between stop-commands and its token."""
    commands, token = [], ""
    for line in text.splitlines():
        if token:
            token = "" if line == f"::{token}::" else token
        elif line.startswith("::stop-commands::"):
            token = line.removeprefix("::stop-commands::")
        elif line.startswith("::"):
            commands.append(line)
    assert not token
    return commands


@pytest.mark.parametrize("imported", [1, 2])
def test_no_name_of_a_capture_is_taken_as_a_command(run, monkeypatch, imported):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    text = run((), {"captures/a\n::error::b.html": ("rejected", "no date\n::error::c")}, imported=imported)[1]
    assert "\n::error::b.html" in text or imported == 2
    assert len(take_commands(text)) == (imported == 1)
    assert not [line for line in take_commands(text) if line.startswith("::error")]


def test_a_capture_cannot_add_a_workflow_command():
    command = to_command("warning", "no date\n::error::gone", {"file": "captures/a\n::add-mask::b,line=3.html"})
    assert "\n" not in command
    assert command.count("::") == 4 and "a%0A%3A%3Aadd-mask%3A%3Ab%2Cline=3.html" in command


def test_names_with_any_signs_are_reported(run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    outcomes = {
        "captures/a\u2028b\x85c.html": ("rejected", "no date: \u2028"),
        "captures/d`\n# e.html": ("rejected", "<b>"),
    }
    code, text = run([ARTICLE | {"file": "content/\udcff.md"}], outcomes, imported=1, built=1)
    assert code == 0
    assert "NOT published: 1 article, 2 captures." in text and "content/\\udcff.md:2" in text
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "- `content/\\udcff.md:2`" in summary and "- `captures/d # e.html`: \\<b\\>" in summary


def test_an_entry_of_a_container_is_shown_at_the_container(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a#b.html").touch()
    assert [find_file("a.zip#b.html"), find_file("a#b.html")] == ["a.zip", "a#b.html"]
