"""All everyday goals in English and Chinese, drawn with a seed."""

import random
from collections.abc import Callable

from benchmarks.everyday.gadget import camera, cannot, clipboard, settings
from benchmarks.everyday.goal import Book, Goal, Language, Made
from benchmarks.everyday.paper import events, expenses, notes, recipes, tasks
from benchmarks.everyday.people import calls, contacts, messages
from device.phone.sample import read_sample

_MAKERS: dict[str, Callable[[Book], Made]] = {
    "contact": contacts,
    "call": calls,
    "message": messages,
    "event": events,
    "note": notes,
    "expense": expenses,
    "task": tasks,
    "recipe": recipes,
    "camera": camera,
    "clipboard": clipboard,
    "settings": settings,
    "cannot": cannot,
}


_PLACES = {
    "contact": ("contacts", "raw_contacts", "data", "deleted_contacts"),
    "call": ("call",),
    "message": ("sms", "canonical_addresses"),
    "event": ("events",),
    "note": ("notes",),
    "expense": ("expense",),
    "task": ("tasks", "caldav_tasks"),
    "recipe": ("recipes",),
    "camera": ("media",),
    "clipboard": ("clipboard",),
    "settings": (
        "system screen_brightness",
        "system volume_music",
        "system next_alarm_formatted",
        "alarm_templates",
        "alarm_instances",
    ),
}
"""Where each kind may change something of the person's."""


def goals(language: Language, seed: int) -> list[Goal]:
    """Thirty goals of all kinds."""
    dice = random.Random(f"{language} {seed}")
    book = Book(language, dice, read_sample(language))
    return [
        Goal(kind, language, text, reached, frozenset(_PLACES.get(kind, ())), kind != "cannot")
        for kind, maker in _MAKERS.items()
        for text, reached in maker(book)
    ]
