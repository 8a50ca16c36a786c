"""Cards of a Markdown text: a paragraph that is a link with a title, as the archive's own articles have them
(`newsrecord/embeds`), and a picture whose URL is that of a player, as Obsidian writes them.
"""

from lxml.html import Element, HtmlElement

from capture_import.fields.body.embeds import is_player


def mark_cards(root: HtmlElement) -> None:
    """Replace the cards of a text by the elements that `web_page/embeds` reads."""
    for paragraph in list(root.iter("p")):
        if len(paragraph) != 1 or (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
            continue
        child = paragraph[0]
        url, title = child.get("href") or child.get("src") or "", child.get("title") or ""
        if child.tag == "a" and title and url:
            _replace(child, paragraph, url, child.text_content(), title)
        elif child.tag == "img" and is_player(url):
            _replace(child, paragraph, url, child.get("alt") or "")


def _replace(element: HtmlElement, paragraph: HtmlElement, url: str, title: str, provider: str = "") -> None:
    paragraph.remove(element)
    paragraph.tag = "figure"
    paragraph.append(Element("oembed", {"url": url, "title": title, "data-provider": provider}))
