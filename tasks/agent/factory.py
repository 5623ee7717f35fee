"""A factory of an agent of somebody's own, in the process that is started for it.

It loads nothing of our agent: each attempt pays for what is imported here.
"""

from collections.abc import Mapping
from typing import Protocol, cast

from pydantic import SecretStr

from agent.settings import Settings
from device.client import Device
from device.error import ConfigError
from tasks.plugin import guest, load

SETTINGS = "TAPWRIGHT_SETTINGS"
"""Where a guest's process finds the settings of the run."""


class OwnAgent(Protocol):
    """What a factory makes: most simply a `tasks.agent.guest.Guest`."""

    @property
    def identity(self) -> dict[str, str]:
        """All that makes it this one and no other: model, prompts; part of a run's identity."""
        ...

    def play(self, device: Device, goal: str) -> str:
        """Work on a goal to whatever end; the answer, "" for none."""
        ...


def guest_of(name: str, settings: Settings) -> OwnAgent:
    """What a factory makes of the settings.

    Raises ConfigError for what is no factory of an agent, and where it raises anything that is none of ours.
    """
    factory = load(name)
    if not callable(factory):
        raise ConfigError(f"{name} is no function that makes an agent", "See docs/benchmark.md")
    with guest(f"--agent {name}"):
        made = factory(settings)
        is_one = hasattr(made, "play") and hasattr(made, "identity")
    if not is_one:
        raise ConfigError(
            f"{name} makes a {type(made).__name__}, no agent: it has no `play` or no `identity`",
            "See docs/benchmark.md",
        )
    return cast(OwnAgent, made)


def settings_of_guest(environment: Mapping[str, str]) -> Settings:
    """The settings that a guest's process is given: its model is asked where its calls are counted."""
    settings = Settings.model_validate_json(environment[SETTINGS])
    url = environment.get("TAPWRIGHT_BASE_URL")
    if not url:
        return settings
    key = SecretStr(environment["TAPWRIGHT_API_KEY"])
    places = {name: place for name, place in settings.models.items() if name != settings.model}
    return settings.model_copy(update={"base_url": url, "api_key": key, "models": places})
