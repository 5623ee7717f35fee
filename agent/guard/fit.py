"""How a deed stands to what the owner wants."""

from dataclasses import dataclass
from enum import IntEnum

from agent.effect.effect import Effect
from agent.guard.destination import Person


class Fit(IntEnum):
    """How a deed stands to the mandate; the best of all effects counts."""

    INSIDE = 0
    """The owner wants just this."""
    OPEN = 1
    """The owner wants such a thing, and left to the screen what exactly."""
    UNREAD = 2
    """The owner wants such a thing, and the screen does not tell that it is this one."""
    WRONG = 3
    """The owner named another recipient, object or amount than the screen shows."""
    OUTSIDE = 4
    """Nothing of the kind is wanted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of comparing a deed with the mandate."""

    fit: Fit
    why: str = ""
    """In words for whoever decides, where it is not inside."""
    people: tuple[Person, ...] = ()
    """Those whom it reaches, as far as the screen tells."""
    things: tuple[str, ...] = ()
    """What it is about, as far as that tells; several where as many are selected."""
    effect: Effect | None = None
    """The effect of the goal that it fits best; None where it is none of them."""


FITS = Comparison(Fit.INSIDE)


def worst(*found: Comparison) -> Comparison:
    """Return the one of several comparisons of a deed that counts."""
    return max(found, key=lambda one: one.fit)
