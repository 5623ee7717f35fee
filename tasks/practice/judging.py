"""How far a judge can be believed: its verdicts on runs whose outcome the phone's own state has told.

PAE rewards by a judge that nobody measured. Here a judge rewards nothing unless, on runs of a benchmark, its
SUCCESS is right often enough: a policy that learns from false praise learns to be praised.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agent.evaluation.evaluator import Judge, Judged
from agent.run.trajectory import Trajectory, read_trajectory
from device.error import ConfigError
from tasks.ledger.ledger import Ledger
from tasks.statistics.interval import Share, by_task, clustered

TRUSTED = 0.85
"""What the precision of SUCCESS must be at least, at the low end of its interval, for a judge to reward."""
ALL = "all"


@dataclass(frozen=True, slots=True)
class Case:
    """A run whose outcome is known."""

    task: str
    who: str
    """The agent that made it."""
    success: bool
    """What the phone's state says."""
    run: Trajectory


@dataclass(frozen=True, slots=True)
class Finding:
    """A case with the judge's word on it."""

    case: Case
    judged: Judged


@dataclass(frozen=True, slots=True)
class Worth:
    """What a judge's word is worth over some cases. Shares have intervals that draw whole tasks."""

    cases: int
    succeeded: int
    counts: Mapping[str, int]
    """Cases by verdict and truth: "SUCCESS true", "SUCCESS false", ..."""
    precision: Share
    """Of those it calls SUCCESS, how many were."""
    recall: Share
    """Of those that were, how many it calls SUCCESS."""
    fail_precision: Share
    """Of those it calls FAIL, how many were none."""
    unsure: Share
    """How often it abstains."""

    @property
    def may_reward(self) -> bool:
        """Whether practice may learn from it."""
        return self.precision.count > 0 and self.precision.low >= TRUSTED


def cases(ledger: Ledger, out: Path, runs: Sequence[str]) -> Iterator[Case]:
    """The judged attempts of benchmark runs that left a record; what broke down is passed over.

    Raises ConfigError for a run there is none of.
    """
    for name in runs:
        row = ledger.run(name)
        planned = {each.number: each for each in row.plan.episodes}
        who = row.plan.entrant.get("model") or row.plan.entrant["entrant"]
        for outcome in ledger.outcomes(name).values():
            if outcome.verdict is None or outcome.is_crash or not outcome.folder:
                continue
            try:
                run = read_trajectory(out / name / outcome.folder)
            except ConfigError:
                continue  # its folder is gone, or was never whole
            yield Case(planned[outcome.episode].task, who, outcome.success, run)


def findings(judge: Judge, some: Iterable[Case]) -> Iterator[Finding]:
    """Each case with the judge's word."""
    for case in some:
        yield Finding(case, judge.judge(case.run))


def worth(found: Sequence[Finding]) -> Worth:
    """The judge's worth over these. Raises ConfigError where scipy is not installed."""
    called = [f for f in found if f.judged.verdict == "SUCCESS"]
    failed = [f for f in found if f.judged.verdict == "FAIL"]
    true = [f for f in found if f.case.success]
    counts = {
        f"{verdict} {str(truth).lower()}": sum(
            f.judged.verdict == verdict and f.case.success == truth for f in found
        )
        for verdict in ("SUCCESS", "FAIL", "UNSURE")
        for truth in (True, False)
    }
    return Worth(
        cases=len(found),
        succeeded=len(true),
        counts=counts,
        precision=_share((f, f.case.success) for f in called),
        recall=_share((f, f.judged.verdict == "SUCCESS") for f in true),
        fail_precision=_share((f, not f.case.success) for f in failed),
        unsure=_share((f, not f.judged.is_label) for f in found),
    )


def by_agent(found: Sequence[Finding]) -> Mapping[str, Worth]:
    """The worth over all cases, and over those of each agent."""
    names = dict.fromkeys(f.case.who for f in found)
    parts = {name: worth([f for f in found if f.case.who == name]) for name in names}
    return {ALL: worth(found), **(parts if len(parts) > 1 else {})}


def _share(some: Iterable[tuple[Finding, bool]]) -> Share:
    return clustered(by_task((f.case.task, ok) for f, ok in some))
