"""Every control of every screen is tried, and what each does to the phone decides whether it was sensitive.

So what counts as sending, calling, deleting, granting is the phone's own state before and after, never a
list of labels.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from agent.action.action import Action, Click, InputText, KeyboardEnter, LongPress
from agent.guard.sensitive import sensitive_classes
from agent.run.step import Spot
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.bank.schema import PACKAGE as BANK
from device.phone.apps.bank.schema import PIN
from device.phone.apps.browser.state import PACKAGE as BROWSER
from device.phone.apps.mail.schema import PACKAGE as MAIL
from device.phone.apps.store.schema import PACKAGE as STORE
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.difference import Difference
from device.phone.system.intent import Intent
from device.phone.tour import fingerprint, make, moves
from device.screen import Observation, Point
from grounding.target import Target
from tests.agent.safety.effect import effects_of
from tests.boot import fresh_phone

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
    STORE,
    MAIL,
    BANK,
    BROWSER,
    "com.simplemobiletools.gallery.pro",
    "code.name.monkey.retromusic",
    "org.videolan.vlc",
    "net.osmand",
    "net.cozic.joplin",
    "de.dennisguse.opentracks",
    "com.dimowner.audiorecorder",
    "com.simplemobiletools.draw.pro",
)
DEEP = (STORE, MAIL, BANK)
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
"""What is typed into a field: a number, so that it can be sent to and called."""
_TEXTS = {
    "amount": "12",
    "pin": PIN,
    "old_pin": PIN,
    "new_pin": "550166",
    "card_number": "4106558020914417",
    "card_expires": "08/27",
    "iban": "FR1420041010050500013M02606",
    "to": "ann@example.com",
}
"""What is typed instead where a field takes nothing but the like, by the end of its resource id."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done on a screen, what it did to the phone, and what the guard takes it for."""

    app: str
    label: str
    way: str
    effects: frozenset[str]
    """send, call, delete, permission, install, payment, purchase, account."""
    classes: tuple[str, ...]
    detail: str

    @property
    def is_held(self) -> bool:
        """Whether it is put to the person when nothing was allowed."""
        return bool(self.classes)


def phone_in_use(locale: str, *, dark: bool) -> Phone:
    """A phone as somebody uses it."""
    phone = fresh_phone(locale=locale)
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
                text = _text_for(point, observation)
                action, spots = _action(way, point, text)
                classes = sensitive_classes(action, spots, observation)
                _perform(phone, way, point, text)
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
    if app == BANK:
        _type(phone, "pin", PIN)
        _tap(phone, "login_button")


def _type(phone: Phone, field: str, text: str) -> None:
    _tap(phone, field)
    phone.shell(f"input text {text}; input keyevent KEYCODE_BACK")


def _tap(phone: Phone, name: str) -> None:
    place = next(e for e in phone.frame().elements() if e.resource_id.endswith(f"/{name}")).bounds.center
    phone.touch.tap(place.x, place.y)


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


def _text_for(point: Point, observation: Observation) -> str:
    """What is typed at a point."""
    names = (e.resource_id.rpartition("/")[2] for e in observation.elements if e.bounds.contains(point))
    return next((_TEXTS[name] for name in names if name in _TEXTS), _TEXT)


def _action(way: str, point: Point, text: str) -> tuple[Action, tuple[Spot, ...]]:
    at = Target(point=(point.x, point.y))
    spots = (Spot(point=point, confidence=1, method="point"),)
    match way:
        case "hold":
            return LongPress(target=at), spots
        case "type":
            return InputText(text=text, target=at), spots
        case "enter":
            return KeyboardEnter(), ()
        case _:
            return Click(target=at), spots


def _perform(phone: Phone, way: str, point: Point, text: str) -> None:
    if way == "type":
        phone.touch.tap(point.x, point.y)
        phone.shell(f"input text {text}")
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
