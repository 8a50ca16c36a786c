"""Entries that say what each field is: of RSS, Atom, JSON Feed, ninjs and WordPress exports."""
