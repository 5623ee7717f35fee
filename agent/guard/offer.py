"""What a page offers to do, for controls on it that can't be read or understood."""

from agent.action.touched import bare
from agent.guard.kind import TELEPHONE
from agent.guard.money import SIGNED
from agent.guard.wording import MESSAGING, table
from agent.perception.region import STATUS_BAR
from device.screen import Observation
from device.state.appname import is_home

_COMMITS = frozenset({"payment", "purchase", "send", "delete", "permission", "install", "account"})
"""The classes that make a page one on which what can't be read is held."""
_FEW = 6
"""A page on which fewer labels than this can be read is not known."""


def may_commit(observation: Observation) -> set[str]:
    """The classes of touching what can't be read: of all that the page offers, as far as that can be read.

    Where people write or call, it may send and delete; where a page says next to nothing, it may do anything.
    """
    if is_home(observation.package):
        return set()
    if MESSAGING.search(observation.package) or TELEPHONE.search(observation.package):
        return {"send", "delete"}
    top = STATUS_BAR * observation.size[1]
    labels = [e for e in observation.elements if e.label and not e.is_clickable and e.bounds.top > top]
    if len(labels) < _FEW:
        return {"payment", "send", "delete"}
    found = {
        entry.name
        for entry in table().classes
        if entry.name in _COMMITS and any(entry.is_bare_order(bare(e.label)) for e in labels)
    }
    return found | ({"payment"} if any(SIGNED.search(e.label) for e in labels) else set())
