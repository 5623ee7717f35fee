"""Going through a goal's parts, and once more through those that must still be so in the end.

Which round it is stands in the history: a step for an earlier part than the step before begins a new one.
"""

from collections.abc import Sequence
from dataclasses import replace

from agent.action.action import Action, InputText
from agent.language.errand import Handle, Tell
from agent.language.feature import feature
from agent.language.intention import (
    DeleteAlarm,
    Intention,
    LaunchApp,
    Press,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    ShowClock,
    SwitchAlarm,
)
from agent.offline.decision import PastStep
from agent.offline.step.history import Past, named
from agent.offline.step.move import Act, Move, Stuck

VIEWS = (LaunchApp, Press, ShowClock, ReadScreen, Tell)
"""Parts that change nothing but what is in front; those that end a goal come after the second look."""
_MOST = 3


class Rounds:
    """Where a run stands: the round, the part, the steps of the round."""

    def __init__(self, rounds: list[list[PastStep]], intentions: Sequence[Intention]) -> None:
        self._rounds = rounds
        self._wants = intentions
        self._changing = len(intentions)
        while self._changing and is_view(intentions[self._changing - 1]):
            self._changing -= 1
        self.part = min(rounds[-1][-1].done, len(intentions)) if rounds[-1] else 0
        self._settled = bool(rounds[-1]) and self.part >= self._changing

    @classmethod
    def of(cls, history: Sequence[PastStep], intentions: Sequence[Intention]) -> "Rounds":
        """Read from the history."""
        rounds: list[list[PastStep]] = [[]]
        for step in history:
            if rounds[-1] and step.done < rounds[-1][-1].done:
                rounds.append([])
            rounds[-1].append(step)
        return cls(rounds, intentions)

    @property
    def again(self) -> bool:
        """Whether every part was done once, and is looked at again."""
        return len(self._rounds) > 1

    def goes_on(self) -> bool:
        """Whether there is a part left to look at; begins a new round where one is due."""
        if self.part == self._changing and not self._settled:
            steps = self._rounds[-1]
            if steps and (len(self._rounds) == 1 or _altered(steps)):
                self._rounds.append([])
                self.part = 0
            else:
                self._settled = True
        return self.part < len(self._wants)

    def next(self) -> None:
        """On to the next part."""
        self.part += 1

    def past(self) -> Past:
        """The steps for the part in this round; what moved a slider before tells how near it can come."""
        past = Past.of(self._rounds[-1], self.part)
        if len(self._rounds) == 1 or not isinstance(self._wants[self.part], SetLevel):
            return past
        return Past((*self._touches(), *past.steps))

    def due(self) -> Intention | None:
        """What is to be done or seen; None where there is no need to look again."""
        want = self._wants[self.part]
        if len(self._rounds) == 1 or self.part >= self._changing:
            return want
        last = self._rounds[-2][-1].done
        if self.part >= last and not _altered(self._rounds[-1]):
            return None
        if not isinstance(want, SetSwitch | SetLevel | SetAlarm | SwitchAlarm):
            return None
        if any(_undoes(later, want) for later in self._wants[self.part + 1 :]):
            return None
        return self._fixed(want)

    def allowed(self, move: Move) -> Move:
        """The move, unless it would do a part for the third time."""
        again = len(self._rounds) >= _MOST and self.part < self._changing
        if again and isinstance(move, Act) and alters(move.action):
            return Stuck(f"I did {self._wants[self.part]}, but it does not stay so")
        return move

    def _fixed(self, want: Intention) -> Intention | None:
        """`toggle` and `up` as what they came to mean; None where nothing was done for them."""
        names = [named(step.action) for step in self._touches()]
        if isinstance(want, SetSwitch) and want.on is None:
            return replace(want, on=names[0].endswith("on)")) if names else None
        if isinstance(want, SetLevel) and isinstance(want.percent, str):
            return want if names else None
        return want

    def _touches(self) -> list[PastStep]:
        """What the rounds before touched for the part in hand."""
        want = self._wants[self.part]
        if isinstance(want, SetSwitch):
            name = f"{feature('switch', want.key).title} switch"
        elif isinstance(want, SetLevel):
            name = f"{feature('level', want.key).title} slider"
        else:
            return []
        steps = (step for steps in self._rounds[:-1] for step in steps if step.done == self.part)
        return [step for step in steps if named(step.action).startswith(name) and not step.error]


def is_view(part: Intention) -> bool:
    """Whether a part changes nothing but what is in front."""
    return isinstance(part, VIEWS) or (isinstance(part, Handle) and part.is_question)


def _undoes(later: Intention, want: Intention) -> bool:
    """Whether a later part makes an earlier one hold no longer."""
    match want:
        case SetSwitch() | SetLevel():
            return type(later) is type(want) and later.key == want.key
        case SetAlarm():
            kinds: tuple[type[Intention], ...] = (SwitchAlarm, DeleteAlarm)
        case _:
            kinds = (SetAlarm, SwitchAlarm, DeleteAlarm)
    if not isinstance(later, kinds) or not isinstance(later, SetAlarm | SwitchAlarm | DeleteAlarm):
        return False
    times = (later.time, want.time) if isinstance(want, SetAlarm | SwitchAlarm) else ()
    return None in times or len(set(times)) == 1


def _altered(steps: Sequence[PastStep]) -> bool:
    return any(alters(step.action) and not step.error for step in steps)


def alters(action: Action) -> bool:
    """Whether an action changes more than what is in front."""
    return isinstance(action, InputText) or changes(named(action))


def changes(words: str) -> bool:
    """Whether what is so called, an action or what it touches, changes more than what is in front."""
    marks = (" switch (", " slider (", "alarm switch ", "alarm: ", "time picker", "OK (")
    return "alarm: unfold" not in words and any(mark in words for mark in marks)
