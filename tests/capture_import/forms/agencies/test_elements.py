"""What elements of an agency's XML become in HTML: films, sounds, frames, posts."""

import pytest

from capture_import.forms.agencies.elements import elements_to_html, parse_item


@pytest.mark.parametrize(
    ("xml", "html"),
    [
        (
            '<media><media-reference mime-type="video/mp4" source="https://a.example/lamp.mp4"/></media>',
            '<figure><video src="https://a.example/lamp.mp4"></video><figcaption></figcaption></figure>',
        ),
        (
            '<media media-type="audio"><media-reference source="https://a.example/bell.mp3"/></media>',
            '<figure><audio src="https://a.example/bell.mp3"></audio><figcaption></figcaption></figure>',
        ),
        (
            '<iframe src="https://films.example/7" title="The lamp" class="share"/>',
            '<iframe src="https://films.example/7" title="The lamp"></iframe>',
        ),
        (
            '<blockquote class="tiktok-embed" cite="https://a.example/7"><p class="x">Lit.</p></blockquote>',
            '<blockquote class="tiktok-embed" cite="https://a.example/7"><p>Lit.</p></blockquote>',
        ),
    ],
)
def test_what_an_item_embeds_stays(xml: str, html: str) -> None:
    item = parse_item(f"<c>{xml}</c>", "")
    assert item is not None
    assert elements_to_html(item) == html
