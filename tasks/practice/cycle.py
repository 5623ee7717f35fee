"""The cycle: propose, attempt, judge, learn, measure on held-out tasks, keep or roll back; round after round.

It is written as if it were never interrupted. Whoever goes on with a practice goes through it from the
beginning; all that was tried is in the ledger and is not tried again, and all else follows from that.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from agent.proposal.kind import Kind
from agent.proposal.proposal import Proposal, Surroundings
from agent.proposal.proposer import Composer, ModelProposer
from agent.proposal.sieve import Round, sift
from tasks.practice.curve import Opinion, Point, Rate, write_curve
from tasks.practice.exam import Exam, exam_of
from tasks.practice.hearing import Hearing
from tasks.practice.insight import pattern_of
from tasks.practice.learner import Draft, Learner, Lecture
from tasks.practice.rate import rates_of
from tasks.practice.runner import MoneySpent, PracticeRunner, SheetResult
from tasks.practice.sheet import HELD_OUT, read_sheet, write_sheet
from tasks.runner.runner import RunProgress
from tasks.statistics.interval import by_task, clustered
from tasks.statistics.paired import Comparison, compare

RULE = "kept unless it loses more of the held-out tasks than it wins"
"""What becomes of what a round taught."""


@dataclass(frozen=True)
class Scheme:
    """How much is practised."""

    rounds: int
    per_round: int
    """Tasks that are proposed in a round."""
    held_out: int
    """Tasks of the exam."""
    seed: int = 0
    tries: int = 1
    """How often each task of a round is attempted."""
    until_shown: bool = False
    """Whether practice ends as soon as the exam shows a gain or a loss: its interval leaves out 0."""
    minutes: float | None = None
    """After which no further round begins; None = any."""


@dataclass(frozen=True)
class PracticeProgress:
    """How far practice is."""

    run: str
    so_far: RunProgress
    seconds_left: float | None
    """Of the whole practice, by how long tasks took so far; None while nobody can tell."""


@dataclass
class Cycle:
    """One practice."""

    scheme: Scheme
    runner: PracticeRunner
    learner: Learner
    around: Surroundings
    proposer: Composer | ModelProposer | None = None
    """None composes what the exam leaves to practice."""
    branch: str = ""
    """Of several practices in one folder, to compare ways of learning: they share the exam, how it went
    before any practice, and the attempts of the first round. What each learns from these is its own."""
    is_fixed: bool = False
    """Whether every round sets the tasks of the first again: what a practice without a proposer is."""
    hearing: Hearing | None = None
    """Who judges each exam beside the phone's state; None for nobody."""
    apps: Sequence[str] = ()
    """Of the phone, by package: those that tasks might be set in."""
    tell: Callable[[PracticeProgress], None] = lambda _progress: None
    done: Callable[[Point], None] = lambda _point: None
    """Hears of every round that is over."""
    _points: list[Point] = field(default_factory=list, init=False)
    _attempts: list[SheetResult] = field(default_factory=list, init=False)
    _clock: "_Clock" = field(init=False)
    ended: str = field(default="", init=False)
    """Why practice was over, in words."""

    def go(self) -> Sequence[Point]:
        """All rounds; the curve is on disk after each.

        Where the money ends after the first exam, so does practice. Raises as `PracticeRunner.tried` does.
        """
        self._clock = _Clock(self.scheme, self.tell)
        self.runner.tell = self._clock.heard
        exam = self._exam()
        first = self._tried("exam-0", exam.proposals)
        self._add(self._point(exam, first, first, 0))
        try:
            self.ended = self._rounds(exam, first)
        except MoneySpent as spent:
            self.ended = str(spent)
        return tuple(self._points)

    def _rounds(self, exam: Exam, first: SheetResult) -> str:
        """Round after round; why there is no further one."""
        scheme, best = self.scheme, first
        for number in range(1, scheme.rounds + 1):
            if self._clock.is_over:
                return f"the {scheme.minutes:g} minutes are over"
            made = self._proposed(number, exam)
            run = self._own("round", number) if number > 1 else f"round-{number}"
            tasks = [each.again(time) for time in range(scheme.tries) for each in made.accepted]
            attempts = self.runner.tried(run, tasks, self.learner.practising(number))
            self._attempts.append(attempts)
            own = self._own("round", number)
            draft = self.learner.learn(
                Lecture(number, own, tuple(self._attempts), self.around, exam, self.runner)
            )
            best, kept, change = self._weighed(number, exam, best, draft)
            whole = compare(first.won, best.won)
            learned = {
                "attempts": _rate(attempts),
                "predicates": made.predicates,
                "rejected": {str(why): count for why, count in made.rejected.items()},
                "apps": covered(self.apps, self._attempts, scheme.tries),
                "kept": kept,
                "round_change": change,
                "change": str(whole),
                "told": draft.told,
            }
            self._add(self._point(exam, first, best, number).model_copy(update=learned))
            if is_over(scheme, whole):
                return f"the exam shows a {'gain' if whole.difference.value > 0 else 'loss'}"
        return "all rounds are over"

    def _exam(self) -> Exam:
        """The held-out tasks, drawn once."""
        sheet = self.runner.folder / HELD_OUT
        kept = read_sheet(sheet) if sheet.exists() else ()
        exam = exam_of(self.around, self.scheme.held_out, self.scheme.seed, kept)
        if not kept:
            write_sheet(sheet, exam.proposals)
        return exam

    def _tried(self, run: str, proposals: Sequence[Proposal]) -> SheetResult:
        return self.runner.tried(run, proposals, self.learner.now())

    def _own(self, name: str, number: int) -> str:
        """How what belongs to this branch alone is called."""
        return f"{name}-{number}-{self.branch}" if self.branch else f"{name}-{number}"

    def _proposed(self, number: int, exam: Exam) -> Round:
        """The tasks of a round: none that was set before, nor the like of what is held out."""
        if self.is_fixed and self._attempts:
            first = self._attempts[0].proposals
            set_first = first[: len(first) // self.scheme.tries]
            return Round([each.again(number * self.scheme.tries) for each in set_first])
        known = [*exam.proposals, *(each for tried in self._attempts for each in tried.proposals)]
        proposer = self.proposer or Composer(exam.allowed, said_of(self._attempts, exam.allowed))
        random = Random(f"{self.scheme.seed} round {number}")
        candidates = proposer.candidates(self.around, random, rates_of(self._attempts))
        return sift(candidates, self.around, self.scheme.per_round, exam.held_out, known)

    def _weighed(
        self, number: int, exam: Exam, best: SheetResult, draft: Draft
    ) -> tuple[SheetResult, bool | None, str]:
        """How the exam goes with what was kept then; whether the draft was, and why."""
        if draft.agent is None:
            return best, None, ""
        after = self.runner.tried(self._own("exam", number), exam.proposals, draft.agent)
        change = compare(best.won, after.won)
        if not is_kept(change):
            return best, False, str(change)
        self.learner.keep(draft)
        return after, True, str(change)

    def _point(self, exam: Exam, first: SheetResult, tried: SheetResult, number: int) -> Point:
        rows: dict[str, list[Proposal]] = {}
        for proposal in exam.proposals:
            rows.setdefault(exam.row(proposal), []).append(proposal)
        opinion, change = self._opinion(first, tried)
        return Point(
            round=number,
            held_out=_rate(tried),
            rows={row: _rate(tried, {each.name for each in own}) for row, own in rows.items()},
            judged=opinion,
            judged_change=change if number else "",
        )

    def _opinion(self, first: SheetResult, tried: SheetResult) -> tuple[Opinion | None, str]:
        """What the evaluator makes of an exam, and of what changed since the first."""
        if self.hearing is None:
            return None, ""
        _, before = self.hearing.opinion(first)
        opinion, word = self.hearing.opinion(tried)
        return opinion, str(compare(before, word))

    def _add(self, point: Point) -> None:
        self._points.append(point)
        write_curve(self.runner.folder / self.branch, self._points)
        self.done(point)


def is_kept(change: Comparison) -> bool:
    """The rule by which a round's lesson stays (see RULE)."""
    return len(change.losses) <= len(change.wins)


def is_over(scheme: Scheme, change: Comparison) -> bool:
    """Whether practice ends before its last round, by what the exam shows so far."""
    return scheme.until_shown and change.is_clear


def covered(apps: Sequence[str], attempts: Sequence[SheetResult], tries: int) -> Mapping[str, int]:
    """How many tasks were set in each app, those of the phone that none was set in with 0; the most first."""
    counts = Counter(dict.fromkeys(apps, 0))
    for tried in attempts:
        for proposal in tried.proposals[: len(tried.proposals) // tries]:
            counts.update(proposal.apps)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def said_of(attempts: Sequence[SheetResult], kinds: Mapping[str, Kind]) -> Counter[str]:
    """How often each wording was tried so far."""
    return Counter(pattern_of(each, kinds) for tried in attempts for each in tried.proposals)


def _rate(tried: SheetResult, names: set[str] | None = None) -> Rate:
    """Success with an interval for kinds like these: tasks of one kind resemble each other."""
    return Rate.of(
        clustered(
            by_task(
                ("+".join(each.kinds), tried.won[each.name, each.seed])
                for each in tried.proposals
                if names is None or each.name in names
            )
        )
    )


class _Clock:
    """Counts what is done, to tell how long the rest takes."""

    def __init__(self, scheme: Scheme, tell: Callable[[PracticeProgress], None]) -> None:
        self._planned = scheme.held_out + scheme.rounds * (scheme.held_out + scheme.per_round * scheme.tries)
        """Tasks of all rounds that are known of, learning left out."""
        self._minutes = scheme.minutes
        self._tell = tell
        self._runs: dict[str, tuple[int, int, int]] = {}
        """Of each run: how many were done when it was gone on with, how many now, how many there are."""
        self._began = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether no further round may begin."""
        return self._minutes is not None and time.monotonic() - self._began >= 60 * self._minutes

    def heard(self, run: str, so_far: RunProgress) -> None:
        """A run of the ledger went on."""
        begun, _, _ = self._runs.get(run, (so_far.done, 0, 0))
        self._runs[run] = begun, so_far.done, so_far.planned
        self._tell(PracticeProgress(run, so_far, self._left()))

    def _left(self) -> float | None:
        here = sum(done - begun for begun, done, _ in self._runs.values())
        if not here:
            return None
        known = sum(done for name, (_, done, _) in self._runs.items() if "test" not in name)
        tests = sum(planned - done for name, (_, done, planned) in self._runs.items() if "test" in name)
        return (time.monotonic() - self._began) / here * (max(0, self._planned - known) + tests)
