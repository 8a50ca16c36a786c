"""Stories of which there is more than one text: saved twice, and nearly the same at two publishers."""

from pathlib import Path

from newsrecord.revisions import Revision, revisions_to_text

# A story that is there, the page that shows what changed in it, and that of the two publishers' texts.
STORY = "2024/05/02/lamp-is-out.html"
CHANGES = "changes/2024/05/02/lamp-is-out.html"
VERSIONS = "versions/2024/05/02/lamp-at-the-echo.html"
LONG = "The harbour office lit the lamp on the north mole after two winters in which no boat could find the channel."
_MATTER = """\
Title: {title}
Date: 2024-05-02T10:00:00+03:00
Slug: {slug}
Publisher: {publisher}
Captured: 2024-05-0{day}T09:30:00+00:00
Capture_sha256: {hash}
{more}
{body}
"""


def _write(slug: str, day: int, body: str, more: str = "", publisher: str = "HVN") -> str:
    title = {1: "The lamp is lit", 2: "The lamp is out"}[day]
    return _MATTER.format(
        slug=slug, day=day, body=body, more=more, publisher=publisher, title=title, hash=f"{day}" * 64
    )


def write_changed_stories(content: Path) -> None:
    """Write the stories and their other texts."""
    folder = content / "2024/05/02"
    folder.mkdir(parents=True)
    listed = f"Revisions: {'1' * 12} (first); {'2' * 12} (headline, 1 paragraph changed)\n"
    before, after = (f"{LONG} It is {word} now.\n\n{LONG}" for word in ("lit", "out"))
    (folder / "lamp-is-out.md").write_text(_write("lamp-is-out", 2, after, listed), "utf-8")
    kept = Revision("1" * 64, "2024-05-01T09:30:00+00:00", _write("lamp-is-out", 1, before))
    (folder / "lamp-is-out.revisions.jsonl").write_text(revisions_to_text([kept]), "utf-8")
    for slug, other in (("post", "echo"), ("echo", "post")):
        more = f"Versions: 2024/05/02/lamp-at-the-{other}\n"
        text = _write(f"lamp-at-the-{slug}", 1, f"{LONG} So says the {slug}.", more, slug.title())
        (folder / f"lamp-at-the-{slug}.md").write_text(text, "utf-8")
