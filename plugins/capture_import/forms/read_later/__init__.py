"""Exports of read-later services, notes and reference managers: Wallabag, Omnivore, Evernote, Zotero."""
