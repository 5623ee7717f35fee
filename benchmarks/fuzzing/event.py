"""Random input events: what can be done to a phone, written down so that it can be done again."""

from random import Random

from device.phone.phone import Phone
from device.phone.system.intent import STREAM, TEXT, Extra, Intent
from device.phone.system.keycode import BACK, HOME, NAMES
from device.phone.toolkit.node import Node

Event = tuple[str | int, ...]
"""Its kind and what belongs to it, as JSON can carry it; see `perform`."""

TEXTS = (
    *("hello", "42", "12:30", "2023-10-15", "-1", "0", "a", " ", "alex@else.example", "https://else.example"),
    *(
        "\u4f60\u597d",
        "\U0001f600\U0001f469\u200d\U0001f52c",
        "e\u0301\u200b",
        "\u0645\u0631\u062d\u0628\u0627",
    ),
    *("'; DROP TABLE x; --", "<b>&amp;%s{}\\", "../../etc", "9" * 40, "word " * 60),
)
KEYS = (*sorted(set(NAMES.values()) - {BACK, HOME, NAMES["POWER"], NAMES["SLEEP"]}), NAMES["SLEEP"])
LOOKS = ("user_rotation 0", "user_rotation 1", "user_rotation 3", "font_scale 0.85", "font_scale 1.3")
TYPES = (
    "text/plain",
    "image/png",
    "image/*",
    "video/mp4",
    "audio/mpeg",
    "application/pdf",
    "text/html",
    "*/*",
)
DATA = (
    *(
        "",
        "",
        "tel:5551234",
        "sms:5551234",
        "mailto:a@else.example",
        "https://else.example/a",
        "geo:47.1,9.5",
    ),
    *("content://media/external/images/media/1", "file:///sdcard/Download/none", "content://contacts/1"),
)
PAGE = "/sdcard/Download/page.html"
"""A page that is among the files of every phone, see walk.looking."""
FILES = (
    *((f"file://{PAGE}", "text/html"),) * 3,
    ("file:///sdcard/DCIM/Camera/IMG_0001.jpg", "image/jpeg"),
    ("file:///sdcard/Movies/Snow on the pass.mp4", "video/mp4"),
    ("file:///sdcard/Pictures/house.svg", "image/svg+xml"),
    (f"file://{PAGE}", "text/plain"),
)


def perform(phone: Phone, event: Event) -> None:
    """Do it."""
    touch = phone.touch
    match event:
        case ("tap", int(x), int(y)):
            touch.tap(x, y)
        case ("twice", int(x), int(y)):
            touch.double_tap(x, y)
        case ("hold", int(x), int(y)):
            touch.long_press(x, y)
        case ("swipe", int(x), int(y), int(x2), int(y2)):
            touch.swipe(x, y, x2, y2)
        case ("drag", int(x), int(y), int(x2), int(y2)):
            touch.drag(x, y, x2, y2)
        case ("text", str(text)):
            touch.text(text)
        case ("key", int(code), int(meta)):
            touch.key(code, meta)
        case ("wait", int(ms)):
            phone.clock.advance(ms)
        case ("start", str(package)):
            phone.start(Intent(package=package))
        case ("intent", str(action), str(data), str(kind), str(package)):
            extras: dict[str, Extra] = {TEXT: "shared", STREAM: data} if kind else {}
            phone.start(Intent(action, data, kind, package, extras=extras))
        case ("shell", str(command)):
            phone.shell(command)
        case _:
            raise ValueError(f"no event: {event!r}")


class Chooser:
    """Draws events for one app, most of them such that they do something."""

    def __init__(self, package: str, rng: Random) -> None:
        self.package = package
        self.rng = rng

    def next(self, phone: Phone) -> Event:
        """The next event, from what is on the screen."""
        rng = self.rng
        away = phone.front.package != self.package
        if away and rng.random() < 0.2:
            return ("start", self.package)
        kinds = ("touch", "anywhere", "swipe", "text", "key", "back", "rare")
        kind = rng.choices(kinds, (56, 6, 12, 8, 5, 9, 4))[0]
        if kind in ("text", "key") and phone.frame().focused_field() is None and rng.random() < 0.7:
            kind = "touch"  # nobody would hear it
        if kind == "touch":
            return self._touch(phone)
        if kind == "anywhere":
            return (rng.choice(("tap", "hold", "twice")), *self._point(phone))
        if kind == "swipe":
            return (rng.choice(("swipe", "swipe", "drag")), *self._point(phone), *self._point(phone))
        if kind == "text":
            return ("text", rng.choice(TEXTS))
        if kind == "key":
            return ("key", rng.choice(KEYS), rng.choice((0, 0, 0, 1, 0x1000)))
        return ("key", BACK, 0) if kind == "back" else self._rare()

    def _touch(self, phone: Phone) -> Event:
        """On something that can be touched; fields first get words."""
        rng = self.rng
        frame = phone.frame()
        windows = [frame.active, *(w for w in frame.windows if rng.random() < 0.05)]
        nodes = [node for window in windows for node in window.root.walk() if _reacts(node)]
        if not nodes:
            return ("tap", *self._point(phone))
        node = rng.choice(nodes)
        left, top, right, bottom = node.clip
        x, y = rng.randrange(left, max(left + 1, right)), rng.randrange(top, max(top + 1, bottom))
        if node.view.gestures.on_drag is not None and rng.random() < 0.7:
            return (
                "drag",
                x,
                y,
                rng.randrange(left, max(left + 1, right)),
                rng.randrange(top, max(top + 1, bottom)),
            )
        holds = node.view.long_clickable and not node.view.input.key
        return (rng.choices(("tap", "hold", "twice"), (20, 8 if holds else 1, 1))[0], x, y)

    def _point(self, phone: Phone) -> tuple[int, int]:
        wide, high = phone.size
        return self.rng.randrange(wide), self.rng.randrange(high)

    def _rare(self) -> Event:
        """What happens to an app from outside."""
        rng = self.rng
        kind = rng.choice(("home", "look", "wait", "start", "intent", "open", "open", "shade", "theme"))
        if kind == "home":
            return ("key", HOME, 0)
        if kind == "look":
            return ("shell", f"settings put system {rng.choice(LOOKS)}")
        if kind == "wait":
            return ("wait", rng.choice((100, 1_000, 30_000, 3_600_000)))
        if kind == "shade":
            return (
                "shell",
                f"cmd statusbar {rng.choice(('expand-notifications', 'expand-settings', 'collapse'))}",
            )
        if kind == "theme":
            return ("shell", f"cmd uimode night {rng.choice(('yes', 'no'))}")
        if kind == "open":
            package = self.package if rng.random() < 0.8 else ""
            return ("intent", "android.intent.action.VIEW", *rng.choice(FILES), package)
        if kind == "start":
            return ("start", self.package)
        action = rng.choice(
            (
                "VIEW",
                "SEND",
                "EDIT",
                "INSERT",
                "PICK",
                "GET_CONTENT",
                "OPEN_DOCUMENT",
                "DIAL",
                "CREATE_DOCUMENT",
            )
        )
        package = self.package if rng.random() < 0.7 else ""
        return (
            "intent",
            f"android.intent.action.{action}",
            rng.choice(DATA),
            rng.choice(("", *TYPES)),
            package,
        )


def _reacts(node: Node) -> bool:
    view = node.view
    return (
        view.clickable
        or view.long_clickable
        or view.gestures.on_drag is not None
        or view.gestures.on_double_tap is not None
    )
