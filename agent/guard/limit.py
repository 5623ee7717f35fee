"""Switches that change what can be paid, and with how much asking, from then on."""

from agent.action.touched import TOGGLE, holds_toggle, is_low, own, said_by, within
from agent.guard.wording import table
from device.screen import Observation, UIElement


def widens(control: UIElement, observation: Observation) -> bool:
    """Whether switching it lets more be paid: on what allows that, off what keeps from it."""
    row = _row(control, observation)
    names = own(control) if TOGGLE.search(control.class_name) else []
    name = next(iter((*names, *said_by(row, observation))), "")
    known = table()
    if not known.wider.search(name) or known.tells.search(name):
        return False
    is_on = any(e.is_checked for e in observation.elements if within(e.bounds, row.bounds))
    return is_on is (known.narrows.search(name) is not None)


def _row(control: UIElement, observation: Observation) -> UIElement:
    """The row that a switch, or the name of one, stands in; itself where it stands alone."""
    rows = (
        row
        for row in observation.elements
        if within(control.bounds, row.bounds) and is_low(row, observation) and holds_toggle(row, observation)
    )
    return max(rows, key=lambda row: row.bounds.area, default=control)
