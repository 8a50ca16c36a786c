"""The speed of the archive beside its peers, measured in one run on one machine."""
