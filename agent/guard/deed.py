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


class Vicinity(Fact):
    """The texts of a window, by how near they stand to a control in it."""

    says: tuple[str, ...] = ()
    """What the control says of itself."""
    card: tuple[str, ...] = ()
    """What is told beside it, in the smallest box around it that tells more."""
    is_item: bool = False
    """Whether that box is an item of a list: all that is told of one thing."""
    dialog: tuple[str, ...] = ()
    """What its dialog tells; empty on a page."""
    fields: tuple[str, ...] = ()
    """What stands in its fields, but for the one that is written in."""
    selected: tuple[str, ...] = ()
    """What is selected there, a text for each."""
    title: tuple[str, ...] = ()
    """What stands at the top of its page, outside lists."""
    text: str = ""
    """What is being written there, or is typed."""
    others: tuple[str, ...] = ()
    """All other short texts."""


class GuardedDeed(Vicinity):
    """What an action comes to, with what stands around it."""

    kind: DeedKind = DeedKind.NONE
    classes: tuple[str, ...] = ()
    app: str = ""
    """The package of the app that is touched."""
    is_read: bool = True
    """Whether the control stands in the element list, and was not read off the picture."""
    is_final: bool = False
    """Whether the control is a button, or the yes of a dialog: what a form holds by then is kept."""
    turns: str = ""
    """The state that a switch would have then, "on" or "off"; "" for no switch, and where nobody can tell."""
    sums: tuple[str, ...] = ()
    """Amounts of money anywhere on the page, where it pays."""

    def is_same(self, other: "GuardedDeed") -> bool:
        """Whether a yes to this deed is one to the other: all is equal but what merely stands by."""
        return self.model_copy(update={"others": ()}) == other.model_copy(update={"others": ()})
