"""No text is lost in silence: a page of which little text is kept is read again, and the report counts it."""

from pathlib import Path

from newsarchive.main import main
from newsrecord.frontmatter import markdown_to_article

SENTENCE = (
    "The little ferry across the sound went back to work on Tuesday morning, {} weeks after its engine had failed."
)


def import_page(body: str, tmp_path: Path, capsys):
    page = (
        '<html lang="en"><head><title>The ferry is back</title><meta property="article:published_time" '
        f'content="2024-05-14"></head><body><main><h1>The ferry is back</h1>{body}</main></body></html>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    content = tmp_path / "content"
    main(["import", str(tmp_path / "page.html"), "--content", str(content), "--workers", "1"])
    (path,) = content.rglob("*.md")
    return markdown_to_article(path.read_text(encoding="utf-8")), capsys.readouterr().out


def sentences(count: int) -> list[str]:
    return [SENTENCE.format(number) for number in range(count)]


def test_a_text_that_is_kept_has_no_note(tmp_path: Path, capsys):
    article, said = import_page("".join(f"<p>{text}</p>" for text in sentences(12)), tmp_path, capsys)
    assert "Body_note" not in article.extra
    assert "texts to look at" not in said


def test_a_text_that_was_lost_is_read_by_trafilatura_and_counted(tmp_path: Path, capsys):
    """The first reading keeps nothing of boxes that are named as advertisements."""
    lost = "".join(
        f'<div class="advert"><p>{text}</p><p>{text[:60]} and so on.</p></div>' for text in sentences(24)[8:]
    )
    body = "".join(f"<p>{text}</p>" for text in sentences(4)) + lost
    article, said = import_page(body, tmp_path, capsys)
    assert article.extra["Body_note"].startswith("read by trafilatura: ")
    assert article.body.count("and so on.") == 16
    assert said.rstrip().endswith("; texts to look at: 1 read by trafilatura")


def test_a_text_that_trafilatura_reads_no_better_is_called_doubtful(tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr("capture_import.forms.web_page.bodies.read_with_trafilatura", lambda _: [])
    lost = "".join(f'<div class="advert"><p>{text}</p></div>' for text in sentences(24)[8:])
    article, said = import_page("".join(f"<p>{text}</p>" for text in sentences(4)) + lost, tmp_path, capsys)
    assert article.extra["Body_note"].startswith("doubtful: ")
    assert said.rstrip().endswith("; texts to look at: 1 doubtful")
