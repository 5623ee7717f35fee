"""Keeps a model from filling in what the owner did not say: a name of its own making is no destination."""

from agent.effect.effect import Effect
from agent.guard.fold import letters


def as_said(effect: Effect, said: str) -> Effect:
    """Return the effect with an `object` only where it stands in the owner's words.

    Another one describes what is meant, and moves to `which`: the screen then decides, and the guard asks.
    """
    if not effect.object or letters(effect.object) in letters(said):
        return effect
    return effect.model_copy(update={"object": "", "which": effect.which or effect.object})
