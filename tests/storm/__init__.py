"""Storms: chains of edits, killed builds, killed imports, each compared with an undisturbed run (`make storm`)."""
