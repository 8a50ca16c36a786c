"""The build's rows of the benchmark: our whole site with search beside Hugo's bare one of the same articles."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.corpus import write_corpus
from bench.hugo_site import write_hugo_site
from bench.run import Measured, measure

ROOT = Path(__file__).resolve().parents[1]
SMALL = 21304
NEW = """Title: The harbour's old crane is lowered for the last time
Date: {date}T23:50:00
Slug: the-harbours-old-crane-is-lowered-for-the-last-time
Lang: en
Category: Companies
Sections: Companies; Markets
Tags: Harbour; Oil; Economy
Authors: A. Writer
Summary: Three hundred people watched as the crane came down.
Publisher: Bench

Three hundred people watched as the crane came down on {date}.

It had stood for ninety years.
"""
# (bar at 21k, bar at 106k)
BARS = {
    "cold build with search": (1.0, 1.0),
    "nothing changed": (0.10, 0.05),
    "one article added": (0.15, 0.08),
    "peak memory": (0.5, 0.35),
    "growth": (1.1, 1.1),
    "pages rewritten for one article added": (60, 60),
    "bytes on disk an article": (9000, 9000),
}


def build_rows(articles: int, work: Path, data: Path) -> Iterator[dict[str, Any]]:
    """Build everything below `work` and give the rows as they are measured; leaves `work/content` for others."""
    content, output, cache = work / "content", work / "output", work / "cache"
    whole = write_corpus(content, articles, data)
    say(f"{whole:,} articles")
    write_hugo_site(work / "hugo", content)
    hugo = check(measure([str(Path(sys.executable).with_name("hugo")), "--quiet", "--destination", str(work / "hugo-out")], work / "hugo"))
    say(f"Hugo: {hugo.seconds:.1f} s, {hugo.cpu_seconds:.1f} s of processors, {hugo.peak_bytes / 1e6:,.0f} MB")
    shutil.rmtree(work / "hugo")
    shutil.rmtree(work / "hugo-out")
    shutil.copytree(ROOT / "content/pages", content / "pages")

    def row(name: str, figure: str, ours: float, peer: float | None, peer_name: str = "Hugo 0.168, cold, bare theme") -> dict[str, Any]:
        bar = BARS[name][articles > 2 * SMALL]
        compared = ours / peer if peer else ours
        ratio = compared if peer else None
        return {"work": name, "articles": whole, "figure": figure, "ours": ours, "peer": peer, "peer_name": peer_name if peer else None,
                "ratio": ratio, "bar": bar, "holds": compared <= bar}  # fmt: skip

    def build() -> Measured:
        return check(measure(pelican(content, output, cache), ROOT))

    cold = build()
    say(cold.output)
    say(f"{cold.cpu_seconds:.1f} s of processors")
    processors = f"seconds (of processors {cold.cpu_seconds:.1f}, Hugo {hugo.cpu_seconds:.1f})"
    yield row("cold build with search", processors, cold.seconds, hugo.seconds)
    yield row("peak memory", "bytes, all processes", cold.peak_bytes, hugo.peak_bytes)
    size = sum(path.stat().st_size for path in output.rglob("*") if path.is_file())
    yield row("bytes on disk an article", "bytes", size / whole, None)
    still = build()
    yield row("nothing changed", "seconds", still.seconds, hugo.seconds)
    before = read_times(output)
    newest = max(path.relative_to(content).parts[:3] for path in content.rglob("[0-9]*/*.md"))
    (content.joinpath(*newest) / "added.md").write_text(NEW.format(date="-".join(newest)), encoding="utf-8")
    added = build()
    say(added.output)
    yield row("one article added", "seconds", added.seconds, hugo.seconds)
    after = read_times(output)
    pages = sum(path.suffix == ".html" and before.get(path) != time for path, time in after.items())
    yield row("pages rewritten for one article added", "pages", pages, None)
    content.joinpath(*newest, "added.md").unlink()
    shutil.rmtree(output)
    shutil.rmtree(cache)
    shutil.rmtree(content / "pages")
    if articles > 2 * SMALL:
        small = work / "small"
        count = write_corpus(small / "content", SMALL, data)
        shutil.copytree(ROOT / "content/pages", small / "content/pages")
        first = check(measure(pelican(small / "content", small / "output", small / "cache"), ROOT))
        growth = cold.seconds / first.seconds / (whole / count)
        yield row("growth", f"time for {whole:,} over time for {count:,}, over {whole / count:.2f}", growth, None)
        shutil.rmtree(small)


def pelican(content: Path, output: Path, cache: Path) -> list[str]:
    """The command that builds our site, as a person would give it."""
    command = [sys.executable, "-m", "pelican", content, "-s", ROOT / "pelicanconf.py", "-o", output, "--cache-path", cache]
    return list(map(str, [*command, "--fatal", "errors"]))


def read_times(folder: Path) -> dict[Path, int]:
    """Give the time of each file's last change."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def check(measured: Measured) -> Measured:
    """Give what was measured; raises RuntimeError where the command failed."""
    if measured.code:
        raise RuntimeError(measured.output)
    return measured


def say(text: str) -> None:
    """Tell who waits how far it is."""
    print(text, flush=True)
