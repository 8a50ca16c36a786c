"""People, organisations and places that articles name."""
