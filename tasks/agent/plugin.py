"""Who tries the tasks, where that is somebody's own code: a factory that is given the settings of the run."""

from typing import cast

from agent.settings import Settings
from device.error import ConfigError
from tasks.agent.agent import BenchmarkAgent
from tasks.agent.preset import PresetAgent
from tasks.plugin import guest, load

_OURS = ("prompts", "preset")
"""What says nothing of an agent that is not ours."""


def own_agent(name: str, settings: Settings, cost_left: float | None = None) -> BenchmarkAgent:
    """The agent that a factory makes of the settings; its `max_cost` is what may still be spent.

    Raises ConfigError for what is no factory of one, and where it raises anything that is none of ours.
    """
    factory = load(name)
    if not callable(factory):
        raise ConfigError(f"{name} is no function that makes a BenchmarkAgent", "See docs/benchmark.md")
    limits = [each for each in (settings.max_cost, cost_left) if each is not None]
    with guest(f"--agent {name}"):
        made = factory(settings.model_copy(update={"max_cost": min(limits, default=None)}))
        is_one = hasattr(made, "work") and hasattr(made, "identity")
    if not is_one:
        raise ConfigError(
            f"{name} makes a {type(made).__name__}, no BenchmarkAgent: it has no `work` or no `identity`",
            "See docs/benchmark.md",
        )
    return cast(BenchmarkAgent, made)


def own_identity(name: str, settings: Settings, source: str) -> dict[str, str]:
    """All that makes it this one: name, source, what it says of itself, and the settings it is given."""
    given = {key: told for key, told in PresetAgent(settings).identity.items() if key not in _OURS}
    given["max_steps"] = str(settings.max_steps)  # ours has the task's budget; this one may go by it
    agent = own_agent(name, settings)
    with guest(f"--agent {name}"):
        said = {str(key): str(told) for key, told in agent.identity.items()}
    return {**given, **said, "entrant": name, "source": source}
