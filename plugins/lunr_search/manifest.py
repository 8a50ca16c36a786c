"""manifest.js: what a browser needs to find and read all other files of the index."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

from lunr_search.class_files import PHRASE_FIELDS
from lunr_search.document_table import DocumentTable
from lunr_search.documents import BOOSTS, FIELDS
from lunr_search.impact import REFERENCE_LENGTHS, SCALES
from lunr_search.plan import Plan
from lunr_search.scripts import FOLDER, data_script
from lunr_search.stemmers import STEMMERS
from lunr_search.term_files import RECENT_FILES


def manifest_script(
    documents: DocumentTable, languages: Sequence[str], plan: Plan, letters: Mapping[int, int]
) -> tuple[str, bytes]:
    """Return path and bytes of manifest.js: counts, numbering, languages, and the letters of k/ with the
    checksums of their files.
    """
    numbering = plan.numbering
    content = {
        "signature": plan.signature,
        "languages": languages,
        "stemmers": {code: {"file": STEMMERS[code].name, "scripts": STEMMERS[code].scripts} for code in languages},
        "fields": FIELDS,
        "boosts": BOOSTS,
        "phraseFields": PHRASE_FIELDS,
        "documents": documents.count(),
        "savedDates": documents.count_saved_dates(),
        "lengths": documents.total_lengths(),
        "referenceLengths": REFERENCE_LENGTHS.tolist(),
        "scales": SCALES,
        "firstDay": numbering.first_day,
        "slotBits": numbering.slot_bits,
        "tieBits": numbering.tie_bits,
        "dayBits": numbering.day_bits,
        "recordBits": plan.record_bits,
        "blockBits": plan.block_bits,
        "recentFrom": plan.recent_from,
        "recentFiles": RECENT_FILES,
        "years": sorted({dt.date.fromordinal(day).year for day in documents.day_sizes()}),
        "letters": letters,
    }
    # the signature stands for FORMAT, RULES and the numbering: files that follow these change with them
    parts = repr((documents.total_checksum(), plan.signature, letters, languages))
    content["version"] = hashlib.blake2b(parts.encode("utf-8", "replace"), digest_size=5).hexdigest()
    return f"{FOLDER}/manifest.js", data_script("manifest", content)
