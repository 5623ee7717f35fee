"""What an element looks like: the browser's own style, the page's rules and inheritance, as numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from device.phone.web.sheet import CONTAINS, GENERATED, declared
from device.phone.web.usual import hints, usual
from device.phone.web.value import NOTHING, Length, LengthBasis, colour_of, faded, measured, moved

Four = tuple[Length | None, Length | None, Length | None, Length | None]
"""top, right, bottom, left; None = auto."""
Pairs = tuple[tuple[str, str], ...]
"""Declarations: property and value."""
ZERO: Four = (NOTHING, NOTHING, NOTHING, NOTHING)
_SIDES = ("top", "right", "bottom", "left")
_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
}


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """Computed style; lengths in CSS pixels."""

    display: str = "inline"
    width: Length | None = None
    height: Length | None = None
    min_width: Length = NOTHING
    max_width: Length | None = None
    min_height: Length = NOTHING
    max_height: Length | None = None
    margin: Four = ZERO
    padding: Four = ZERO
    border: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    border_colour: str = ""
    radius: Length = NOTHING
    background: str = ""
    colour: str = "#000000"
    size: float = 16.0
    weight: int = 400
    line: float = 0.0
    """Of the line box; 0 = the font's own."""
    line_factor: float = 0.0
    """A bare number, which is inherited as such; 0 = none."""
    align: str = "start"
    white: str = "normal"
    decoration: str = ""
    transform: str = ""
    valign: str = "baseline"
    visible: bool = True
    position: str = "static"
    inset: Four = (None, None, None, None)
    direction: str = "row"
    wrap: bool = False
    justify: str = "start"
    items: str = "stretch"
    self_align: str = ""
    gap: tuple[float, float] = (0.0, 0.0)
    """Between rows, between columns."""
    grow: float = 0.0
    shrink: float = 1.0
    basis: Length | None = None
    order: int = 0
    columns: str = ""
    span: str = ""
    marker: str = "disc"
    border_box: bool = False
    floating: str = ""
    clear: str = ""
    rooted: bool = False
    """Whether floats in it stay in it, and others out of it."""
    cut: str = ""
    """What becomes of content over its edges: "hidden", "scroll" (a finger brings it); "" = it shows."""
    aside: bool = False
    """Whether a finger brings what is over its right edge."""
    layer: int | None = None
    """z-index, where it counts; None = auto."""
    spacing: float = 2.0
    opacity: float = 1.0
    fade: float = 1.0
    """What is left of its colours after its own opacity and those around it."""
    custom: tuple[tuple[str, str], ...] = ()
    """Variables (--name), inherited."""
    move: tuple[Length, Length] | None = None
    """By which it is drawn beside its place (transform: translate), shares being of its own size."""
    generated: tuple[str, str] = ("", "")
    """Declarations of what it puts before and after what is in it."""

    @property
    def ink(self) -> str:
        """The colour that its text is drawn in."""
        return faded(self.colour, self.fade)


_INHERITED = (
    "colour",
    "size",
    "weight",
    "line",
    "line_factor",
    "align",
    "white",
    "transform",
    "visible",
    "marker",
    "custom",
    "spacing",
    "fade",
)


def computed(
    tag: str,
    attributes: Mapping[str, str],
    rules: Sequence[tuple[Pairs, Pairs]],
    inline: str,
    parent: Style | None,
    canvas: LengthBasis,
) -> Style:
    """An element's style; `rules` are the page's that match it, the strongest last, each plain and urgent."""
    held: dict[str, str] = dict(usual().get(tag, {}))
    held.update(hints(tag, attributes))
    for plain, _ in rules:
        parts = {name: f"{held[name]};{text}" for name, text in plain if name in GENERATED and name in held}
        held.update(plain)
        held.update(parts)
    own, own_urgent = declared(inline) if inline else ((), ())
    held.update(own)
    for _, urgent in rules:
        held.update(urgent)
    held.update(own_urgent)
    base = Style() if parent is None else Style(**{name: getattr(parent, name) for name in _INHERITED})
    if not held:
        return base
    return _StyleReader(held, base, parent or base, canvas).style()


class _StyleReader:
    """Declarations becoming numbers, for one element."""

    def __init__(self, held: dict[str, str], base: Style, parent: Style, canvas: LengthBasis) -> None:
        own = {name: value for name, value in held.items() if name.startswith("--")}
        if own:
            base = replace(base, custom=tuple({**dict(base.custom), **own}.items()))
        if base.custom or any("var(" in value for value in held.values()):
            held = filled(held, dict(base.custom))
        self.held = {name: value if name in GENERATED else value.lower() for name, value in held.items()}
        for name, value in list(self.held.items()):
            if value == "inherit" or value in ("initial", "unset", "revert"):
                del self.held[name]
        self.base, self.parent, self.canvas = base, parent, canvas
        self.size = self._size()

    def style(self) -> Style:
        held, base = self.held, self.base
        changes: dict[str, object] = {"size": self.size, "weight": self._weight()}
        colour = self.colour("color") or base.colour
        changes["colour"] = colour
        self._text(changes)
        self._box(changes, colour)
        self._flex(changes)
        if held.get("display") in ("none", "contents"):
            changes["display"] = held["display"]
        return replace(base, **changes)  # type: ignore[arg-type]

    # -- values ----------------------------------------------------------------------------------------
    def length(self, name: str) -> Length | None:
        """A length; None for auto, none and what is not understood."""
        return self.measured(self.held.get(name, ""))

    def measured(self, text: str) -> Length | None:
        """A value as a length."""
        return measured(text, self.size, self.canvas)

    def colour(self, name: str) -> str:
        """A colour as #RRGGBB or #AARRGGBB; "" where none is said or it shows nothing."""
        return colour_of(self.held.get(name, ""), self.base.colour)

    # -- text ------------------------------------------------------------------------------------------
    def _size(self) -> float:
        text, old = self.held.get("font-size", ""), self.parent.size
        if not text:
            return self.base.size
        if text in _SIZES:
            return _SIZES[text]
        if text in ("larger", "smaller"):
            return old * (1.2 if text == "larger" else 1 / 1.2)
        self.size = old
        found = self.measured(text)
        return min(1000.0, max(0.0, found[0] + found[1] * old)) if found else self.base.size

    def _weight(self) -> int:
        text = self.held.get("font-weight", "")
        if text in ("bold", "bolder"):
            return 700
        if text in ("normal", "lighter"):
            return 400
        return min(900, int(text)) if text.isdigit() else self.base.weight

    def _text(self, changes: dict[str, object]) -> None:
        held = self.held
        line = held.get("line-height", "")
        if line == "normal":
            changes["line"], changes["line_factor"] = 0.0, 0.0
        elif re.fullmatch(r"[\d.]+", line):
            changes["line_factor"] = min(50.0, float(line))
        elif line and (found := self.measured(line)) is not None:
            changes["line"], changes["line_factor"] = found[0] + found[1] * self.size, 0.0
        if "text-align" in held:
            ways = {"left": "start", "right": "end", "justify": "start", "-webkit-center": "center"}
            changes["align"] = ways.get(held["text-align"], held["text-align"])
        for name, key in (
            ("white-space", "white"),
            ("text-transform", "transform"),
            ("vertical-align", "valign"),
            ("list-style-type", "marker"),
        ):
            if name in held:
                changes[key] = held[name]
        if "text-decoration-line" in held:
            lines = held["text-decoration-line"]
            changes["decoration"] = (
                "underline" if "underline" in lines else "line-through" if "line-through" in lines else ""
            )
        if "visibility" in held:
            changes["visible"] = held["visibility"] == "visible"

    # -- boxes -----------------------------------------------------------------------------------------
    def _box(self, changes: dict[str, object], colour: str) -> None:
        held = self.held
        changes["display"] = held.get("display", "inline")
        for key in ("width", "height", "max_width", "max_height"):
            changes[key] = self.length(key.replace("_", "-"))
        for key in ("min_width", "min_height"):
            changes[key] = self.length(key.replace("_", "-")) or NOTHING
        changes["margin"] = self._four("margin-{}")
        padding = self._four("padding-{}")
        changes["padding"] = tuple(one or NOTHING for one in padding)
        changes["inset"] = tuple(self.length(side) for side in _SIDES)
        widths = []
        for side in _SIDES:
            drawn = held.get(f"border-{side}-style", "none") not in ("none", "hidden")
            width = {"thin": (1.0, 0.0), "medium": (3.0, 0.0), "thick": (5.0, 0.0)}.get(
                held.get(f"border-{side}-width", "3px"), self.length(f"border-{side}-width") or (3.0, 0.0)
            )
            widths.append(max(0.0, width[0]) if drawn else 0.0)
            if drawn and not changes.get("border_colour"):
                changes["border_colour"] = colour_of(held.get(f"border-{side}-color", ""), colour) or colour
        changes["border"] = tuple(widths)
        corner = held.get("border-radius", "").split()
        changes["radius"] = (self.measured(corner[0]) if corner else None) or NOTHING
        changes["background"] = self.colour("background-color")
        changes["border_box"] = held.get("box-sizing") == "border-box"
        changes["position"] = held.get("position", "static")
        apart = changes["position"] in ("absolute", "fixed")
        changes["floating"] = held["float"] if held.get("float") in ("left", "right") and not apart else ""
        if held.get("clear") in ("left", "right", "both"):
            changes["clear"] = held["clear"]
        cut = " ".join(held.get(name, "") for name in ("overflow", "overflow-x", "overflow-y"))
        cuts = bool(set(cut.split()) - {"visible"})
        changes["rooted"] = cuts or CONTAINS in held or held.get("display") == "flow-root"
        if cuts:
            down = (held.get("overflow-y") or held.get("overflow") or "auto").split()[-1]
            across = (held.get("overflow-x") or held.get("overflow") or "auto").split()[0]
            changes["aside"] = across not in ("hidden", "clip")
            changes["cut"] = "scroll" if down in ("auto", "scroll", "overlay") else "hidden"
        changes["move"] = moved(held.get("transform", ""), held.get("translate", "none"), self.measured)
        changes["generated"] = tuple(held.get(name, "") for name in GENERATED)
        if re.fullmatch(r"[+-]?\d{1,9}", held.get("z-index", "")) and changes["position"] != "static":
            changes["layer"] = int(held["z-index"])
        if held.get("border-collapse") == "collapse":
            changes["spacing"] = 0.0
        elif "border-spacing" in held:
            changes["spacing"] = (self.measured(held["border-spacing"].split()[0]) or NOTHING)[0]
        if re.fullmatch(r"[\d.]+", held.get("opacity", "")):
            changes["opacity"] = float(held["opacity"])
            changes["fade"] = self.base.fade * min(1.0, float(held["opacity"]))
        for name in ("background", "border_colour"):
            changes[name] = faded(str(changes.get(name, "")), float(str(changes.get("fade", self.base.fade))))

    def _four(self, name: str) -> Four:
        found = []
        for side in _SIDES:
            text = self.held.get(name.format(side), "0")
            found.append(None if text == "auto" else self.measured(text) or NOTHING)
        return (found[0], found[1], found[2], found[3])

    def _flex(self, changes: dict[str, object]) -> None:
        held = self.held
        changes["direction"] = "column" if held.get("flex-direction", "").startswith("column") else "row"
        changes["wrap"] = held.get("flex-wrap", "") in ("wrap", "wrap-reverse")
        for name, key, default in (
            ("justify-content", "justify", "start"),
            ("align-items", "items", "stretch"),
            ("align-self", "self_align", ""),
        ):
            changes[key] = (
                held.get(name, default).removeprefix("flex-").replace("left", "start").replace("right", "end")
            )
        row, column = self.length("row-gap") or NOTHING, self.length("column-gap") or NOTHING
        changes["gap"] = (max(0.0, row[0]), max(0.0, column[0]))
        for name, key in (("flex-grow", "grow"), ("flex-shrink", "shrink")):
            if re.fullmatch(r"[\d.]+", held.get(name, "")):
                changes[key] = float(held[name])
        changes["basis"] = self.length("flex-basis")
        if re.fullmatch(r"-?\d{1,6}", held.get("order", "")):
            changes["order"] = int(held["order"])
        changes["columns"] = held.get("grid-template-columns", "")
        changes["span"] = held.get("grid-column", "")


def filled(held: dict[str, str], custom: dict[str, str]) -> dict[str, str]:
    """Declarations with their variables put in, shorthands taken apart afterwards."""
    out: dict[str, str] = {}
    for name, value in held.items():
        for _ in range(8):
            if "var(" not in value or len(value) > 1000:
                break
            value = re.sub(
                r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)",
                lambda found: custom.get(found[1], (found[2] or "").strip()),
                value,
            )
        if "var(" not in held[name] or name in GENERATED:
            out[name] = held[name]
        elif not name.startswith("--"):
            out.update(declared(f"{name}: {value}")[0])
    return out
