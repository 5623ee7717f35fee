"""What an app says is on its screen: a tree of Views, before layout.

Lengths are dp (density-independent pixels), text sizes come from the type scale (sp), colours are role
names of the theme ("surface", "on_surface", ...) or literals ("#RRGGBB"). The layout turns a View into a
Node with pixel bounds; hit-testing, XML, element list and picture are all read from the Nodes.
Views are made anew for every frame, but for those that nobody touches (still.py), and never changed after;
handlers change the phone's state instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from device.phone.toolkit.paint import Drawing, Fit

if TYPE_CHECKING:
    from device.phone.toolkit.still import Moulds

Axis = Literal["column", "row", "stack"]
Align = Literal["start", "center", "end", "stretch"]
Justify = Literal["start", "center", "end", "between"]
Edges = tuple[float, float, float, float]
"""left, top, right, bottom in dp"""
Handler = Callable[[], None]

VEIL = "veil"
"""A background that dims the whole screen, the ground of its bars too, under all that is drawn after it."""
FILL = -1.0
"""As wide or high as the parent allows."""


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


@dataclass(slots=True, eq=False)
class View:
    """One view. `class_name` without a dot is short for android.widget.<name>."""

    class_name: str = "android.view.ViewGroup"
    resource_id: str = ""
    """Entry name only ("title"): the dump shows <package>:id/title. With a colon it is taken as it is;
    "#name" is the bare name (the id of an element of a web page)."""
    text: str = ""
    content_description: str = ""
    hint: str = ""
    hint_colour: str = "on_surface_variant"
    children: Sequence["View"] = ()

    # -- layout ---------------------------------------------------------------------------------------
    axis: Axis = "column"
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
    gap: float = 0.0
    """Between neighbours along the axis."""
    align: Align = "start"
    """Children across the axis; in a stack, horizontally."""
    justify: Justify = "start"
    """Children along the axis; in a stack, vertically."""
    stacks: bool = False
    """A row whose children stand below each other, the last one on top, where they don't fit side by side."""
    place: tuple[float, float] | None = None
    """In a stack: this child's centre as fractions of the stack's box, instead of align and justify."""

    # -- paint ----------------------------------------------------------------------------------------
    style: str = "body_large"
    colour: str = "on_surface"
    """Of text and icon."""
    text_align: Literal["start", "center", "end"] = "start"
    max_lines: int = 0
    """0 = as many as needed."""
    background: str = ""
    radius: float = 0.0
    border: str = ""
    border_width: float = 0.0
    elevation: float = 0.0
    icon: str = ""
    icon_size: float = 24.0
    icon_filled: bool = False
    shapes: tuple[Shape, ...] = ()
    picture: bytes | Drawing | None = None
    """An encoded image (a file of the phone) or a drawing, over the background. It does not size the view:
    give width and height, or FILL and a weight. What cannot be read shows as a broken picture."""
    picture_fit: Fit = "cover"

    # -- what it is -----------------------------------------------------------------------------------
    checked: bool | None = None
    """None = not checkable."""
    enabled: bool = True
    selected: bool = False
    password: bool = False
    important: bool = True
    """False: painted only, left out of the dump and the element list (a divider, a track)."""
    left_out: bool = False
    """Nothing below it is in them either (what is behind a drawer)."""

    still: "Moulds | None" = field(default=None, init=False, repr=False)
    """What is remembered of a view that is never made anew, or of all that look like it; see still.py."""

    # -- what it does ---------------------------------------------------------------------------------
    on_tap: Handler | None = None
    on_long_press: Handler | None = None
    on_tap_at: Callable[[float, float], None] | None = None
    """A tap, told where: as fractions of the view's box (a map, a canvas). Instead of on_tap."""
    on_hold_at: Callable[[float, float], None] | None = None
    """A long press, told where. Instead of on_long_press."""
    on_double_tap: Callable[[float, float], None] | None = None
    """The second of two quick taps, told where; the first one is a tap."""
    on_slide: Callable[[float], None] | None = None
    """A slider: called with the fraction 0-1 of its width under the finger, on tap and on drag."""
    on_drag: Callable[[float, float, float, float], None] | None = None
    """Takes a drag over itself: from and to, as fractions of its box."""
    on_trace: Callable[[Sequence[tuple[float, float]]], None] | None = None
    """A drag with all of its way, from where it began to where it ended. Instead of on_drag."""
    field: str = ""
    """Key of the text field this view edits; its text lives in the activity, see Context.text."""
    input_type: Literal["text", "number", "phone", "email", "multiline"] = "text"
    keyboard: bool = True
    """False: the app has keys of its own for this field, the soft keyboard stays away."""
    on_text: Callable[[str], None] | None = None
    """Called with the field's text after each change."""
    selectable: str = ""
    """Key of a text that cannot be edited, but a long press selects in it (TextView.isTextSelectable)."""
    on_submit: Handler | None = None
    """Enter in the field."""
    scroll: str = ""
    """Key of a vertically scrolling container; the offset lives in the activity."""
    pager: str = ""
    """Key of horizontally swiped pages: on_page is called with -1 or +1."""
    on_page: Callable[[int], None] | None = None
    on_fling: Callable[[Literal["up", "down"]], None] | None = None
    """A vertical swipe over this view that nothing scrolls (the launcher's drawer)."""

    @property
    def clickable(self) -> bool:
        """Whether a tap does something here."""
        return (
            self.on_tap is not None
            or self.on_tap_at is not None
            or self.on_slide is not None
            or bool(self.field)
        )

    @property
    def long_clickable(self) -> bool:
        """Whether a long press does something here."""
        return self.on_long_press is not None or self.on_hold_at is not None or bool(self.field)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A window over the activity: it has the focus, and the dump shows it alone."""

    view: View
    kind: Literal["dialog", "menu", "sheet"] = "dialog"
    """dialog: centred, dimmed behind. menu: at its anchor. sheet: at the bottom, dimmed behind."""
    on_dismiss: Handler | None = None
    """Back, or a tap outside; None = neither closes it."""
    anchor: tuple[float, float] = (1.0, 0.0)
    """menu: where its nearest corner is, as fractions of the screen's content."""
    modal: bool = False
    """A tap outside does nothing; Back alone closes it."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What an activity shows."""

    content: View
    background: str = "surface"
    """Also behind the status and navigation bar."""
    overlay: Overlay | None = None
    snackbar: View | None = None
    secure: bool = False
    """FLAG_SECURE: screenshots come out black and say so in `dumpsys window`."""
    wallpaper: bool = False
    light_bars: bool = False
    """Status and navigation icons in white (over a wallpaper or a dark picture)."""
    title: str = ""
    translucent: bool = False
    """The activity below shows through, dimmed; all there is of this one is its overlay."""
    tree_hidden: bool = False
    """The window gives accessibility nothing (a game, a canvas): one empty node in the dump."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """The text of a field with its selection; start == end is a plain cursor."""

    text: str = ""
    start: int = 0
    end: int = 0

    def replaced(self, insert: str) -> "FieldText":
        """The selection (or nothing) replaced by `insert`, the cursor behind it."""
        low, high = sorted((self.start, self.end))
        at = low + len(insert)
        return FieldText(self.text[:low] + insert + self.text[high:], at, at)


@dataclass(frozen=True, slots=True)
class LayoutState:
    """The part of an activity's state that layout reads."""

    fields: dict[str, FieldText] = field(default_factory=dict)
    """Never changed in place: replaced as a whole."""
    scroll: dict[str, int] = field(default_factory=dict)
    """Offsets in pixels, by scroll key. Never changed in place."""
    focus: str = ""
    """Key of the focused field; "" = none."""
    toolbar: str = ""
    """Of the selection: "main" or "more" when the toolbar shows, "handle" when only the handles do."""
    marked: str = ""
    """Key of the selectable text in which something is selected; the selection is in `fields`."""
    scrolled_by_hand: bool = False
    """A finger scrolled since the field got focus or text: it is no longer kept above the keyboard."""
