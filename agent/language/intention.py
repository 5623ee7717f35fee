"""What a goal asks for, one frozen record for each thing that can be asked."""

from dataclasses import dataclass
from typing import Literal

from agent.language.day import Day
from agent.language.errand import Errand
from agent.language.feature import feature
from agent.language.when import TimeOfDay

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class SetSwitch:
    """Turn something on or off."""

    key: str
    on: bool | None
    """None = the other way round from how it is."""

    def __str__(self) -> str:
        verb = {True: "turn on", False: "turn off", None: "toggle"}[self.on]
        return f"{verb} {feature('switch', self.key).title}"


@dataclass(frozen=True, slots=True)
class SetLevel:
    """Move a slider."""

    key: str
    percent: int | Literal["up", "down"]

    def __str__(self) -> str:
        title = feature("level", self.key).title
        if isinstance(self.percent, str):
            return f"turn {self.percent} {title}"
        return f"set {title} to {self.percent}%"


@dataclass(frozen=True, slots=True)
class SetAlarm:
    """Have an alarm that rings at a time."""

    time: TimeOfDay
    label: str = ""
    days: tuple[int, ...] = ()
    """On which to repeat, 0 = Monday; () = once."""
    day: Day | None = None
    """The day that was said of one that rings once; it must be that on which the time comes next."""

    def __str__(self) -> str:
        words = f"set an alarm for {self.time}"
        if self.days:
            words += " every " + ", ".join(DAYS[day] for day in self.days)
        if self.day:
            words += f" {self.day}" if self.day.ahead in (0, 1) else f" on {self.day}"
        return words + (f' labelled "{self.label}"' if self.label else "")


@dataclass(frozen=True, slots=True)
class CheckDay:
    """See, before anything is done, that alarms ring on the days that were said."""

    alarms: tuple[SetAlarm, ...]

    def __str__(self) -> str:
        return "find out what day it is"


@dataclass(frozen=True, slots=True)
class SwitchAlarm:
    """Turn an alarm on or off that is there already."""

    time: TimeOfDay | None
    """None = all."""
    on: bool

    def __str__(self) -> str:
        which = f"the alarm for {self.time}" if self.time else "all alarms"
        return f"turn {'on' if self.on else 'off'} {which}"


@dataclass(frozen=True, slots=True)
class DeleteAlarm:
    """Have no alarm at that time any more."""

    time: TimeOfDay | None
    """None = all."""
    days: tuple[int, ...] | None = None
    """The days on which it repeats, () = it rings once; None = whichever they are."""
    every: bool = False
    """Whether all that ring then are meant; else it is one, and of several nobody knows which."""

    def __str__(self) -> str:
        if self.time is None:
            return "delete all alarms"
        if self.every:
            return f"delete all alarms for {self.time}"
        words = f"delete the alarm for {self.time}"
        if self.days is None:
            return words
        every = "every " + ", ".join(DAYS[day] for day in self.days)
        return f"{words} that rings {every if self.days else 'once'}"


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Enter a new timer, and start it unless told not to."""

    seconds: int
    start: bool = True

    def __str__(self) -> str:
        return f"{'start' if self.start else 'enter'} a timer of {_length(self.seconds)}"


@dataclass(frozen=True, slots=True)
class DeleteTimer:
    """Have the timer of a length no more."""

    seconds: int
    last: bool = False
    """Whether of several the one that was set last is meant."""

    def __str__(self) -> str:
        return f"delete the {'last ' if self.last else ''}timer of {_length(self.seconds)}"


def _length(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    parts = zip((hours, *divmod(rest, 60)), ("h", "min", "s"), strict=True)
    return " ".join(f"{value} {unit}" for value, unit in parts if value)


@dataclass(frozen=True, slots=True)
class ControlClock:
    """Press what is there: on the timer that is running or on the stopwatch."""

    tab: Literal["timer", "stopwatch"]
    act: Literal["start", "pause", "reset", "lap", "delete"]

    def __str__(self) -> str:
        return f"{self.act} the {self.tab}"


@dataclass(frozen=True, slots=True)
class ShowClock:
    """Open one of the clock app's pages."""

    tab: Literal["alarm", "clock", "timer", "stopwatch"]

    def __str__(self) -> str:
        return f"show the clock app's {self.tab} page"


@dataclass(frozen=True, slots=True)
class LaunchApp:
    """Bring an app to the front."""

    name: str
    grant: bool = False
    """Allow whatever it asks for when it starts."""

    def __str__(self) -> str:
        return f"open {self.name}" + (" and grant what it asks for" if self.grant else "")


@dataclass(frozen=True, slots=True)
class Press:
    """Go home, or back once."""

    key: Literal["home", "back"]

    def __str__(self) -> str:
        return "go to the home screen" if self.key == "home" else "go back"


@dataclass(frozen=True, slots=True)
class ReadScreen:
    """Read something off the screen and say it."""

    about: Literal["switch", "level", "reading", "alarms"]
    key: str = ""
    time: TimeOfDay | None = None

    def __str__(self) -> str:
        match self.about:
            case "switch":
                return f"find out whether {feature('switch', self.key).title} is on"
            case "level" | "reading":
                return f"find out the {feature(self.about, self.key).title}"
            case _:
                return f"find out whether an alarm is set for {self.time}" if self.time else "list the alarms"


Intention = (
    SetSwitch
    | SetLevel
    | SetAlarm
    | CheckDay
    | SwitchAlarm
    | DeleteAlarm
    | SetTimer
    | DeleteTimer
    | ControlClock
    | ShowClock
    | LaunchApp
    | Press
    | ReadScreen
    | Errand
)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The goal asks for something else; `reason` says which part and what would have been understood."""

    reason: str
    is_near: bool = False
    """Whether it is about what is understood, but mistyped or half said: nobody is to guess the rest."""
