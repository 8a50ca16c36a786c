"""The planners of one site: asked together about an article, and each for itself about its lists.

Nothing of one planner meets anything of another: summaries are stored side by side, lists are named with the planner's
number, and of an article's variables no two planners may give the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from archive_engine.interface import Links, PelicanArticle, Planner, Summary, Variables


class Planners:
    """Planners in the order in which they were offered. The articles are in the order of the first one's summaries.

    `writing` has the numbers of those that add to articles' own pages; `sources` says, for each planner, which of an
    article's summaries it is given.
    """

    def __init__(self, planners: Sequence[Planner]) -> None:
        self.all = tuple(planners)
        self._describing = [planner for planner in self.all if not _read_from(planner)]
        by_package = {find_package(planner): at for at, planner in enumerate(self._describing)}
        own = {id(planner): at for at, planner in enumerate(self._describing)}
        self.sources = [own.get(id(planner), by_package.get(_read_from(planner), 0)) for planner in self.all]
        self.writing = [at for at, planner in enumerate(self.all) if getattr(planner, "adds_to_articles", True)]
        self.plain_keys = [key for planner in self.all for key in getattr(planner, "plain_keys", ())]

    def summarize(self, article: PelicanArticle) -> list[Summary]:
        """Return the summaries of an article: one by each planner that makes any."""
        return [planner.summary(article) for planner in self._describing]

    def inputs(self) -> dict[str, str]:
        """Return what the reading of articles follows beside their files, by key."""
        return {
            f"{at} {key}": value
            for at, planner in enumerate(self._describing)
            for key, value in getattr(planner, "inputs", {}).items()
        }

    def input_names(self) -> Iterator[str]:
        """Yield the names of the files in which these inputs stand."""
        return (str(planner.input_name) for planner in self._describing if hasattr(planner, "input_name"))

    def find_followed(self, summaries: Sequence[Summary]) -> Iterator[str]:
        """Yield the keys of the inputs that the reading of an article followed, or would have if they were there."""
        for at, (planner, summary) in enumerate(zip(self._describing, summaries, strict=True)):
            follow = getattr(planner, "followed", None)
            if follow is not None:
                yield from (f"{at} {key}" for key in follow(summary))

    def mark(self, summaries: Sequence[Summary]) -> str:
        """Return what inputs have made of an article, beyond what its file says; "" for nothing."""
        marks = (
            planner.mark(summary)
            for planner, summary in zip(self._describing, summaries, strict=True)
            if hasattr(planner, "mark")
        )
        return "\n".join(filter(None, marks))

    def list_inputs(self) -> dict[str, str]:
        """Return what lists follow beside their members, by their owners' names."""
        return {
            name_list(at, key): value
            for at, planner in enumerate(self.all)
            for key, value in getattr(planner, "list_inputs", {}).items()
        }

    def describe_alone(self, summaries: Sequence[Summary]) -> Variables:
        """Return the variables for the page of an article that stands in no list."""
        return self.join(
            (at, self.all[at].article_variables(summaries[self.sources[at]], None, None, {})) for at in self.writing
        )

    def describe_site(self, links: Sequence[Links]) -> Variables:
        """Return the variables for all pages of the site, given each planner's links. Raises ValueError where two
        planners give the same variable.
        """
        offers = ((at, getattr(planner, "site_variables", None)) for at, planner in enumerate(self.all))
        return self.join((at, find(links[at])) for at, find in offers if find is not None)

    def join(self, given: Iterable[tuple[int, Variables]]) -> Variables:
        """Return what planners, by their numbers, give a template. Raises ValueError where two of them give
        the same variable.
        """
        joined: dict[str, tuple[int, Variables]] = {}
        parts = list(given)
        if len(parts) == 1:
            return parts[0][1]
        for number, variables in parts:
            for name in variables:
                if name in joined:
                    both = (find_package(self.all[at]) for at in (joined[name][0], number))
                    raise ValueError(f"two planners give the variable {name!r}: {' and '.join(both)}")
                joined[name] = number, variables
        return {name: variables[name] for name, (_, variables) in joined.items()}


def find_package(part: object) -> str:
    """Return the name of the package that a part comes from."""
    return type(part).__module__.partition(".")[0]


def takes_no_part_in_reading(planner: Planner) -> bool:
    """Return whether an article is read alike with this planner and without it."""
    return bool(_read_from(planner))


def find_missing(planners: Iterable[Planner]) -> str | None:
    """Return in words which planner is given the summaries of one that is not there; None where all are."""
    planners = list(planners)
    packages = {find_package(planner) for planner in planners if not _read_from(planner)}
    for planner in planners:
        if _read_from(planner) and _read_from(planner) not in packages:
            return f"the plugin {find_package(planner)} needs what {_read_from(planner)} says of articles"
    return None


def name_list(number: int, key: str) -> str:
    """Return the owner of a list's pages, as the store calls it: `list/tag/nato`, of the second planner
    `list1/tag/nato`.
    """
    return f"list{number or ''}/{key}"


def split_list(owner: str) -> tuple[int, str]:
    """Return the number of the planner whose list has this owner, and the list's key.

    >>> split_list("list/tag/nato"), split_list("list1/tag/nato")
    ((0, 'tag/nato'), (1, 'tag/nato'))
    """
    kind, _, key = owner.partition("/")
    return int(kind.removeprefix("list") or 0), key


def _read_from(planner: Planner) -> str:
    return str(getattr(planner, "summaries_of", ""))
