"""Binds clauses about the camera, the clipboard and the notifications."""

from agent.goal.slot import Slots
from agent.language.errand import ClearNotices, CopyText, Shoot
from agent.language.intention import Intention
from agent.language.value.length import read_length
from agent.reader.intent import Role

_USUAL_SECONDS = 3
_MOST_SECONDS = 600


def photo_take(slots: Slots) -> tuple[Intention, ...]:
    """Bind `take a selfie`."""
    return (Shoot(None, _is_front(slots)),)


def video_take(slots: Slots) -> tuple[Intention, ...]:
    """Bind `record a video of 10 seconds`."""
    seconds = slots.value(Role.DURATION, read_length)
    if seconds is not None and seconds > _MOST_SECONDS:
        slots.unused(Role.DURATION)
    return (Shoot(seconds or _USUAL_SECONDS, _is_front(slots)),)


def _is_front(slots: Slots) -> bool:
    return slots.named(Role.KIND, "camera") == "front"


def copy_text(slots: Slots) -> tuple[Intention, ...]:
    """Bind `copy "hello" to the clipboard`."""
    text = slots.one(Role.TEXT)
    if not text:
        slots.missing("what to copy")
    return (CopyText(text),)


def notifications_clear(slots: Slots) -> tuple[Intention, ...]:
    """Bind `clear my notifications`."""
    return (ClearNotices(),)
