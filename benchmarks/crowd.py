"""A phone on which everything is plenty, and the ways to its longest screens."""

from collections.abc import Callable

from device.phone.intent import Intent
from device.phone.notification import Notification
from device.phone.phone import Phone
from device.phone.sample import Appointment, Call, Dish, Note, Person, Sample, Spent, Text, ToDo, fill

CALENDAR = "com.simplemobiletools.calendar.pro"
MARKOR = "net.gsantner.markor"
NOTICES = 48
_WORDS = ("the", "quick", "brown", "fox", "jumps", "over", "a", "lazy", "dog", "while", "nobody", "looks")
Way = Callable[[Phone], None]


def crowded() -> Phone:
    """A phone with 200 people, 400 tasks, 300 events, 300 notes, and so on."""
    phone = Phone(seed=7)
    fill(phone, _plenty())
    for number in range(300):
        phone.files.write(f"/sdcard/Download/file {number:03d}.txt", b"x" * number)
    return phone


def _plenty() -> Sample:
    numbers = [f"+1555{number:07d}" for number in range(200)]
    return Sample(
        contact=[
            Person(f"{chr(65 + place % 26)}nna", f"Number {place}", (("Mobile", number),))
            for place, number in enumerate(numbers)
        ],
        message=[
            Text(numbers[0] if place % 2 else numbers[place % 100], -place, _words(place), place % 3 == 0)
            for place in range(400)
        ],
        call=[
            Call(number, -place, ("in", "out", "missed")[place % 3]) for place, number in enumerate(numbers)
        ],
        event=[
            Appointment(
                _words(place)[:30], place % 30 - 15, f"{8 + place % 12:02d}:00", f"{8 + place % 12:02d}:45"
            )
            for place in range(300)
        ],
        task=[ToDo(_words(place)[:40], "high", place % 40 - 5, notes=_words(place)) for place in range(400)],
        note=[
            Note("long.md", "".join(f"## {place}\n\n- [ ] {_words(place)}\n\n" for place in range(130))),
            *(Note(f"note {place:03d}.md", _words(place)) for place in range(299)),
        ],
        expense=[
            Spent(_words(place)[:20], 100 * place + 5, 1 + place % 9, -place // 4) for place in range(400)
        ],
        recipe=[
            Dish(_words(place)[:25], _words(place), "4", "30 min", _words(place), _words(place * 3))
            for place in range(200)
        ],
    )


def _words(seed: int) -> str:
    return " ".join(_WORDS[(seed * 7 + place) % len(_WORDS)] for place in range(6 + seed % 9))


def tap(phone: Phone, label: str, *, hold: bool = False) -> None:
    """Touch what has this text, description or id. Raises LookupError."""
    for element in phone.frame().elements():
        if label in (element.text, element.content_description, element.resource_id.rpartition("/")[2]):
            centre = element.bounds.center
            (phone.touch.long_press if hold else phone.touch.tap)(centre.x, centre.y)
            return
    raise LookupError(f"{label!r} is not on the screen of {phone.front.component}")


def opened(package: str, *labels: str) -> Way:
    """An app, and what is tapped from its first screen on."""

    def go(phone: Phone) -> None:
        phone.start(Intent(package=package))
        for label in labels:
            tap(phone, label)

    return go


def typing(phone: Phone) -> None:
    """In the middle of a long note."""
    opened(MARKOR, "long.md")(phone)
    phone.touch.tap(540, 1200)
    phone.touch.text("a word ")


def picking(phone: Phone) -> None:
    """The picker, in a folder of 300 files."""
    phone.shell("am start -a android.intent.action.OPEN_DOCUMENT -t '*/*'")
    tap(phone, "Show roots")
    tap(phone, "Downloads")


def noticed(phone: Phone) -> None:
    """The shade, full."""
    for number in range(NOTICES):
        phone.notify(Notification("com.google.android.dialer", f"Title {number}", _words(number), id=number))
    phone.shell("cmd statusbar expand-notifications")


WAYS: dict[str, Way] = {
    "Calendar month": opened(CALENDAR, "Change view", "Monthly view"),
    "Calendar week": opened(CALENDAR, "Change view", "Weekly view"),
    "Calendar year": opened(CALENDAR, "Change view", "Yearly view"),
    "Calendar list": opened(CALENDAR, "Change view", "Simple event list"),
    "Markor list": opened(MARKOR),
    "Markor editor": opened(MARKOR, "long.md"),
    "Markor typing": typing,
    "Markor preview": opened(MARKOR, "long.md", "View mode"),
    "shade": noticed,
    "Tasks list": opened("org.tasks"),
    "document picker": picking,
    "Contacts": opened("com.google.android.contacts"),
    "Phone keypad": opened("com.google.android.dialer", "key pad"),
    "Phone recents": opened("com.google.android.dialer", "Recents"),
    "Messages": opened("com.simplemobiletools.smsmessenger"),
    "Messages thread": opened("com.simplemobiletools.smsmessenger", "Anna Number 0"),
    "Expense": opened("com.arduia.expense"),
    "Recipes": opened("com.flauschcode.broccoli"),
    "Camera": opened("com.android.camera2"),
}
"""By name, from the home screen."""
