"""The Pelican plugin: describes each article when Pelican reads it, and has the planned pages written."""

import logging
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, FileSystemLoader, TemplateNotFound
from markupsafe import Markup
from pelican import signals
from pelican.contents import Content, Page
from pelican.generators import Generator, PagesGenerator
from pelican.paginator import PaginationRule
from pelican.settings import DEFAULT_CONFIG
from pelican.urlwrappers import Category

from archive_engine.interface import (
    GroupEnds,
    ListsInMemory,
    PagePlan,
    PelicanArticle,
    Settings,
    Variables,
    choose_page_language,
    describe_missing,
    find_language,
    find_member,
    find_near_group,
    offer,
    summary_to_order,
    write_page,
    write_redirect,
)
from archive_pages.citing import make_citation_filter
from archive_pages.deciding import choose_label, decide_names
from archive_pages.directions import make_language_filter
from archive_pages.names import LEAST
from archive_pages.other_theme import (
    FURTHER_PAGES,
    NOT_SHOWN,
    TrustedTexts,
    free_heights,
    is_made_for_pelican,
    list_settings,
    list_templates,
)
from archive_pages.planner import ArchivePlanner
from archive_pages.shape import BadShape, list_weak_contrasts, read_colours, read_shape
from archive_pages.stories import describe_story, name_to_label
from archive_pages.wording import choose_wording, list_labels
from newsrecord.clean_text import clean_line
from newsrecord.frontmatter import join_list
from newsrecord.names_file import BadNamesFile, NamesFile, read_names_file
from newsrecord.rejections import count_rejections
from newsrecord.removals import read_removals

logger = logging.getLogger(__name__)

LIST_LENGTH = 50
ACCENT = "accent.css"
START = "theme/js/start.js"
ABOUT = "about.html"
_TEMPLATES = Path(__file__).with_name("templates")
DRAFTS = "Drafts"


def make_planner(settings: Settings) -> ArchivePlanner:
    """Return the planner for these settings. Without a public URL the links of the 404 page begin at its own folder."""
    public_path = urlsplit(settings["SITEURL"]).path if settings["SITEURL"] else "."
    length = settings.get("ARCHIVE_PAGES_LIST_LENGTH", LIST_LENGTH)
    least = settings.get("ARCHIVE_NAMES_MIN_ARTICLES", LEAST)
    rejections = count_rejections(Path(settings["PATH"]))
    names = settings["ARCHIVE_PAGES_NAMES"]
    lang = choose_page_language(settings["DEFAULT_LANG"])
    content = settings["PATH"] if settings.get("ARCHIVE_PAGES_CHANGES", True) else ""
    return ArchivePlanner(length, public_path, lang, rejections, names, least, content)


def offer_planner(pelican: Any) -> None:
    """Offer the planner to the engine; add the labels (`WORDS`, in `WORDS_LANG`) and the filters `in_language` and
    `cite` for the templates, and the owner's names file.

    Under stock Pelican `ArchiveGenerator` does the work of the engine. Raises SystemExit where something is wrong with
    the names file.
    """
    try:
        pelican.settings["ARCHIVE_PAGES_NAMES"] = read_names_file(Path(pelican.settings["PATH"]))
    except BadNamesFile as error:
        raise SystemExit(f"archive_pages: {error}") from None
    if missing := describe_missing(pelican.settings["DEFAULT_LANG"]):
        logger.warning("%s", missing)
    lang = pelican.settings["WORDS_LANG"] = choose_page_language(pelican.settings["DEFAULT_LANG"])
    pelican.settings["WORDS"] = list_labels(choose_wording(lang))
    add_shape(pelican.settings)
    filters = pelican.settings["JINJA_FILTERS"]
    own = {"in_language": make_language_filter(lang), "cite": make_citation_filter(pelican.settings["SITENAME"])}
    pelican.settings["JINJA_FILTERS"] = {**own, **filters}
    # templates know no setting that has no value
    pelican.settings["ARCHIVE_PAGES_CITATIONS"] = bool(pelican.settings.get("ARCHIVE_PAGES_CITATIONS", True))
    planner = make_planner(pelican.settings)
    planner.hindrance = use_pelican_lists(pelican.settings)
    offer(pelican, planner)


def use_pelican_lists(settings: Settings) -> str:
    """Have Pelican make the lists, where the theme is made for them, and say what it does not show.

    Return why such a site can't be built by plan; "" with a theme that shows the archive's own pages.
    """
    folders = [*settings["THEME_TEMPLATES_OVERRIDES"], Path(settings["THEME"], "templates")]
    settings["ARCHIVE_PAGES_PELICAN_LISTS"] = is_made_for_pelican(list_templates(folders))
    if not settings["ARCHIVE_PAGES_PELICAN_LISTS"]:
        return ""
    settings |= list_settings(settings)
    if settings["PAGINATION_PATTERNS"] == [PaginationRule(*rule) for rule in DEFAULT_CONFIG["PAGINATION_PATTERNS"]]:
        first = PaginationRule(1, "{url}", "{save_as}")
        settings["PAGINATION_PATTERNS"] = [first, PaginationRule(2, FURTHER_PAGES, FURTHER_PAGES)]
    theme = Path(settings["THEME"]).name
    logger.warning("The theme %s has Pelican's own lists. It does not show %s.", theme, NOT_SHOWN)
    return f"the theme {theme} has Pelican's own lists"


def add_shape(settings: Settings) -> None:
    """Add what the owner has shaped, for the templates; end the program where a setting can't be followed."""
    try:
        settings |= read_shape(settings)
        colours = read_colours(settings)
    except BadShape as error:
        sys.exit(str(error))
    settings["ARCHIVE_PAGES_COLOURS"] = colours._asdict() if colours else None
    for line in list_weak_contrasts(colours) if colours else ():
        logger.warning("%s.", line)


def describe_article(generator: Any, metadata: dict[str, Any]) -> None:
    """Add `story`, the data for templates, to an article's metadata, and set the slugs of Pelican's labels.

    Each text of the metadata becomes one line without control characters.
    """
    for key, value in metadata.items():
        if isinstance(value, str):
            metadata[key] = clean_line(value)
        elif isinstance(value, list) and all(isinstance(line, str) for line in value):
            metadata[key] = clean_line(" ".join(value))  # a key that occurs twice
    labels = [*metadata.get("tags", ()), *metadata.get("authors", ())]
    labels += [metadata[key] for key in ("author", "category") if key in metadata]
    for label in labels:
        label.name = clean_line(label.name)
    if not metadata.get("title") or not metadata.get("date"):
        return  # Pelican reports the article and leaves it out
    lang = generator.settings["DEFAULT_LANG"]
    story = metadata["story"] = describe_story(metadata, choose_wording(lang), is_clean=True)
    if not story["lang"] and find_language(lang) is None:
        story["lang"] = lang  # the pages are in another language than the articles
    slugs = {label["name"]: label["slug"] for label in story["tags"]}
    for label in labels:
        label.slug = name_to_label(label.name, story["lang"])["slug"]
    for tag in metadata.get("tags", ()):
        tag.slug = slugs.get(tag.name, tag.slug)
    names: NamesFile = generator.settings["ARCHIVE_PAGES_NAMES"]
    if names.entities and decide_names(story, names):
        put_names(metadata, story, names)
    if metadata.get("status") == "draft" and not metadata.get("category"):
        metadata["category"] = Category(DRAFTS, generator.settings)  # Pelican writes no draft without one


def put_names(metadata: dict[str, Any], story: Mapping[str, Any], names: NamesFile) -> None:
    """Give Pelican's labels and lines in an article's metadata the names that its story has now."""
    wrappers = {"tag": metadata.get("tags", ()), "author": metadata.get("authors", ())}
    wrappers["section"] = [metadata["category"]] if "category" in metadata else ()
    if "author" in metadata:
        wrappers["author"] = [*wrappers["author"], metadata["author"]]
    for kind, labels in wrappers.items():
        for label in labels:
            label.name, label.slug = choose_label(names, kind, {"name": label.name, "slug": label.slug}).values()
    for key in ("tags", "authors"):
        if key in metadata:
            metadata[key] = list({label.slug: label for label in reversed(metadata[key])}.values())[::-1]
    if "sections" in metadata:
        metadata["sections"] = join_list(label["name"] for label in story["sections"])
    if story["publisher"]:
        metadata["publisher"] = story["publisher"]


class ArchiveGenerator(Generator):
    """The generator under stock Pelican: writes all planned pages, and finds neighbours and related stories."""

    planned = True

    def generate_context(self) -> None:
        """Group the articles that Pelican has read into the planner's lists."""
        self.planner = make_planner(self.settings)
        self.summaries = {article.source_path: self.planner.summary(article) for article in self.context["articles"]}
        self.links = ListsInMemory(self.planner, self.summaries.values())
        self.everything, self.lists = self.links.everything, self.links.lists
        groups = self.context.get("article_groups", ())
        self.groups = [[self.summaries[source] for source in group] for group in groups]
        self.group_of = {member["url"]: group for group in self.groups for member in group}
        self.context["archive"] = self
        self.context.update(self.planner.site_variables(self.links))

    def article_variables(self, article: PelicanArticle) -> Variables:
        """Return what an article's page shows of other articles. A draft is in no list and has no neighbours."""
        summary = self.summaries.get(article.source_path)
        if summary is None:
            return self.planner.article_variables(self.planner.summary(article), None, None, {})
        at = find_member(self.everything, summary_to_order(summary))
        earlier = self.everything[at - 1] if at else None
        later = self.everything[at + 1] if at + 1 < len(self.everything) else None
        related = {key: self.lists[key] for key in self.planner.related_lists(summary)}
        variables = self.planner.article_variables(summary, earlier, later, related)
        variables = {**variables, **self.planner.linked_variables(summary, variables, related, self.links)}
        group = self.group_of.get(summary["url"])
        if group is not None:
            variables |= self.planner.group_variables(summary, variables, find_near_group(group, group.index(summary)))
        return variables

    def generate_output(self, writer: Any) -> None:
        """Write the planned pages of every list, unless Pelican makes the lists, and the redirects."""
        for plan in () if self.settings["ARCHIVE_PAGES_PELICAN_LISTS"] else self._plan_pages():
            write_page(self, writer, plan)
        for redirect in self.planner.redirects(self.links):
            write_redirect(self, writer, redirect)

    def _plan_pages(self) -> Iterator[PagePlan]:
        ends = sorted(
            (GroupEnds(group[0], group[-1]) for group in self.groups), key=lambda ends: summary_to_order(ends.first)
        )
        for key, members in self.lists.items():
            has_groups = ends and key in self.planner.grouped_lists
            for plan in self.planner.linked_pages(key, members, self.links):
                yield self.planner.add_groups(plan, ends, self._members_of) if has_groups else plan
        for group in self.groups:
            yield from self.planner.group_pages(group)
        if self.groups:
            yield from self.planner.groups_pages(ends, self.everything[-1])

    def _members_of(self, ends: GroupEnds) -> list[Any]:
        return self.group_of[ends.first["url"]]


class AboutGenerator(Generator):
    """The generator of the about page, for content without one of its own. The engine runs this generator, too."""

    needs_articles = False

    def generate_output(self, writer: Any) -> None:
        """Write the page, unless a page of the content has the same path."""
        brought = [*self.context["pages"], *self.context["hidden_pages"]]
        if any(page.save_as.casefold() == ABOUT for first in brought for page in (first, *first.translations)):
            return
        write_page(self, writer, PagePlan(ABOUT, "about", {}))


class AccentGenerator(Generator):
    """Writes the style sheet of an accent colour of the owner's own. The engine runs this generator, too.

    It is a file: no page may have styles of its own (Content-Security-Policy).
    """

    needs_articles = False

    def generate_output(self, writer: Any) -> None:
        """Write the file."""
        if self.settings["ARCHIVE_PAGES_COLOURS"]:
            write_page(self, writer, PagePlan(ACCENT, "accent", {}))


class StartGenerator(Generator):
    """Writes the script that every page loads, whose words are the archive's. The engine runs this generator, too."""

    needs_articles = False

    def generate_output(self, writer: Any) -> None:
        """Write the file, unless the theme has no template of it."""
        try:
            template = self.env.get_template(Path(START).name)
        except TemplateNotFound:
            return
        writer.write_file(START, template, self.context, relative_urls=False, url=START)


class RemovedGenerator(Generator):
    """Writes a page at the address of each article that its owner removed and wants to have said so. The engine runs
    this generator, too.
    """

    needs_articles = False

    def generate_output(self, writer: Any) -> None:
        """Write the pages. Raises BadRemovals for a list of removals with a line that is none."""
        for removal in read_removals(Path(self.settings["PATH"])):
            if removal.page:
                write_page(self, writer, PagePlan(f"{removal.page}.html", "removed", {}))


def add_article_variables(generator: Any, content: Any) -> None:
    """Under stock Pelican, add neighbours and related stories to the variables of an article's template."""
    archive = generator.context.get("archive")
    if archive is not None and not generator.settings["ARCHIVE_PAGES_PELICAN_LISTS"]:
        generator.context.update(archive.article_variables(content))


def prepare_templates(generator: Generator) -> None:
    """Have templates that are made for Pelican get the bodies of articles and pages as HTML: all else is escaped.

    templates/ has the page of a removed article for a theme that has none.
    """
    environment = generator.env
    environment.loader = ChoiceLoader([environment.loader, FileSystemLoader(_TEMPLATES)])
    if not generator.settings["ARCHIVE_PAGES_PELICAN_LISTS"]:
        return
    find = environment.getattr

    def find_marked(owner: Any, name: str) -> Any:
        value = find(owner, name)
        if isinstance(owner, Content) and (name == "content" or (name == "summary" and name not in owner.metadata)):
            return Markup(free_heights(value))
        return value

    environment.code_generator_class = TrustedTexts
    environment.getattr = find_marked


def add_search_page(generator: PagesGenerator) -> None:
    """Add the search to the pages: a theme for Pelican has them in its menu, and knows of no search."""
    settings = generator.settings
    if settings["ARCHIVE_PAGES_PELICAN_LISTS"] and settings.get("LUNR_SEARCH_TAKEN") is not None:
        metadata = {"title": settings["WORDS"]["search"], "slug": "search", "template": "search"}
        metadata["category"] = Category(settings["DEFAULT_CATEGORY"], settings)  # as each of Pelican's pages has
        generator.pages.append(Page("", metadata, settings, source_path=str(_TEMPLATES / "search"), context={}))


def list_generators(pelican: Any) -> tuple[type[Generator], ...]:
    """Return the generators for Pelican to run."""
    return ArchiveGenerator, AboutGenerator, AccentGenerator, StartGenerator, RemovedGenerator


def register() -> None:
    """Connect the plugin to Pelican, which calls this."""
    signals.initialized.connect(offer_planner)
    signals.get_generators.connect(list_generators)
    signals.article_generator_context.connect(describe_article)
    signals.article_generator_write_article.connect(add_article_variables)
    signals.generator_init.connect(prepare_templates)
    signals.page_generator_finalized.connect(add_search_page)
