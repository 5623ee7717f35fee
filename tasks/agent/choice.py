"""Which agent a name stands for."""

from dataclasses import replace

from agent.settings import Settings
from agent.tool.tool import ANDROID
from tasks.agent.adapter import adapted, adapters
from tasks.agent.agent import BenchmarkAgent
from tasks.agent.code import GOLD, NOOP, RANDOM
from tasks.agent.endpoint import endpoint_of
from tasks.agent.plugin import own_agent
from tasks.agent.preset import PresetAgent
from tasks.agent.program import COMMAND, ProgramAgent

_CODE = {agent.name: agent for agent in (GOLD, NOOP, RANDOM)}


def agent_named(name: str, settings: Settings, cost_left: float | None = None) -> BenchmarkAgent:
    """The agent of that name, which may spend so many US dollars (None = any).

    Raises ConfigError for somebody's own that cannot be had.
    """
    if name == "agent":
        return PresetAgent(settings, cost_left)
    if name.startswith(COMMAND):
        return ProgramAgent.named(name, settings.timeout, endpoint_of(settings, cost_left))
    if name == GOLD.name and ANDROID in settings.tools:
        return replace(GOLD, phone_tools=True)
    if name in adapters():
        return adapted(name, settings.timeout, endpoint_of(settings, cost_left))
    return _CODE[name] if name in _CODE else own_agent(name, settings, cost_left)
