"""Getting to where the next move can be made: what is in the way is put off, a page is waited and looked for.

Nothing here does what the record does not do: popups that nobody asked for are answered, the screen is given
time, lists are scrolled, and a page on which an app came up again is left by Back.
"""

from dataclasses import dataclass, field

from agent.action.action import Action, Click, NavigateBack, OpenApp, Scroll, Wait
from agent.offline.step.history import Past
from agent.offline.step.interruption import HUNG, between, unreadable
from agent.offline.step.move import Act
from agent.perception.page import summarise
from agent.perception.scene import Scene
from agent.perception.seek import Absent
from agent.replay.aim import is_aimed, way
from agent.replay.script import ScriptMove
from agent.run.step import Outcome, Step
from device.screen import Direction, Observation
from grounding.target import Target

_WAITS = (1.0, 2.0)
"""Seconds the screen is given, one after the other."""
_HUNG = 4.0
_EASED = 5
"""So many things in the way are put off for one move."""
_SCROLLS = 30
"""So far a page is looked through each way."""
_BACKS = 3
_BACKWARDS: dict[Direction, Direction] = {"up": "down", "down": "up", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is done to get there, and why."""

    action: Action
    thought: str


@dataclass
class Recovery:
    """What has been tried for one move."""

    toward: Direction = "down"
    """Where the record found it."""
    answered: str = ""
    """How the history calls the latest answer to something in the way."""
    eased: int = 0
    blind: int = 0
    """Times the screen was given to become readable, or what is on it to go away."""
    waited: int = 0
    backs: int = 0
    ways: list[Direction] = field(default_factory=list)
    """The ways to look that are left; filled when the looking begins."""
    scrolled: int = 0
    looked: bool = False
    uncovered: bool = False
    """Whether the keyboard was put away to see what lies below it."""

    def next(
        self, move: ScriptMove, before: ScriptMove | None, why: Absent, observation: Observation
    ) -> Remedy | None:
        """The next thing to try; None where everything was tried. `before` is the move made before."""
        return (
            self.ease(observation)
            or (self._wait(why) if why.is_there or observation.package != move.package else None)
            or self._leave(move, before, observation)
            or self._uncover(move, why, observation)
            or self._look(move, why, observation)
            or self._wait(why)
        )

    def heard(self, step: Step) -> None:
        """What became of the last remedy: where nothing moved, there is no more that way."""
        if isinstance(step.action, Scroll) and (step.error or step.outcome == Outcome.NO_CHANGE):
            self._turn()

    def ease(self, observation: Observation) -> Remedy | None:
        """An answer to what nobody asked for; another look at a screen of which nothing can be read."""
        scene, nothing = Scene(observation), Past(())
        came = between(scene, nothing) if self.eased < _EASED else None
        came = came or (unreadable(scene, nothing) if self.blind < _EASED else None)
        if not isinstance(came, Act):
            return None
        if isinstance(came.action, Wait):
            self.blind += 1
        else:
            self.eased += 1
        self.answered = came.action.target.description if isinstance(came.action, Click) else ""
        return Remedy(came.action, came.thought)

    def pause(self) -> Remedy | None:
        """Time for an app that has just been waited for, as it hung."""
        hung, self.answered = self.answered.startswith(HUNG), ""
        return Remedy(Wait(seconds=_HUNG), "The app needs time to come back") if hung else None

    def _wait(self, why: Absent) -> Remedy | None:
        """Time for the screen."""
        if self.waited >= len(_WAITS):
            return None
        self.waited += 1
        return Remedy(Wait(seconds=_WAITS[self.waited - 1]), f"{why.why}: perhaps it takes a moment")

    def _leave(self, move: ScriptMove, before: ScriptMove | None, observation: Observation) -> Remedy | None:
        """Back from the page on which an app was left the last time it was used."""
        opened = before is not None and isinstance(before.action, OpenApp)
        elsewhere = observation.package == move.package and summarise(observation) != move.page
        below = not on_page(move, observation) or Scene(observation).up is not None
        if not (opened and elsewhere and below) or self.backs >= _BACKS:
            return None
        self.backs += 1
        return Remedy(NavigateBack(), "The app came up on another page than in the record")

    def _uncover(self, move: ScriptMove, why: Absent, observation: Observation) -> Remedy | None:
        """Back, which puts the keyboard away that may lie over the place."""
        if self.uncovered or not observation.keyboard_shown or not is_aimed(move):
            return None
        self.uncovered = True
        return Remedy(NavigateBack(), f"{why.why} yet: the keyboard may lie over it")

    def _look(self, move: ScriptMove, why: Absent, observation: Observation) -> Remedy | None:
        if why.is_there or not is_aimed(move) or not on_page(move, observation):
            return None
        scroller = Scene(observation).scroller
        if not self.looked:
            self.looked = True
            self.ways = [self.toward, _BACKWARDS[self.toward]] if scroller or _sideways(self.toward) else []
        if not self.ways:
            return None
        self.scrolled += 1
        if self.scrolled > _SCROLLS:
            self._turn()
            return self._look(move, why, observation)
        place = None
        if scroller is not None and not _sideways(self.ways[0]):
            place = Target(description=scroller.label or "the list", element=scroller.index)
        return Remedy(Scroll(direction=self.ways[0], target=place), f"{why.why} yet: looking for it")

    def _turn(self) -> None:
        self.ways, self.scrolled = self.ways[1:], 0


def on_page(move: ScriptMove, observation: Observation) -> bool:
    """Whether the screen is the one the move was made on, as far as app and activity tell."""
    same_activity = not move.activity or not observation.activity or move.activity == observation.activity
    return observation.package == move.package and same_activity


def toward(moves: tuple[ScriptMove, ...], at: int) -> Direction:
    """Where the record looked right before a move for its place."""
    return (way(moves[at - 1]) if 0 < at <= len(moves) else None) or "down"


def _sideways(direction: Direction) -> bool:
    return direction in ("left", "right")
