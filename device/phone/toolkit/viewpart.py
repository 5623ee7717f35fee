"""The parts of a View: what it says, its box, how its children lie in it, how it is painted, what it does.

Lengths are dp (density-independent pixels), text sizes come from the type scale (sp), colours are role
names of the theme ("surface", "on_surface", ...) or literals ("#RRGGBB").
Parts are never changed; `dataclasses.replace` makes others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

Axis = Literal["column", "row", "stack"]
Align = Literal["start", "center", "end", "stretch"]
Justify = Literal["start", "center", "end", "between"]
Edges = tuple[float, float, float, float]
"""left, top, right, bottom in dp"""
InputType = Literal["text", "number", "phone", "email", "multiline"]
Handler = Callable[[], None]

VEIL = "veil"
"""A background that dims the whole screen, the ground of its bars too, under all that is drawn after it."""
FILL = -1.0
"""As wide or high as the parent allows."""
_KEPT = 8192
"""Parts remembered; a screen has about a hundred."""


class Shared(type):
    """The type of the parts that are one object where they are made from the same arguments.

    To find a part is three times as quick as to make it, and it is hashed and compared by its identity.
    """

    if not TYPE_CHECKING:  # a type checker goes by the class's own signature
        __call__ = lru_cache(maxsize=_KEPT)(type.__call__)


@dataclass(frozen=True, slots=True, eq=False)
class Box(metaclass=Shared):
    """A view's own size and the room around and inside it."""

    width: float | None = None
    """dp, FILL, or None to wrap the content."""
    height: float | None = None
    weight: float = 0.0
    """Share of the room left over along the parent's axis."""
    min_height: float = 0.0
    padding: Edges = (0.0, 0.0, 0.0, 0.0)
    head_sp: float = 0.0
    """More padding above, which grows with the letters: for a line that another view shows there."""
    margin: Edges = (0.0, 0.0, 0.0, 0.0)
    place: tuple[float, float] | None = None
    """In a stack: this child's centre as fractions of the stack's box, instead of align and justify."""


@dataclass(frozen=True, slots=True, eq=False)
class Flow(metaclass=Shared):
    """How children lie in a view; without children, its icon and its text."""

    axis: Axis = "column"
    gap: float = 0.0
    """Between neighbours along the axis."""
    align: Align = "start"
    """Children across the axis; in a stack, horizontally."""
    justify: Justify = "start"
    """Children along the axis; in a stack, vertically."""
    stacks: bool = False
    """A row whose children stand below each other, the last one on top, where they don't fit side by side."""


@dataclass(frozen=True, slots=True, eq=False)
class Text(metaclass=Shared):
    """What a view says in letters; of a text field, how the letters look that are typed into it."""

    content: str = ""
    style: str = "body_large"
    colour: str = "on_surface"
    align: Literal["start", "center", "end"] = "start"
    max_lines: int = 0
    """0 = as many as needed."""
    selectable: str = ""
    """Key of a text that cannot be edited, but a long press selects in it (TextView.isTextSelectable)."""


@dataclass(frozen=True, slots=True, eq=False)
class Icon(metaclass=Shared):
    """A Material symbol."""

    name: str = ""
    colour: str = "on_surface"
    size: float = 24.0
    filled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Surface(metaclass=Shared):
    """What a view's box is painted with, under all that is in it."""

    background: str = ""
    radius: float = 0.0
    border: str = ""
    border_width: float = 0.0
    elevation: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """What makes a view a text field."""

    key: str = ""
    """The field's text lives in the activity under this key, see Context.text; "" = no field."""
    hint: str = ""
    hint_colour: str = "on_surface_variant"
    kind: InputType = "text"
    password: bool = False
    keyboard: bool = True
    """False: the app has keys of its own for this field, the soft keyboard stays away."""
    on_text: Callable[[str], None] | None = None
    """Called with the field's text after each change."""
    on_submit: Handler | None = None
    """Enter in the field."""


@dataclass(frozen=True, slots=True, eq=False)
class Gestures:
    """What touches do beyond a tap and a long press, which every view takes itself."""

    on_tap_at: Callable[[float, float], None] | None = None
    """A tap, told where: as fractions of the view's box (a map, a canvas). Instead of View.on_tap."""
    on_hold_at: Callable[[float, float], None] | None = None
    """A long press, told where. Instead of View.on_long_press."""
    on_double_tap: Callable[[float, float], None] | None = None
    """The second of two quick taps, told where; the first one is a tap."""
    on_pinch: Callable[[float, float, float], None] | None = None
    """Two fingers that part or meet: by what factor since they last moved, and where their middle is."""
    on_slide: Callable[[float], None] | None = None
    """A slider: called with the fraction 0-1 of its width under the finger, on tap and on drag."""
    on_drag: Callable[[float, float, float, float], None] | None = None
    """Takes a drag over itself: from and to, as fractions of its box."""
    on_trace: Callable[[Sequence[tuple[float, float]]], None] | None = None
    """A drag with all of its way, from where it began to where it ended. Instead of on_drag."""
    on_fling: Callable[[Literal["up", "down"]], None] | None = None
    """A vertical swipe over this view that nothing scrolls (the launcher's drawer)."""


@dataclass(frozen=True, slots=True, eq=False)
class Pager:
    """What makes a view a set of pages that are swiped horizontally."""

    key: str = ""
    on_page: Callable[[int], None] | None = None
    """Called with -1 or +1."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted figure inside a view's box; places are fractions of the box, sizes are dp."""

    kind: Literal["arc", "line", "circle", "text"]
    colour: str
    width: float = 2.0
    """Stroke in dp; for a circle 0 means filled."""
    start: float = 0.0
    """arc: degrees, 0 at twelve o'clock, clockwise."""
    sweep: float = 360.0
    points: tuple[tuple[float, float], tuple[float, float]] = ((0.0, 0.0), (1.0, 1.0))
    """line: from and to; circle: (centre, (radius, 0)), the radius as a fraction of the box's width; text:
    (centre, ...)."""
    text: str = ""
    """text: words that are drawn only (nobody touches or reads them out), whatever text size is set."""
    style: str = "body_small"


NO_TEXT, NO_ICON, NO_BOX, NO_FLOW, NO_SURFACE = Text(), Icon(), Box(), Flow(), Surface()
NO_INPUT, NO_GESTURES, NO_PAGER = Input(), Gestures(), Pager()
"""What a view has that is not given one of its own."""

FULL_WIDTH = Box(width=FILL)
FULL_SIZE = Box(width=FILL, height=FILL)
GROWING = Box(weight=1.0)
CENTRED = Flow(align="center", justify="center")
CENTRED_ROW = Flow("row", align="center")
STACKED = Flow("stack")
"""What many views have; a name is quicker than a look among the parts that are shared."""
