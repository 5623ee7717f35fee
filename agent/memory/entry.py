"""One thing remembered."""

import unicodedata
from typing import Literal, Self

from pydantic import model_validator

from agent.memory.relevance import Document
from agent.run.step import Record

Kind = Literal["preference", "procedure", "lesson", "confirmation", "card"]

KINDS: dict[Kind, str] = {
    "preference": "what the person likes or means, in their own words",
    "procedure": "what to do when the person says a certain thing",
    "lesson": "what an earlier run showed about an app",
    "confirmation": "what the person said when a run asked them",
    "card": "what the person knows about an app, or in general",
}

Source = Literal["person", "learnt"]
"""Whether the person wrote it, or it was kept by itself from what happened in a run."""

OWN: frozenset[Kind] = frozenset({"preference", "procedure", "card"})
"""Kinds that only the person writes: what an agent read or inferred never becomes what they want."""


class Entry(Record):
    """Something remembered, where it comes from and how often it was of use."""

    id: int = 0
    """Number in the store, which is never given twice; 0 for what is not stored yet."""
    kind: Kind
    text: str = ""
    """The preference, lesson or card; for a confirmation the goal it was for, or the question asked."""
    cue: str = ""
    """A procedure's name, a card's heading, a confirmation's target, key words of a preference."""
    does: tuple[str, ...] = ()
    """A procedure's goals, in order."""
    package: str = ""
    """The app it holds for; "" for any."""
    classes: tuple[str, ...] = ()
    """A confirmation's classes of sensitive action; () where it answers a question of another kind."""
    allowed: bool = True
    """Whether the person allowed it."""
    answer: str = ""
    """What they said."""
    source: Source = "person"
    run: str = ""
    """The run it was learnt in; "" for what the person wrote outside any."""
    made_at: float = 0.0
    """Seconds since the epoch."""
    used: int = 0
    """Runs that it was recalled in, or put in a goal."""
    used_at: float = 0.0
    """Seconds since the epoch; 0 for never."""

    @model_validator(mode="after")
    def _is_the_persons_own(self) -> Self:
        if self.kind in OWN and self.source != "person":
            raise ValueError(f"a {self.kind} comes from the person only")
        return self

    @property
    def identity(self) -> str:
        """Equal for two entries of which the newer takes the older's place.

        A procedure is known by what calls it, a confirmation by what was asked and answered, a card that has
        a heading by that, the others by their words.
        """
        match self.kind:
            case "procedure":
                about = [self.cue]
            case "card" if self.cue:
                about = [self.package, self.cue]
            case "confirmation":
                about = [self.package, self.text, self.cue, str(self.allowed), self.answer, *self.classes]
            case _:
                about = [self.package, self.text]
        return "\n".join([self.kind, *(_one_form(part) for part in about)])

    def document(self, package: str = "") -> Document:
        """The words by which it is found while an app is in front."""
        near = bool(self.package) and self.package == package
        if self.kind == "preference":
            return Document.of(self.text, self.cue, near=near)
        return Document.of(" ".join((self.cue, self.text, self.answer, *self.does)), near=near)

    @property
    def told(self) -> str:
        """It in words, as a prompt and a listing tell it."""
        match self.kind:
            case "procedure":
                return f'When I say "{self.cue}": {"; ".join(self.does)}'
            case "lesson":
                return f"(seen in an earlier run) {self.text}"
            case "confirmation" if self.classes:
                word = "allowed" if self.allowed else "refused"
                return f'(earlier) For "{self.text}" the owner {word} ({", ".join(self.classes)}): {self.cue}'
            case "confirmation":
                return f"(earlier) Asked: {self.text} The owner said: {self.answer}"
            case "card" if self.cue:
                return f"{self.cue}: {self.text}"
            case _:
                return self.text


def _one_form(text: str) -> str:
    """Without regard to width, case and blanks; accents tell words apart."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
