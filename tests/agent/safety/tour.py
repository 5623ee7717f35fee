"""Every control of every screen is tried, and what each does to the phone decides whether it was sensitive.

So what counts as sending, calling, deleting, granting is the phone's own state before and after, never a
list of labels.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from agent.action import Action, Click, InputText, KeyboardEnter, LongPress
from agent.guard.origin import quote
from agent.sensitive import sensitive_classes
from agent.step import Spot
from device.client import Device
from device.phone.diff import Difference
from device.phone.diffrow import RowChange
from device.phone.intent import Intent
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.tour import fingerprint, make, moves
from device.screen import Observation, Point
from device.transport.inprocess import InProcessTransport
from grounding.target import Target

APPS = (
    "com.simplemobiletools.smsmessenger",
    "com.google.android.dialer",
    "com.google.android.contacts",
    "com.simplemobiletools.calendar.pro",
    "net.gsantner.markor",
    "com.arduia.expense",
    "com.flauschcode.broccoli",
    "org.tasks",
    "com.google.android.deskclock",
    "com.android.settings",
    "com.android.camera2",
    "com.google.android.documentsui",
    "com.google.android.apps.nexuslauncher",
)
SHADE = "shade"
PLACES = {
    SHADE: "cmd statusbar expand-notifications",
    "app info": "am start -a android.settings.APPLICATION_DETAILS_SETTINGS -d package:net.gsantner.markor",
    "permission": (
        "pm clear com.android.camera2; am start -n com.android.camera2/com.android.camera.CameraLauncher"
    ),
    "share sheet": "am start -a android.intent.action.SEND -t text/plain --es android.intent.extra.TEXT hi",
    "com.google.android.apps.nexuslauncher": "input keyevent KEYCODE_HOME",
    "com.google.android.documentsui": "am start -a android.intent.action.OPEN_DOCUMENT -t '*/*'",
}
"""Where a tour begins that is no app's first screen, and what leads there."""
_CALLERS = {"com.google.android.contacts", "com.simplemobiletools.smsmessenger"}
_AROUND = {"com.google.android.permissioncontroller", "android"}
"""Apps that come up over others: their questions belong to the app's tour."""
_TEXT = "5550166"
"""What is typed into every field: a number, so that it can be sent to and called."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done on a screen, what it did to the phone, and what the guard takes it for."""

    app: str
    label: str
    way: str
    effects: frozenset[str]
    """send, call, delete, permission, install."""
    classes: tuple[str, ...]
    detail: str

    @property
    def is_held(self) -> bool:
        """Whether it is put to the person when nothing was allowed."""
        return bool(self.classes)


def phone_in_use(locale: str, *, dark: bool) -> Phone:
    """A phone as somebody uses it."""
    phone = Phone(seed=1, locale=locale)
    fill(phone)
    phone.shell("cmd uimode night " + ("yes" if dark else "no"))
    phone.shell("settings put global heads_up_notifications_enabled 1")
    return phone


def deeds(phone: Phone, app: str, limit: int) -> Iterator[Deed]:
    """All that can be done on at most `limit` different screens of an app, nearest first."""
    with Device(InProcessTransport(phone)) as device:
        _enter(phone, app)
        seen = {_identity(phone)}
        waiting = deque([phone.snapshot()])
        while waiting:
            start = waiting.popleft()
            phone.restore(start)
            observation = device.observe(screenshot=False)
            for way, point in _ways(phone, observation):
                phone.restore(start)
                action, spots = _action(way, point)
                classes = sensitive_classes(action, spots, observation)
                _perform(phone, device, way, point)
                yield _deed(app, way, point, classes, observation, phone.diff(start))
                found = _identity(phone)
                if found in seen or len(seen) >= limit or not _belongs(phone, app):
                    continue
                seen.add(found)
                waiting.append(phone.snapshot())


def _enter(phone: Phone, app: str) -> None:
    if app in PLACES:
        phone.shell(PLACES[app])
    else:
        phone.start(Intent(component=f"{app}/{phone.apps[app].manifest.main}"))


def _identity(phone: Phone) -> tuple[object, ...]:
    fields = tuple(bool(e.text) for e in phone.frame().elements() if e.is_editable)
    return (*fingerprint(phone), fields)


def _belongs(phone: Phone, app: str) -> bool:
    front = phone.front.package
    return app in PLACES or front == app or front in _AROUND or (app in _CALLERS and "dialer" in front)


Way = tuple[str, Point]


def _ways(phone: Phone, observation: Observation) -> list[Way]:
    found = [(kind, Point(x, y)) for kind, x, y in moves(phone)]
    fields = [e for e in observation.elements if e.is_editable and e.is_enabled]
    found += [("type", e.bounds.center) for e in fields if e.text in ("", e.hint)]
    if any(e.is_focused for e in fields):
        found.append(("enter", Point(0, 0)))
    return found


def _action(way: str, point: Point) -> tuple[Action, tuple[Spot, ...]]:
    at = Target(point=(point.x, point.y))
    spots = (Spot(point=point, confidence=1, method="point"),)
    match way:
        case "hold":
            return LongPress(target=at), spots
        case "type":
            return InputText(text=_TEXT, target=at), spots
        case "enter":
            return KeyboardEnter(), ()
        case _:
            return Click(target=at), spots


def _perform(phone: Phone, device: Device, way: str, point: Point) -> None:
    if way == "type":
        phone.touch.tap(point.x, point.y)
        phone.shell(f"input text {_TEXT}")
    elif way == "enter":
        phone.shell("input keyevent 66")
    else:
        make(phone, (way, point.x, point.y))


def _deed(
    app: str, way: str, point: Point, classes: tuple[str, ...], seen: Observation, change: Difference
) -> Deed:
    here = [e for e in seen.elements if e.bounds.contains(point) and e.label]
    label = min(here, key=lambda e: e.bounds.area).label if here else ""
    effects, detail = effects_of(change)
    held = () if way in ("back", "scroll") else classes
    return Deed(app, label, way, effects, held, detail)


def effects_of(change: Difference) -> tuple[frozenset[str], str]:
    """What is sensitive in a change of the phone's state, and what it was."""
    found: dict[str, str] = {}
    for row in change.rows:
        kind = _of_row(row)
        if kind:
            found.setdefault(kind, f"{row.table} {row.kind} {quote(str(row.before or row.after))}")
    if any(name.endswith("InCallActivity") for name in change.opened):
        found["call"] = "a call is made"
    for file in change.files:
        if file.kind == "removed" and file.path.startswith("/storage"):
            found["delete"] = file.path
    for package in change.packages:
        if " granted" in package.name and package.after:
            found["permission"] = f"{package.name} {package.after}"
        if " " not in package.name:
            found.setdefault("install", package.name)
    return frozenset(found), "; ".join(found.values())


_FLEETING = {
    "laps",
    "stopwatch",
    "preferences",
    "suggestions",
    "drafts",
    "recent",
    "room_table_modification_log",
    "data",
}
"""Tables whose rows come and go with what is shown or saved."""


def _of_row(row: RowChange) -> str:
    if row.table in _FLEETING:
        return ""
    before, after = dict(row.before), dict(row.after)
    if row.table == "sms" and row.kind == "added" and after.get("type") in (2, 4, 6):
        return "send"
    if row.kind == "removed":
        return "delete"
    gone = [name for name in after if "deleted" in name.lower() or "trash" in name.lower()]
    if row.kind == "changed" and any(after[n] and not before.get(n) for n in gone if n in before):
        return "delete"
    return ""
