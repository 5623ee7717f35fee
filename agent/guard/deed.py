"""What an action comes to, as data: compared with the mandate, asked about, kept with the answer."""

from enum import StrEnum

from agent.effect.effect import Fact


class DeedKind(StrEnum):
    """How a touch may change something."""

    NONE = "none"
    """It goes about, reads or looks for something."""
    TYPE = "type"
    """Text goes into a field that holds none."""
    VISIT = "visit"
    """A web address is typed, to be gone to: whoever keeps that page learns what stands in it."""
    EDIT = "edit"
    """A text that was there becomes another: some apps keep that at once."""
    CHOICE = "choice"
    """One of several is chosen, as the order of a list is."""
    SWITCH = "switch"
    """A switch, a box or a slider is set."""
    COMMIT = "commit"
    """What was filled in, or what a dialog asks, is made so."""
    SENSITIVE = "sensitive"
    """It falls into one of the classes of sensitive action."""


class GuardedDeed(Fact):
    """What an action comes to."""

    kind: DeedKind = DeedKind.NONE
    classes: tuple[str, ...] = ()
    app: str = ""
    """The package of the app that is touched."""
    says: tuple[str, ...] = ()
    """What the control says of itself."""
    card: tuple[str, ...] = ()
    """What is told beside it, in its row or card."""
    is_item: bool = False
    """Whether that is an item of a list."""
    is_read: bool = True
    """Whether the control stands in the element list, and was not read off the picture."""
    is_final: bool = False
    """Whether the control is a button, or the yes of a dialog: what a form holds by then is kept."""
    turns: str = ""
    """The state that a switch would have then, "on" or "off"; "" for no switch, and where nobody can tell."""
    dialog: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    text: str = ""
    """What is being written, or is typed."""
    sums: tuple[str, ...] = ()
    """Amounts of money anywhere on the page, where it pays."""
    others: tuple[str, ...] = ()
    """All other short texts of the window."""

    def is_same(self, other: "GuardedDeed") -> bool:
        """Whether a yes to this deed is one to the other: all is equal but what merely stands by."""
        return self.model_copy(update={"others": ()}) == other.model_copy(update={"others": ()})
