"""A run of a practice: a sheet of proposals tried to the end, by whoever is to try it.

Every run has a name of its own in the ledger. What is asked for again is taken from there, so practice that
was killed is gone through once more from its beginning, and only what has no last word yet is tried.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.proposal.proposal import Proposal
from agent.settings import Settings
from device.error import ConfigError
from tasks.agent.agent import AgentFactory
from tasks.executor.thread import PhonePool
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan
from tasks.practice.sheet import suite_name, write_sheet
from tasks.runner.plan import make_plan
from tasks.runner.runner import RunLimits, Runner, RunProgress
from tasks.runner.spec import RunSpec
from tasks.statistics.paired import Key


class MoneySpent(ConfigError):
    """What practice may cost was spent before the end of a run."""


@dataclass(frozen=True)
class PracticeAgent:
    """The agent of a practice, and how it is told from others in a plan."""

    make: AgentFactory
    identity: str


@dataclass(frozen=True)
class SheetResult:
    """A sheet that was tried to its end."""

    run: str
    folder: Path
    """Of the run."""
    proposals: tuple[Proposal, ...]
    outcomes: Mapping[int, Outcome]
    """By the place of the proposal."""

    @property
    def won(self) -> Mapping[Key, bool]:
        """Whether each was done, and nothing else on the phone was harmed."""
        return {
            (each.name, each.seed): is_done(self.outcomes[place])
            for place, each in enumerate(self.proposals)
            if place in self.outcomes
        }


def is_done(outcome: Outcome) -> bool:
    """Done, and no harm beside it: what practice learns from, and is measured by."""
    return outcome.success and not (outcome.verdict and outcome.verdict.damage)


@dataclass
class PracticeRunner:
    """Tries sheets on the phones of a practice, in its folder and its ledger."""

    folder: Path
    ledger: Ledger
    pool: PhonePool
    settings: Settings
    tell: Callable[[str, RunProgress], None] = lambda _run, _progress: None
    pictures: bool = False
    max_cost: float | None = None
    """US dollars for the whole practice."""
    aside: Callable[[], float] = lambda: 0.0
    """What else the practice cost so far: its judges."""

    @property
    def url(self) -> str:
        """Of the ledger."""
        return str(self.folder / "ledger.sqlite")

    @property
    def left(self) -> float | None:
        """US dollars that may still be spent; None = any."""
        return self._left_for("")

    def _left_for(self, run: str) -> float | None:
        """What a run may cost in all, the others being paid for."""
        if self.max_cost is None:
            return None
        others = sum(self.ledger.cost(row.name) for row in self.ledger.runs() if row.name != run)
        return max(0.0, self.max_cost - others - self.aside())

    def tried(self, run: str, proposals: Sequence[Proposal], by: PracticeAgent) -> SheetResult:
        """All of these tried, now or before.

        Raises ConfigError where a run of that name tried something else or was done by another, MoneySpent
        where the money was spent before its end; DeviceError when no phone is left.
        """
        folder = (self.folder / run).absolute()
        sheet = folder / "sheet.jsonl"
        if not sheet.exists():
            write_sheet(sheet, proposals)
        spec = RunSpec(
            name=run,
            suite=suite_name(sheet),
            agent="agent",
            ledger=self.url,
            folder=folder,
            settings=self.settings,
            phones=(self.pool.spec,),
            seed=0,
            rules="any",
            pictures=self.pictures,
        )
        plan = self._begun(spec, by)
        limits = RunLimits(max_cost=self._left_for(run))

        def told(progress: RunProgress) -> None:
            self.tell(run, progress)

        command = shlex.join(["agent", "practice", "run", "--work", str(self.folder), "--resume"])
        with self.ledger.held(run):
            executor = self.pool.executor(spec, by.make)
            outcomes = Runner(run, plan, self.ledger, executor, limits, told, command=command).go()
        if len(outcomes) < len(plan.episodes):
            raise MoneySpent(
                f"the {self.max_cost:.2f} USD of the practice are spent, amid {run}",
                "Go on with --resume and a higher --max-cost",
            )
        return SheetResult(run, folder, tuple(proposals), outcomes)

    def _begun(self, spec: RunSpec, by: PracticeAgent) -> Plan:
        """The plan of a run, entered where it is new. Raises ConfigError where it is not what it was."""
        made = make_plan(spec)
        plan = made.model_copy(update={"entrant": {**made.entrant, "practice": by.identity}})
        if spec.name not in {row.name for row in self.ledger.runs()}:
            self.ledger.begin(spec.name, plan)
            return plan
        known = self.ledger.run(spec.name).plan.model_copy(update={"suite": plan.suite})  # it may have moved
        if known.digest != plan.digest:
            raise ConfigError(
                f"the practice in {self.folder} can't be gone on with: "
                f"{', '.join(known.differs(plan))} of {spec.name} changed since",
                "Its figures would be of two kinds; begin another with --work",
            )
        return known
