"""The step of a planned build that keeps marks, links and groups true to the articles that were read.

An edit changes the marks of a few articles. Only articles within the grouper's reach of these are asked for their links
again, and only what is connected by links to one whose links changed is divided into groups again. A first build finds
everything in memory instead: to ask the tables for every article takes six times as long. All of it is one
transaction, and it looks at all edits since the last one: a killed build leaves nothing half done.
"""

from collections.abc import Iterable, Iterator, Sequence

from archive_engine.build import Build
from archive_engine.grouping import MarkedArticles
from archive_engine.interface import Connected, Grouper, Placed
from archive_engine.link_store import LinkStore, Story, unpack_story
from archive_engine.source_store import SHOWN_IN_LISTS


def link_articles(build: Build, reading: str) -> None:
    """Bring links and groups up to date, and record whose groups changed.

    `reading` is the fingerprint under which the articles were read: with another one, all is worked out anew.
    """
    grouper, facts = build.grouper, build.store.facts()
    number = facts.get("build", "0")
    if grouper is None or (facts.get("linked"), facts.get("linked_by")) == (number, reading):
        return
    with build.report.phase("link", "articles") as phase:
        store = build.store.links
        build.store.begin()
        seen = None
        if facts.get("linked_by") != reading:
            store.clear()
        elif int(facts["linked"]) >= int(facts.get("edits_from", "0")):
            seen = int(facts["linked"])  # all edits since are known
        update = LinkUpdate(grouper, store, seen)
        phase.advance(update.run())
        store.note_regrouped(int(number), update.regrouped)
        build.store.set_fact("linked", number)
        build.store.set_fact("linked_by", reading)
        build.store.commit()


class LinkUpdate:
    """One update of links and groups. `regrouped` gets the sources whose groups are others than before.

    `seen` is the last build whose edits the tables have; None where that is not known, and all articles are compared.
    """

    def __init__(self, grouper: Grouper, store: LinkStore, seen: int | None = None) -> None:
        self.grouper = grouper
        self.store = store
        self.seen = seen
        self.regrouped: set[str] = set()

    def run(self) -> int:
        """Bring all tables up to date; return how many articles were asked for their links."""
        store = self.store
        if not store.has_stories():
            return self._run_first()
        changed = store.changed_stories(SHOWN_IN_LISTS, self.seen)
        gone = store.gone_stories(SHOWN_IN_LISTS, self.seen)
        if not changed and not gone:
            return 0
        before = [story for path in (*gone, *(path for path, _ in changed)) if (story := store.story_at(path))]
        asked = {number for story in before for number in self._list_reached(story)}
        touched = {other for story in before for other in (*store.targets(story.number), *store.linking(story.number))}
        for story in before:
            store.remove_marks(story)
        after = [store.put_story(path, data) for path, data in changed]
        store.put_marks((mark, story.place, story.number) for story in after for mark in story.marks)
        asked.update(number for story in after for number in self._list_reached(story))
        kept = {story.number for story in after}
        asked |= kept
        asked -= (removed := {story.number for story in before} - kept)
        touched |= kept
        for number in removed:
            store.put_targets(number, ())
        for number in sorted(asked):
            touched |= self._ask(number)
        self._group(touched, removed)
        for number in removed:
            store.remove_story(number)
        return len(asked)

    def _run_first(self) -> int:
        """Fill the empty tables with all articles."""
        store = self.store
        articles = MarkedArticles(first=1)

        def add_all() -> Iterator[tuple[str, bytes]]:
            for path, data in store.marked_stories(SHOWN_IN_LISTS):
                place, *marks = unpack_story(data)
                articles.add(place, marks)
                yield path, data

        store.put_stories(add_all())
        store.put_marks(articles.sort_marks())
        links = articles.find_links(self.grouper)
        store.put_links((placed.number, target.number) for placed, targets in links.items() for target in targets)
        for group in articles.divide(self.grouper, links):
            members = [(placed.number, store.path_of(placed.number)) for placed in group]
            store.put_group(members)
            self.regrouped.update(path for _, path in members)
        return len(articles)

    def _list_reached(self, story: Story) -> Iterator[int]:
        """Yield the articles whose links may depend on one."""
        for mark in story.marks:
            earlier, later = self.grouper.reach(mark)
            yield from (other.number for other in self.store.after(mark, story.placed, earlier))
            yield from (other.number for other in self.store.before(mark, story.placed, later))

    def _ask(self, number: int) -> set[int]:
        """Ask for the links of an article; return it and those that it no longer links to, or links to now."""
        store, grouper = self.store, self.grouper
        story = store.story(number)
        near: dict[int, Sequence[Placed]] = {}
        for mark in story.marks:
            earlier, later = grouper.reach(mark)
            found = store.before(mark, story.placed, earlier)
            if later:
                found += store.after(mark, story.placed, later)
            if found:
                near[mark] = found
        targets = sorted(target.number for target in grouper.links(story.placed, near)) if near else []
        before = store.targets(number)
        if targets == before:
            return set()
        store.put_targets(number, targets)
        return {number, *before, *targets}

    def _group(self, touched: set[int], removed: set[int]) -> None:
        """Divide all that is connected to `touched` into groups, and store those that differ from before."""
        store = self.store
        before: dict[int, Sequence[tuple[int, str]]] = {}  # by the group's first member
        seen: set[int] = set()
        waiting = sorted(touched | removed)
        after: list[list[Story]] = []
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            connected = {number} if number in removed else self._find_connected(number)
            seen |= connected
            for member in connected:
                group = store.group_of(member)
                if group and group[0][0] not in before:
                    before[group[0][0]] = group
                    # what is cut off from a group may be a group of its own
                    waiting += (other for other, _ in group)
            if len(connected) > 1:
                after += self._divide(connected)
        rows = [[(story.number, story.path) for story in group] for group in after]
        same = {group[0][0] for group in rows if list(before.get(group[0][0], ())) == group}
        store.remove_groups(first for first in before if first not in same)
        for first, members in before.items():
            if first not in same:
                self.regrouped.update(path for _, path in members)
        for group in rows:
            if group[0][0] not in same:
                store.put_group(group)
                self.regrouped.update(path for _, path in group)

    def _find_connected(self, number: int) -> set[int]:
        connected, waiting = {number}, [number]
        while waiting:
            at = waiting.pop()
            for other in (*self.store.targets(at), *self.store.linking(at)):
                if other not in connected:
                    connected.add(other)
                    waiting.append(other)
        return connected

    def _divide(self, connected: Iterable[int]) -> Iterator[list[Story]]:
        stories = {number: self.store.story(number) for number in connected}
        ordered = sorted(stories.values(), key=lambda story: story.placed)
        members = [
            Connected(story.placed, story.marks, sorted(stories[to].placed for to in self.store.targets(story.number)))
            for story in ordered
        ]
        for group in self.grouper.divide(members):
            yield [stories[placed.number] for placed in sorted(group)]
