"""JSON-LD of pages, well-formed and broken."""

import pytest

from capture_import.forms.web_page.jsonld import read_linked_data, text_of


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "NewsArticle", "headline": "A pump"}',
        '[{"@type": "WebSite"}, {"@type": ["Article", "NewsArticle"], "headline": "A pump"}]',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "schema:NewsArticle", "headline": "A pump"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "http://schema.org/NewsArticle", "headline": "A pump"}}',
        '{"@type": "NewsArticle", "headline": "A pump",}',
        '<!-- {"@type": "NewsArticle", "headline": "A pump"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "A pump"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "A pump", "articleBody": "one\ntwo\tthree"}',
        '{"@type": "NewsArticle", "headline": "A pump", "description": "it\\\'s \\x repaired"}',
        '{"@type": "NewsArticle", "headline": "A pump", "wordCount": undefined}',
        '{"@type": "NewsArticle", "headline": "A pump"}{"@type": "Organization"}',
        '{"@type": "NewsArticle", "headline": "A pump", "description": "they "repaired" it"',
        '{\n"@type": "NewsArticle",\n"description": "they "repaired" it",\n"headline": "A pump"\n}',
        '{\n"@type": "NewsArticle"\n"headline": "A pump"\n}',
        '{"@type": "NewsArticle", "headline": "A &lt;i&gt;pump&lt;/i&gt;"}',
    ],
)
def test_the_headline_is_read_from_whole_and_broken_json(text: str):
    assert text_of(read_linked_data([text]).find_article().get("headline")) == "A pump"


@pytest.mark.parametrize(
    "text", ["", "null", "[" * 100_000, '{"a":' * 100_000, "{}", "[]", '{"@type": 1}', "\0", '{"@graph": "x"}']
)
def test_rubbish_is_no_article(text: str):
    assert read_linked_data([text]).find_article() == {}


def test_the_pages_own_article_is_found_among_several():
    data = read_linked_data(
        [
            '{"@type": "NewsArticle", "headline": "Another story of today", "url": "https://a.example/2"}',
            '{"@type": "NewsArticle", "headline": "A pump is mended in the square", "url": "https://a.example/1"}',
        ]
    )
    assert data.find_article("https://www.a.example/1/?x=1")["url"] == "https://a.example/1"
    assert data.find_article("", ["A pump is mended in the square | The Paper"])["url"] == "https://a.example/1"
