"""Style sheets as rules, read by tinycss2; and declarations with their shorthands taken apart."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tinycss2.ast import Node

MOST_RULES = 4_000
_SIDES = ("top", "right", "bottom", "left")
_STYLES = frozenset(
    ["none", "hidden", "solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"]
)
_RENAMED = {"text-decoration": "text-decoration-line"}
_WIDTHS = {"thin": "1px", "medium": "3px", "thick": "5px"}


CONTAINS = "-contains-floats"
"""What a box is given that puts something behind itself (::after) to clear: it is as high as its floats."""
_AFTER = re.compile(r"::?(after|before)\b")
GENERATED = (":before", ":after")
"""What stands for the declarations of such a part among those of the element it belongs to."""


class Rule(NamedTuple):
    """What some elements shall look like."""

    selector: str
    held: tuple[tuple[str, str], ...]
    urgent: tuple[tuple[str, str], ...] = ()
    """Those said to be !important."""


@lru_cache(maxsize=64)
def rules_of(text: str, width: float, *, dark: bool = False) -> tuple[Rule, ...]:
    """The rules of a sheet that hold at a width in CSS pixels, by day or `dark`; wrong ones left out."""
    import tinycss2  # noqa: PLC0415  (heavy)

    found: list[Rule] = []
    screen = partial(media_holds, width=width, dark=dark)
    _collect(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), screen, found, 0)
    return tuple(found[:MOST_RULES])


def _collect(nodes: Iterable["Node"], screen: Callable[[str], bool], found: list[Rule], depth: int) -> None:
    import tinycss2  # noqa: PLC0415  (heavy)

    for node in nodes:
        if len(found) >= MOST_RULES or depth > 8:
            return
        if node.type == "qualified-rule":
            selector = tinycss2.serialize(node.prelude).strip()
            held, urgent = declared(tinycss2.serialize(node.content))
            part = _AFTER.search(selector)
            if part and any(name == "clear" for name, _ in held):
                selector, held = _AFTER.sub("", selector), ((CONTAINS, "1"),)
            elif part and len(set(_AFTER.findall(selector))) == 1:
                text = tinycss2.serialize(node.content).strip()
                selector, held, urgent = _AFTER.sub("", selector), ((f":{part[1]}", text),), ()
            if selector and (held or urgent):
                found.append(Rule(selector, held, urgent))
        elif (
            node.type == "at-rule"
            and node.content is not None
            and node.lower_at_keyword in ("media", "supports")
        ):
            query = tinycss2.serialize(node.prelude)
            if node.lower_at_keyword == "supports" or screen(query):
                inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                _collect(inside, screen, found, depth + 1)


def media_holds(query: str, width: float, *, dark: bool = False) -> bool:
    """Whether a media query is true of a screen of a width, by day or `dark`; of several one is enough."""
    return (
        any(_holds(one.strip().lower(), width, dark) for one in query.split(",")) if query.strip() else True
    )


def _holds(query: str, width: float, dark: bool) -> bool:
    bare = re.sub(r"^only\s+", "", query)
    if bare.startswith("not "):
        return not _holds(bare[4:], width, dark)
    kind = re.match(r"[a-z]+", bare)
    if kind and kind.group() not in ("screen", "all", "and"):
        return False
    for side, value, unit in re.findall(r"(min|max)-(?:device-)?width:\s*([\d.]+)(px|em|rem)", bare):
        limit = float(value) * (1 if unit == "px" else 16)
        if (side == "min" and width < limit) or (side == "max" and width > limit):
            return False
    for scheme in re.findall(r"prefers-color-scheme:\s*(dark|light)", bare):
        if (scheme == "dark") is not dark:
            return False
    return not re.search(
        r"prefers-reduced-motion:\s*reduce|hover:\s*hover|orientation:\s*landscape",
        bare,
    )


Declared = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


@lru_cache(maxsize=4096)
def declared(text: str) -> Declared:
    """Properties and values of a declaration list, longhand: the plain ones, and the important ones."""
    import tinycss2  # noqa: PLC0415  (heavy)

    plain: dict[str, str] = {}
    urgent: dict[str, str] = {}
    for node in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            value = tinycss2.serialize(node.value).strip()
            (urgent if node.important else plain).update(_longhand(name, value))
    return tuple(plain.items()), tuple(urgent.items())


def _longhand(name: str, value: str) -> Mapping[str, str]:
    if "var(" in value:
        return {name: value}
    if name in ("margin", "padding"):
        return dict(zip((f"{name}-{side}" for side in _SIDES), four(parts_of(value)), strict=True))
    if name in ("border", *(f"border-{side}" for side in _SIDES)):
        return _border(name, parts_of(value))
    if name in ("border-width", "border-color", "border-style"):
        what = name.removeprefix("border-")
        return {f"border-{side}-{what}": one for side, one in zip(_SIDES, four(parts_of(value)), strict=True)}
    if name == "background":
        return _background(value)
    if name == "flex":
        return _flex(parts_of(value))
    if name == "flex-flow":
        ways = {one: "flex-wrap" if "wrap" in one else "flex-direction" for one in parts_of(value)}
        return {kind: one for one, kind in ways.items()}
    if name == "font":
        return _font(value)
    if name == "inset":
        return dict(zip(_SIDES, four(parts_of(value)), strict=True))
    if name in ("gap", "grid-gap"):
        parts = parts_of(value)
        return {"row-gap": parts[0], "column-gap": parts[-1]} if parts else {}
    if name == "list-style" and value:
        return {"list-style-type": value.split()[0]}
    return {_RENAMED.get(name, name): value}


@lru_cache(maxsize=4096)
def parts_of(value: str) -> tuple[str, ...]:
    """A value at its spaces, those in brackets aside."""
    return tuple(re.findall(r"(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+", value))


def four(parts: tuple[str, ...]) -> tuple[str, str, str, str]:
    """One to four values as top, right, bottom, left."""
    if not parts:
        return ("0", "0", "0", "0")
    top = parts[0]
    right = parts[1] if len(parts) > 1 else top
    return (top, right, parts[2] if len(parts) > 2 else top, parts[3] if len(parts) > 3 else right)


def _border(name: str, parts: tuple[str, ...]) -> dict[str, str]:
    found = {"width": "3px", "style": "none", "color": "currentcolor"}
    for part in parts:
        if part.lower() in _STYLES:
            found["style"] = part.lower()
        elif re.match(r"[\d.]", part) or part in _WIDTHS:
            found["width"] = part
        else:
            found["color"] = part
    sides = _SIDES if name == "border" else (name.removeprefix("border-"),)
    return {f"border-{side}-{what}": value for side in sides for what, value in found.items()}


def _is_colour(text: str) -> bool:
    from tinycss2.color4 import parse_color  # noqa: PLC0415  (heavy)

    return parse_color(text) is not None


def _background(value: str) -> dict[str, str]:
    if "gradient(" in value:  # its first colour stands for it
        inside = value[value.index("gradient(") + 9 :]
        for part in re.findall(r"#[0-9a-fA-F]{3,8}|(?:rgb|hsl)a?\([^)]*\)|[a-zA-Z]+", inside):
            if _is_colour(part):
                return {"background-color": part}
    for part in parts_of(value):
        if part.lower() in ("none", "transparent"):
            return {"background-color": "transparent"}
        if _is_colour(part):
            return {"background-color": part}
    return {}


def _flex(parts: tuple[str, ...]) -> dict[str, str]:
    if parts == ("none",):
        return {"flex-grow": "0", "flex-shrink": "0", "flex-basis": "auto"}
    if parts == ("auto",):
        return {"flex-grow": "1", "flex-shrink": "1", "flex-basis": "auto"}
    numbers = [part for part in parts if re.fullmatch(r"[\d.]+", part)]
    sizes = [part for part in parts if not re.fullmatch(r"[\d.]+", part)]
    basis = sizes[0] if sizes else "0px"
    return {
        "flex-grow": numbers[0] if numbers else "1",
        "flex-shrink": numbers[1] if len(numbers) > 1 else "1",
        "flex-basis": basis,
    }


def _font(value: str) -> dict[str, str]:
    found = re.search(r"([\d.]+(?:px|pt|em|rem|%|vw))(?:\s*/\s*([\d.]+\w*%?))?", value)
    out = {"font-size": found[1]} if found else {}
    if found and found[2]:
        out["line-height"] = found[2]
    if re.search(r"\bbold(er)?\b|\b[6-9]00\b", value):
        out["font-weight"] = "bold"
    return out
