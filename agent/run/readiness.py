"""What the first touch needs of tables, read while a phone is looked at or a model thinks."""

from contextlib import suppress
from threading import Thread

from agent.guard.lexicon import classes_of
from device.screen import Bounds, Observation, UIElement
from grounding.target import TargetNotFound
from grounding.tree import find

_CONTROL = UIElement(0, text="Back", is_clickable=True, bounds=Bounds(0, 0, 1, 1))
_SCREEN = Observation(None, (_CONTROL,), "", "", keyboard_shown=False, size=(1, 1))


def get_ready() -> None:
    """Begin to read them, once in a process; nobody waits for it."""
    Thread(target=_read, name="tapwright-ready", daemon=True).start()


def _read() -> None:
    """Find and judge a control: each table is kept by whoever reads it first."""
    classes_of(_CONTROL.text)
    with suppress(TargetNotFound):
        find(_SCREEN, "Go back")
