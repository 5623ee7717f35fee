"""Own runs of the network: what it tries, what the phone says of it, and what of that is worth learning."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np

from agent.policy.learned.bundle import Bundle
from agent.policy.learned.gate import Course
from agent.policy.learned.policy import course_of
from agent.policy.learned.router import Route, Router, app_scores
from agent.policy.learned.scene import Moment
from agent.policy.learned.session import Choice, Session
from agent.policy.training.sample import Episode
from agent.settings import Settings
from tasks.entrant.entrant import Attempt
from tasks.practice.apprentice import Apprentice, Told, read_kept
from tasks.practice.episode import Played, play
from tasks.practice.phone import PracticePhone
from tasks.practice.record import judge, wordings_of
from tasks.practice.wording import reworded, values_of
from tasks.task import Task, Template


@dataclass(frozen=True)
class Tried:
    """One own run."""

    template: str
    episode: Episode
    played: Played
    success: bool
    """What was wanted is there, and nothing else has changed."""
    course: Course

    @property
    def claimed(self) -> bool:
        """Whether it said that it was done."""
        return self.played.status == "complete"


class Practice:
    """A network with a router, and a phone to try things on."""

    def __init__(self, session: Session, router: Router, phone: PracticePhone) -> None:
        self._session = session
        self._router = router
        self._phone = phone

    def attempt(
        self,
        template: Template,
        seed: int,
        goal: str = "",
        temperature: float = 0.0,
        router: bool = True,
        language: str = "en",
    ) -> Tried:
        """Try the task of a seed, in the given words or some of those that may be learned from.

        With a temperature above 0, moves are drawn by their likelihood.
        """
        task = template.task(seed)
        device = self._phone.anew()
        task.initialize(device)
        goal = goal or reworded(task, Random(f"own {template.name} {seed}"), language)
        random = np.random.default_rng(seed) if temperature else None
        route = self._router.route(goal)
        scores = app_scores(goal, route, self._session.apps)

        def choose(moment: Moment) -> Choice | None:
            first = not moment.past and router
            return self._session.choose(moment, scores if first else None, random, temperature or 1.0)

        played = play(device, goal, choose, template.facts.budget)
        verdict = judge(task, device, played.status, played.answer, played.deals)
        task.tear_down(device)
        return Tried(
            template=template.name,
            episode=_episode(task, played),
            played=played,
            success=verdict.success and not verdict.damage,
            course=_course(played, route, goal),
        )

    def round(self, templates: Sequence[Template], seeds: Sequence[int], temperature: float) -> list[Tried]:
        """Every template with every seed."""
        return [self.attempt(template, seed, "", temperature) for template in templates for seed in seeds]


def apprenticed(
    bundle: Bundle, phone: PracticePhone, templates: Sequence[Template], seeds: Sequence[int]
) -> tuple[list[Episode], int]:
    """What an apprentice of these weights did right, up to where it was done; and in how many attempts."""
    settings = Settings(model="offline", use_memory=False)
    apprentice = Apprentice(settings, bundle, _told)
    found: list[Episode] = []
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
                goals = (task.goal, *wordings_of(task, "en"))
                found.append(Episode(template.name, seed, "", task.goal, values_of(task), goals, deals))
    return found, len(templates) * len(seeds)


def _told(task: Task) -> Told:
    return Told((task.goal, *wordings_of(task, "en")), values_of(task))


def teaches(template: Template) -> bool:
    """Whether a success proves anything: what is so from the beginning is so after any walk in an app."""
    return "verification" not in template.facts.tags


def _course(played: Played, route: Route, goal: str) -> Course:
    past = tuple(deal.deed for deal in played.deals if deal.kind != "complete")
    *before, last = played.confidences
    return course_of(goal, past, tuple(before), last, route)


def _episode(task: Task, played: Played) -> Episode:
    goals = tuple(dict.fromkeys((played.goal, *wordings_of(task, "en"))))
    return Episode(task.name, task.seed, "", played.goal, values_of(task), goals, played.deals)
