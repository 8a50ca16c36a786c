"""The time until a page shows an edit while `pelican --autoreload --listen` watches the demo archive."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.reference_data import ROOT

EDITS = 5
# A pause between edits, as Pelican would miss an edit that is saved during a build.
PAUSE_S = 2
# An edit that is not shown by then was saved before Pelican began to watch: it is saved again.
PATIENCE_S = 10


def time_edits(work: Path) -> float:
    """Return the longest time in seconds, of EDITS edits, from saving an article until its page shows the edit."""
    content, output = work / "content", work / "output"
    shutil.copytree(ROOT / "content", content)
    command = [sys.executable, "-m", "pelican", "--autoreload", "--listen", "--port", "0", str(content)]
    command += ["-s", str(ROOT / "pelicanconf.py"), "-o", str(output), "--cache-path", str(work / "cache")]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        article = max(content.glob("[0-9]*/*/*/*.md"))
        page = output / article.relative_to(content).with_suffix(".html")
        before = article.read_text(encoding="utf-8")
        while _time_edit(process, article, f"{before}\nThe edit before all others.\n", page) is None:
            pass
        times = []
        for number in range(EDITS):
            time.sleep(PAUSE_S)
            times.append(_time_edit(process, article, f"{before}\nThe edit of number {number}.\n", page))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()
    return max(PATIENCE_S if seconds is None else seconds for seconds in times)


def _time_edit(process: subprocess.Popen[bytes], article: Path, text: str, page: Path) -> float | None:
    """Save an article and return the seconds until its page shows its last line; None after PATIENCE_S seconds."""
    article.write_text(text, encoding="utf-8")
    saved = time.perf_counter()
    last_line = text.strip().rpartition("\n")[2]
    while (passed := time.perf_counter() - saved) < PATIENCE_S:
        if process.poll() is not None:
            raise RuntimeError(f"Pelican ended with exit status {process.returncode}")
        if page.exists() and last_line in page.read_text(encoding="utf-8"):
            return passed
        time.sleep(0.005)
    return None
