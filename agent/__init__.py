"""The loop: graph, nodes, presets, memory, guard, journal.

For Python programs, brought in when first used (docs/python.md):

    from agent import Agent

    with Agent.on("embedded") as agent:
        print(agent.run("Turn on Bluetooth").finish().status)
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.build import Agent
    from agent.run.event import Ended, PlanMade, Question, StepDone
    from agent.run.run import Run
    from agent.settings import Settings

__all__ = ["Agent", "Ended", "PlanMade", "Question", "Run", "Settings", "StepDone"]


def __getattr__(name: str) -> object:
    """Load what is asked for: `agent --help` needs none of it."""
    match name:
        case "Agent":
            from agent.build import Agent  # noqa: PLC0415

            return Agent
        case "Run":
            from agent.run.run import Run  # noqa: PLC0415

            return Run
        case "Settings":
            from agent.settings import Settings  # noqa: PLC0415

            return Settings
        case "Ended" | "PlanMade" | "Question" | "StepDone":
            from agent.run import event  # noqa: PLC0415

            return getattr(event, name)
    raise AttributeError(f"module 'agent' has no attribute {name!r}")
