"""Exports of newspaper databases with one text in all places that untrusted input can fill, to time their reading."""

from collections import deque
from collections.abc import Callable

from capture_import.containers import kinds
from capture_import.containers.budget import file_budget
from capture_import.containers.limits import Limits
from capture_import.containers.metadata import NO_METADATA
from capture_import.containers.streams import bytes_to_stream
from capture_import.forms.documents import EntryDocuments
from tests.capture_import.forms.databases.exports import INPUTS

# A file of each layout, with its kind.
EXPORTS = {
    "nexis-english.txt": kinds.NEXIS,
    "nexis-new-english.txt": kinds.NEXIS,
    "nexis-english.html": kinds.NEXIS,
    "factiva-english.txt": kinds.FACTIVA,
    "factiva-shown.txt": kinds.FACTIVA,
    "factiva-english.html": kinds.FACTIVA,
    "proquest-english.txt": kinds.PROQUEST,
    "europresse-french.html": kinds.EUROPRESSE,
}
# Lines of the layouts themselves, to be repeated.
UNITS = (
    "\n\n1 of 3 DOCUMENTS\n\n",
    "HD\n",
    "\n\nLENGTH: 62 words\n\n",
    "\n\nDocument 1 of 3\n\n",
    "\nEnd of Document\n",
    "\n\nDocument HALVGZ0020150804eb840001f\n\n",
    "\n\nBody\n\n",
    "\n\nNOTE: a\n\n",
    "\n\nCopyright 2015 ",
    "<article ",
    "<article>",
    "</article>",
    "<!",
    '<a href="',
)
_PLACES = ("June Alderton", "Jeanne Aldert", "Two members", "Deux membres", "Harbour council agrees", "August 4")


def ask_export(name: str) -> Callable[[str], None]:
    """Return a function that reads an export with a text in these places."""
    export = (INPUTS / name).read_text(encoding="utf-8")
    documents = EntryDocuments()
    reader = documents.find_reader(EXPORTS[name])
    assert reader

    def read(text: str) -> None:
        filled = export
        for place in _PLACES:
            filled = filled.replace(place, f"{place} {text[: len(text) // 4]}", 1)
        content = filled.encode("utf-8", "replace")
        documents.find_kind(kinds.PAGE, content)
        budget = file_budget(Limits(), len(content))
        deque(reader(bytes_to_stream(content), name, budget, NO_METADATA), maxlen=0)

    return read
