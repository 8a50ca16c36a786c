"""The zip that a document is: its members within limits, its XML without DTDs, its pictures one by one."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Resource, Unreadable
from capture_import.containers.pictures import LARGEST_PICTURE, TOO_LARGE, find_media_type
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import Damaged

_ENCRYPTED = 0x1
_FAULTS = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)


class Package:
    """A document's zip. Raises Damaged for one that is damaged or encrypted, or holds more than may be."""

    def __init__(self, content: bytes, budget: UnpackBudget, what: str) -> None:
        self._budget = budget
        self._what = what
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as error:
            raise Damaged(f"{what} whose zip is cut off or damaged ({error}): copy or save it anew") from error
        if len(self._archive.filelist) > budget.limits.container_members:
            raise Damaged(
                f"{what} of more than {budget.limits.container_members} members (the limit container_members)"
            )

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return [info.filename for info in self._archive.filelist]

    def read(self, name: str) -> bytes:
        """Return a member's bytes; none where there is no such member."""
        info = self._archive.NameToInfo.get(name)
        if info is None:
            return b""
        if info.flag_bits & _ENCRYPTED:
            raise Damaged(f"{self._what} that is encrypted: save it without its password, and import that")
        limit = self._budget.limits.feed_bytes
        try:
            with self._archive.open(info) as member:
                content = member.read(limit + 1)
        except _FAULTS as error:
            raise Damaged(f"{self._what} that is damaged ({error}): copy or save it anew") from error
        self._budget.unpacked(len(content))
        if len(content) > limit:
            raise Damaged(f"too large: {self._what} with a part of more than {limit} bytes (the limit feed_bytes)")
        return content

    def read_xml(self, name: str) -> etree._Element | None:
        """Return a member's root element; None where there is no such member. Raises Damaged for what is no XML."""
        content = self.read(name)
        if not content:
            return None
        try:
            return parse_xml(content)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Damaged(f"{self._what} whose {name} is malformed ({error}): save it anew, and import that") from error

    def read_pictures(self, names: list[str], source: str) -> Iterator[Resource | Skipped | Unreadable]:
        """Yield the pictures of these names, those that are too large counted; what can't be read is left out."""
        for name in dict.fromkeys(names):
            info = self._archive.NameToInfo.get(name)
            if info is None:
                continue
            if info.file_size > LARGEST_PICTURE:
                yield Skipped(source, TOO_LARGE, 1)
                continue
            try:
                body = self.read(name)
            except Damaged as damaged:
                yield Unreadable(f"{source}#{name}", f"a picture of the text is lost: {damaged}")
                continue
            yield Resource(f"{source}#{name}", name, find_media_type(name, body), body)


def parse_xml(content: bytes) -> etree._Element:
    """Return the root of XML: no DTD is loaded, no entity is expanded, nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for a comment, an instruction or an entity."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name, in whatever namespace it is; empty where it is not there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def text_of(root: etree._Element | None, *names: str) -> str:
    """Return the text of the first element of these names that has any, the first name first."""
    if root is None:
        return ""
    for name in names:
        for element in root.iter():
            if local_name(element) == name and (text := " ".join("".join(element.itertext()).split())):
                return text
    return ""
