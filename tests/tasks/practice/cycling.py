"""A practice whose agent is plain code that knows some kinds of tasks; its learner learns one a round."""

from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path

from agent.proposal.proposal import Surroundings
from agent.settings import Settings
from device.state.census import take
from tasks.entrant.code import CodeEntrant
from tasks.entrant.entrant import Attempt
from tasks.entrant.recorded import RecordedDevice
from tasks.ledger.ledger import Ledger
from tasks.practice.crew import Crew
from tasks.practice.curve import Point
from tasks.practice.cycle import Cycle, Progress, Scheme
from tasks.practice.desk import Desk, Worked
from tasks.practice.learner import Draft, Lecture
from tasks.runner.slot import Berth, EmbeddedSlot

SCHEME = Scheme(rounds=2, per_round=5, held_out=24, seed=3)


def adept(known: frozenset[str]) -> Worked:
    """Does tasks of these kinds that want a note gone or made, by the file alone."""

    def play(_device: RecordedDevice, attempt: Attempt) -> str:
        facts = attempt.task.template.facts
        if set(facts.tags) <= known:
            for place in facts.touches:
                path = f"/storage/emulated/0/{place.removeprefix('file ')}"
                attempt.device.shell(["rm", path])
        return ""

    name = f"adept of {', '.join(sorted(known))}"
    return Worked(lambda _cost: CodeEntrant(name, play), name)


class Pupil:
    """Learns `lessons[n]` in round n: what its agent knows from then on, if it is kept."""

    name = "pupil"

    def __init__(self, *lessons: frozenset[str], known: frozenset[str] = frozenset()) -> None:
        self.lessons, self.known = lessons, known

    def now(self) -> Worked:
        return adept(self.known)

    def practising(self, number: int) -> Worked:
        return Worked(self.now().made, f"practising {number}")

    def learn(self, lecture: Lecture) -> Draft:
        assert len(lecture.attempts) == lecture.number
        return Draft(adept(self.lessons[lecture.number - 1]), ("something",))

    def keep(self, draft: Draft) -> None:
        assert draft.worked is not None
        names = draft.worked.identity.removeprefix("adept of ")
        self.known = frozenset(names.split(", ")) if names else frozenset()


@cache
def crew() -> Crew:
    """Two phones for all tests: a phone takes a second to begin."""
    return Crew(Berth(sample=True), 2)


@cache
def around() -> Surroundings:
    slot = EmbeddedSlot(Berth(sample=True))
    try:
        return Surroundings(take(slot.device()))
    finally:
        slot.close()


def practise(
    folder: Path,
    pupil: Pupil,
    tell: Callable[[Progress], None] = lambda _progress: None,
    scheme: Scheme = SCHEME,
    *,
    branch: str = "",
    is_fixed: bool = False,
) -> tuple[Point, ...]:
    """Begin the practice of a folder, or go on with it."""
    with closing(Ledger.open(str(folder / "ledger.sqlite"))) as ledger:
        desk = Desk(folder, ledger, crew(), Settings(use_memory=False))
        try:
            return tuple(
                Cycle(scheme, desk, pupil, around(), branch=branch, is_fixed=is_fixed, tell=tell).go()
            )
        except BaseException:
            crew().close()  # what is begun is ended first, as when a person stops it
            crew.cache_clear()
            raise
