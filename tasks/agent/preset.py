"""Our own agent, with a simulated person to answer its questions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from agent.brain.prompt import prompts_hash
from agent.build import Agent, build
from agent.memory.entry import Entry
from agent.memory.store import MemoryStore
from agent.run.event import Question, StepDone
from agent.run.run import Run
from agent.run.status import Cause
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from device.error import ConfigError, DeviceError, ToldToPerson
from models.error import ModelUnavailable
from tasks.agent.agent import Attempt

_OWN = {
    "accept_unverified",
    "device",
    "adb_host",
    "adb_port",
    "adb_servers",
    "android_sdk",
    "api_key",
    "models",
    "out",
    "runs",
    "memory",
    "seed",
    "locale",
    "sample",
    "android",
    "weather",
    "live",
    "max_steps",
    "patience",
}
"""Settings that say nothing of who the agent is; its steps are bounded by each task's budget."""
_BROKEN: Mapping[Cause, type[ToldToPerson]] = {Cause.MODEL: ModelUnavailable, Cause.DEVICE: DeviceError}


def as_told(value: JsonValue) -> str:
    """A setting as a plan has it; what is a set has its members in an order, whichever process tells it."""
    return str(sorted(value, key=str) if isinstance(value, list) else value)


@dataclass(frozen=True, slots=True)
class PresetAgent:
    """Our agent by its settings; each task's budget bounds its steps."""

    settings: Settings
    cost_left: float | None = None
    """US dollars it may still spend; None = any."""
    build: Callable[..., Agent] = build
    """Takes settings, phone and, where the task brings any, tools."""

    @property
    def identity(self) -> dict[str, str]:
        """Its settings, keys and places left out, and its prompts."""
        told = self.settings.model_dump(mode="json", exclude=_OWN)
        for role in told.get("roles", {}).values():
            role.pop("api_key", None)
        return {
            "entrant": "agent",
            "prompts": prompts_hash(),
            **{name: as_told(value) for name, value in told.items()},
        }

    def work(self, attempt: Attempt) -> Trajectory:
        """Run the goal to its end; the task's own person answers what is asked.

        Raises what broke where that was before the first step, of which no trajectory is left.
        """
        run = self._run(attempt)
        for event in run:
            if isinstance(event, Question):
                run.answer(attempt.reply(event))
            elif isinstance(event, StepDone):
                attempt.told(event.step)
        if run.ended is not None and run.ended.folder is None:
            raise _BROKEN.get(run.ended.cause, ConfigError)(run.ended.reason)
        return read_trajectory(attempt.folder)

    def _run(self, attempt: Attempt) -> Run:
        tools = (attempt.tools,) if attempt.tools else ()
        steps = attempt.task.template.facts.budget - (len(attempt.cut.steps) if attempt.cut else 0)
        limits = {"max_steps": max(1, steps), "max_cost": self._most()}
        if attempt.cut is not None:
            return self.build(self.settings.model_copy(update=limits), attempt.device, *tools).resume(
                attempt.cut
            )
        settings = self.settings.model_copy(update={**limits, "out": attempt.folder})
        settings = _remembering(settings, attempt)
        return self.build(settings, attempt.device, *tools).run(attempt.task.goal, embedded=True)

    def _most(self) -> float | None:
        limits = [each for each in (self.settings.max_cost, self.cost_left) if each is not None]
        return min(limits) if limits else None


def _remembering(settings: Settings, attempt: Attempt) -> Settings:
    """The settings with a memory of just what the task says was told before, where it says something."""
    told = attempt.task.remembered
    if not told:
        return settings
    path = attempt.folder.with_name(f"{attempt.folder.name}-memory.sqlite")
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    store = MemoryStore(path)
    for text in told:
        store.add(Entry(kind="preference", text=text))
    return settings.model_copy(update={"memory": path, "use_memory": True})
