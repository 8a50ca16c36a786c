"""All lists of the archive by key, and the pages of each, for the engine or for the generator under stock Pelican."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from archive_engine.interface import (
    GroupEnds,
    LaterVariables,
    Links,
    ListsInMemory,
    NearGroup,
    PagePlan,
    PelicanArticle,
    Redirect,
    Summary,
    Variables,
    list_below,
)
from archive_pages.calendar import plan_archives, plan_year
from archive_pages.changes import REVISED, VERSIONS, describe_texts, link_changes, list_keys, plan_changes
from archive_pages.dates import day_to_text
from archive_pages.days import plan_day_of_years
from archive_pages.deciding import (
    find_moved,
    list_followed,
    list_former_addresses,
    list_inputs,
    list_page_inputs,
    list_redirects,
    mark_decided,
)
from archive_pages.descriptions import describe_list
from archive_pages.directories import (
    DIRECTORIES,
    Entry,
    describe_label,
    find_shelf,
    has_enough,
    plan_directory,
)
from archive_pages.holdings import PAGE as HOLDINGS
from archive_pages.holdings import list_facts, plan_holdings
from archive_pages.home import HOME, add_running, plan_home
from archive_pages.lines import StoryLine, is_dated, story_to_line
from archive_pages.listings import KINDS, entity_to_names, list_label_totals, list_names, plan_listing
from archive_pages.names import (
    LEAST,
    MOST_WAYS,
    NAME_DIRECTORIES,
    NameLink,
    group_names,
    hash_entities,
    link_name,
    list_before,
    list_name_directories,
    list_name_totals,
    name_lists,
    plan_name,
    rank_spellings,
    read_names,
)
from archive_pages.related import EARLIER, LATER, find_related, find_same_time
from archive_pages.stories import describe_capture, summarize_story
from archive_pages.thread_directory import plan_threads
from archive_pages.threads import plan_thread, show_thread, thread_place
from archive_pages.thumbnails import find_large, read_lead
from archive_pages.together import NAMES, list_together
from archive_pages.wording import choose_wording
from newsrecord.names_file import FILE, NamesFile

# The version of the plans: change it whenever the same articles would give other plans.
PLANS = "13"
# Lists of one article in several languages. They have no page of their own: each article's page names the others.
TRANSLATIONS = "translations"
# The stories that have a date of their own, and those that are dated by their capture alone; without pages, too.
DATED = "dated"
UNDATED = "undated"
# The list of all stories that tell names or have tags: its pages are the directories of names.
NAMED = "names"

NO_NAMES = NamesFile()


class ArchivePlanner:
    """The planner of all pages that readers browse. Members of a list are sorted by (`date`, `url`), as text.

    `rejections` are the import's counts by reason. `content` is the folder of the articles' files; without it there are
    no pages that show what changed.

    `related_earlier` and `related_later` say how many members before and after a story `article_variables` looks at.
    """

    related_earlier = EARLIER
    related_later = LATER
    # `plugin.describe_article` adds this key to an article's metadata.
    plain_keys = ("story",)
    # All paths at which a list has or may get a page.
    places = (
        r"(?:index|404|archives)\.html",
        *(rf"{name}\.html" for name in DIRECTORIES.values()),
        *(f"{name}/.+" for name in (*KINDS, *DIRECTORIES.values())),
        re.escape(HOLDINGS),
        r"on/\d\d-\d\d\.html",
        *(rf"{name}\.html" for name in NAME_DIRECTORIES.values()),
        *(f"{name}/.+" for pair in NAME_DIRECTORIES.items() for name in pair),
        r"threads\.html",
        r"threads?/.+",
        rf"(?:{REVISED}|{VERSIONS})/.+",
        r"\d{4}/index\.html",
        r"\d{4}/\d\d/index\.html",
        r"\d{4}/\d\d/\d\d/index\.html",
    )
    # Lists that have pages even if no story is in them, as every page links to them.
    always: Sequence[str] = ("home", "archives", "holdings")
    # Lists whose pages show threads, too.
    grouped_lists: Sequence[str] = ("home",)

    input_name = FILE
    # why the site can't be built by plan
    hindrance = ""

    def __init__(
        self,
        list_length: int,
        public_path: str,
        lang: str = "",
        rejections: Mapping[str, int] = {},
        names: NamesFile = NO_NAMES,
        least: int = LEAST,
        content: str = "",
    ) -> None:
        self.list_length = list_length
        self.public_path = public_path
        self.lang = lang
        self.rejections = rejections
        self.wording = choose_wording(lang)
        self.names = names
        self.least = least
        self.content = content
        self.owned = {entity.slug: entity for entity in names.entities if entity.kind in NAME_DIRECTORIES}
        self.version = f"{PLANS} {list_length} {lang} {hash_entities(self.owned)}"
        self.inputs = list_inputs(names)
        self.list_inputs = {**list_page_inputs(names), "holdings": json.dumps(rejections)}

    def summary(self, article: PelicanArticle) -> Summary:
        """Return what lists and neighbours show of an article that the plugin has described."""
        summary = summarize_story(article.story, article.url, self.lang, article.content)
        summary |= describe_capture(article.metadata, article.date)
        if self.content and (article.story["revisions"] or article.story["versions"]):
            summary |= describe_texts(article, self.content)
        if names := read_names(article.metadata.get("names")):
            summary["names"] = names
        return summary | read_lead(article.metadata) if "lead_picture" in article.metadata else summary

    def lists(self, summary: Summary) -> Iterator[str]:
        """Yield the keys of the lists that an article is in."""
        yield "home"
        yield "archives"
        yield "holdings"
        yield f"year/{summary['date'][:4]}"
        if is_dated(summary):
            yield DATED
            yield f"on/{summary['date'][5:10]}"
        else:
            yield UNDATED
        for kind, field in KINDS.items():
            if summary[field]:
                yield DIRECTORIES[kind]
            for label in summary[field]:
                yield f"{kind}/{label['slug']}"
        if summary.get("names") or summary["tags"]:
            yield NAMED
        yield from name_lists(summary)
        yield from list_keys(summary)
        if "translation_of" in summary:
            yield f"{TRANSLATIONS}/{summary['translation_of']}"

    def site_variables(self, links: Links) -> Variables:
        """Return the variables of all pages: `directories`, the names of the directories that have entries, in the
        order of the navigation. A name is that of the directory's page and the key of its label.
        """
        lists = links.lists
        own = [name for kind, name in DIRECTORIES.items() if lists.get(name) and has_enough(kind, lists)]
        return {"directories": [*own, *list_name_directories(links)]}

    def totals(self, summary: Summary) -> Iterator[tuple[str, str]]:
        """Yield what lists count of an article."""
        yield from (("holdings", fact) for fact in list_facts(summary))
        yield from list_label_totals(summary)
        yield from list_name_totals(summary)

    def list_pages(self, key: str, members: Sequence[Summary]) -> Iterable[PagePlan]:
        """Return all pages of one list, if there is no other. Raises KeyError for a key that `lists` never yields."""
        return self.linked_pages(key, members, ListsInMemory(self, members))

    def linked_lists(self, summary: Summary) -> Iterator[str]:
        """Yield the lists of an article's names and tags: other pages tell where theirs are."""
        return name_lists(summary)

    def asking_lists(self, summary: Summary) -> Iterator[str]:
        """Yield the lists of an article whose pages say what they are often told together with: where those are."""
        for kind, field in KINDS.items():
            for label in summary[field]:
                yield f"{kind}/{label['slug']}"

    def describe_link(self, key: str, members: Sequence[Summary], totals: Mapping[str, int]) -> NameLink | None:
        """Return what other pages say of a name."""
        return link_name(key.partition("/")[2], members, totals, self.least)

    def describe_entry(
        self, key: str, members: Sequence[Summary], totals: Mapping[str, int], link: NameLink | None
    ) -> Entry | None:
        """Return what directories say of a label, or of a name with a page that some story tells."""
        kind, _, slug = key.partition("/")
        if kind in KINDS:
            name = next(label["name"] for label in members[0][KINDS[kind]] if label["slug"] == slug)
            return describe_label(name, members[0]["lang"], members)
        if kind != NAMES or link is None or not link["kind"]:
            return None
        spelling = rank_spellings(totals)[0]
        return describe_label(spelling["name"], spelling["lang"], members)

    def find_shelf(self, key: str, link: NameLink | None, entry: Entry) -> str:
        """Return the part of a directory in which a label or a name stands."""
        return find_shelf(link["kind"] if link is not None else key.partition("/")[0], entry["name"])

    def linked_pages(self, key: str, members: Sequence[Summary], links: Links) -> Iterable[PagePlan]:
        """Return all pages of one list, those of names and of their directories too. Raises KeyError for a key that
        `lists` never yields.
        """
        return map(self._describe, self._plan_list(key, members, links))

    def linked_variables(
        self, summary: Summary, own: Variables, candidates: Mapping[str, Sequence[Summary]], links: Links
    ) -> Variables:
        """Return the names of an article, by kind, and the stories before that tell the rarest of them.

        Related stories are others; for a story without tags they are found by its names.
        """
        before = list_before(summary, candidates, links)
        variables = {"names": group_names(summary, links, self.wording), "before": before}
        urls = {line["url"] for line in before}
        if summary["tags"]:
            return {**variables, "related": [line for line in own["related"] if line["url"] not in urls]}
        urls.update(line["url"] for line in own["versions"])
        related = self._relate_by_names(summary, candidates, urls, MOST_WAYS - len(before))
        has_way = variables["names"] or before or related or own["versions"]
        nearest = () if has_way else find_same_time(summary, candidates[f"year/{summary['date'][:4]}"])
        same_time = [self._to_related(other, summary["url"]) for other in nearest]
        return {**variables, "related": related, "same_time": same_time}

    def _relate_by_names(
        self, summary: Summary, candidates: Mapping[str, Sequence[Summary]], told: Container[str], most: int
    ) -> list[StoryLine]:
        """Return the lines of up to `most` stories that share names with one, without those `told`."""
        if most <= 0:  # most stories of an archive without tags
            return []
        lists = {key: members for key, members in candidates.items() if key.startswith(f"{NAMES}/")}
        lines = [self._to_related(other, summary["url"]) for other in find_related(summary, lists)]
        return [line for line in lines if line["url"] not in told][:most]

    def _to_related(self, other: Summary, page: str) -> StoryLine:
        return story_to_line(other, page, day_to_text(other["date"], self.wording))

    def group_place(self, first: Summary) -> str:
        """Return where the page of a thread lies, by its first story."""
        return thread_place(first)

    def group_pages(self, members: Sequence[Summary]) -> Iterable[PagePlan]:
        """Return the page of a thread."""
        return [self._describe(plan_thread(members, self.wording))]

    def groups_pages(self, groups: Sequence[GroupEnds], newest: Summary) -> Iterable[PagePlan]:
        """Return the directory of all threads."""
        return map(self._describe, plan_threads(groups, newest, self.wording))

    def add_groups(
        self, plan: PagePlan, groups: Sequence[GroupEnds], members_of: Callable[[GroupEnds], Sequence[Summary]]
    ) -> PagePlan:
        """Return the home page with the threads that run on; the 404 page as it is."""
        if plan.save_as != HOME:
            return plan
        return PagePlan(plan.save_as, plan.template, add_running(plan.variables, groups, members_of, self.wording))

    def group_variables(self, summary: Summary, own: Variables, near: NearGroup) -> Variables:
        """Return what a story's page shows of its thread, whose stories are not told again among other ones."""
        thread = show_thread(summary, near, self.wording)
        told = {line["url"] for line in (*thread["earlier"], *thread["later"])}
        others = {key: [line for line in own[key] if line["url"] not in told] for key in ("before", "related")}
        return {"thread": thread, "same_time": [], **others}

    def _describe(self, plan: PagePlan) -> PagePlan:
        """Return a page with what it says of itself."""

        def add_description() -> Variables:
            description = describe_list(plan.template, plan.variables, self.wording)
            return plan.variables if description is None else {**plan.variables, "description": description}

        later = plan.variables
        if isinstance(later, LaterVariables):
            return PagePlan(plan.save_as, plan.template, LaterVariables(add_description, later.basis, later.members))
        return PagePlan(plan.save_as, plan.template, add_description())

    def _plan_list(self, key: str, members: Sequence[Summary], links: Links) -> Iterable[PagePlan]:
        kind, _, name = key.partition("/")
        if kind in KINDS:
            return self._plan_label(kind, name, members, links)
        if kind == NAMES:
            return plan_name(name, members, links, self.list_length, self.wording, self.owned.get(name))
        if kind == NAMED:
            pages = (plan_directory(page, one, links, self.wording) for one, page in NAME_DIRECTORIES.items())
            return chain.from_iterable(pages)
        if kind == "year":
            return plan_year(name, members, self.wording)
        if kind == "archives":
            return [plan_archives(members, self.wording)]
        if kind == "on":
            return [plan_day_of_years(name, members, self.wording)]
        if kind == "holdings":
            return [plan_holdings(members, links.totals(key), self.rejections, self.lang, self.wording)]
        if kind in (REVISED, VERSIONS):
            return plan_changes(key, members, self.content, self.wording)
        if kind in (TRANSLATIONS, DATED, UNDATED):
            return ()
        if kind == "home":
            together = list_together(kind, "", members, links, self.wording)
            days = (key.partition("/")[2] for key, _ in list_below(links.lists, "on/"))
            dated, undated = (links.lists.get(part, ()) for part in (DATED, UNDATED))
            return plan_home(members, dated, undated, days, self.public_path, self.wording, together)
        label = {page: label for label, page in DIRECTORIES.items()}[kind]
        return plan_directory(kind, label, links, self.wording, members)

    def _plan_label(self, kind: str, name: str, members: Sequence[Summary], links: Links) -> Iterator[PagePlan]:
        entity = self.names.by_slug.get((kind, name))
        names = (
            entity_to_names(entity)
            if entity is not None
            else list_names(kind, name, members, links.totals(f"{kind}/{name}"))
        )
        together = list_together(kind, name, members, links, self.wording)
        # the only publisher has all stories: with the second one, the navigation of every page names publishers, and
        # all is planned again
        is_calendar = kind == "publisher" and not has_enough(kind, links.lists)
        return plan_listing(
            kind, name, names, members, self.list_length, self.wording, entity, together, is_calendar=is_calendar
        )

    def followed(self, summary: Summary) -> Iterator[str]:
        """Yield the keys of `inputs` that an article's labels follow, or would follow."""
        return list_followed(summary)

    def mark(self, summary: Summary) -> str:
        """Return what the names file has made of an article's labels."""
        return mark_decided(summary)

    def redirects(self, links: Links) -> Iterator[Redirect]:
        """Yield the addresses that pages had before the names file, or letters kept in slugs, gave them others."""
        yield from list_redirects(self.names, links)
        yield from list_former_addresses(links)

    def find_moved(self, place: str, key: str, before: str, links: Links) -> Redirect | None:
        """Return where a page leads on of a list that the names file has joined to another one, or renamed."""
        return find_moved(self.names, place, key, before, links)

    def related_lists(self, summary: Summary) -> list[str]:
        """Return the lists among whose members an article's related stories and other versions are."""
        translations = [f"{TRANSLATIONS}/{summary['translation_of']}"] if "translation_of" in summary else []
        tags = [f"tag/{label['slug']}" for label in summary["tags"]]
        return [*tags, *name_lists(summary), *list_keys(summary), *translations, f"year/{summary['date'][:4]}"]

    def article_variables(
        self,
        summary: Summary,
        earlier: Summary | None,
        later: Summary | None,
        candidates: Mapping[str, Sequence[Summary]],
    ) -> Variables:
        """Return what an article's page shows of other articles, and whether to show the lede above the text.

        `address`, `day`, `description` and `picture` are what the page's head says of the article itself.
        """
        page = summary["url"]
        lists = {key: members for key, members in candidates.items() if key.startswith("tag/")}
        versions = [
            other
            for key, members in candidates.items()
            if key.startswith(f"{VERSIONS}/")
            for other in members
            if other["url"] != page
        ]
        translations = candidates.get(f"{TRANSLATIONS}/{summary.get('translation_of')}", ())
        urls = {other["url"] for other in versions}
        related = [other for other in find_related(summary, lists) if other["url"] not in urls]
        return {
            "address": page,
            "day": summary["date"][:10],
            "description": summary["lede"] or summary.get("opening") or summary["title"],
            "picture": find_large(summary),
            "translations": [
                {"url": other["url"], "lang": other["lang"] or self.lang, "title": other["title"]}
                for other in translations
            ]
            if len(translations) > 1
            else [],
            "is_lede_shown": not summary["is_opening"],
            "earlier": story_to_line(earlier, page) if earlier else None,
            "later": story_to_line(later, page) if later else None,
            "related": [self._to_related(other, page) for other in related],
            "versions": [story_to_line(other, page) for other in versions],
            "changes": link_changes(summary, candidates),
            "names": [],
            "before": [],
            "same_time": [],
            "thread": None,
        }
