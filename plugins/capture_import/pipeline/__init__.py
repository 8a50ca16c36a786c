"""The import as a whole: batches, workers, time limits, interrupts, the report."""
