"""An SVG drawing written anew, with only what is understood and harmless.

Nothing is kept that leads out of a drawing (files, scripts, filters), `use` is unfolded here and counted, and
what fills, cuts or marks other figures refers to nothing itself: so no drawing takes long.
"""

import re
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from device.phone.web.lettering import FigureLine, Ink, Lettering
from device.phone.web.source import Branch

Tag = tuple[str, dict[str, str], list[Branch]]
Find = Callable[[str], Tag | None]
"""An element by its id."""
MOST_NODES = 5_000
_MOST_CHARS = 400_000
_MOST_LAYERS = 200
"""Figures that are see-through, cut or marked: each takes a picture of its own."""
_DEEPEST = 60
_GRADIENTS = frozenset(("linearGradient", "radialGradient"))
_SERVERS = frozenset(("pattern", "mask", "clipPath", "marker"))
_FIGURES = "g defs symbol svg path rect circle ellipse line polyline polygon stop style"
_KNOWN = _GRADIENTS | _SERVERS | frozenset(_FIGURES.split())
_AS_GROUP = frozenset(("a", "switch"))
_LEFT_OUT = frozenset(("filter", "font-family", "id", "href", "xlink:href"))
_LAYERS = ("opacity", "mask", "clip-path", "marker-start", "marker-mid", "marker-end", "marker")
_URL = re.compile(r"url\(\s*['\"]?([^)'\"]*)['\"]?\s*\)")
_STRAY = re.compile(r"(?:^|;)\s*(?:filter|font-family|font)\s*:[^;]*")
_NAME = re.compile(r"[A-Za-z_][\w.:-]*")
_PAINTED = frozenset(("id", "class", "fill", "stroke", "color", "stop-color", "href"))
_VAST = 1e9
"""Pixels from a corner at which nothing is drawn any more."""
_SCALES = re.compile(r"(?:scale|matrix)\(([^)]*)\)")
_HEX = re.compile(r"#[\w-]*")
_NUMBERS = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
BAD = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML may hold."""


class Full(Exception):
    """There is more in a drawing than a drawing may hold."""


class FigureWriter:
    """A drawing becoming the text that is painted."""

    def __init__(self, find: Find) -> None:
        self.parts: list[str | FigureLine] = []
        self._find = find
        self._nodes = self._chars = self._layers = 0
        self._stretch = 1.0
        """How many times larger than in its own units an element may be drawn."""
        self._written: set[str] = set()
        self._wanted: list[str] = []

    def write(
        self, branch: Branch, ink: Ink, depth: int, *, refers: bool = True, copied: bool = False
    ) -> None:
        """An element with all in it. Not `refers`: it fills, cuts or marks others. Raises Full."""
        if isinstance(branch, str):
            self._add(escape(BAD.sub("", branch)))
            return
        self._nodes += 1
        if self._nodes > MOST_NODES or depth > _DEEPEST:
            raise Full
        before = self._stretch
        self.bound(branch[1])
        self._element(branch, ink, depth, refers=refers, copied=copied)
        self._stretch = before

    def _element(self, branch: Tag, ink: Ink, depth: int, *, refers: bool, copied: bool) -> None:
        tag, attributes, below = branch
        if tag == "use" and refers:
            self._use(attributes, ink, depth)
        elif tag == "text":
            self._text(attributes, below, ink.within(attributes), refers)
        elif tag == "style":
            text = "".join(one for one in below if isinstance(one, str))
            self._add(
                f"<style>{escape(BAD.sub('', self._linked(text, refers=False).replace('@', '')))}</style>"
            )
        elif tag in _KNOWN or tag in _AS_GROUP:
            self._charge_markers(attributes)
            name = attributes.get("id", "")
            own = f" id={quoteattr(BAD.sub('', name))}" if name and not copied else ""
            own += self._chained(tag, attributes)
            if name and not copied:
                self._written.add(name)
            tag = "g" if tag in _AS_GROUP else tag
            self._add(
                f"<{tag}{own}{self.attributes(attributes, refers=refers)}{self._styled(attributes, refers)}>"
            )
            for child in below:
                inner = refers and tag not in _SERVERS
                self.write(child, ink.within(attributes), depth + 1, refers=inner, copied=copied)
            self._add(f"</{tag}>")

    def write_wanted(self) -> None:
        """What is referred to and lies in another drawing of the page."""
        while self._wanted:
            name = self._wanted.pop()
            found = self._find(name)
            if name not in self._written and found is not None:
                self._add("<defs>")
                self.write(found, Ink(), 1)
                self._add("</defs>")
                self._written.add(name)

    def _text(self, attributes: Mapping[str, str], below: list[Branch], ink: Ink, refers: bool) -> None:
        """Words: figure.py writes them, as the phone does."""
        setting = Lettering()
        setting.set(attributes, below, ink)
        setting.end()
        self._add(f"<g{self.attributes(attributes, refers=refers)}{self._styled(attributes, refers)}>")
        for line in setting.lines:
            self._nodes += 1
            self._chars += 4 * len(line.text)
            self.parts.append(line)
        self._add("</g>")

    def _use(self, attributes: Mapping[str, str], ink: Ink, depth: int) -> None:
        """What is used, in its place: a symbol as a drawing within this one."""
        found = self._find(_target(attributes))
        if found is None:
            return
        place = [BAD.sub("", attributes.get(name, "0")) or "0" for name in ("x", "y")]
        moved = ", ".join(one if re.fullmatch(r"-?[\d.]{1,12}", one) else "0" for one in place)
        rest = self.attributes(attributes, without=("x", "y", "width", "height"))
        self._add(f'<g{rest}{self._styled(attributes, True)}><g transform="translate({moved})">')
        tag, inner, below = found
        if tag in ("symbol", "svg"):
            sized = {name: attributes[name] for name in ("width", "height") if name in attributes}
            found = ("svg", {"width": "100%", "height": "100%", **inner, **sized}, below)
        self.write(found, ink.within(attributes), depth + 1, copied=True)
        self._add("</g></g>")

    def _chained(self, tag: str, attributes: Mapping[str, str]) -> str:
        """A gradient may take its colours from another one."""
        name = _target(attributes)
        found = self._find(name) if tag in _GRADIENTS and name else None
        if found is None or found[0] not in _GRADIENTS:
            return ""
        self._wanted.append(name)
        return f" href={quoteattr('#' + BAD.sub('', name))}"

    def attributes(
        self, held: Mapping[str, str], *, without: tuple[str, ...] = (), refers: bool = True
    ) -> str:
        """All but its style, as they are written; what leads elsewhere is left out."""
        out = []
        for name, value in held.items():
            if name in _LEFT_OUT or name in without or name == "style" or name.startswith(("on", "xml")):
                continue
            if ":" in name or not _NAME.fullmatch(name) or (name in _LAYERS and not self._layer()):
                continue
            out.append(f" {name}={quoteattr(BAD.sub('', self._linked(value, refers=refers)))}")
        return "".join(out)

    def _styled(self, attributes: Mapping[str, str], refers: bool) -> str:
        style = self.style(attributes.get("style", ""), refers=refers)
        return f" style={quoteattr(BAD.sub('', style))}" if style else ""

    def style(self, text: str, *, refers: bool = True) -> str:
        """A style attribute."""
        if any(name in text for name in _LAYERS) and not self._layer():
            return ""
        return _STRAY.sub("", self._linked(text, refers=refers)) if text else ""

    def bound(self, attributes: Mapping[str, str]) -> None:
        """Take note of how large an element may come out: resvg breaks where that is beyond all measure."""
        for name, value in attributes.items():
            for inside in _SCALES.findall(value) if name.endswith("ransform") else ():
                self._stretch *= max([1.0, *(abs(float(one)) for one in _NUMBERS.findall(inside)[:4])])
            if name == "viewBox":
                sides = [abs(float(one)) for one in _NUMBERS.findall(value)[2:4]]
                self._stretch *= max(1.0, 1000.0 / max(1e-30, min(sides, default=1000.0)))
        for name, value in attributes.items():
            some = _NUMBERS.findall(_HEX.sub("", value)) if name not in _PAINTED else ()
            most = max((abs(float(one)) for one in some), default=0.0)
            if not most * self._stretch < _VAST:
                raise Full

    def _charge_markers(self, attributes: Mapping[str, str]) -> None:
        """A mark stands on each corner of a line, with all that is in it."""
        marks = _URL.findall(
            " ".join(value for name, value in attributes.items() if name.startswith("marker"))
        )
        if "marker" in attributes.get("style", ""):
            marks += _URL.findall(attributes["style"])
        corners = len(attributes.get("d", "") + attributes.get("points", "")) // 4
        for address in marks:
            target = self._find(address.removeprefix("#").strip())
            self._nodes += corners * _count(target[2]) if target is not None else 0
        if self._nodes > MOST_NODES:
            raise Full

    def _layer(self) -> bool:
        self._layers += 1
        return self._layers <= _MOST_LAYERS

    def _linked(self, value: str, *, refers: bool) -> str:
        """A value that leads to nothing but what may be led to."""

        def kept(found: re.Match[str]) -> str:
            name = found[1].removeprefix("#").strip()
            target = self._find(name) if found[1].startswith("#") else None
            if target is not None and (target[0] in _GRADIENTS or (refers and target[0] in _SERVERS)):
                self._wanted.append(name)
                return f"url(#{name})"
            return "none"

        return _URL.sub(kept, value) if "url(" in value else value

    def _add(self, text: str) -> None:
        self._chars += len(text)
        if self._chars > _MOST_CHARS:
            raise Full
        self.parts.append(text)


def _count(branches: list[Branch]) -> int:
    return len(branches) + sum(_count(branch[2]) for branch in branches if not isinstance(branch, str))


def _target(attributes: Mapping[str, str]) -> str:
    """The id that an element refers to; "" for none."""
    address = attributes.get("href") or attributes.get("xlink:href") or ""
    return address[1:].strip() if address.startswith("#") else ""
