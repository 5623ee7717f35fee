"""The history as the skills see it: the steps taken for the sub-goal in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from agent.action.action import Action, CallTool, Click, Drag, LongPress, NavigateBack, Note, OpenApp, Swipe
from agent.offline.decision import PastStep
from agent.run.step import Outcome

NOTED = "; "
"""Between the pieces of a note."""
LIST = "list"
"""How the history calls a list that is scrolled; followed by the way."""
_SAVED = {"new_event": "new: 2", "compose_message": "to thread {number}", "set_timer": "timer: start"}
"""The last touch that an intent of the phone stands for, by the name of its tool."""
_LOST = 3
"""Taps on one row that may get lost."""


@dataclass(frozen=True)
class Past:
    """Steps since the last sub-goal was confirmed, oldest first."""

    steps: tuple[PastStep, ...]

    @classmethod
    def of(cls, history: Sequence[PastStep], done: int) -> "Past":
        """The last steps that were decided with `done` sub-goals confirmed."""
        start = len(history)
        while start > 0 and history[start - 1].done == done:
            start -= 1
        return cls(tuple(history[start:]))

    @property
    def last(self) -> PastStep | None:
        """The latest step."""
        return self.steps[-1] if self.steps else None

    def of_kind(self, kind: type[Action]) -> list[PastStep]:
        """Steps whose action is of a kind."""
        return [step for step in self.steps if isinstance(step.action, kind)]

    def touched(self, prefix: str) -> list[tuple[str, PastStep]]:
        """Taps and drags that were carried out on what a name begins with, with the whole name."""
        found = []
        for step in self.steps:
            name = named(step.action)
            if name.startswith(prefix) and not step.error:
                found.append((name, step))
        return found

    def since(self, prefix: str) -> "Past":
        """What came after the last step on what a name begins with."""
        start = len(self.steps)
        while start > 0 and not named(self.steps[start - 1].action).startswith(prefix):
            start -= 1
        return Past(self.steps[start:])

    def refused(self, prefix: str) -> str:
        """Why the latest action on what a name begins with was not carried out twice; "" when it was."""
        errors = [step.error for step in self.steps if named(step.action).startswith(prefix) and step.error]
        return errors[-1] if len(errors) > 1 else ""

    def opened(self, page: str, name: str) -> bool:
        """Whether a row was tapped on a page and led to its own; or twice to another one."""
        taps = [
            (step, after.screen)
            for step, after in pairwise(self.steps)
            if step.screen == page and named(step.action) == name
        ]
        led = [screen for step, screen in taps if step.outcome != Outcome.NO_CHANGE and not step.error]
        return any(screen.endswith(f": {name}") for screen in led) or len(led) > 1 or len(taps) > _LOST

    def scrolls(self) -> list[PastStep]:
        """The scrolls at the end, with nothing but notes between them."""
        return [step for step in self.steps[self._scrolling_since() :] if _scrolls(step)]

    def _scrolling_since(self) -> int:
        start = len(self.steps)
        while start > 0 and (
            _scrolls(self.steps[start - 1]) or isinstance(self.steps[start - 1].action, Note)
        ):
            start -= 1
        return start

    @property
    def arrived_by(self) -> PastStep | None:
        """The step that brought us to the place that is being scrolled now."""
        start = self._scrolling_since()
        return self.steps[start - 1] if start else None

    def entered_by(self, page: str) -> str:
        """What was tapped on another page to come to this one (the SIM's page goes by the carrier's name)."""
        for step in reversed(self.steps):
            if step.screen != page:
                return named(step.action) if isinstance(step.action, Click) and not step.error else ""
        return ""

    def noted(self) -> list[str]:
        """What was noted, piece by piece."""
        texts = [step.action.text for step in self.steps if isinstance(step.action, Note)]
        return [piece for text in texts for piece in text.split(NOTED)]

    def launches(self) -> list[PastStep]:
        """Attempts to open an app."""
        return self.of_kind(OpenApp)

    def backs(self) -> int:
        """How often Back was pressed."""
        return len(self.of_kind(NavigateBack))


def named(action: Action) -> str:
    """How the policy called what an action touches; "" for others."""
    if isinstance(action, Click | LongPress):
        return action.target.description
    if isinstance(action, Drag | Swipe) and action.start is not None:
        return action.start.description
    return _SAVED[action.name].format_map(action.arguments) if _is_saving(action) else ""


def _is_saving(action: Action) -> TypeGuard[CallTool]:
    return isinstance(action, CallTool) and action.name in _SAVED


def _scrolls(step: PastStep) -> bool:
    return named(step.action).startswith(LIST)
