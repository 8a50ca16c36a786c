"""The archive's speed beside its peers, measured in one run on one machine; not part of the archive."""
