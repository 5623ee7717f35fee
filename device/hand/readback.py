"""What must be in a field after typing, and whether it is."""

import re
from dataclasses import dataclass

from device.screen import UIElement

_DIGITS = re.compile(r"\+?\d+")
_FORMATTING = re.compile(r"[\s()./:,\u00a0\u2000-\u200f\u202a-\u202e-]")


@dataclass(frozen=True, slots=True)
class Field:
    """The field that has the focus, as far as the tree tells."""

    text: str
    hint: str
    password: bool

    @property
    def content(self) -> str:
        """What is in it; an empty field shows its hint as if it were text."""
        return "" if self.hint and self.text == self.hint else self.text


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """What must be read back."""

    text: str
    before: Field | None
    hidden: bool

    @property
    def readable(self) -> bool:
        """Whether there is a field whose content is shown."""
        return self.before is not None and not self.before.password

    def holds(self, now: str) -> bool:
        """Whether what is in the field now has the text in it, as it would be after typing."""
        before = self.before.text if self.before else ""
        if now == self.text or inserted(self.text, before, now):
            return True
        # Fields for phone and card numbers put blanks and brackets between the digits.
        return bool(_DIGITS.fullmatch(self.text)) and _FORMATTING.sub("", now).endswith(self.text)


def focused_field(elements: tuple[UIElement, ...]) -> UIElement | None:
    """The element that text would go to."""
    focused = [element for element in elements if element.is_focused]
    return next((element for element in focused if element.is_editable), None)


def inserted(text: str, before: str, now: str) -> bool:
    """Whether `now` is `before` with `text` put in somewhere, in place of what was selected there."""
    at = now.find(text)
    while at >= 0:
        if before.startswith(now[:at]) and before[at:].endswith(now[at + len(text) :]):
            return True
        at = now.find(text, at + 1)
    return False
