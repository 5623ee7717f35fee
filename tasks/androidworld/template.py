"""AndroidWorld's tasks in our contract: it readies the phone, judges and clears away; we do the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from agent.evaluation.verdict import Clause, Verdict
from agent.run.trajectory import Trajectory
from device.client import Device
from device.state.census import Census, take
from tasks.androidworld.draw import drawn
from tasks.androidworld.environment import Environment
from tasks.androidworld.package import Sheet, TheirTask, running
from tasks.facts import Facts
from tasks.scene import Scene
from tasks.task import Params, Task, Template

_UNKNOWN = Sheet(difficulty="unknown", tags=(), steps=0)
_MAKES_MUSIC = {"retro music"}
"""Apps for whose tasks it makes songs, by a program."""
_ENDS = ("complete", "infeasible")
"""It judges whoever says to be done, whatever they make of it; who does not say so has failed."""


@dataclass(frozen=True, slots=True)
class TheirTemplate(Template):
    """One of its tasks, before a seed."""

    kind: type[TheirTask] = field(kw_only=True)

    def task(self, seed: int, params: Params | None = None) -> "RunnableTask":
        """The task of a seed. `params` are what was noted of it: the seed among them makes it."""
        noted = (params or {}).get("seed")
        theirs, known = drawn(self.kind, noted if isinstance(noted, int) else seed)
        return RunnableTask(self, known if params is None else params, seed, theirs)


@dataclass(slots=True)
class RunnableTask(Task):
    """One of its tasks, from the phone made ready to the verdict. Used once."""

    theirs: TheirTask
    _environment: Environment | None = field(default=None, init=False)

    @property
    def goal(self) -> str:
        """In its own words; some are final only once the phone is ready."""
        return str(self.theirs.goal).strip()

    def initialize(self, device: Device, known: Census | None = None) -> None:
        """Have it make the phone ready. Raises RuntimeError when it was begun already, TheirFault."""
        if self._environment is not None:
            raise RuntimeError(f"{self.name} was begun already")
        self._environment = Environment(device)
        with running():
            self.theirs.initialize_task(self._environment)
            self._environment.reset(go_home=self.theirs.start_on_home_screen)
        self._before = take(device, known)

    def score(self, device: Device, trajectory: Trajectory) -> Verdict:
        """Have it judge what is there now. Raises RuntimeError when it was never begun, TheirFault."""
        if self._environment is None or self._before is None:
            raise RuntimeError(f"{self.name} was never begun")
        # We look first: what it does to judge (a dump of the screen, pulled files) is not the run's doing.
        scene = Scene(device, trajectory, self._before, take(device, self._before), tuple(self._askings))
        self._changes = scene.changes
        self._environment.interaction_cache = trajectory.answer
        with running():
            score = float(self.theirs.is_successful(self._environment))
        return Verdict(
            clauses=(self._ending(scene), *scored(score)),
            changes=tuple(map(str, scene.changes)),
            damage=tuple(str(change) for change in scene.changes if self._is_damage(change)),
        )

    def tear_down(self, device: Device) -> None:
        """Have it clear away. Safe to call twice, and after a failure. Raises TheirFault."""
        environment, self._environment = self._environment, None
        if environment is not None:
            with running():
                self.theirs.tear_down(environment)


def scored(score: float) -> Iterable[Clause]:
    """What it gives, from 0 to 1, as clauses: success is all of it, the rest is partial credit."""
    if 0 < score < 1:
        yield Clause(demand="AndroidWorld's check, in part", ok=True, evidence=_told(score), weight=score)
        yield Clause(demand="AndroidWorld's check, whole", ok=False, evidence=_told(score), weight=1 - score)
    else:
        yield Clause(demand="AndroidWorld's check", ok=score >= 1, evidence=_told(score))


def template_of(
    name: str, kind: type[TheirTask], sheets: Mapping[str, Sheet], touches: Sequence[str]
) -> TheirTemplate:
    """The template of one of its tasks; what it `touches` is no damage. Raises TheirFault."""
    theirs, _ = drawn(kind, seed=0)  # some say how long they are only once they are made
    sheet = sheets.get(name, _UNKNOWN)
    facts = Facts(
        name=name,
        goals=(kind.template or str(theirs.goal),),
        complexity=float(theirs.complexity),
        difficulty=sheet.difficulty,
        app_names=tuple(app for app in theirs.app_names if app) or ("none",),
        tags=sheet.tags,
        steps=sheet.steps,
        touches=tuple(touches),
    )
    needs = "" if _MAKES_MUSIC.isdisjoint(app.lower() for app in facts.app_names) else "ffmpeg"
    return replace(TheirTemplate(facts, _judged_by_them, kind=kind), ends=_ENDS, needs=needs)


def _judged_by_them(_scene: Scene, _params: Params) -> Iterable[Clause]:
    raise NotImplementedError("a RunnableTask asks AndroidWorld")


def _told(score: float) -> str:
    return f"its check gives {score:g}"
