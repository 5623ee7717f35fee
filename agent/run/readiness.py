"""What the first steps need of tables and prompts, read while a phone is looked at or a model thinks."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

from agent.brain.prompt import make_ready
from agent.guard.control import classes_of_control
from device.screen import Bounds, Observation, UIElement
from grounding.target import TargetNotFound
from grounding.tree import find

_CONTROL = UIElement(0, text="Back", is_clickable=True, bounds=Bounds(0, 0, 1, 1))
_SCREEN = Observation(None, (_CONTROL,), "", "", keyboard_shown=False, size=(1, 1))


def get_ready(roles: Sequence[str]) -> None:
    """Begin to read them, of the prompts those of some roles; nobody waits for it."""
    Thread(target=_read, args=(roles,), name="tapwright-ready", daemon=True).start()


def _read(roles: Sequence[str]) -> None:
    """Find and judge a control: each table is kept by whoever reads it first."""
    make_ready(roles)
    classes_of_control(_CONTROL, _SCREEN)
    with suppress(TargetNotFound):
        find(_SCREEN, "Go back")
