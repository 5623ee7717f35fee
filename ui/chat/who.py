"""Who asks."""

from starlette.requests import HTTPConnection

from ui.chat.gate import VISITOR, Visitor


def visitor_of(asks: HTTPConnection) -> Visitor:
    """The visitor; the gate has seen to it that there is one."""
    found = asks.scope[VISITOR]
    assert isinstance(found, Visitor)
    return found
