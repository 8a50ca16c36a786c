"""The articles of a planned build for templates and plugins, read from the store one by one on first use."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, overload

from pelican.contents import Article


class LazyArticles(Sequence[Any]):
    """Articles by their sources' paths, each made on first use; `list_paths` is called on the first use of any."""

    def __init__(self, list_paths: Callable[[], list[str]], restore: Callable[[str], Article]) -> None:
        self._list_paths, self.restore = list_paths, restore

    @cached_property
    def paths(self) -> list[str]:
        """The sources' paths."""
        return self._list_paths()

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, key: int) -> Article: ...

    @overload
    def __getitem__(self, key: slice) -> "LazyArticles": ...

    def __getitem__(self, key: int | slice) -> "Article | LazyArticles":
        if isinstance(key, slice):
            return LazyArticles(lambda: self.paths[key], self.restore)
        return self.restore(self.paths[key])

    def __iter__(self) -> Iterator[Article]:
        return map(self.restore, self.paths)


class LazyList(Sequence[Any]):
    """A list that is made on first use."""

    def __init__(self, make: Callable[[], list[Any]]) -> None:
        self._make = make
        self._items: list[Any] | None = None

    @property
    def items_made(self) -> list[Any]:
        """The list itself."""
        if self._items is None:
            self._items = self._make()
        return self._items

    def __len__(self) -> int:
        return len(self.items_made)

    def __getitem__(self, key: int | slice) -> Any:
        return self.items_made[key]
