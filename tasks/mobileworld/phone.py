"""The phone as MobileWorld's loop lets an agent have one: its own actions, and a picture after each."""

import math
import time
from collections.abc import Callable, Sequence

from device.client import Device
from device.error import ActionRejected, FileTransferFailed, TreeUnavailable
from device.hand.gesture import SWIPE_SECONDS, key_argument, scroll_stroke
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.look.hierarchy import parse_hierarchy
from device.screen import Bounds, Direction, Observation, Point, Screenshot, UIElement
from device.state.appname import InstalledApp
from tasks.mobileworld.turns import Turns

_NO_SHELL = "MobileWorld's loop has no shell"
_NO_TREE = "MobileWorld shows a picture, and no list of elements"
_KEYS = {"ENTER": "keyboard_enter", "BACK": "navigate_back", "HOME": "navigate_home"}
Tree = Callable[[], bytes]
"""Reads the UI tree as `uiautomator` writes it. Raises TreeUnavailable."""


class PictureTransport:
    """Looks by the picture that was shown last, and by the tree where there is one. It has no shell."""

    def __init__(self, turns: Turns, tree: Tree | None = None) -> None:
        self._turns, self._tree = turns, tree
        self.time_left: Callable[[], float] = lambda: math.inf

    @property
    def serial(self) -> str:
        """The same for every phone."""
        return "mobileworld"

    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """What was shown last."""
        assert self._turns.latest is not None
        shown = self._turns.latest
        elements, why = self._elements() if tree else ((), "")
        return Observation(
            screenshot=Screenshot(shown.picture.size, shown.png) if screenshot else None,
            elements=elements,
            package=next((each.package_name for each in elements if each.package_name), ""),
            activity="",
            keyboard_shown=False,
            size=shown.picture.size,
            taken_at=time.time(),
            tree_error=why,
        )

    def _elements(self) -> tuple[tuple[UIElement, ...], str]:
        if self._tree is None:
            return (), _NO_TREE
        try:
            return parse_hierarchy(self._tree()).elements, ""
        except TreeUnavailable as error:
            return (), error.reason

    def look(self) -> object:
        """The picture that was shown last."""
        assert self._turns.latest is not None
        return self._turns.latest.png

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        """Nothing is run."""
        del command, stdin, timeout, repeat
        return ShellOutput(b"", _NO_SHELL.encode(), 127)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Nothing is run."""
        del command, timeout
        return b""

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Refused."""
        raise FileTransferFailed(f"{remote}: {_NO_SHELL}")

    def pull(self, remote: str) -> bytes:
        """Refused."""
        raise FileTransferFailed(f"{remote}: {_NO_SHELL}")

    def reconnect(self) -> None:
        """There is nothing to connect."""

    def close(self) -> None:
        """There is nothing to close."""


class TurnedPhone(Device):
    """Each verb is one of MobileWorld's actions, carried out by its loop in its turn."""

    def __init__(self, turns: Turns, apps: Sequence[tuple[str, str]] = (), tree: Tree | None = None) -> None:
        """`apps` are those that its `open_app` knows: name and package."""
        super().__init__(PictureTransport(turns, tree))
        self._turns = turns
        self._known = tuple(InstalledApp(package, "", (name,)) for name, package in apps)

    def settle(self, timeout: float = 5.0) -> bool:
        """Its loop has waited already."""
        return True

    def tap(self, point: Point) -> None:
        """Its `click`."""
        self._turns.take(action_type="click", x=point.x, y=point.y)

    def double_tap(self, point: Point) -> None:
        """Its `double_tap`."""
        self._turns.take(action_type="double_tap", x=point.x, y=point.y)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """Its `long_press`, which lasts a second."""
        self._turns.take(action_type="long_press", x=point.x, y=point.y)

    def swipe(self, start: Point, end: Point, seconds: float = SWIPE_SECONDS) -> None:
        """Its `drag`: its `swipe` knows a direction and no way."""
        places = {"start_x": start.x, "start_y": start.y, "end_x": end.x, "end_y": end.y}
        self._turns.take(action_type="drag", **places)

    def drag(self, start: Point, end: Point, seconds: float = 1.0) -> None:
        """Its `drag`, which does not hold before it moves."""
        self.swipe(start, end)

    def scroll(self, direction: Direction, bounds: Bounds | None = None) -> None:
        """Its `drag`: its `scroll` knows up and down alone, and no place."""
        self.swipe(*scroll_stroke(direction, bounds or Bounds(0, 0, *self.observe(tree=False).size)))

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Its `input_text`, into the field that has the cursor.

        Raises ActionRejected where the field is to be emptied first: it has no action for that.
        """
        if clear and (field is None or field.text):
            self.clear_text()
        self._turns.take(action_type="input_text", text=text)
        return False

    def clear_text(self) -> None:
        """Refused: it has no action for that."""
        raise ActionRejected(
            "a field can't be emptied at once here: select what is in it by a long press, then type over it"
        )

    def press(self, key: str | int) -> None:
        """Enter, Back and Home. Raises ActionRejected for other keys, of which it has none."""
        name = key_argument(key).removeprefix("KEYCODE_")
        if name not in _KEYS:
            raise ActionRejected(f"MobileWorld has no action that presses {name}")
        self._turns.take(action_type=_KEYS[name])

    def back(self) -> None:
        """Its `navigate_back`."""
        self.press("back")

    def home(self) -> None:
        """Its `navigate_home`."""
        self.press("home")

    def apps(self) -> tuple[InstalledApp, ...]:
        """Those that its `open_app` knows."""
        return self._known

    def open_app(self, name: str) -> str:
        """Its `open_app`. Raises ActionRejected for an app that it does not know."""
        for app in self._known:
            if name.casefold() in (app.names[0].casefold(), app.package):
                self._turns.take(action_type="open_app", app_name=app.names[0])
                return app.package
        known = ", ".join(app.names[0] for app in self._known)
        raise ActionRejected(f"MobileWorld opens no app called {name!r}; it opens: {known}")

    def wait(self, seconds: float) -> None:
        """Its `wait`, which lasts a second and the pause of its loop."""
        self._turns.take(action_type="wait")
