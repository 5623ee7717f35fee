"""How sure is sure enough, found anew once a network has learned on: it tries fresh tasks before it is used.

How sure a network is means something else after every training. The weights of the gate stay as they are;
only the bar moves, to where few of the claims above it are wrong.
"""

from collections.abc import Sequence
from itertools import islice
from random import Random

from agent.language.intention import NotUnderstood
from agent.language.understand import understand
from agent.offline.learned.bundle import Bundle
from agent.offline.learned.gate import Gate
from agent.offline.learned.move import deed_of
from agent.offline.learned.policy import confidences, course_of
from agent.proposal.proposal import Proposal
from agent.proposal.proposer import Composer, Rates
from agent.proposal.sieve import sift
from agent.run.status import CLAIMED
from agent.run.step import Step
from agent.run.trajectory import Trajectory, read_trajectory
from tasks.practice.learner import Lecture
from tasks.practice.runner import PracticeAgent, is_done

TASKS = 30
_MOST_FALSE = 0.07
"""Of these tasks, those that may be called done and are not. They are none that the rules know: of all that
people ask for they are the harder part."""
_LOWEST = 0.2
_CANDIDATES = 2_000
Claim = tuple[float, bool]
"""How probably it is right, and whether it is."""


def rehearsed(bundle: Bundle, agent: PracticeAgent, lecture: Lecture, count: int = TASKS) -> Gate:
    """The gate of a bundle with the bar where it belongs.

    `agent` is the network with neither gate nor rules, `count` the number of tasks that it tries.
    """
    tasks = _fresh(lecture, count)
    tried = lecture.runner.tried(f"{lecture.name}-rehearsal", tasks, agent)
    claims = [
        (surety, is_done(outcome))
        for outcome in tried.outcomes.values()
        if outcome.status in CLAIMED and outcome.folder
        if (surety := _surety(bundle, read_trajectory(tried.folder / outcome.folder))) is not None
    ]
    return bundle.card.gate.model_copy(update={"threshold": bar(claims, len(tasks))})


def bar(claims: Sequence[Claim], tasks: int) -> float:
    """The lowest at which few enough of the claims above it are wrong."""
    allowed = _MOST_FALSE * tasks
    wrong = sorted((sure for sure, is_right in claims if not is_right), reverse=True)
    if len(wrong) <= allowed:
        return _LOWEST
    return max(_LOWEST, min(1.0, wrong[int(allowed)] + 0.01))


def _fresh(lecture: Lecture, count: int) -> list[Proposal]:
    """Tasks that nobody has met, in words that the rules leave to the network."""
    known = [*lecture.exam.proposals, *(each for tried in lecture.attempts for each in tried.proposals)]
    feasible = {name: kind for name, kind in lecture.exam.allowed.items() if kind.feasible}
    random = Random(f"rehearsal {lecture.name}")
    candidates = Composer(feasible).candidates(lecture.around, random, Rates())
    some = islice(candidates, _CANDIDATES)
    strange = (each for each in some if isinstance(understand(each.goal), NotUnderstood))
    return sift(strange, lecture.around, count, lecture.exam.held_out, known).accepted


def _surety(bundle: Bundle, run: Trajectory) -> float | None:
    """What the gate makes of a run that was claimed to be done; None where it would not have been begun."""
    route, gate = bundle.router.route(run.manifest.goal), bundle.card.gate
    if not gate.begins(route.likely, route.confidence):
        return None
    steps: list[Step] = [step for step in run.steps if step.action is not None]
    past = tuple(deed for step in steps if (deed := deed_of(step)) is not None)
    *before, last = confidences(steps)
    return gate.probability(course_of(run.manifest.goal, past, tuple(before), last, route))
