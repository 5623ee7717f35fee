"""What a goal wants of the phone, as data; and what shows whether it has happened.

An `Effect` says what happens, to whom or what, how much, with which content. The list of a goal's effects is
the mandate of its run: the guard lets nothing else happen, and the verdict rests on evidence for each.
"""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

ALL = "all"
"""The amount of an effect on everything of a kind."""


class Fact(BaseModel):
    """Base of what is kept of effects; what a later version says beyond these fields is let go."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class EffectKind(StrEnum):
    """What happens."""

    SEND = "send"
    CALL = "call"
    DELETE = "delete"
    PAY = "pay"
    CREATE = "create"
    CHANGE = "change"
    END = "end"
    """What runs on is cancelled, stopped, frozen or left: a plan, a card, a booking, a group."""
    INSTALL = "install"
    GRANT = "grant"
    """An app is given a permission."""
    ACCOUNT = "account"
    """Somebody signs in, or an account or its password is made, changed or left."""
    OPEN = "open"
    """Something is to be on the screen in the end."""
    ANSWER = "answer"
    """The person is told something."""
    OTHER = "other"
    """Anything else; so is a goal of which nobody could say what it comes to."""


class Effect(Fact):
    """One thing that the owner wants to have happened."""

    kind: EffectKind
    text: str = Field(min_length=1)
    """All of it in words, as the owner is told."""
    place: str = ""
    """The app, or the setting, by the name that the owner calls it."""
    object: str = ""
    """To whom (a name, a number, an address), or what by its name, in the owner's words."""
    which: str = ""
    """How the owner describes whom or what, where they do not name it: "the oldest", "whoever wrote last"."""
    when: str = ""
    """The day and time that the owner says of it: `2026-03-05`, `2026-03-05T17:30`, `17:30`, or from/to."""
    amount: str = ""
    """How much or how many; of a setting, the state or level it is to have, as "on" or "50%"."""
    content: str = ""
    """Its text, where the owner gave it word for word."""
    source: str = ""
    """Where its text comes from, where that is to be read somewhere: a file, a conversation, a page."""


class Requirement(Fact):
    """An effect that the goal requires, with what the phone said of it before the first touch."""

    effect: Effect
    baseline: tuple[str, ...] | None = None
    """What its probe read; None where there is no probe, or it could not read."""
    was_so: bool = False
    """Whether it held already."""


class Requirements(Fact):
    """All effects that the goal requires, as they were listed before the first touch."""

    items: tuple[Requirement, ...]
    added: tuple[str, ...] = ()
    """What the owner had added to the goal by then."""
    former: tuple[Effect, ...] = ()
    """What was required before that, and is no more."""


class Standing(StrEnum):
    """How a required effect stands."""

    MET = "met"
    MISSING = "missing"
    """It was seen that it has not happened."""
    UNKNOWN = "unknown"
    HELD = "held"
    """What would have brought it about was not allowed."""


class Witness(StrEnum):
    """What tells how an effect stands."""

    NOBODY = ""
    PROBE = "probe"
    """The phone's state, read over adb."""
    SCREEN = "screen"
    """A judge who saw the screens and the record."""
    GUARD = "guard"
    """The guard, or the person whom it asked."""


class Proof(Fact):
    """A row of the ledger: how one required effect stands, and what says so."""

    effect: Effect
    standing: Standing
    by: Witness = Witness.NOBODY
    evidence: str = ""
    step: int = 0
    """The step that decided it; 0 for none in particular."""

    def __str__(self) -> str:
        """The effect and why it stands so, in one line."""
        return f"{self.effect.text} ({self.evidence or self.standing})"


def whole(goal: str) -> tuple[Effect, ...]:
    """The goal as a single effect, where nobody can say what it comes to."""
    return (Effect(kind=EffectKind.OTHER, text=goal),)
