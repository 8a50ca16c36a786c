"""Zip-bomb guard: one byte budget and one nesting limit for all that lies in a file."""

from dataclasses import dataclass, replace

from capture_import.containers.limits import MB, Limits
from capture_import.containers.streams import Damaged

_ALWAYS_ALLOWED = 64 * MB


@dataclass(slots=True)
class _Account:
    """The bytes that a file may unpack to: `left` of `whole`. All budgets of a file share one account."""

    left: int
    whole: int


@dataclass(frozen=True, slots=True)
class UnpackBudget:
    """The byte budget of a file and the nesting depth of one place in it: `depth` containers are around it."""

    limits: Limits
    account: _Account
    depth: int = 0

    def deeper(self) -> "UnpackBudget":
        """Return the budget for one container further in. Raises Damaged where the nesting limit is passed."""
        if self.depth >= self.limits.nested_containers:
            raise Damaged(
                f"nested in more than {self.limits.nested_containers} containers: unpack the outer "
                "ones first, or raise the limit nested_containers"
            )
        return replace(self, depth=self.depth + 1)

    def unpacked(self, size: int) -> None:
        """Take so many unpacked bytes from the budget. Raises Damaged where it is spent."""
        self.account.left -= size
        if self.account.left < 0:
            raise Damaged(
                f"unpacks to more than {self.account.whole // MB} MB, which is too much for its file's size: "
                "unpack it yourself if you trust it, or raise the limit expansion"
            )


def file_budget(limits: Limits, file_size: int) -> UnpackBudget:
    """Return the budget of a file of this size in bytes."""
    whole = max(_ALWAYS_ALLOWED, limits.expansion * file_size)
    return UnpackBudget(limits, _Account(whole, whole))
