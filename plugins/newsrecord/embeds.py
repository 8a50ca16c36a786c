"""The card of a video, a sound, a post or a map that an article's page embeds: a paragraph of its own in Markdown,
`[title](URL "provider")`.
"""

from typing import NamedTuple

from newsrecord.clean_text import clean_line
from newsrecord.markdown_text import close_brackets, escape_text
from newsrecord.pictures import escape_title, quote_address


class Embed(NamedTuple):
    """What a page embeds: its URL, its title, and the name of who provides it."""

    address: str
    title: str
    provider: str


def embed_to_markdown(embed: Embed) -> str:
    r"""Return an embed's card as a paragraph of Markdown.

    >>> embed_to_markdown(Embed("https://films.example/watch?v=7", 'The "old" lamp', "Films"))
    '[The "old" lamp](https://films.example/watch?v=7 "Films")'
    """
    title = close_brackets(escape_text(clean_line(embed.title)))
    # braces mean a file of the site to Pelican, in an address
    address = quote_address(embed.address).replace("{", "%7B").replace("}", "%7D")
    return f'[{title}]({address} "{escape_title(embed.provider)}")'
