"""Reading the field that has the focus: by the UI tree alone, or by a whole look that is the next one too."""

from collections.abc import Callable

from device.error import TextNotTyped, TreeUnavailable
from device.hand.readback import Field, focused_field
from device.look.observe import Eye
from device.screen import Observation, UIElement

Look = Callable[[], tuple[bool, Observation]]
"""Sees the screen once it stands still, and whether it does."""


class FieldReader:
    """Reads one phone's focused field while something is typed into it."""

    def __init__(self, eye: Eye, look: Look | None = None) -> None:
        """`look` is for a phone on which the tree alone takes as long as a whole look."""
        self._eye = eye
        self._look = look
        self.latest: tuple[bool, Observation] | None = None
        """The whole look that read the field last."""

    def before(self) -> Field | None:
        """The field; None where the tree cannot tell. Raises TextNotTyped when none has the focus."""
        try:
            elements = self._eye.elements()
        except TreeUnavailable:
            return None
        found = read(elements)
        if found is None and elements and not self._eye.front().keyboard_shown:
            raise TextNotTyped("no text field has the focus: tap one first")
        return found

    def between(self) -> Field | None:
        """The field while more is to be done; None where none has the focus, or the tree cannot tell."""
        try:
            return read(self._eye.elements())
        except TreeUnavailable:
            return None

    def after(self) -> Field | None:
        """The same once all is done: the screen that is seen now is the one that typing left behind."""
        if self._look is None:
            return self.between()
        self.latest = self._look()
        return read(self.latest[1].elements)

    def takes_lines(self) -> bool:
        """Whether the field is known to take line breaks."""
        return self._eye.front().multi_line


def read(elements: tuple[UIElement, ...]) -> Field | None:
    """The field that has the focus, as far as it shows."""
    found = focused_field(elements)
    return Field(found.text, found.hint, found.is_password) if found is not None else None
