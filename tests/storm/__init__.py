"""Storms: chains of edits, killed builds and killed imports, each compared with a run that nothing disturbed (`make storm`)."""
