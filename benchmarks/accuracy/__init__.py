"""The accuracy of the import beside its peers, on pages with known answers."""
