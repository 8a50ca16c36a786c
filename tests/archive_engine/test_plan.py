"""The plan of a build: which pages it checks. No site is built."""

from archive_engine.article_index import ParsedEdit
from archive_engine.pages import Owner
from archive_engine.plan import find_owners, take_damaged, weigh_owner
from archive_engine.planners import Planners
from tests.archive_engine import listed


class ByTag:
    """A planner with one list for each tag."""

    def lists(self, summary):
        return [f"tag/{tag}" for tag in summary["tags"]]

    related_lists = lists


def make_index(*rows):
    articles = [
        listed.Article(f"{day}.md", f"{day}.html", b"", [{"date": day, "url": f"{day}.html", "tags": tags}])
        for day, tags in rows
    ]
    return listed.make_index(Planners((ByTag(),)), articles)


INDEX = make_index(("2020-01-01", ["a"]), ("2020-01-02", ["b"]), ("2020-01-03", ["b"]), ("2020-01-04", ["c"]))


def test_without_a_store_all_pages_are_checked_the_longest_list_first():
    names = [owner.name for owner in find_owners(INDEX, ["draft.md"], None, {})]
    assert names[:3] == ["list/tag/b", "list/tag/a", "list/tag/c"]
    assert names[3:] == [*(f"article/2020-01-0{day}.md" for day in (1, 2, 3, 4)), "article/draft.md"]


def test_an_edit_plans_the_articles_lists_and_neighbours():
    after = [{"date": "2020-01-01", "url": "2020-01-01.html", "tags": ["a"]}]
    owners = find_owners(INDEX, ["draft.md"], {"2020-01-01.md": ParsedEdit(None, after)}, {})
    assert owners == [Owner("list/tag/a"), Owner("article/2020-01-01.md", 0), Owner("article/2020-01-02.md", 1)]


def test_damaged_pages_are_checked_without_an_edit():
    damaged = {"list/tag/c": ["tag/c.html"], "article/draft.md": ["drafts/draft.html"]}
    owners = find_owners(INDEX, ["draft.md", "other.md"], {}, damaged)
    assert owners == [Owner("list/tag/c"), Owner("article/draft.md")]
    assert take_damaged(owners, damaged) == {"tag/c.html", "drafts/draft.html"}


def test_a_long_list_counts_as_more_work_than_an_article():
    longest, *_, article, _ = find_owners(INDEX, ["draft.md"], None, {})
    assert (longest.name, longest.count) == ("list/tag/b", 2)
    assert weigh_owner(longest) > weigh_owner(article) == 1
