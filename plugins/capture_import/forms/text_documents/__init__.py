"""Documents of office programs, PDF and EPUB: each a story, or the stories of a newspaper database."""
