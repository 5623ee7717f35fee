"""A window's nodes as accessibility sees them: the element list, and the XML that `uiautomator dump` prints.

The XML is written from the elements, so parsing it gives them back. As on Android an empty field shows its
hint as its text there; a `hint` attribute, which later versions print, says that it is one.
"""

import re
from collections.abc import Hashable
from dataclasses import replace
from itertools import pairwise

from device.look.hierarchy.node import EDITABLE_CLASSES
from device.phone.toolkit.node import Node
from device.phone.toolkit.view import View
from device.screen import Bounds, UIElement

_PLAIN = "android.view.ViewGroup"
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot carry, not even escaped."""
_KEPT = 50_000
"""Elements remembered at most; more than enough for every page of a run."""

_made: dict[Hashable, UIElement] = {}
"""Equal elements are one object: making one costs ten times as much as finding it again."""


def elements_of(root: Node, package: str, before: tuple[UIElement, ...] = ()) -> tuple[UIElement, ...]:
    """Every important node that shows, in document order, behind the elements of other windows."""
    if len(_made) > _KEPT:
        _made.clear()
    out: list[UIElement] = list(before)
    _collect(root, package, 0, out)
    return tuple(out)


def _collect(node: Node, package: str, depth: int, out: list[UIElement]) -> None:
    spot = node.spot
    if spot is not None:
        start = len(out)
        key = start, depth, package
        told = spot.told.get(key)
        if told is not None:
            out += told
            return
        _tell(node, package, depth, out)
        spot.tell(key, tuple(out[start:]))
    else:
        _tell(node, package, depth, out)


def _tell(node: Node, package: str, depth: int, out: list[UIElement]) -> None:
    view = node.view
    if view.left_out:
        return
    if view.important:
        editor, field = node.editor, view.input
        key = (
            len(out),
            depth,
            package,
            node.clip,
            class_name(view) if view.class_name == _PLAIN else view.class_name,
            view.resource_id,
            view.text.content if editor is None else None if editor.is_hint else editor.text,
            view.content_description,
            field.hint,
            view.checked,
            view.enabled,
            view.selected,
            field.password,
            view.clickable,
            view.long_clickable,
            bool(view.pager.key) or node.content_height > node.height,
            node.focused,
        )
        element = _made.get(key)
        if element is None:
            _made[key] = element = _element(node, package, depth, len(out))
        out.append(element)
        depth += 1
    for child in node.children:
        _collect(child, package, depth, out)


def _element(node: Node, package: str, depth: int, index: int) -> UIElement:
    view = node.view
    name = class_name(view)
    text, hint = view.text.content, view.input.hint
    if node.editor is not None:
        text = "" if node.editor.is_hint else node.editor.text
    return UIElement(
        index=index,
        text=_clean(text),
        content_description=_clean(view.content_description),
        hint="" if text and text == hint else _clean(hint),
        class_name=_clean(name),
        resource_id=_clean(resource_id(view.resource_id, package)),
        package_name=_clean(package),
        bounds=Bounds(*node.clip),
        is_clickable=view.clickable,
        is_long_clickable=view.long_clickable,
        is_editable=name.endswith(EDITABLE_CLASSES),
        is_scrollable=bool(view.pager.key) or node.content_height > node.height,
        is_checkable=view.checked is not None,
        is_checked=bool(view.checked),
        is_enabled=view.enabled,
        is_focused=node.focused,
        is_selected=view.selected,
        is_password=view.input.password,
        depth=depth,
    )


def class_name(view: View) -> str:
    """The full class name in the dump; a view that names none gets the one that its content calls for."""
    name = view.class_name
    if name == _PLAIN:
        if view.input.key:
            return "android.widget.EditText"
        if view.scroll:
            return "android.widget.ScrollView"
        if view.text.content:
            return "android.widget.TextView"
        if view.icon.name and not view.children:
            return "android.widget.ImageView"
        return name
    return name if "." in name else f"android.widget.{name}"


def resource_id(entry: str, package: str) -> str:
    """package:id/entry; what has a colon is complete already, "#name" is the id of a web page's element."""
    if entry.startswith("#"):
        return entry[1:]
    return entry if not entry or ":" in entry else f"{package}:id/{entry}"


def _clean(text: str) -> str:
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


# -- what matters ------------------------------------------------------------------------------------------
_HOLDERS = ("Layout", ".ViewGroup", ".View", ".CardView", ".ImageView", ".Space")
"""Ends of the classes that are not important for accessibility by themselves."""
_WEB = "android.webkit.WebView"


def compressed(elements: tuple[UIElement, ...]) -> tuple[UIElement, ...]:
    """Those important for accessibility, with what is left of their children moved up in place of the others.

    A window's root stays, and so does all of a web page, which says itself what it holds.
    """
    out: list[UIElement] = []
    above: list[int] = []
    """Of the elements around, those that were left out: their depths."""
    page: int | None = None
    """The depth of the web view around."""
    for element in elements:
        depth = element.depth
        while above and above[-1] >= depth:
            above.pop()
        page = None if page is not None and depth <= page else page
        if depth and page is None and not _important(element):
            above.append(depth)
            continue
        if page is None and element.class_name == _WEB:
            page = depth
        out.append(replace(element, depth=depth - len(above), index=len(out)))
    return tuple(out)


def _important(element: UIElement) -> bool:
    return not element.class_name.endswith(_HOLDERS) or bool(
        element.text or element.content_description or element.hint
        or element.is_clickable or element.is_long_clickable or element.is_scrollable
        or element.is_checkable or element.is_editable or element.is_focused
    )  # fmt: skip


# -- XML -----------------------------------------------------------------------------------------------
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
PROLOG = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"
_HEAD = PROLOG + '<hierarchy rotation="{}">'
_FLAG = {True: "true", False: "false"}


def xml_of(elements: tuple[UIElement, ...], rotation: int = 0) -> bytes:
    """The dump as Android 13 prints it, with a `hint` attribute where there is a hint.

    A field that holds the very words of its hint has none, so that it is not taken for an empty one.
    """
    head = _HEAD.format(rotation)
    if not elements:
        return f"{head}</hierarchy>".encode()
    parts = [head]
    places = [0]
    """The place among its siblings of the next node, by depth."""
    for element, after in pairwise((*elements, None)):
        if element is None:
            break
        depth = element.depth
        del places[depth + 2 :]
        while len(places) < depth + 2:
            places.append(0)
        parts.append(_tag(element, places[depth]))
        places[depth] += 1
        places[depth + 1] = 0
        below = 0 if after is None else after.depth
        if below > depth:
            parts.append(">")
        else:
            parts.append(" />")
            parts.append("</node>" * (depth - below))
    parts.append("</hierarchy>")
    return "".join(parts).encode()


def _tag(element: UIElement, place: int) -> str:
    """One node's opening, without the closing bracket."""
    flag = _FLAG
    bounds = element.bounds
    hint = f' hint="{element.hint.translate(_ESCAPES)}"' if element.hint else ""
    focusable = element.is_clickable or element.is_editable or element.is_scrollable
    text = element.text or (element.hint if element.is_editable else "")
    return (
        f'<node index="{place}" text="{text.translate(_ESCAPES)}"'
        f' resource-id="{element.resource_id.translate(_ESCAPES)}"'
        f' class="{element.class_name.translate(_ESCAPES)}"'
        f' package="{element.package_name.translate(_ESCAPES)}"'
        f' content-desc="{element.content_description.translate(_ESCAPES)}"'
        f' checkable="{flag[element.is_checkable]}" checked="{flag[element.is_checked]}"'
        f' clickable="{flag[element.is_clickable]}" enabled="{flag[element.is_enabled]}"'
        f' focusable="{flag[focusable]}" focused="{flag[element.is_focused]}"'
        f' scrollable="{flag[element.is_scrollable]}" long-clickable="{flag[element.is_long_clickable]}"'
        f' password="{flag[element.is_password]}" selected="{flag[element.is_selected]}"'
        f' bounds="[{bounds.left},{bounds.top}][{bounds.right},{bounds.bottom}]"{hint}'
    )
