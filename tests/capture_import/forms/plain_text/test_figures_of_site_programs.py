"""Figures of Hugo's and Jekyll's shortcodes: picture, caption, title, credit and alternative text reach the article."""

import json

import pytest

from tests.capture_import.story_forms import CLOSING, SENTENCE
from tests.capture_import.test_every_form import Story, front_matter, read_story

SRC = "https://halverin.example/lamp.png"
FIGURES = [
    (f'{{{{< figure src="{SRC}" caption="At dusk" >}}}}', {"caption": "At dusk"}),
    (f'{{{{< figure src="{SRC}" title="The lamp" alt="A lamp" >}}}}', {"alt": "A lamp", "caption": "The lamp"}),
    (
        f'{{{{< figure src="{SRC}" title="The lamp" caption="Seen *at* [dusk](/x)" attr="Ann Lee" >}}}}',
        {"caption": "The lamp. Seen at dusk", "credit": "Ann Lee"},
    ),
    (
        f'{{{{% figure src="{SRC}" caption="The \\"old\\" lamp" credit="Per Adler" %}}}}',
        {"caption": 'The "old" lamp', "credit": "Per Adler"},
    ),
    (f'{{% include figure.html src="{SRC}" caption="At dusk" attr="Ann" %}}', {"caption": "At dusk", "credit": "Ann"}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "image"), FIGURES)
def test_a_figure_keeps_what_is_said_of_its_picture(tmp_path, code, image):
    article = read_story(tmp_path, front_matter, Story(f"{SENTENCE}\n\n{code}\n\n{CLOSING}"))
    assert json.loads(article.extra["Images"]) == [{"src": SRC} | image]
    title = image["caption"].replace('"', "&quot;")
    assert f'![{image.get("alt", "")}]({SRC} "{title}")' in article.body.split("\n\n")
