"""An article's text: its blocks, and the Markdown that they become."""
