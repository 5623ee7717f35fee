"""An agent of somebody's own code, in a process of its own: what is started, and what makes it this one."""

import json
import os
import sys

from pydantic import SecretStr

from agent.settings import Settings
from tasks.agent.endpoint import endpoint_of
from tasks.agent.factory import SETTINGS, guest_of
from tasks.agent.preset import PresetAgent
from tasks.agent.program import ProgramAgent
from tasks.plugin import guest

_OURS = ("prompts", "preset")
"""What says nothing of an agent that is not ours."""


def own_agent(name: str, settings: Settings, cost_left: float | None = None) -> ProgramAgent:
    """The agent that a factory makes, in a process of its own; its `max_cost` is what may still be spent."""
    limits = [each for each in (settings.max_cost, cost_left) if each is not None]
    given = settings.model_copy(update={"max_cost": min(limits, default=None)})
    words = (sys.executable, "-m", "tasks.agent.guestprocess", name)
    endpoint = endpoint_of(settings, cost_left)
    if endpoint is not None:  # the key stays here, with what counts the calls
        given = given.model_copy(update={"api_key": SecretStr("")})
    environment = {SETTINGS: _with_keys(given), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return ProgramAgent(words, {"entrant": name}, environment, settings.timeout, endpoint)


def own_identity(name: str, settings: Settings, source: str) -> dict[str, str]:
    """All that makes it this one: name, source, what it says of itself, and the settings it is given."""
    given = {key: told for key, told in PresetAgent(settings).identity.items() if key not in _OURS}
    given["max_steps"] = str(settings.max_steps)  # ours has the task's budget; this one may go by it
    agent = guest_of(name, settings)
    with guest(f"--agent {name}"):
        said = {str(key): str(told) for key, told in agent.identity.items()}
    return {**given, **said, "entrant": name, "source": source}


def _with_keys(settings: Settings) -> str:
    """The settings as JSON, with the keys of roles and models that the guest asks at places of their own."""
    told = settings.model_dump(mode="json")
    told["api_key"] = settings.api_key.get_secret_value()
    for name, role in settings.roles.items():
        told["roles"][name]["api_key"] = role.api_key.get_secret_value()
    for name, place in settings.models.items():
        if name != settings.model:
            told["models"][name]["api_key"] = place.api_key.get_secret_value()
    return json.dumps(told)
