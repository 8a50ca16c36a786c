"""The archive measured beside its peers: speed and accuracy. Nothing here is a test."""
