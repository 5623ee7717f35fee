"""The sheet with its tools: fingers draw, erase, fill and pick colours."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from device.phone.apps.draw.colour import ask_colour
from device.phone.apps.draw.saving import ask_save, share
from device.phone.apps.draw.sheet import DrawStroke, Fill, Mark, Wipe, colour_at
from device.phone.apps.draw.state import (
    BAR,
    BRUSH,
    SETTINGS,
    SIZES,
    TOOLS,
    DrawActivity,
    DrawMainState,
    Tool,
    sheet_of,
    sheet_size,
)
from device.phone.system.intent import Intent
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Gestures, Handler, Icon, Shape, Surface
from device.phone.widget import icon_button, slider, top_bar

Main = DrawActivity[DrawMainState]
_OPEN = Intent("android.intent.action.GET_CONTENT", type="image/*")
_PREVIEW = 36.0
"""dp of the box that shows the brush."""


def bar(hands: Main) -> View:
    """What is done with the whole drawing."""
    tr = hands.tr
    actions = (
        icon_button("save", tr("Save"), lambda: ask_save(hands), resource_id="menu_save"),
        icon_button("share", tr("Share"), lambda: share(hands), resource_id="menu_share"),
        icon_button("delete", tr("Clear"), lambda: add(hands, Wipe()), resource_id="clear"),
        icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
    )
    view = top_bar(tr("Simple Draw"), actions=actions)
    view.box = replace(view.box, height=BAR)
    view.resource_id = "main_toolbar"
    return view


def menu_items(hands: Main) -> list[tuple[str, Handler]]:
    """The rest of it."""
    tr = hands.tr

    def open_file() -> None:
        hands.close()
        if not hands.context.ask(_OPEN, "open"):
            hands.context.toast(tr("No app can perform this action"))

    def settings() -> None:
        hands.close()
        hands.context.start(SETTINGS)

    return [
        (tr("Open file"), open_file),
        (tr("Change background"), lambda: ask_colour(hands, "background", hands.state.background)),
        (tr("Settings"), settings),
        (tr("About"), lambda: hands.open("about")),
    ]


# -- the sheet ---------------------------------------------------------------------------------------------
def canvas(hands: Main) -> View:
    """The drawing, under the finger."""
    wide, high = sheet_size(hands)
    density = hands.context.density
    across, down = wide / density, high / density

    def trace(way: Sequence[tuple[float, float]]) -> None:
        _touched(hands, [(_place(x, across), _place(y, down)) for x, y in way])

    def dot(x: float, y: float) -> None:
        trace([(x, y), (x, y)])

    return View(
        "android.view.View",
        "my_canvas",
        content_description=hands.tr("Canvas"),
        box=Box(width=across, height=down),
        gestures=Gestures(on_tap_at=dot, on_hold_at=dot, on_trace=trace),
        picture=sheet_of(hands),
    )


def _place(fraction: float, length: float) -> float:
    return round(min(1.0, max(0.0, fraction)) * length, 2)


def _touched(hands: Main, way: Sequence[tuple[float, float]]) -> None:
    """A finger went from place to place; what that does depends on the tool."""
    state, end = hands.state, way[-1]
    if state.tool == "eyedropper":
        use_colour(hands, colour_at(sheet_of(hands), sheet_size(hands), *end))
        hands.set(tool="brush")
    elif state.tool == "fill":
        add(hands, Fill(*end, state.colour))
    else:
        colour = "" if state.tool == "eraser" else state.colour
        legs = enumerate(pairwise(way))
        add(
            hands,
            *(DrawStroke(*start, *stop, state.size, colour, joined=at > 0) for at, (start, stop) in legs),
        )


def add(hands: Main, *marks: Mark) -> None:
    """More marks; what was undone is lost."""
    hands.set(marks=(*hands.state.marks, *marks), undone=())


def _joined(mark: Mark) -> bool:
    return isinstance(mark, DrawStroke) and mark.joined


def use_colour(hands: Main, colour: str) -> None:
    """Draw with it from now on."""
    hands.keep("brush_color", colour)
    hands.set(colour=colour)


# -- tools -------------------------------------------------------------------------------------------------
def tools(hands: Main) -> list[View]:
    """The rows below the sheet."""
    tr, state = hands.tr, hands.state

    def undo() -> None:
        at = len(state.marks) - 1
        while at and _joined(state.marks[at]):
            at -= 1
        hands.set(marks=state.marks[:at], undone=(*state.undone, *reversed(state.marks[at:])))

    def redo() -> None:
        at = len(state.undone) - 1
        while at and _joined(state.undone[at - 1]):
            at -= 1
        hands.set(marks=(*state.marks, *reversed(state.undone[at:])), undone=state.undone[:at])

    row = View(
        "LinearLayout",
        "tools",
        box=Box(width=FILL, height=TOOLS, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        surface=Surface("surface_container"),
        children=(
            _tool(hands, "eyedropper", "colorize", tr("Eyedropper")),
            _tool(hands, "eraser", "ink_eraser", tr("Eraser")),
            _tool(hands, "fill", "format_color_fill", tr("Bucket fill")),
            icon_button("undo", tr("Undo"), undo, resource_id="undo", enabled=bool(state.marks)),
            icon_button("redo", tr("Redo"), redo, resource_id="redo", enabled=bool(state.undone)),
            _colour(hands),
        ),
    )
    return [_brush(hands), row] if hands.sized else [row]


def _tool(hands: Main, tool: Tool, icon: str, label: str) -> View:
    """Taken by one touch, and put away by another one."""
    taken = hands.state.tool == tool
    return icon_button(
        Icon(icon, "on_secondary_container" if taken else "on_surface_variant"),
        label,
        lambda: hands.set(tool="brush" if taken else tool),
        resource_id=tool,
        background="secondary_container" if taken else "",
        selected=taken,
    )


def _colour(hands: Main) -> View:
    return View(
        "ImageView",
        "color_picker",
        content_description=hands.tr("Change color"),
        box=Box(width=40.0, height=40.0),
        surface=Surface(hands.state.colour, radius=20.0, border="outline", border_width=2.0),
        on_tap=lambda: ask_colour(hands, "colour", hands.state.colour),
    )


def _brush(hands: Main) -> View:
    """How thick the brush is, and what that looks like."""
    thin, thick = SIZES

    def resize(fraction: float) -> None:
        size = round(thin + fraction * fraction * (thick - thin), 1)
        hands.keep("brush_size", f"{size:g}")
        hands.set(size=size)

    size = hands.state.size
    fraction = max(0.0, (size - thin) / (thick - thin)) ** 0.5
    width = hands.context.display.room_size[0] / hands.context.density - _PREVIEW - 40.0
    bar = slider(hands.tr("Brush size"), fraction, resize, resource_id="stroke_width_bar", length=width)
    bar.box = replace(bar.box, width=None, weight=1.0)
    spot = Shape("circle", hands.state.colour, 0.0, points=((0.5, 0.5), (min(0.5, size / 2 / _PREVIEW), 0.0)))
    preview = View(
        box=Box(width=_PREVIEW, height=_PREVIEW),
        surface=Surface(hands.state.background, radius=8.0),
        important=False,
        shapes=(spot,),
    )
    return View(
        "LinearLayout",
        box=Box(width=FILL, height=BRUSH, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("surface_container"),
        important=False,
        children=(bar, preview),
    )
