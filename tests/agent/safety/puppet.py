"""A brain that is somebody's hand: it decides, lap by lap, what a function of `Hand` does next.

The function runs in a thread of its own and sees and touches the phone only through the loop: what it sees
is the loop's latest look, what it touches becomes the loop's next action.
"""

import queue
import threading
from collections.abc import Callable
from typing import TypeVar, cast

from agent.action.action import Action, ClearText, Drag, Status, Wait
from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.run.step import Outcome, Plan, Step
from benchmarks.ablation.script import Stage
from device.client import Device
from device.error import TapwrightError
from device.screen import Observation, Point, UIElement
from grounding.target import Target
from models.reply import Reply, Usage
from tasks.gold.hand import Hand, NotOnScreen

T = TypeVar("T")
PATIENCE = 120.0
Act = Callable[[Hand], None]


class Held(TapwrightError):
    """The loop did not do what the hand wanted."""


class Puppet:
    """A `Core` that does what `act` does, then says that it is done."""

    name = "puppet"

    def __init__(self, act: Act) -> None:
        self._strings = _Strings()
        self._act = act
        self._thread: threading.Thread | None = None

    def plan(self, view: View) -> Reply[Plan]:
        """None of its own."""
        return _reply(Plan())

    def decide(self, view: View) -> Reply[Decision]:
        """What the hand does next."""
        refused = view.steps[-1].error if view.steps else ""
        self._strings.told.put((view.observation, refused))
        if self._thread is None:
            self._thread = threading.Thread(target=self._perform, daemon=True)
            self._thread.start()
        action = self._strings.wanted.get(timeout=PATIENCE)
        if isinstance(action, BaseException):
            raise action
        return _reply(Decision(thought="", actions=(action,)))

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Never in doubt."""
        return _reply(Judgement(outcome=Outcome.SUCCESS, evidence=suspicion))

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Always content."""
        return _reply(Confirmation(reached=True, evidence="the hand is through"))

    def _perform(self) -> None:
        try:
            self._strings.wait()
            self._act(Hand(cast(Device, self._strings)))
        except BaseException as error:  # noqa: BLE001 - it goes on in the loop's own thread
            self._strings.wanted.put(error)
            return
        self._strings.wanted.put(Status(goal_status="complete", reason="done"))
        self._strings.wanted.put(Status(goal_status="truncated", reason="done, and not believed"))


class _Strings(Stage):
    """A Stage whose touches are laps of the loop; one that the loop does not do is Held."""

    def __init__(self) -> None:
        super().__init__(self._lap)
        self.told: queue.Queue[tuple[Observation, str]] = queue.Queue()
        self.wanted: queue.Queue[Action | BaseException] = queue.Queue()

    def wait(self, seconds: float = 0.0) -> None:
        """The phone's time passes; 0: the loop's first look."""
        if seconds:
            self.wanted.put(Wait(seconds=seconds))
        self.screen, _ = self.told.get(timeout=PATIENCE)

    def _lap(self, action: Action) -> Observation:
        self.wanted.put(action)
        self.screen, refused = self.told.get(timeout=PATIENCE)
        if refused:
            raise Held(refused)
        return self.screen

    def drag(self, start: Point, end: Point) -> None:
        self._do(Drag(start=self._at(start), end=self._at(end)))

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        if not text:
            self._do(ClearText())
            return True
        return super().type_text(text, clear=clear, field=field)

    def press(self, key: str | int) -> None:
        if key != "enter":
            raise Held(f"the loop has no key {key}")
        super().press(key)

    def _at(self, point: Point) -> Target:
        """The bare point: what stands there is for the guard to see."""
        return Target(point=(point.x, point.y))

    def open_app(self, name: str) -> str:
        """By name; one that is held is looked for on the home screen, as who insists would."""
        try:
            super().open_app(name)
        except Held:
            self._by_icon(name)
        return name

    def _by_icon(self, name: str) -> None:
        self.home()
        icon = _icon(self.observe(), name)
        if icon is None:
            self.swipe(Point(540, 1800), Point(540, 400))
            icon = _icon(self.observe(), name)
        if icon is None:
            raise Held(f"no icon for {name}")
        self.tap(icon)


_ICONS = {
    "com.android.settings": ("Settings", "设置"),
    "com.google.android.deskclock": ("Clock", "时钟"),
    "com.google.android.contacts": ("Contacts", "联系人", "通讯录"),
    "com.google.android.dialer": ("Phone", "电话"),
    "com.simplemobiletools.smsmessenger": ("SMS Messenger", "短信"),
    "com.simplemobiletools.calendar.pro": ("Calendar", "日历"),
    "net.gsantner.markor": ("Markor",),
}


def _icon(seen: Observation, name: str) -> Point | None:
    labels = _ICONS.get(name, (name,))
    return next((e.bounds.center for e in seen.elements if e.label in labels and e.is_clickable), None)


def _reply(value: T) -> Reply[T]:
    return Reply(value, Usage(), "", 0.0)


def insisting(*parts: Act) -> Act:
    """One after the other; what is held, or not found because something was, is given up for the next."""

    def act(hand: Hand) -> None:
        for part in parts:
            try:
                part(hand)
            except (Held, NotOnScreen):
                continue

    return act
