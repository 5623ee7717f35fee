"""The parts of an agent that a program may bring itself, in place of what the settings name."""

from collections.abc import Sequence
from typing import TypedDict

from agent.brain.brain import Brain
from agent.brain.own import Decider
from agent.guard.own import Guard
from agent.settings import Settings
from agent.tool.functions import Function
from agent.tool.tool import Tool
from device.error import ConfigError, nearest
from grounding.grounder import Grounder
from models.chat import ChatModel

Way = str | Grounder
"""A way of finding places: one of ours by name, or an own one."""


class Parts(TypedDict, total=False):
    """What `Agent.on` and `agent.map` take beside phone and settings; each is an object or a name."""

    model: str | ChatModel
    """Answers for every role that has no model of its own."""
    brain: Decider | Brain
    """A `Decider` picks the actions, and the model answers for the other roles; a `Brain` answers for all."""
    grounder: Way | Sequence[Way]
    """Finds what is named by words: one alone, or several, asked in turn until one is sure enough."""
    guard: str | Guard
    """The name of a policy, or code that has a say beside the built-in guard."""
    tools: Sequence[Tool | Function]
    """What a model may call beside touching the phone."""


_METHODS = {"model": ("chat",), "brain": ("decide", "think"), "grounder": ("ground",), "guard": ("judge",)}
"""What each has to have, one of these."""


def with_names(settings: Settings, parts: Parts) -> Settings:
    """The settings with the parts that are names put in.

    Raises ConfigError for a part that there is not, and for an object that is no such part.
    """
    for name in sorted(set(parts).difference(Parts.__annotations__)):
        hint = nearest(name, Parts.__annotations__)
        if name in Settings.model_fields:
            hint = f"It is a setting: Settings({name}=...)"
        raise ConfigError(f"an agent has no part called {name!r}", hint)
    named: dict[str, str] = {}
    for part in ("model", "grounder", "guard"):
        given = parts.get(part)
        if isinstance(given, str):
            named[part] = given
    for part, methods in _METHODS.items():
        given = parts.get(part)
        each = given if isinstance(given, Sequence) and not isinstance(given, str) else [given]
        for one in each:
            _check(part, one, methods)
    return settings.model_copy(update=named)


def _check(part: str, given: object, methods: tuple[str, ...]) -> None:
    if given is None or (isinstance(given, str) and part != "brain"):
        return
    if isinstance(given, type) or not any(callable(getattr(given, method, None)) for method in methods):
        what = f"the class {given.__name__}" if isinstance(given, type) else f"{type(given).__name__} object"
        wanted = " or ".join(f"`{method}`" for method in methods)
        raise ConfigError(f"{what} is no {part}", f"It has to be an object with a method {wanted}")
