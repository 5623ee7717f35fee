"""A task of MobileWorld in our contract."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from agent.evaluation.verdict import Clause, Verdict
from agent.run.event import Question
from agent.run.trajectory import Trajectory
from agent.tool.tool import Tool
from device.client import Device
from device.state.census import Census
from tasks.facts import Facts
from tasks.mobileworld.backend import Backend, ServedSheet
from tasks.mobileworld.package import part
from tasks.mobileworld.tools import tools_of
from tasks.scene import Scene
from tasks.task import Params, Task, Template, obliging

_ROUNDS = 50
"""Steps that may be taken: `--max_round` of its documented command."""
_MCP = "agent-mcp"
"""The tag of tasks that need its tools."""


@dataclass(frozen=True, slots=True)
class TheirTaskTemplate(Template):
    """One of its tasks, which have no parameters."""

    sheet: ServedSheet = field(kw_only=True)
    backend: Backend = field(kw_only=True)

    def task(self, seed: int, params: Params | None = None) -> "ServedTask":
        """The same for every seed."""
        return ServedTask(self, {} if params is None else params, seed, self.sheet, self.backend)


@dataclass(slots=True)
class ServedTask(Task):
    """One of its tasks, from the phone made ready to the verdict. Used once."""

    sheet: ServedSheet
    backend: Backend
    _begun: bool = field(default=False, init=False)

    @property
    def goal(self) -> str:
        """In its own words."""
        return self.template.facts.goals[0]

    def initialize(self, device: Device, known: Census | None = None) -> None:
        """Have it make the phone ready. Raises RuntimeError when it was begun already, MobileWorldFault."""
        if self._begun:
            raise RuntimeError(f"{self.name} was begun already")
        self._begun = True
        self.backend.begin(self.name)

    def reply(self, question: Question, device: Device) -> str:
        """What its simulated user says; yes to what has to be confirmed. Raises MobileWorldFault."""
        if question.kind == "ask":
            return self.backend.ask(question.text)
        return obliging(question, self.params)

    @contextmanager
    def serving(self, folder: Path) -> Iterator[tuple[Tool, ...]]:
        """The tools of the task, by its own client. Raises ConfigError where its package is not installed."""
        yield _tools(self.sheet) if _MCP in self.sheet.tags else ()

    def score(self, device: Device, trajectory: Trajectory) -> Verdict:
        """Have it judge, however the run ended, as its own loop does. Raises MobileWorldFault."""
        if not self._begun:
            raise RuntimeError(f"{self.name} was never begun")
        if trajectory.answer:
            self.backend.answer(trajectory.answer)
        score, why = self.backend.score(self.name)
        told = f"its judge gives {score:g}: {why}" if why else f"its judge gives {score:g}"
        return Verdict(clauses=(Clause(demand="MobileWorld's check", ok=score > 0, evidence=told),))

    def tear_down(self, device: Device) -> None:
        """Have it clear away. Safe to call twice. Raises MobileWorldFault."""
        if self._begun:
            self._begun = False
            self.backend.end(self.name)


def template_of(sheet: ServedSheet, backend: Backend) -> TheirTaskTemplate:
    """The template of one of its tasks. What it changes on the phone is not looked at: nothing is damage."""
    facts = Facts(
        name=sheet.name,
        goals=(backend.goal(sheet.name).strip(),),
        complexity=_ROUNDS / 10,
        difficulty="unknown",
        app_names=sheet.apps or ("none",),
        tags=sheet.tags,
        touches=("*",),
    )
    return TheirTaskTemplate(facts, _judged_by_it, sheet=sheet, backend=backend)


def _judged_by_it(_scene: Scene, _params: Params) -> Iterable[Clause]:
    raise NotImplementedError("a ServedTask asks MobileWorld")


def _tools(sheet: ServedSheet) -> tuple[Tool, ...]:
    """Those whose names its own environment would leave: `MCP-Amap` among the apps means `amap_...`."""
    client = part("runtime.mcp_server").init_mcp_clients()
    wanted = [app.rpartition("-")[2].casefold() for app in sheet.apps if "MCP" in app]
    listed = [one for one in client.list_tools_sync() if any(w in one["name"].casefold() for w in wanted)]
    return tools_of(listed, client.call_tool_sync)
