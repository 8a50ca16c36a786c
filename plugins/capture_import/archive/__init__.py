"""Values to files: placement, identity, revisions, near-duplicates, the ledger. One process writes."""
