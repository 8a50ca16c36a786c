"""What machines read of a public archive: feeds, sitemaps, tables of its stories, a description of its search."""


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    from publication.plugin import register  # noqa: PLC0415 - loads Pelican, which exports do without

    register()
