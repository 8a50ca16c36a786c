"""Declarative shadow roots as browsers show them: HTML, "The template element"; DOM, "Shadow trees" and "Slots"."""

from collections.abc import Callable

from lxml import etree
from lxml.html import HtmlElement

# Browsers first called the attribute `shadowroot`; pages saved then have that name.
_ATTRIBUTES = ("shadowrootmode", "shadowroot")
_MODES = frozenset(["open", "closed"])
# DOM, "valid shadow host name"; custom elements, whose names have a hyphen, may be hosts, too.
_HOSTS = frozenset("article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span".split())


def show_shadow_roots(tree: HtmlElement) -> None:
    """Put each shadow tree in the place of its template, and the content of its host into its slots.

    Content that fits no slot is not shown in a browser: it is moved into a hidden element.
    """
    # in reverse order, so that a nested shadow tree is shown before the tree around it
    for template in reversed(list(tree.iter("template"))):
        host = template.getparent()
        if (
            host is not None
            and _is_shadow_root(template)
            and (host.tag in _HOSTS or "-" in str(host.tag))
            # a host has one: the first
            and not any(_is_shadow_root(other) for other in template.itersiblings("template", preceding=True))
        ):
            _show(template, host)


def _is_shadow_root(template: HtmlElement) -> bool:
    return any((template.get(name) or "").lower() in _MODES for name in _ATTRIBUTES)


def _show(template: HtmlElement, host: HtmlElement) -> None:
    slots: dict[str, HtmlElement] = {}
    for slot in list(template.iter("slot")):
        slots.setdefault(slot.get("name") or "", slot)
        # of several slots with one name the first is filled; the others show their fallback content
        slot.tag = "span"
    hidden = etree.SubElement(template, "span", hidden="")
    filled: set[HtmlElement] = set()

    def fill(name: str) -> HtmlElement:
        """Return the element for a slot's content, emptied of its fallback content."""
        slot = slots.get(name, hidden)
        if slot is not hidden and slot not in filled:
            filled.add(slot)
            for child in list(slot):
                slot.remove(child)
            slot.text = None
        return slot

    _append_text(fill, host.text)
    host.text = None
    for child in list(host):
        if child is template:
            _append_text(fill, child.tail)
            child.tail = None
            continue
        tail, child.tail = child.tail, None
        fill(child.get("slot") or "" if isinstance(child.tag, str) else "").append(child)
        _append_text(fill, tail)
    template.tag = "span"


def _append_text(fill: Callable[[str], HtmlElement], text: str | None) -> None:
    """Append a text to the content of the slot without a name."""
    if not text:
        return
    slot = fill("")
    if len(slot):
        slot[-1].tail = (slot[-1].tail or "") + text
    else:
        slot.text = (slot.text or "") + text
