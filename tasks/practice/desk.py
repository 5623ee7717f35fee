"""Where practice is kept, and one run of it: a sheet of proposals tried to the end, by whoever is to try it.

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
from tasks.ledger.ledger import Ledger
from tasks.ledger.record import Outcome, Plan
from tasks.practice.crew import Crew
from tasks.practice.sheet import suite_name, write_sheet
from tasks.runner.job import Errand
from tasks.runner.plan import make_plan
from tasks.runner.runner import Rules, Runner, Standing
from tasks.runner.worker import Made
from tasks.statistics.paired import Key


@dataclass(frozen=True)
class Worked:
    """Who works on tasks, and how that one is told from others in a plan."""

    made: Made
    identity: str


@dataclass(frozen=True)
class Tried:
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
class Desk:
    """The folder of a practice, its ledger and its phones."""

    folder: Path
    ledger: Ledger
    crew: Crew
    settings: Settings
    tell: Callable[[str, Standing], None] = lambda _run, _standing: None
    pictures: bool = False
    max_cost: float | None = None
    """US dollars for each run."""

    @property
    def url(self) -> str:
        """Of the ledger."""
        return str(self.folder / "ledger.sqlite")

    def tried(self, run: str, proposals: Sequence[Proposal], by: Worked) -> Tried:
        """All of these tried, now or before.

        Raises ConfigError where a run of that name tried something else or was done by another, and where
        the money was spent before its end; DeviceError when no phone is left.
        """
        folder = (self.folder / run).absolute()
        sheet = folder / "sheet.jsonl"
        if not sheet.exists():
            write_sheet(sheet, proposals)
        errand = Errand(
            run=run,
            suite=suite_name(sheet),
            ledger=self.url,
            folder=folder,
            entrant="agent",
            settings=self.settings,
            berth=self.crew.berth,
            pictures=self.pictures,
        )
        plan = self._begun(errand, by)
        rules = Rules(max_cost=self.max_cost)

        def told(standing: Standing) -> None:
            self.tell(run, standing)

        command = shlex.join(["agent", "practice", "run", "--work", str(self.folder), "--resume"])
        shift = self.crew.shift(errand, by.made)
        outcomes = Runner(run, plan, self.ledger, shift, rules, told, command=command).go()
        if len(outcomes) < len(plan.episodes):
            raise ConfigError(
                f"the money for the run {run} was spent before its end",
                "Go on with --resume and a higher --max-cost",
            )
        return Tried(run, folder, tuple(proposals), outcomes)

    def _begun(self, errand: Errand, by: Worked) -> Plan:
        """The plan of a run, entered where it is new. Raises ConfigError where it is not what it was."""
        made = make_plan(errand.suite, "agent", errand.settings, errand.berth, seed=0)
        plan = made.model_copy(update={"entrant": {**made.entrant, "practice": by.identity}})
        if errand.run not in {row.name for row in self.ledger.runs()}:
            self.ledger.begin(errand.run, plan)
            return plan
        known = self.ledger.run(errand.run).plan.model_copy(update={"suite": plan.suite})  # it may have moved
        if known.digest != plan.digest:
            raise ConfigError(
                f"the practice in {self.folder} can't be gone on with: "
                f"{', '.join(known.differs(plan))} of {errand.run} changed since",
                "Its figures would be of two kinds; begin another with --work",
            )
        return known
