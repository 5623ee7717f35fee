"""The contract of a task: words, parameters, a phone made ready, and a judge that shows what it saw.

A Template says what kind of task it is; a Task is one of that kind with parameters. All that is done to the
phone and read off it goes through `Device`, so that a task is the same on the embedded phone, an emulator and
a real one:

    task = template.task(seed=7)          # its own random.Random: equal seeds, equal tasks
    task.initialize(device)
    ... somebody works on task.goal ...
    verdict = task.score(device, trajectory)
    task.tear_down(device)
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pydantic import JsonValue

from agent.evaluation.verdict import Basis, Clause, Verdict
from agent.run.event import Question
from agent.run.status import RunStatus
from agent.run.trajectory import Trajectory
from agent.tool.tool import Tool
from device.client import Device
from device.state.census import Census, Change, take
from tasks.facts import Facts
from tasks.scene import Asking, Scene, ending_told
from tasks.servers.catalog import Contents
from tasks.servers.running import TaskServers
from tasks.stage import Stage
from tasks.tidy import is_among, put_back

Params = Mapping[str, JsonValue]
"""What JSON can hold: parameters are written into ledgers and read back."""

HARMLESS = (
    "row */*preference*",  # what an app remembers of how it was looked at: */preference.db/*, */preferences
    "row com.android.chrome/history.db/*",
    "row com.google.android.documentsui/*",
    "setting system/screen_brightness_float",
    "file Android/data/*/cache/*",
    "file Android/*/",  # empty folders that apps make for themselves
    "file */.thumbnails/*",
)
"""Places that any use of a phone changes; never damage."""


def _as_they_are(params: Params) -> Params:
    return params


def obliging(question: Question, _params: Params) -> str:
    """The person who wants the task done: yes to what has to be confirmed, nothing more to say."""
    return "yes" if question.kind == "confirm" else ""


def _nothing(stage: Stage, params: Params) -> None:
    """The phone stays as it comes."""


def _nothing_told(_params: Params) -> Sequence[str]:
    return ()


def _no_servers(_params: Params) -> Contents:
    return {}


def is_meant(status: str, ends: Collection[str]) -> bool:
    """Whether a run ended as its task wants it; what it did is judged by the phone, verified or not."""
    return status in ends or (status == RunStatus.UNVERIFIED and RunStatus.COMPLETE in ends)


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of task."""

    facts: Facts
    judge: Callable[[Scene, Params], Iterable[Clause]]
    """Reads the phone and the trajectory afterwards; says what was demanded and found."""
    draw: Callable[[Random], Params] = lambda _random: {}
    """Parameters by chance."""
    prepare: Callable[[Stage, Params], None] = _nothing
    """Brings the phone where the task begins."""
    words: Callable[[Params], Params] = _as_they_are
    """What the goal's {parameters} stand for, where that is more than the parameters themselves."""
    solver: str = ""
    """The gold solver that does it; "" = the one of the template's own name."""
    ends: tuple[str, ...] = ("complete",)
    """How a run of it must say that it ended."""
    reply: Callable[[Question, Params], str] = obliging
    """What the person who set the task says when asked."""
    remembers: Callable[[Params], Sequence[str]] = _nothing_told
    """What the person told before, in sentences of their own: what the goal leaves open is among it."""
    weathers: tuple[str, ...] = ()
    """Trouble the phone makes meanwhile, as `--weather` takes it without a seed: one of these; () for none.

    Only a phone of our own can make any."""
    servers: Callable[[Params], Contents] = _no_servers
    """What the MCP servers that the task brings hold at first, by their names (tasks/servers)."""
    needs: str = ""
    """A module of an extra, or a program, without which the phone cannot be made ready or show it."""

    @property
    def name(self) -> str:
        """As it is called everywhere."""
        return self.facts.name

    def task(self, seed: int, params: Params | None = None) -> "Task":
        """The task of a seed; with `params` that very one, worded by the seed."""
        drawn = self.draw(Random(f"{self.name} {seed}")) if params is None else params
        return Task(self, drawn, seed)


@dataclass(slots=True)
class Task:
    """One task, from the phone made ready to the verdict. Used once."""

    template: Template
    params: Params
    seed: int
    _stage: Stage | None = field(default=None, init=False)
    _before: Census | None = field(default=None, init=False)
    _changes: tuple[Change, ...] | None = field(default=None, init=False)
    """Since then, as they were judged."""
    _askings: list[Asking] = field(default_factory=list, init=False)
    _servers: TaskServers | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """Its template's."""
        return self.template.name

    @property
    def goal(self) -> str:
        """What is to be done, in one of the template's wordings; no blanks around it, as a run notes it."""
        wordings = self.template.facts.goals
        return wordings[self.seed % len(wordings)].format(**self.template.words(self.params)).strip()

    @property
    def remembered(self) -> tuple[str, ...]:
        """What the person told before."""
        return tuple(self.template.remembers(self.params))

    @property
    def weather(self) -> str:
        """The trouble the phone makes while somebody works on it; "" for none."""
        some = self.template.weathers
        return f"{Random(f'weather {self.name} {self.seed}').choice(some)}@{self.seed}" if some else ""

    def reply(self, question: Question, device: Device) -> str:
        """What the person says when asked; what is changed by then is noted. Raises DeviceError."""
        answer = self.template.reply(question, self.params)
        if question.kind == "ask" and self._before is not None:
            changes = self._before.changes(take(device, self._before))
            self._askings.append(Asking(question.text, answer, changes))
        return answer

    def initialize(self, device: Device, known: Census | None = None) -> None:
        """Bring the phone where the task begins; databases that are as in `known` are not fetched to count.

        Raises RuntimeError when it was begun already.
        """
        if self._stage is not None:
            raise RuntimeError(f"{self.name} was begun already")
        self._stage = Stage(device)
        self._stage.begin()
        self.template.prepare(self._stage, self.params)
        self._stage.curtain()
        self._before = take(device, known)

    @contextmanager
    def serving(self, folder: Path) -> Iterator[tuple[Tool, ...]]:
        """The tools that the task brings, whose servers run meanwhile; what they hold lies in a folder.

        Raises ConfigError for a server that does not start.
        """
        self._servers = TaskServers(self.template.servers(self.params))
        with self._servers.running(folder) as tools:
            yield tools

    def score(self, device: Device, trajectory: Trajectory) -> Verdict:
        """Judge what is there now. Raises RuntimeError when it was never begun."""
        if self._before is None:
            raise RuntimeError(f"{self.name} was never begun")
        after = take(device, self._before)
        served = (self._servers or TaskServers(self.template.servers(self.params))).held()
        scene = Scene(device, trajectory, self._before, after, tuple(self._askings), served)
        self._changes = scene.changes
        clauses = [self._ending(scene), *self.template.judge(scene, self.params)]
        return Verdict(
            clauses=tuple(clauses),
            changes=tuple(map(str, scene.changes)),
            damage=tuple(str(change) for change in scene.changes if self._is_damage(change)),
        )

    def put_back(self, device: Device) -> None:
        """Take back what whoever worked on it was to change, as far as that goes; before `tear_down`."""
        before, self._before = self._before, None
        if before is not None:
            changes = before.changes(take(device, before)) if self._changes is None else self._changes
            put_back(device, before, changes, self.template.facts.touches, HARMLESS)

    def tear_down(self, device: Device) -> None:
        """Take back what was put on the phone to begin. Safe to call twice, and after a failure."""
        if self._stage is not None:
            self._stage.clear_away()

    def _ending(self, scene: Scene) -> Clause:
        status = scene.status
        wanted = " or ".join(self.template.ends)
        ok = is_meant(status, self.template.ends)
        demand, told = f"the run ends {wanted}", ending_told(scene.trajectory)
        return Clause(demand=demand, ok=ok, evidence=told, weight=0, basis=Basis.ENDING)

    def _is_damage(self, change: Change) -> bool:
        return not is_among(change, (*self.template.facts.touches, *HARMLESS))
