"""Own runs of the network: what it tries, what the phone says of it, and what of that is worth learning."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from agent.offline.learned.bundle import Bundle
from agent.offline.learned.gate import Course
from agent.offline.learned.policy import course_of
from agent.offline.learned.router import Route, Router, app_scores
from agent.offline.learned.scene import Moment
from agent.offline.learned.session import Choice, Session
from agent.offline.training.sample import Demonstration
from agent.run.status import RunStatus
from agent.settings import Settings
from tasks.agent.agent import Attempt
from tasks.practice.apprentice import Apprentice, Wordings, read_kept
from tasks.practice.networkrun import NetworkRun, play
from tasks.practice.phone import PracticePhone
from tasks.practice.record import judge, wordings_of
from tasks.practice.wording import reworded, values_of
from tasks.task import Task, Template


@dataclass(frozen=True)
class OwnRun:
    """One own run."""

    goal: str
    success: bool
    """What was wanted is there, and nothing else has changed."""
    claimed: bool
    """Whether it said that it was done."""
    course: Course


class Practice:
    """A network with a router, and a phone to try things on."""

    def __init__(self, session: Session, router: Router, phone: PracticePhone) -> None:
        self._session = session
        self._router = router
        self._phone = phone

    def attempt(self, template: Template, seed: int) -> OwnRun:
        """Try the task of a seed, in some of the words that may be learned from."""
        task = template.task(seed)
        device = self._phone.anew()
        task.initialize(device)
        goal = reworded(task, Random(f"own {template.name} {seed}"))
        route = self._router.route(goal)
        scores = app_scores(goal, route, self._session.apps)

        def choose(moment: Moment) -> Choice | None:
            return self._session.choose(moment, None if moment.past else scores)

        played = play(device, goal, choose, template.facts.budget)
        verdict = judge(task, device, played.status, played.answer, played.deals)
        task.tear_down(device)
        claimed = played.status is RunStatus.COMPLETE
        return OwnRun(goal, verdict.is_done, claimed, _course(played, route, goal))

    def round(self, templates: Sequence[Template], seeds: Sequence[int]) -> list[OwnRun]:
        """Every template with every seed."""
        return [self.attempt(template, seed) for template in templates for seed in seeds]


def apprenticed(
    bundle: Bundle, phone: PracticePhone, templates: Sequence[Template], seeds: Sequence[int]
) -> tuple[list[Demonstration], int]:
    """What an apprentice of these weights did right, up to where it was done; and in how many attempts."""
    settings = Settings(model="offline", use_memory=False)
    apprentice = Apprentice(settings, bundle, _told)
    found: list[Demonstration] = []
    for template in templates:
        for seed in seeds:
            task = template.task(seed)
            task.initialize(phone.anew())
            with TemporaryDirectory() as folder:
                place = Path(folder) / "run"
                apprentice.work(Attempt(task, phone.device, place, pictures=False))
                deals = read_kept(place).reached
            task.tear_down(phone.device)
            if deals:
                told = _told(task)
                found.append(
                    Demonstration(template.name, seed, "", task.goal, told.values, told.wordings, deals)
                )
    return found, len(templates) * len(seeds)


def _told(task: Task) -> Wordings:
    return Wordings((task.goal, *wordings_of(task, "en")), values_of(task))


def teaches(template: Template) -> bool:
    """Whether a success proves anything: what is so from the beginning is so after any walk in an app."""
    return "verification" not in template.facts.tags


def _course(played: NetworkRun, route: Route, goal: str) -> Course:
    past = tuple(deal.deed for deal in played.deals if deal.kind != "complete")
    *before, last = played.confidences
    return course_of(goal, past, tuple(before), last, route)
