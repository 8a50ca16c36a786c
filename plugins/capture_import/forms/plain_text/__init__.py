"""Captures in plain text: header, title, byline, paragraphs, footer, front matter, Markdown."""
