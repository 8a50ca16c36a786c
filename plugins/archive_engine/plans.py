"""What planners return: pages and files to be, and redirects; and what they know of an article."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

Variables = Mapping[str, Any]
"""What a template is given, by name: JSON data."""

Summary = Mapping[str, Any]
"""What other pages know of an article: JSON data made by a planner. Has at least ``date`` (ISO 8601) and ``url``."""


def summary_to_order(summary: Summary) -> tuple[str, str]:
    """Return what everything is ordered by: time, then URL."""
    return summary["date"], summary["url"]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """One page to be: where it is saved, the template that shows it, the template's variables: JSON data, or
    `LaterVariables` for one of many pages of a long list.
    """

    save_as: str
    template: str
    variables: Variables = field(default_factory=dict)


class LaterVariables(Mapping[str, Any]):
    """The variables of a `PagePlan` that are made when the first of them is asked for.

    They follow from `basis` (JSON data), from the summaries of `members` (articles, or the ends of groups), if there
    are any, and from nothing else but settings and code: the engine asks for them only where one of these has changed
    since the page was made.
    """

    def __init__(self, make: Callable[[], Variables], basis: Any, members: Sequence[Any] = ()) -> None:
        self._make = make
        self.basis = basis
        self.members = members

    @cached_property
    def made(self) -> Variables:
        """The variables."""
        return self._make()

    def __getitem__(self, name: str) -> Any:
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file to be that no template makes: where it is saved, its bytes."""

    save_as: str
    data: bytes


class Redirect(NamedTuple):
    """An address that a page had, where it is saved now, and the title of that page."""

    save_as: str
    target: str
    title: str
