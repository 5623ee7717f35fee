"""A practice whose agent is plain code that knows some kinds of tasks; its learner learns one a round."""

from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

from agent.evaluation.evaluator import Judge, RecordJudge
from agent.proposal.proposal import Surroundings
from agent.settings import Settings
from device.state.census import take
from tasks.agent.agent import Attempt
from tasks.agent.code import CodeAgent
from tasks.agent.recorded import RecordedDevice
from tasks.executor.thread import PhonePool
from tasks.ledger.ledger import Ledger
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, PracticeProgress, Scheme
from tasks.practice.hearing import Hearing
from tasks.practice.learner import Draft, Lecture
from tasks.practice.runner import PracticeAgent, PracticeRunner
from tasks.runner.phone import EmbeddedPhone, PhoneSpec

SCHEME = Scheme(rounds=2, per_round=5, held_out=24, seed=3)


def adept(known: frozenset[str]) -> PracticeAgent:
    """Does tasks of these kinds that want a note gone or made, by the file alone."""

    def play(_device: RecordedDevice, attempt: Attempt) -> str:
        facts = attempt.task.template.facts
        if set(facts.tags) <= known:
            for place in facts.touches:
                path = f"/storage/emulated/0/{place.removeprefix('file ')}"
                attempt.device.shell(["rm", path])
        return ""

    name = f"adept of {', '.join(sorted(known))}"
    return PracticeAgent(lambda _cost: CodeAgent(name, play), name)


class Pupil:
    """Learns `lessons[n]` in round n: what its agent knows from then on, if it is kept."""

    name = "pupil"

    def __init__(self, *lessons: frozenset[str], known: frozenset[str] = frozenset()) -> None:
        self.lessons, self.known = lessons, known

    def now(self) -> PracticeAgent:
        return adept(self.known)

    def practising(self, number: int) -> PracticeAgent:
        return PracticeAgent(self.now().make, f"practising {number}")

    def learn(self, lecture: Lecture) -> Draft:
        assert len(lecture.attempts) == lecture.number
        return Draft(adept(self.lessons[lecture.number - 1]), ("something",))

    def keep(self, draft: Draft) -> None:
        assert draft.agent is not None
        names = draft.agent.identity.removeprefix("adept of ")
        self.known = frozenset(names.split(", ")) if names else frozenset()


@cache
def pool() -> PhonePool:
    """Two phones for all tests: a phone takes a second to begin."""
    return PhonePool(PhoneSpec(sample=True), 2)


@cache
def around() -> Surroundings:
    phone = EmbeddedPhone(PhoneSpec(sample=True))
    try:
        return Surroundings(take(phone.device()))
    finally:
        phone.close()


def practise(
    folder: Path,
    pupil: Pupil,
    tell: Callable[[PracticeProgress], None] = lambda _progress: None,
    scheme: Scheme = SCHEME,
    *,
    branch: str = "",
    is_fixed: bool = False,
    judge: Judge | None = None,
    aside: Callable[[], float] = lambda: 0.0,
) -> tuple[Point, ...]:
    """Begin the practice of a folder, or go on with it, a judge (plain code by default) hearing each exam."""
    with closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
        runner = PracticeRunner(folder, ledger, pool(), Settings(use_memory=False), max_cost=1.0, aside=aside)
        hearing = Hearing(judge or RecordJudge())
        try:
            return tuple(
                Cycle(
                    scheme,
                    runner,
                    pupil,
                    around(),
                    branch=branch,
                    is_fixed=is_fixed,
                    hearing=hearing,
                    apps=("org.tasks", "org.none"),
                    tell=tell,
                ).go()
            )
        except BaseException:
            pool().close()  # what is begun is ended first, as when a person stops it
            pool.cache_clear()
            raise
