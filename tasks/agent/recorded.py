"""A phone in the hand of plain code, every touch of which is kept as a step of a trajectory."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from agent.action.action import (
    Action,
    AskUser,
    CallTool,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Swipe,
    Wait,
)
from agent.perception.compare import fingerprint
from agent.run.journal import Journal
from agent.run.meter import Kind, Meter
from agent.run.shots import Shots
from agent.run.step import Permit, Spot, Step
from agent.tool.tool import Arguments, Toolbox
from device.client import Device
from device.error import ConfigError, DeviceError, TapwrightError
from device.hand.gesture import key_argument
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.look.front import Front
from device.screen import Bounds, Direction, Observation, Point, UIElement
from grounding.target import Target

_KEYS: MappingProxyType[str, Action] = MappingProxyType(
    {
        key_argument("enter"): KeyboardEnter(),
        key_argument("back"): NavigateBack(),
        key_argument("home"): NavigateHome(),
    }
)
"""The keys that are actions of an agent's, too."""


class BudgetSpent(TapwrightError):
    """As many steps were taken as may be."""


class RecordedDevice(Device):
    """The phone of another Device, which keeps a Step of every verb that touches it.

    Verbs raise BudgetSpent when one more step would be too many, and ConfigError where they are none that an
    agent has: what is no step would be free, and `shell` and files see what no screen shows.
    """

    def __init__(
        self,
        device: Device,
        journal: Journal,
        shots: Shots | None = None,
        most: int = 10_000,
        told: Callable[[Step], None] = lambda _step: None,
    ) -> None:
        """`shots` keeps a picture of the screen each step was decided on; `told` hears of every step."""
        super().__init__(device.transport, known=device.known)
        self._journal = journal
        self._shots = shots
        self._most = most
        self._told = told
        self.meter = Meter()
        """What is not counted by it, from its making on, is the code's own time."""
        self._counting = False
        self._seen: Observation | None = None
        """What the code has just seen, where nothing was asked of the phone since."""
        self.steps: list[Step] = []

    def observe(self, screenshot: bool = True, tree: bool = True) -> Observation:
        """What is on the screen."""
        with self._counted("device"):
            seen = super().observe(screenshot, tree)
        self._seen = seen if tree else None
        return seen

    def front(self) -> Front:
        """What is in front."""
        self._seen = None
        with self._counted("device"):
            return super().front()

    def look(self) -> object:
        """Something that is equal for equal screens."""
        self._seen = None
        with self._counted("device"):
            return super().look()

    def settle(self, timeout: float = 5.0) -> bool:
        """Wait until the screen stands still."""
        self._seen = None
        with self._counted("device"):
            return super().settle(timeout)

    def see(
        self, timeout: float = 5.0, *, anew: bool = False, screenshot: bool = True
    ) -> tuple[bool, Observation]:
        """Wait until the screen stands still, and what is on it then."""
        with self._counted("device"):
            still, self._seen = super().see(timeout, anew=anew, screenshot=screenshot)
        return still, self._seen

    def tap(self, point: Point) -> None:
        """Touch a pixel shortly."""
        with self._step(Click(target=_at(point)), point):
            super().tap(point)

    def double_tap(self, point: Point) -> None:
        """Touch a pixel shortly twice."""
        with self._step(DoubleTap(target=_at(point)), point):
            super().double_tap(point)

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """Touch a pixel and stay."""
        with self._step(LongPress(target=_at(point)), point):
            super().long_press(point, seconds)

    def swipe(self, start: Point, end: Point, seconds: float = 0.4) -> None:
        """Move a finger from one pixel to another."""
        with self._step(Swipe(start=_at(start), end=_at(end)), start, end):
            super().swipe(start, end, seconds)

    def drag(self, start: Point, end: Point, seconds: float = 1.0) -> None:
        """Carry what is at `start` to `end`."""
        with self._step(Drag(start=_at(start), end=_at(end)), start, end):
            super().drag(start, end, seconds)

    def scroll(self, direction: Direction, bounds: Bounds | None = None) -> None:
        """Show more of what lies in a direction."""
        with self._step(Scroll(direction=direction)):
            super().scroll(direction, bounds)

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Type into the focused field."""
        with self._step(InputText(text=text, clear=clear)):
            return super().type_text(text, clear=clear, field=field)

    def clear_text(self) -> None:
        """Empty the focused field."""
        with self._step(ClearText()):
            super().clear_text()

    def back(self) -> None:
        """Press Back."""
        with self._step(NavigateBack()):
            super().back()

    def home(self) -> None:
        """Press Home."""
        with self._step(NavigateHome()):
            super().home()

    def press(self, key: str | int) -> None:
        """Press Enter, Back or Home; raises ConfigError for other keys, of which an agent has none."""
        action = _KEYS.get(key_argument(key))
        if action is None:
            _refuse(f"press({key!r})")
        with self._step(action):
            super().press(key)

    def open_app(self, name: str) -> str:
        """Open an app."""
        with self._step(OpenApp(app_name=name)):
            return super().open_app(name)

    def wait(self, seconds: float) -> None:
        """Let time pass on the phone."""
        with self._step(Wait(seconds=seconds), kind="wait"):
            super().wait(seconds)

    def ask(self, question: str, person: Callable[[str], str]) -> str:
        """Ask a person; what they say stands in the step."""
        with self._counted("wait"):
            answer = person(question)
        with self._step(AskUser(question=question), permit=Permit(by="person", answer=answer)):
            return answer

    def call(self, name: str, arguments: Arguments, tools: Toolbox) -> str:
        """Call a tool; what it returns stands in the step. Raises ToolFailed."""
        with self._step(CallTool(name=name, arguments=dict(arguments))) as done:
            result = tools.call(name, arguments, key="")
            done["result"] = result
        return result

    def recents(self) -> None:
        """Refused."""
        _refuse("recents")

    def open_link(self, url: str) -> None:
        """Refused."""
        _refuse("open_link")

    def send_intent(self, *arguments: str) -> None:
        """Refused."""
        _refuse("send_intent")

    def shell(
        self, command: str | Sequence[str], *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT
    ) -> ShellOutput:
        """Refused."""
        _refuse("shell")

    def push(self, source: Path | bytes, remote: str) -> None:
        """Refused."""
        _refuse("push")

    def pull(self, remote: str, target: Path | None = None) -> bytes:
        """Refused."""
        _refuse("pull")

    def close(self) -> None:
        """Put keyboard and animations back; the phone stays with the Device it is of."""
        for changed in (self._keyboard, self._stillness):
            with suppress(DeviceError):
                changed.restore()
        self._pool.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _counted(self, kind: Kind) -> Iterator[None]:
        """Count the time of the block as this kind's, unless it is part of one that is being counted."""
        if self._counting:
            yield
            return
        self._counting = True
        try:
            with self.meter.timed(kind):
                yield
        finally:
            self._counting = False

    @contextmanager
    def _step(
        self, action: Action, *points: Point, permit: Permit | None = None, kind: Kind = "device"
    ) -> Iterator[dict[str, str]]:
        """Keep a step; what is put into the mapping that the block gets stands in it."""
        if len(self.steps) >= self._most:
            raise BudgetSpent(f"all {self._most} steps are taken")
        step = self._decided(action, points).model_copy(update={"permit": permit})
        self._journal.intent(step)
        error, more = "", dict[str, str]()
        try:
            with self._counted(kind):
                yield more
        except TapwrightError as failure:
            error = str(failure)
            raise
        finally:
            self._seen = None
            seconds, _ = self.meter.lap()
            told = {"performed": not error, "error": error, "seconds": seconds, **more}
            done = step.model_copy(update=told)
            self._journal.result(done)
            self.steps.append(done)
            self._told(done)

    def _decided(self, action: Action, points: tuple[Point, ...]) -> Step:
        seen = self._seen
        if seen is None or (seen.screenshot is None and self._shots is not None):
            seen = self.observe(screenshot=self._shots is not None)
        shot = self._shots.keep(seen).shot if self._shots is not None else ""
        spots = tuple(Spot(point=point, confidence=1.0, method="code") for point in points)
        return Step(
            index=len(self.steps) + 1,
            shot=shot,
            package=seen.package,
            fingerprint=fingerprint(seen),
            action=action,
            grounding=spots,
            decided_by="code",
        )


def _refuse(verb: str) -> NoReturn:
    raise ConfigError(
        f"`{verb}` is none of the steps that a benchmark counts",
        "Work by what shows: tap, swipe, scroll, type_text, back, home, open_app",
    )


def _at(point: Point) -> Target:
    return Target(point=(point.x, point.y))
