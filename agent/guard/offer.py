"""What a page offers to do, for controls on it that can't be read or understood."""

import re

from agent.action.touched import bare
from agent.guard.kind import NUMBER, TELEPHONE
from agent.guard.lexicon import is_cancel, is_confirm, is_harmless, is_question
from agent.guard.money import SIGNED
from agent.guard.picture import is_unread
from agent.guard.wording import MESSAGING, table
from agent.perception.region import STATUS_BAR
from device.screen import Observation
from device.state.appname import is_home

_COMMITS = frozenset({"payment", "purchase", "send", "delete", "permission", "install", "account"})
"""The classes that make a page one on which what can't be read is held."""
_FOREIGN = re.compile(r"(?=[^\W\d_]{3})[a-zA-Z]*(?![a-zA-Z\u3400-\u9fff])[^\W\d_]")
"""A word with a letter that neither English nor Chinese has."""
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


def may_commit_in_part(says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of touching what was read off a picture in a language that is not read, or only in part.

    A label that is not known there may do what its page offers: beside one that says no, a number or a sum.
    """
    labels = [e.label for e in observation.elements if e.label]
    is_known = any(is_harmless(text) or is_cancel(text) or is_question(text) for text in says)
    lines = (e for e in observation.elements if not e.is_clickable)
    is_foreign = any(map(_FOREIGN.search, labels)) or any(map(is_unread, lines))
    if not (says and is_foreign) or (is_known and not any(map(is_confirm, says))):
        return set()
    found = may_commit(observation)
    found |= {"send"} if any(map(NUMBER.search, labels)) else set()
    return found | ({"payment", "send", "delete"} if any(map(is_cancel, labels)) else set())
