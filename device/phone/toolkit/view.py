"""What an app says is on its screen: a tree of Views, before layout.

The layout turns a View into a Node with pixel bounds; hit-testing, XML, element list and picture are all read
from the Nodes. Views are made anew for every frame, but for those that nobody touches (still.py), and never
changed after; handlers change the phone's state instead. What a view is made of stands in viewpart.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from device.phone.toolkit.paint import Drawing, Fit
from device.phone.toolkit.viewpart import (
    NO_BOX,
    NO_FLOW,
    NO_GESTURES,
    NO_ICON,
    NO_INPUT,
    NO_PAGER,
    NO_SURFACE,
    NO_TEXT,
    Box,
    Flow,
    Gestures,
    Handler,
    Icon,
    Input,
    Pager,
    Shape,
    Surface,
    Text,
)

if TYPE_CHECKING:
    from device.phone.toolkit.still import Moulds


@dataclass(slots=True, eq=False)
class View:
    """One view. `class_name` without a dot is short for android.widget.<name>."""

    class_name: str = "android.view.ViewGroup"
    resource_id: str = ""
    """Entry name only ("title"): the dump shows <package>:id/title. With a colon it is taken as it is;
    "#name" is the bare name (the id of an element of a web page)."""
    text: Text = NO_TEXT
    content_description: str = ""
    icon: Icon = NO_ICON
    children: Sequence["View"] = ()
    box: Box = NO_BOX
    flow: Flow = NO_FLOW
    surface: Surface = NO_SURFACE
    shapes: tuple[Shape, ...] = ()
    picture: bytes | Drawing | None = None
    """An encoded image (a file of the phone) or a drawing, over the background. It does not size the view:
    give width and height, or FILL and a weight. What cannot be read shows as a broken picture."""
    picture_fit: Fit = "cover"

    checked: bool | None = None
    """None = not checkable."""
    enabled: bool = True
    selected: bool = False
    important: bool = True
    """False: painted only, left out of the dump and the element list (a divider, a track)."""
    left_out: bool = False
    """Nothing below it is in them either (what is behind a drawer)."""

    on_tap: Handler | None = None
    on_long_press: Handler | None = None
    gestures: Gestures = NO_GESTURES
    input: Input = NO_INPUT
    scroll: str = ""
    """Key of a vertically scrolling container; the offset lives in the activity."""
    pager: Pager = NO_PAGER

    still: "Moulds | None" = field(default=None, init=False, repr=False)
    """What is remembered of a view that is never made anew, or of all that look like it; see still.py."""

    @property
    def clickable(self) -> bool:
        """Whether a tap does something here."""
        gestures = self.gestures
        return (
            self.on_tap is not None
            or gestures.on_tap_at is not None
            or gestures.on_slide is not None
            or bool(self.input.key)
        )

    @property
    def long_clickable(self) -> bool:
        """Whether a long press does something here."""
        return self.on_long_press is not None or self.gestures.on_hold_at is not None or bool(self.input.key)


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
