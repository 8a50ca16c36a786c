"""From files to the archive: workers, batches, limits, interrupts, progress, the report."""
