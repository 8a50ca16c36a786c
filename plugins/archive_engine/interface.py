"""What a plugin and the engine say to each other: all of the engine that other plugins may use.

A plugin connects to Pelican's ``initialized`` signal and offers what it has::

    def offer_listings(pelican):
        offer(pelican, ListingPlanner(pelican.settings))

The engine takes the offer and calls the planner for the keys that an edit touches. Stock Pelican knows nothing of
offers: there ``offer`` returns False, and the plugin's generators do the whole work. A generator that an accepted
planner stands in for says so with the class attribute ``planned = True``; the engine leaves it out. One whose files do
not depend on articles says ``needs_articles = False``; the engine runs it only when a page, a template or a setting
changed.

Everything that crosses this border is JSON data, so that it can be stored, compared and sent to other processes.
"""

import html
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote

from jinja2 import Environment, TemplatesNotFound

from archive_engine.catalogues import ENGLISH as ENGLISH
from archive_engine.catalogues import Catalogue as Catalogue
from archive_engine.catalogues import choose_language as choose_language
from archive_engine.catalogues import choose_page_language as choose_page_language
from archive_engine.catalogues import describe_missing as describe_missing
from archive_engine.catalogues import find_language as find_language
from archive_engine.catalogues import read_catalogue as read_catalogue
from archive_engine.grouping import Connected as Connected
from archive_engine.grouping import Placed as Placed
from archive_engine.grouping import group_all as group_all
from archive_engine.planner_lists import GroupEnds as GroupEnds
from archive_engine.planner_lists import Links as Links
from archive_engine.planner_lists import ListEntry as ListEntry
from archive_engine.planner_lists import ListsInMemory as ListsInMemory
from archive_engine.planner_lists import MemberDays as MemberDays
from archive_engine.planner_lists import Shelf as Shelf
from archive_engine.planner_lists import choose_groups as choose_groups
from archive_engine.planner_lists import find_last_day as find_last_day
from archive_engine.planner_lists import find_member as find_member
from archive_engine.planner_lists import list_below as list_below
from archive_engine.plans import FilePlan as FilePlan
from archive_engine.plans import LaterVariables as LaterVariables
from archive_engine.plans import PagePlan as PagePlan
from archive_engine.plans import Redirect as Redirect
from archive_engine.plans import Summary as Summary
from archive_engine.plans import Variables as Variables
from archive_engine.plans import summary_to_order as summary_to_order

# A type is `Any`, here and in the engine, for one of two reasons: Pelican has no type hints, and its objects are what
# settings, front matter and plugins make of them; JSON data has the keys that its planner or its index chose.

Settings = dict[str, Any]
"""Pelican's settings: whatever `pelicanconf.py` and plugins set, by name."""

PelicanArticle = Any
"""Pelican's ``Article``: its attributes are those of its front matter, and those that plugins added."""

Digest = Any
"""What an index wants to know of an article: JSON data or bytes."""


MINUTE = 1 << 30
"""The places of one minute: see `find_place`."""

NEAR = 2
"""How many members of a group before and after an article its own page is told of."""


class Planner(Protocol):
    """Pages made from many articles, and what an article's own page shows of others. Every method is a pure function.

    A site may have several planners: the summaries, the lists and the pages of each are its own. Two of them may not
    give an article's template the same variable.

    ``version`` must change whenever the same articles would give other summaries: every article is then read again. It
    need not name settings and code, which the engine compares by itself. If it depends on the public address, every
    article is read again for each address. Members of a list are in the order of their summaries' ``date`` and ``url``.
    They are read from the store when they are asked for: what needs the first, the newest or the number of them does
    not read the others, and neither does `find_member` or a bisection.
    ``always`` names the lists that have pages even where nothing is in them. ``related_earlier`` and ``related_later``
    say how many members of a list before and after an article ``article_variables`` looks at: an edit touches so many
    pages, and no more.

    ``places``, where there is such an attribute, names the places where the planner has pages or may have some later:
    regular expressions of paths in lower case, joined part by part with ``/``. An article that would lie there is moved
    or rejected.

    ``hindrance``, where it is not empty, says in words why this site can't be built by plan: every build is then whole.

    ``adds_to_articles``, where it is False, says that the planner adds nothing to articles' own pages: it is not asked.

    ``summaries_of``, where there is such an attribute, names the package whose planner's summaries this one is given;
    its own ``summary`` is not called, and it takes no part in the reading of articles: the store holds for the site
    with it and for the site without. Its settings begin with its package's name, and it reserves no places.

    ``redirects``, where there is such a method, gets ``Links`` and returns ``Redirect``s for old addresses of the
    planner's own pages, once in each build.

    ``find_moved``, where there is such a method, says where the pages lead on of a list that has lost them: it is given
    the place of such a page, the key of the list, the text that ``list_inputs`` had for it then, and ``Links``; it
    returns a ``Redirect`` or None. It is asked again in each build while the cache is kept.

    ``site_variables``, where there is such a method, gets ``Links`` and returns variables for the templates of all
    pages, those of other generators too, such as which kinds of lists the navigation names. They are part of every
    page's fingerprint: what changes with each added article does not belong there. A page's own variables win.

    ``inputs``, where there is such an attribute, names what the reading of articles follows beside their files, such as
    a file of the owner's (``input_name``): short texts by key. ``followed`` then gets a summary and returns the keys
    that the article's reading followed, or would have followed if they were there; an article is read again when one of
    them has changed. ``mark`` returns what they have made of the article beyond what its file says, "" for nothing.
    ``list_inputs``, where there is such an attribute, has short texts by the keys of lists whose pages follow more
    than their members: a list is planned again when its text has changed.

    ``group_pages``, ``group_place``, ``groups_pages`` and ``group_variables``, where there are such methods, show
    groups of articles that a ``Grouper`` has found. ``group_pages(members)`` returns the pages of one group, whose
    members are in order of time; the first of them lies at ``group_place(first)``, which follows from the first member
    alone. ``groups_pages(groups, newest)`` returns the pages about all groups, given the ``GroupEnds`` of each in the
    order of their first members, and the newest article of all; it is called whenever any article has changed.
    ``group_variables(summary, own, near)`` returns variables for the page of an article that is in a group, which
    replace some of `own`, all others of this page: ``near`` is a ``NearGroup`` with up to NEAR members on each side.
    Every template has ``HAS_GROUPS``, whether there is any group. An address where a group had its page leads on to the
    group that its first article is in today.

    ``grouped_lists``, where there is such an attribute, names lists whose pages show groups, too: lists that every
    change touches. ``add_groups(plan, groups, members_of)`` returns such a page with what it shows of them: the
    ``GroupEnds`` of all groups in the order of their first members, and a function that gives the members of one, in
    order. It is not called where there is no group.

    ``totals``, where there is such a method, yields pairs (key of a list, text) for an article that is in this list.
    The engine keeps, of each list, how many members have each text, so that a page that counts does not read them all:
    a ``LinkingPlanner`` asks for it.

    ``plain_keys``, where there is such an attribute, names metadata that a plugin adds to each article as JSON data,
    and that templates look at most: a page is given it as it was stored, without Pelican's ``Article`` being made.
    """

    version: str
    always: Sequence[str]
    related_earlier: int
    related_later: int

    def summary(self, article: PelicanArticle) -> Summary:
        """Return what lists and neighbours show of an article. Called in a worker process."""

    def lists(self, summary: Summary) -> Iterable[str]:
        """Return the keys of the lists that an article is in, such as ``tag/nato``, ``day/2025-02-17``, ``home``."""

    def list_pages(self, key: str, members: Sequence[Summary]) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of one list, given its members, oldest first. Called only for lists that an edit touches."""

    def related_lists(self, summary: Summary) -> Iterable[str]:
        """Return the lists (keys given by ``lists``) among whose members related stories are looked for."""

    def article_variables(
        self,
        summary: Summary,
        earlier: Summary | None,
        later: Summary | None,
        candidates: Mapping[str, Sequence[Summary]],
    ) -> Variables:
        """Return further variables for an article's own page: its neighbours in time and its related stories.

        An article that stands in no list (a draft, a hidden one) has no neighbours and no such lists: None, None, {}.
        """


class LinkingPlanner(Planner, Protocol):
    """A planner whose pages say of other lists where their pages are, and which of them have any.

    A list's *link* is JSON data that `describe_link` makes of its members. It should change rarely: an edit that
    changes the link of a list touches the pages of all its members, and all linked lists that these are in. Otherwise
    an edit touches what it does with every planner. So an article's page may ask for the links of the lists that the
    article is in, and the pages of a linked list for those of the lists that its members are in; lists that are
    `always` there, and those that every change touches, may ask for any, and for their members.

    ``describe_entry``, where there is such a method, gets the key of a list with members, these, its totals and its
    link; it returns what directories say of the list, or None. Only lists that every change touches may ask for it.

    ``find_shelf``, where there is such a method, gets the key of a list with an entry, its link and the entry; it
    returns the name of the part of a directory in which the entry stands, such as a letter's (`Links.shelves`), or "".

    ``asking_lists``, where there is such a method, gets a summary and returns further lists of the article whose pages
    ask for the links of the lists that their members are in, and that have none themselves.
    """

    def linked_lists(self, summary: Summary) -> Iterable[str]:
        """Return the lists of an article (keys given by ``lists``) that have links."""

    def describe_link(self, key: str, members: Sequence[Summary], totals: Mapping[str, int]) -> Any:
        """Return what pages say of a list with these members, of which so many have each text of its ``totals``."""

    def linked_pages(self, key: str, members: Sequence[Summary], links: Links) -> Iterable[PagePlan | FilePlan]:
        """Return all pages of one list: called in the place of ``list_pages``."""

    def linked_variables(
        self, summary: Summary, own: Variables, candidates: Mapping[str, Sequence[Summary]], links: Links
    ) -> Variables:
        """Return variables for an article's own page that replace some of `own`, those of ``article_variables``.

        It is not called for an article that stands in no list.
        """


@dataclass(frozen=True, slots=True)
class Changes:
    """What an index has to know of an edit. Where it is ``whole``, nothing kept from earlier builds may be used."""

    whole: bool
    added: Mapping[str, Digest]
    """source path to digest, for articles that are new or changed"""
    removed: Sequence[str]
    """source paths of articles that are gone or changed"""
    digests: Callable[[], Iterator[tuple[str, Digest]]]
    """every article's digest by source path, for an index that is rebuilt"""
    write: Callable[[str, bytes], None]
    """writes one file of the output, whole and only where its bytes differ; files no longer written are removed"""
    keep: Callable[[str], None]
    """keeps a file of the output that an earlier build wrote as it is"""
    read: Callable[[str], bytes]
    """returns a file of the output as it is now; raises OSError where there is none"""
    memory: str
    """a folder for what the index remembers of this output until the next build; it may be gone then"""


class Index(Protocol):
    """Files made from all articles, such as a search index: a digest of each article, then updates by changes.

    ``places`` is as a planner's.
    """

    version: str

    def digest(self, article: PelicanArticle) -> Digest:
        """Return what the index needs of an article. Called in a worker process."""

    def update(self, changes: Changes) -> None:
        """Write the index' files after an edit."""


ROOT = "<the site's root>"
"""In HTML that a finisher returns: the way from the page that shows it to the site's root. No text holds it, as `<`
stands there as `&lt;`."""


class Watched(NamedTuple):
    """A file of the content as a finisher saw it: its time (ns), its size, the SHA-256 of its bytes.

    (0, 0, b"") says that it was not there; an empty hash, that it is no picture; (-1, 0, b""), that it could not be
    read: the next build looks at it again.
    """

    mtime_ns: int
    size: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Finished:
    """An article's body as pages show it, and what follows from that.

    The pairs of `problems`, `warnings` and `remarks` are what stands in the article's file where the reason lies, and
    the reason. A problem counts as a repair and is told by each build, a warning by the one that reads the article, a
    remark by that one if it is asked to be verbose.
    """

    html: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    """added to the article's metadata, JSON data"""
    needs: Mapping[str, str] = field(default_factory=dict)
    """keys of what has to lie in the output, each with the task that makes it"""
    watched: Mapping[str, Watched] = field(default_factory=dict)
    """files of the content by path: when one of them changes, the article is finished again"""
    unmade: Sequence[str] = ()
    """tasks to be done before the body can be finished"""
    problems: Sequence[tuple[str, str]] = ()
    warnings: Sequence[tuple[str, str]] = ()
    remarks: Sequence[tuple[str, str]] = ()


class Finisher(Protocol):
    """What makes an article's body ready for pages, with files of its own. The engine takes one.

    It is asked in worker processes, which `make` and `finish` share files of CACHE_PATH in. `version` and `places` are
    as a planner's.
    """

    version: str

    def finish(self, markup: str, metadata: Mapping[str, Any], source: str) -> Finished | None:
        """Return the body as pages show it; None where it stays as it is. `source` is the article's path.

        Called for articles that have a picture (see `find_pictures`) or `Images` in their front matter.
        """

    def make(self, task: str) -> None:
        """Do the work that a body waits for, once for all articles."""

    def files(self, need: str) -> Mapping[str, str] | None:
        """Return files by their places in the output; None where their task has to be done again."""

    def forget(self, needed: Iterable[str]) -> None:
        """Delete what is kept of all else than what articles need."""

    def describe(self, files: int, size: int) -> str:
        """Return a line on all its files in the output and their bytes for the build's report."""


class Describer(Protocol):
    """What adds to an article's metadata what its text says: names, subjects. A site may have several.

    It is asked in worker processes, once for each article, and the store keeps what it returns. A planner's summaries,
    an index' digests and templates find that in ``article.metadata``, a template without Pelican's ``Article`` where a
    planner has the key among its ``plain_keys``. ``version`` must change whenever the same article would be described
    otherwise: it covers files that the describer reads beside the article.
    """

    version: str

    def describe_article(self, article: PelicanArticle, words: str) -> Mapping[str, Any]:
        """Return metadata to be added to that of an article, JSON data by key; a key of the article's own is replaced.

        ``words`` are those that its finished body shows: a line for each paragraph, no markup.
        """


class Grouper(Protocol):
    """What says which earlier articles an article continues. The engine takes one, stores what it says and keeps it
    true.

    An article has *marks*: numbers of what it is about, which other articles share. From its marks, and from the few
    articles near it in time that share each of them, follow its links; from links, groups of articles. All methods are
    pure functions, so that groups do not depend on the order in which articles arrive. ``version`` is as a planner's.

    A planner that has ``group_pages`` is given the groups.
    """

    version: str

    def marks(self, article: PelicanArticle) -> Sequence[int]:
        """Return the marks of an article, each at least 0 and less than 2 ** 63; one that comes twice counts once.

        Called in a worker process.
        """

    def reach(self, mark: int) -> tuple[int, int]:
        """Return how many articles with this mark, before an article and after it, `links` looks at."""

    def links(self, article: Placed, near: Mapping[int, Sequence[Placed]]) -> Sequence[Placed]:
        """Return the earlier articles that an article continues, by the articles near it that share its marks.

        `near` has those of each of its marks in order of time, without the article itself.
        """

    def divide(self, connected: Sequence[Connected]) -> Iterable[Sequence[Placed]]:
        """Return the groups among articles that links connect, given in order of time. No article is in two groups."""


class NearGroup(NamedTuple):
    """A group as one of its articles shows it: the group's first article, and those just before and after this one."""

    first: Summary
    earlier: Sequence[Summary]
    later: Sequence[Summary]


def find_near_group(members: Sequence[Summary], at: int) -> NearGroup:
    """Return a group as its member at this place shows it."""
    return NearGroup(members[0], members[max(0, at - NEAR) : at], members[at + 1 : at + 1 + NEAR])


class PictureParagraph(NamedTuple):
    """A picture that is a paragraph of its own: address and alternative text and title as the article has them."""

    address: str
    alt: str
    title: str


PICTURE_MARK = '<p data-alt="'
_PICTURE = re.compile(
    rf'{PICTURE_MARK}([^"]*+)" data-picture="([^"]*+)" data-title="([^"]*+)">'
    r'<(?:a href="[^"]*+"|span)>[^<]*+</(?:a|span)></p>'
)


def find_pictures(markup: str) -> list[PictureParagraph]:
    """Return the pictures that are paragraphs of their own in HTML that the archive's Markdown made, in order.

    >>> find_pictures('<p data-alt="A lamp" data-picture="lamp.jpg" data-title="Lit"><span>A lamp</span></p>')
    [PictureParagraph(address='lamp.jpg', alt='A lamp', title='Lit')]
    """
    return [_read_picture(match) for match in _PICTURE.finditer(markup)] if PICTURE_MARK in markup else []


def replace_pictures(markup: str, show: Callable[[PictureParagraph], str]) -> str:
    """Return the HTML with what `show` gives in the place of each of these pictures."""
    return _PICTURE.sub(lambda match: show(_read_picture(match)), markup)


def _read_picture(match: re.Match[str]) -> PictureParagraph:
    alt, address, title = (html.unescape(text) for text in match.groups())
    return PictureParagraph(address, alt, title)


def stat_file(path: str | os.PathLike[str]) -> tuple[int, int]:
    """Return the time (ns) and the size of a file, as `Watched` has them; (0, 0) where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return 0, 0
    return status.st_mtime_ns, status.st_size


# The attribute that holds an article's words: no key of front matter has spaces.
_SHOWN = "HTML and words"


def keep_shown_words(article: PelicanArticle, markup: str, words: str) -> None:
    """Keep the words that an article's body shows, which hold while it is this HTML. The engine's readers call it."""
    article.__dict__[_SHOWN] = markup, words


def shown_words(article: PelicanArticle) -> str | None:
    """Return the words that an article's body shows, in order; None where its reader kept none, so that only its HTML
    has them.

    They are what `markup_to_lines` returns of `article.content`, but for superfluous white space.
    """
    markup, words = article.__dict__.get(_SHOWN, (None, None))
    return words if markup is not None and markup == article.raw_content else None


_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u|var)"
    r"(?:\s[^<>]*+)?>"
)
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
# What the archive itself says within an article, to be neither found nor shown with a result.
_NOTE = re.compile(r"<p data-nosnippet>[^<]*+(?:<a [^>]*+>[^<]*+</a>)?+</p>")
_TAG = re.compile(r"<[^>]*+(?:>|\Z)")  # what is never closed goes on to the end, as in a browser
_BETWEEN_CELLS = re.compile(r"</t[dh]>(?:\s|</?(?:tr|thead|tbody)>)*+<t[dh]\b[^<>]*+>")
# What each match of _HIDDEN begins with. Case matters in here, since a search that ignores it is ten times slower.
_HIDDEN_START = re.compile(r"<(?:[sS](?:[cC]|[tT][yY])|[tT][eE]|!--)")
_SPACES = re.compile(" {2,}")


def add_descriptions(describers: Sequence[Describer], article: PelicanArticle) -> None:
    """Add to an article's metadata, and to its attributes, what each describer says of it."""
    if not describers:
        return
    words = article_to_lines(article)
    for describer in describers:
        for key, value in describer.describe_article(article, words).items():
            article.metadata[key] = value
            setattr(article, key, value)


def article_to_lines(article: PelicanArticle) -> str:
    """Return the words of an article, a line for each block, with one space between words."""
    words = shown_words(article)
    return markup_to_lines(article.content) if words is None else _SPACES.sub(" ", words)


def markup_to_lines(markup: str) -> str:
    r"""Return the words of HTML, a line for each block, ` | ` between the cells of a table.

    Scripts and comments are left out, and so are the words of the archive itself (`data-nosnippet`).

    >>> markup_to_lines("<h2>The lamp</h2><p>It is <b>lit</b> &amp; bright.</p>").split("\n")
    ['The lamp', 'It is lit & bright.']
    >>> markup_to_lines("<p>The lamp of New\nHalverin</p>\n<p>is lit.</p>").split("\n")
    ['The lamp of New Halverin', 'is lit.']
    >>> markup_to_lines("<tr><th>Boat</th>\n<th>Fare</th></tr>\n<tr><td>Petrel</td><td>12</td></tr>")
    'Boat | Fare | Petrel | 12'
    >>> markup_to_lines('<p data-nosnippet>Not saved. <a href="lamp.jpg">See it</a></p><p>The lamp.</p>')
    'The lamp.'
    """
    if _HIDDEN_START.search(markup):
        markup = _HIDDEN.sub("\n\n", markup)
    if "</t" in markup:
        markup = _BETWEEN_CELLS.sub(" | ", markup)
    # a break of a source line is a space between words: `New` and `York` on two lines are one name
    markup = markup.replace("\n\n", "<p>").replace("\n", " ")
    text = html.unescape(_TAG.sub("\n", _INLINE.sub("", _NOTE.sub("\n", markup))))
    return "\n".join(filter(None, map(_join_words, text.split("\n"))))


def _join_words(line: str) -> str:
    """Return a line with one space between words."""
    # of all white space only the space is printable: most lines need no look at every word
    return line.strip(" ") if line.isprintable() and "  " not in line else " ".join(line.split())


def find_place(moment: datetime, url: str) -> int:
    """Return an article's place in time, by which places are ordered: its minute, and within it a hash of its URL.

    The minute is that of the article's own zone, as in lists. `place // MINUTE` are minutes, so that days can be
    counted.

    >>> find_place(datetime(1, 1, 2), "a.html") // MINUTE
    2880
    """
    minute = (moment.toordinal() * 24 + moment.hour) * 60 + moment.minute
    # 33 bits are enough for the last minute of 9999; with these 30 a place is a signed number of 64
    return minute * MINUTE + (int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big") >> 2)


def write_page(generator: Any, writer: Any, plan: PagePlan) -> None:
    """Write a planned page by a generator of Pelican and its writer, as a whole build does.

    A page whose template the theme lacks is left out; the writer of a whole build notes the template.
    """
    try:
        generator.env.select_template([plan.template + suffix for suffix in generator.settings["TEMPLATE_EXTENSIONS"]])
    except TemplatesNotFound:
        if hasattr(writer, "missing_templates"):
            writer.missing_templates.add(plan.template)
        return
    writer.write_file(
        plan.save_as,
        generator.get_template(plan.template),
        generator.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        url=plan.save_as,
        **plan.variables,
    )


def put_file(writer: Any, folder: str, plan: FilePlan) -> None:
    """Write a planned file into the output `folder` by the writer of a whole build, in one step."""
    writer.put(os.path.join(folder, *plan.save_as.split("/")), plan.data)


_REDIRECT = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="{{ lang }}">
<meta charset=utf-8>
<meta http-equiv=Content-Security-Policy content="default-src 'none'; base-uri 'none'; form-action 'none'">
<meta name=viewport content="width=device-width">
<title>{{ title }}</title>
<link rel=canonical href="{{ canonical }}">
<meta http-equiv=refresh content="0; url={{ target }}">
<body>
<p><a href="{{ target }}">{{ title }}</a></p>
"""
)


def redirect_to_page(redirect: Redirect, lang: str, root: str = "") -> bytes:
    """Return the bytes of a redirect's page. Its canonical address is absolute if the site has a public one (`root`).

    >>> page = redirect_to_page(Redirect("2024/a.html", "2023/b.html", "The lamp"), "en").decode()
    >>> 'content="0; url=../2023/b.html"' in page
    True
    """
    depth = redirect.save_as.count("/")
    target = "../" * depth + quote(redirect.target, safe="/")
    canonical = f"{root}/{quote(redirect.target, safe='/')}" if root else target
    shown = _REDIRECT.render(lang=lang, title=redirect.title or redirect.target, canonical=canonical, target=target)
    return f"{shown}\n".encode()


def write_redirect(generator: Any, writer: Any, redirect: Redirect) -> None:
    """Write the page of a redirect by a generator of Pelican and its writer."""
    settings = generator.settings
    data = redirect_to_page(redirect, settings["DEFAULT_LANG"], settings["SITEURL"])
    if hasattr(writer, "put"):
        put_file(writer, generator.output_path, FilePlan(redirect.save_as, data))
        return
    path = os.path.join(generator.output_path, *redirect.save_as.split("/"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


def offer(pelican: Any, part: Planner | Index | Finisher | Describer | Grouper) -> bool:
    """Offer a part to the running Pelican; return True where it is the engine, which takes it."""
    take = getattr(pelican, "take", None)
    if take is None:
        return False
    take(part)
    return True
