"""The loop: graph, nodes, presets, memory, guard, journal.

For Python programs, brought in when first used (docs/python.md):

    from agent import Agent

    with Agent.on("embedded") as agent:
        print(agent.run("Turn on Bluetooth").finish().status)
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.build import Agent
    from agent.fanout import map
    from agent.run.event import Ended, PlanMade, Question, StepDone
    from agent.run.run import Run
    from agent.settings import Settings
    from agent.tool.functions import as_tool
    from device.error import ActionRejected, ConfigError, DeviceError, TapwrightError, ToldToPerson
    from models.error import ModelUnavailable

__all__ = [
    "ActionRejected", "Agent", "ConfigError", "DeviceError", "Ended", "ModelUnavailable", "PlanMade",
    "Question", "Run", "Settings", "StepDone", "TapwrightError", "ToldToPerson", "as_tool", "map",
]  # fmt: skip
_ERRORS = ("ActionRejected", "ConfigError", "DeviceError", "TapwrightError", "ToldToPerson")
_HOMES = {
    "Agent": "agent.build",
    "map": "agent.fanout",
    "as_tool": "agent.tool.functions",
    "Run": "agent.run.run",
    "Settings": "agent.settings",
    **dict.fromkeys(("Ended", "PlanMade", "Question", "StepDone"), "agent.run.event"),
    **dict.fromkeys(_ERRORS, "device.error"),
    "ModelUnavailable": "models.error",
}
"""Where each is defined: `agent --help` needs none of it."""


def __getattr__(name: str) -> object:
    """Load what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'agent' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
