"""The text of a page as a tree (parsed by justhtml, as browsers do), and what it asks for beside itself."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urljoin

from device.phone.web.module import module_needs

MOST_CHARS = 3_000_000
"""Of a page's source; what follows is left out."""
MOST_FILES = 40
DEEPEST = 150
"""Elements within each other; deeper ones lie beside each other at that depth (browsers: 512)."""
Branch = str | tuple[str, dict[str, str], list["Branch"]]
"""A text, or an element: tag, attributes, what is in it."""


@lru_cache(maxsize=12)
def tree_of(source: str) -> list[Branch]:
    """A document's elements and texts; comments and the doctype are left out. Shared: not to be changed."""
    from justhtml import JustHTML  # noqa: PLC0415  (heavy)

    document = JustHTML(source[:MOST_CHARS], sanitize=False)
    root: list[Branch] = []
    waiting = [(child, root, 0) for child in reversed(document.root.children or ())]
    while waiting:
        node, into, depth = waiting.pop()
        name = node.name or ""
        if name == "#text":
            if node.data:
                into.append(str(node.data))
        elif not name.startswith(("#", "!")):
            attributes = {key: value or "" for key, value in (node.attrs or {}).items()}
            below: list[Branch] = []
            into.append((name, attributes, below))
            inner = below if depth < DEEPEST else into
            content = getattr(node, "template_content", None)
            children = (content.children if content is not None else node.children) or ()
            waiting += [(child, inner, min(depth + 1, DEEPEST)) for child in reversed(children)]
    return root


def files_of(source: str, url: str, read: Callable[[str], str | None]) -> tuple[tuple[str, str], ...]:
    """The scripts and style sheets that a page names, with their texts as `read` finds them."""
    found: dict[str, str] = {}
    modules: list[tuple[str, str]] = []
    for tag, attributes, inside in _elements(tree_of(source)):
        if len(found) >= MOST_FILES:
            break
        named = attributes.get("src", "") if tag == "script" else ""
        if tag == "link" and "stylesheet" in attributes.get("rel", "").lower():
            named = attributes.get("href", "")
        if named and urljoin(url, named) not in found:
            text = read(urljoin(url, named))
            if text is not None:
                found[urljoin(url, named)] = text[:MOST_CHARS]
        if tag == "script" and attributes.get("type", "").lower() == "module":
            code = found.get(urljoin(url, named), "") if named else "".join(map(str, inside))
            modules.append((code, urljoin(url, named)))
    while modules and len(found) < MOST_FILES:
        for address in module_needs(*modules.pop(0)):
            text = read(address) if address not in found else None
            if text is not None:
                found[address] = text[:MOST_CHARS]
                modules.append((found[address], address))
    return tuple(found.items())


def sheet_links(source: str, url: str) -> tuple[tuple[str, str], ...]:
    """Media query and address of each style sheet a page links to."""
    return tuple(
        (attributes.get("media", ""), urljoin(url, attributes.get("href", "")))
        for tag, attributes, _ in _elements(tree_of(source))
        if tag == "link" and "stylesheet" in attributes.get("rel", "").lower()
    )


@lru_cache(maxsize=12)
def layout_width(source: str, screen: float) -> float:
    """CSS pixels a page is laid out in: the screen's where it asks for that, else 980 as on any phone."""
    for tag, attributes, _ in _elements(tree_of(source)):
        if tag == "meta" and attributes.get("name", "").lower() == "viewport":
            parts = attributes.get("content", "").lower().replace(";", ",").split(",")
            pairs = (part.partition("=") for part in parts)
            asked = {key.strip(): value.strip() for key, _, value in pairs}
            width = asked.get("width", "")
            if width.isdigit():
                return min(10_000.0, max(200.0, float(width)))
            if width == "device-width" or "initial-scale" in asked:
                return screen
    return max(980.0, screen)


def _elements(branches: list[Branch]) -> Iterator[tuple[str, dict[str, str], list[Branch]]]:
    for branch in branches:
        if not isinstance(branch, str):
            yield branch
            yield from _elements(branch[2])
