"""How many captures the import rejected, by reason, as its ledger in the content folder says.

Only counts of reasons leave this module: no file name, no hash and no URL.
"""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

# Where the import keeps its ledger, within the content folder.
LEDGER = ".newsarchive/ledger.sqlite"
# The beginning of a reason, which names its kind: `no text: a header and nothing below it`.
_KIND = re.compile(r"[a-z][a-z ()-]{2,50}(?=:)")
# What an owner removed is not told.
_PRIVATE = re.compile(r"removed\b")
OTHER = "other"


def count_rejections(content: Path) -> dict[str, int]:
    """Return how many captures were rejected, by the kind of reason, the most frequent first.

    Return {} if there is no ledger, as in a checkout, or if it can't be read.
    """
    path = (content / LEDGER).resolve()
    if not path.is_file():
        return {}
    counts: Counter[str] = Counter()
    try:
        # immutable: reading locks nothing and leaves no file beside the ledger
        with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as ledger:
            rows = ledger.execute("SELECT reason, count(*) FROM seen WHERE sha256 = '' GROUP BY reason")
            for reason, count in rows:
                if not _PRIVATE.match(reason):
                    kind = _KIND.match(reason)
                    counts[kind[0] if kind else OTHER] += count
    except (sqlite3.Error, TypeError):
        return {}
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
