"""Zip-bomb guard: one byte budget and one nesting limit for all that lies in a file."""

from dataclasses import dataclass, replace

from capture_import.containers.limits import Limits
from capture_import.containers.streams import Damaged

MB = 1024 * 1024
_ALWAYS_ALLOWED = 64 * MB


@dataclass(slots=True)
class _Account:
    """The bytes that a file may still unpack to."""

    left: int
    whole: int


@dataclass(frozen=True, slots=True)
class UnpackBudget:
    """What the containers in one file may still do. `depth` counts the containers around."""

    limits: Limits
    account: _Account
    depth: int = 0

    def deeper(self) -> "UnpackBudget":
        """Return the budget of what lies in a container. Raises Damaged where that is one container too many."""
        if self.depth >= self.limits.nested_containers:
            raise Damaged(
                f"nested in more than {self.limits.nested_containers} containers: unpack the outer "
                "ones first, or raise the limit nested_containers"
            )
        return replace(self, depth=self.depth + 1)

    def unpacked(self, size: int) -> None:
        """Note that so many bytes were unpacked. Raises Damaged when it is more than may be."""
        self.account.left -= size
        if self.account.left < 0:
            raise Damaged(
                f"unpacks to more than {self.account.whole // MB} MB, which is too much for its file's size: "
                "unpack it yourself if you trust it, or raise the limit expansion"
            )


def file_budget(limits: Limits, file_size: int) -> UnpackBudget:
    """Return the budget of a file of that size."""
    whole = max(_ALWAYS_ALLOWED, limits.expansion * file_size)
    return UnpackBudget(limits, _Account(whole, whole))
