"""A gold solver as a script that is asked for one action after the other.

The solver runs in a thread of its own with a stand-in for the phone: what it wants to touch is handed out as
an action, and it goes on when it is given the screen after.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
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
from device.error import TapwrightError
from device.screen import Bounds, Direction, Observation, Point, UIElement
from grounding.target import Target
from tasks.gold.hand import PATIENCE, Hand
from tasks.gold.params import Params
from tasks.gold.registry import solver_for


@dataclass(frozen=True, slots=True)
class Finished:
    """The solver is through."""

    answer: str


@dataclass(frozen=True, slots=True)
class Lost:
    """The screen does not show what the solver looks for."""

    reason: str


Move = Action | Finished | Lost


class _GivenUp(Exception):
    """Nobody asks this script any more."""


class Stage:
    """Stands in for a Device: shows the screen it was given, and hands out what is done to it."""

    def __init__(self, ask: Callable[[Action], Observation]) -> None:
        self._ask = ask
        self._waited = False
        self.screen: Observation | None = None

    def observe(self, screenshot: bool = True, tree: bool = True) -> Observation:
        """The screen as it is now."""
        del screenshot, tree
        assert self.screen is not None
        return self.screen

    def see(
        self, timeout: float = 5.0, *, anew: bool = False, screenshot: bool = True
    ) -> tuple[bool, Observation]:
        """The screen as it is now; the loop has waited until it stood still."""
        del timeout, anew
        return True, self.observe(screenshot)

    def wait(self, seconds: float) -> None:
        """Once, and long enough; waiting again for the same thing takes no time."""
        del seconds
        if not self._waited:
            self._do(Wait(seconds=PATIENCE))
            self._waited = True

    def tap(self, point: Point) -> None:
        """A click on the element there."""
        self._do(Click(target=self._at(point)))

    def double_tap(self, point: Point) -> None:
        """A double tap on the element there."""
        self._do(DoubleTap(target=self._at(point)))

    def long_press(self, point: Point, seconds: float = 1.0) -> None:
        """A long press on the element there."""
        del seconds
        self._do(LongPress(target=self._at(point)))

    def swipe(self, start: Point, end: Point, seconds: float = 0.4) -> None:
        """A swipe between two points."""
        del seconds
        begun, ended = Target(point=(start.x, start.y)), Target(point=(end.x, end.y))
        self._do(Swipe(start=begun, end=ended))

    def scroll(self, direction: Direction, bounds: Bounds | None = None) -> None:
        """A scroll of the view with these bounds."""
        elements = self.screen.elements if self.screen else ()
        view = next((one for one in elements if one.is_scrollable and one.bounds == bounds), None)
        self._do(Scroll(direction=direction, target=Target(element=view.index) if view else None))

    def type_text(self, text: str, *, clear: bool = False, field: UIElement | None = None) -> bool:
        """Typing where the cursor is."""
        self._do(InputText(text=text, clear=clear))
        return True

    def press(self, key: str | int) -> None:
        """Enter is the only key that an agent has; NotImplementedError for others."""
        if key != "enter":
            raise NotImplementedError(f"there is no action for the key {key}")
        self._do(KeyboardEnter())

    def back(self) -> None:
        """Back."""
        self._do(NavigateBack())

    def home(self) -> None:
        """Home."""
        self._do(NavigateHome())

    def open_app(self, name: str) -> str:
        """An app by its name."""
        self._do(OpenApp(app_name=name))
        return name

    def _do(self, action: Action) -> None:
        self._waited = False
        self.screen = self._ask(action)

    def _at(self, point: Point) -> Target:
        """The smallest element there as a model would name it, else the bare point."""
        assert self.screen is not None
        there = [one for one in self.screen.elements if one.bounds.contains(point)]
        exact = [one for one in there if one.bounds.center == point]
        if not exact:
            return Target(point=(point.x, point.y))
        best = min(exact, key=lambda one: one.bounds.area)
        return Target(element=best.index, description=best.label)


class Script:
    """A solver that waits to be asked."""

    _END: Final = "end"

    def __init__(self, task: str, params: Params) -> None:
        self._out: queue.Queue[Move | BaseException] = queue.Queue(1)
        self._in: queue.Queue[Observation | Literal["end"]] = queue.Queue(1)
        self._stage = Stage(self._asked)
        self._over = False
        self._thread = threading.Thread(target=self._play, args=(task, params), daemon=True)
        self._thread.start()

    def next(self, screen: Observation) -> Move:
        """What is to be done on this screen, which came of what it wanted before."""
        assert not self._over, "asked after its end"
        self._in.put(screen)
        move = self._out.get()
        if isinstance(move, BaseException):
            self._over = True
            raise move
        self._over = isinstance(move, Finished | Lost)
        return move

    def drop(self) -> None:
        """Let the thread end."""
        if not self._over:
            self._over = True
            self._in.put(self._END)
        self._thread.join()

    def _asked(self, action: Action) -> Observation:
        self._out.put(action)
        return self._taken()

    def _taken(self) -> Observation:
        screen = self._in.get()
        if isinstance(screen, str):
            raise _GivenUp
        return screen

    def _play(self, task: str, params: Params) -> None:
        try:
            self._stage.screen = self._taken()
            answer = solver_for(task)(Hand(self._stage), params)  # type: ignore[arg-type]
            self._out.put(Finished(answer or ""))
        except _GivenUp:
            return
        except (TapwrightError, ValueError, IndexError, StopIteration) as error:
            # A solver is written for screens that are as they should be; on others it stumbles.
            self._out.put(Lost(f"{type(error).__name__}: {error}"))
        except NotImplementedError as error:
            self._out.put(error)
