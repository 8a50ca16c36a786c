"""The comparison of a site's search with lunr.js by the queries' terms alone, on the demo."""

import shutil
import sqlite3

from archive_engine.source_store import SourceStore
from benchmarks.speed.search_queries import short_queries
from benchmarks.speed.term_equality import count_equal
from newsrecord import markdown_to_article
from tests.site.conftest import ROOT


def test_results_are_those_of_lunr_and_a_missing_story_is_seen(demo_site, tmp_path, capfd):
    stories = sorted((ROOT / "content").glob("[0-9]*/*/*/*.md"))
    titles = [markdown_to_article(path.read_text("utf-8")).title for path in stories]
    queries = short_queries(titles, 40)
    cache = tmp_path / "cache"
    shutil.copytree(demo_site.with_name(f"{demo_site.name}-cache"), cache)
    assert count_equal(demo_site, cache, queries, tmp_path) == len(queries)

    with sqlite3.connect(cache / SourceStore.file) as base:
        assert base.execute("DELETE FROM digest WHERE path = (SELECT min(path) FROM digest)").rowcount
    assert count_equal(demo_site, cache, queries, tmp_path) < len(queries)
    assert "differs from lunr.js" in capfd.readouterr().err
