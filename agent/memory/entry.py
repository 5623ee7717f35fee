"""One thing remembered."""

from typing import Literal, Self

from pydantic import model_validator

from agent.memory.words import plain
from agent.step import Record

Kind = Literal["preference", "procedure", "lesson", "confirmation", "card"]

KINDS: dict[Kind, str] = {
    "preference": "what the person likes or means, in their own words",
    "procedure": "what to do when the person says a certain thing",
    "lesson": "what did not work in an app, and what did",
    "confirmation": "what the person allowed or denied",
    "card": "what the person knows about an app",
}

Source = Literal["person", "learnt"]
"""Whether the person wrote it, or it was kept by itself from what happened in a run."""

Scope = Literal["once", "always"]
"""Whether a confirmation was for one occasion, or for good."""


class Entry(Record):
    """Something remembered, where it comes from and how often it was of use."""

    id: int = 0
    """Number in the store, which is never given twice; 0 for what is not stored yet."""
    kind: Kind
    text: str = ""
    """The preference, lesson or card; for a confirmation the action in words."""
    cue: str = ""
    """What calls for it: a procedure's name, a confirmation's target, key words of the others."""
    does: tuple[str, ...] = ()
    """A procedure's goals, in order."""
    package: str = ""
    """The app it holds for; "" for any."""
    classes: tuple[str, ...] = ()
    """A confirmation's classes of sensitive action."""
    allowed: bool = True
    """What a confirmation said."""
    scope: Scope = "once"
    source: Source = "person"
    run: str = ""
    """The run it was learnt in; "" for what the person wrote outside any."""
    made_at: float = 0.0
    """Seconds since the epoch."""
    used: int = 0
    """Runs that it was recalled in, or put in a goal, or decided an action."""
    used_at: float = 0.0
    """Seconds since the epoch; 0 for never."""

    @model_validator(mode="after")
    def _is_the_persons_own(self) -> Self:
        """What an agent read or inferred never becomes what the person is said to want."""
        if self.kind in ("preference", "procedure", "card") and self.source != "person":
            raise ValueError(f"a {self.kind} comes from the person only")
        return self

    @property
    def identity(self) -> str:
        """Equal for two entries of which the newer takes the older's place.

        A procedure is known by what calls it, a confirmation by what it is about, the others by their words.
        """
        match self.kind:
            case "procedure":
                about = [self.cue]
            case "confirmation":
                about = [self.package, self.cue, self.scope, *self.classes]
            case _:
                about = [self.package, self.text]
        return "\n".join([self.kind, *(" ".join(plain(part).split()) for part in about)])
