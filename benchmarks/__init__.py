"""Benchmarks of the archive beside its peers: speed and accuracy. Nothing here is a test."""
