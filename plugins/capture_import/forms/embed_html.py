"""What an export embeds, as the HTML in which `web_page/embeds` finds it: CKEditor's element `oembed` in a figure."""

from html import escape


def embed_to_html(url: str, title: str = "", caption: str = "", quotation: str = "") -> str:
    """Return the figure of what is embedded; `caption` and `quotation` (the words of a post) are HTML.

    >>> embed_to_html("https://films.example/7", "The lamp")
    '<figure><oembed url="https://films.example/7" title="The lamp"></oembed></figure>'
    """
    below = f"<figcaption>{caption}</figcaption>" if caption.strip() else ""
    quoted = f"<blockquote>{quotation}</blockquote>" if quotation.strip() else ""
    named = f' title="{escape(title)}"' if title.strip() else ""
    return f'<figure>{quoted}<oembed url="{escape(url)}"{named}></oembed>{below}</figure>' if url else quoted
