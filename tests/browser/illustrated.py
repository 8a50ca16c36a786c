"""A site with the demo's drawn pictures, its articles written by hand as the import writes them."""

import json
from pathlib import Path

from scripts.draw_demo_pictures import DRAWINGS

STORY = """Title: {title}
Date: {day}T08:00:00
Slug: {slug}
Lang: {lang}
Category: Town
Sections: Town
Tags: Harbour
Authors: Ann Lee
Summary: {lede}
Images: {images}

{body}
"""
TEXT = (
    "The harbour office said on Monday that the work goes on through the summer, and that nobody is to wait for the "
    "boat at the old quay any longer than it takes to read the notice there."
)
CARD = '[The *Petrel* leaves Fish Quay in fog](https://films.example/watch?v=petrel "films.example")'
ARTICLE = "2024/05/02/pictures.html"


def _name(file: str) -> str:
    return f"pictures/{file[:2]}/{file}"


def fill(content: Path) -> None:
    """Write the articles and their pictures."""
    for file, draw in DRAWINGS.items():
        path = content / _name(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw())

    (content / "broken.jpg").write_bytes(b"no picture")

    def write(slug: str, title: str, day: int, body: str, images: list[dict[str, object]], lang: str = "en") -> None:
        text = STORY.format(
            slug=slug, title=title, day=f"2024-05-{day:02}", lang=lang, body=body, lede=f"{title}, as it was seen.",
            images=json.dumps(images, ensure_ascii=False),
        )  # fmt: skip
        (content / f"{slug}.md").write_text(text, encoding="utf-8")

    def show(file: str, alt: str, caption: str = "") -> str:
        title = f' "{caption}"' if caption else ""
        return f"![{alt}]({{static}}/{_name(file)}{title})"

    lead: dict[str, object] = {
        "src": "https://hvn.example/media/lamp.jpg",
        "file": _name("lamp.jpg"),
        "alt": "A lighthouse throws two beams over dark water",
        "caption": "The lamp on Saturday night.",
        "credit": "Photo: Tobias Wrenfield",
        "lead": True,
    }
    body = [
        TEXT,
        show("stair.jpg", "The steps of a spiral stair", "164 steps, seen from the ground."),
        TEXT,
        show("chart.png", "Columns that rise", "Each column is the winter that begins in that year."),
        "> A word on it.\n>\n> \\- the keeper said.",
        '![An old plan](https://hvn.example/media/plan.jpg "The first plan, drawn in 1871.")',
        "![A picture that is broken](broken.jpg)",
        TEXT,
        show("apples.jpg", ""),
        TEXT,
        "> Nineteen pupils, one boat.\n>\n> \\- School of Osvell",
        CARD,
    ]
    write("pictures", "The lamp of Osvell keeps its stair", 2, "\n\n".join(body), [lead])
    for day, (file, title) in enumerate(
        (("ferry.jpg", "The winter ferry had its best year"), ("bridge.jpg", "The bridge is painted"),
         ("harbour.jpg", "A quiet day in the harbour"), ("lanterns.jpg", "Lantern Square lights up for the apple fair"),
         ("map.png", "A map of the new way of the ferry is out, and every house on the quay is to have a copy of it")),
        start=3,
    ):  # fmt: skip
        write(f"story-{day}", title, day, f"{TEXT}\n\n{show(file, title)}\n\n{TEXT}", [])
    write("plain", "A story without a picture", 5, TEXT, [])
    write("arabic", "قصة مع صورة", 1, f"{TEXT}\n\n{show('harbour.jpg', 'الميناء', 'الميناء في الصباح')}", [], "ar")
