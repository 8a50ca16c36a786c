"""Exports of newspaper databases: files of many stories, each an entry. One file a database."""
