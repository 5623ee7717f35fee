"""Who tries the tasks, where that is somebody's own code: a factory that is given the settings of the run."""

from typing import cast

from agent.settings import Settings
from device.error import ConfigError
from tasks.entrant.agent import AgentEntrant
from tasks.entrant.entrant import Entrant
from tasks.own import load

_OURS = ("prompts", "preset")
"""What says nothing of an agent that is not ours."""


def own_entrant(name: str, settings: Settings, cost_left: float | None = None) -> Entrant:
    """The entrant that a factory makes of the settings; its `max_cost` is what may still be spent.

    Raises ConfigError for what is no factory of one.
    """
    factory = load(name)
    if not callable(factory):
        raise ConfigError(f"{name} is no function that makes an Entrant", "See docs/benchmark.md")
    limits = [each for each in (settings.max_cost, cost_left) if each is not None]
    made = factory(settings.model_copy(update={"max_cost": min(limits, default=None)}))
    if not hasattr(made, "work") or not hasattr(made, "identity"):
        raise ConfigError(
            f"what {name} makes, a {type(made).__name__}, is no Entrant: it has no `work` or no `identity`",
            "See docs/benchmark.md",
        )
    return cast(Entrant, made)


def own_identity(name: str, settings: Settings, source: str) -> dict[str, str]:
    """All that makes it this one: name, source, what it says of itself, and the settings it is given."""
    given = {key: told for key, told in AgentEntrant(settings).identity.items() if key not in _OURS}
    said = {str(key): str(told) for key, told in own_entrant(name, settings).identity.items()}
    return {**given, **said, "entrant": name, "source": source}
