"""The learned policy: router, network and gate put together, asked at each step anew."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agent.action.action import Action, AskUser, Status, describe
from agent.guard.sensitive import sensitive_classes
from agent.guard.wording import MESSAGING
from agent.offline.decision import PolicyDecision
from agent.offline.learned.accord import (
    is_about,
    is_left,
    is_order,
    is_other_sort,
    is_to_another,
    left_unsaid,
)
from agent.offline.learned.bundle import Bundle
from agent.offline.learned.feature import names, read
from agent.offline.learned.gate import Course
from agent.offline.learned.move import Deed, action_of, deed_of, spanned
from agent.offline.learned.router import Route, app_scores
from agent.offline.learned.scene import Moment, scene_of
from agent.offline.learned.session import Choice
from agent.run.status import Cause
from agent.run.step import Spot, Step
from device.screen import Observation
from grounding.target import Target

_SAME = 3
"""So often one move may come to nothing."""

_WANTED_BY = {"delete": "delete", "send": "sms"}
"""What cannot be taken back, by the name the guard has for it, and what kinds that want it have in theirs."""


@dataclass(frozen=True)
class PolicyParts:
    """What takes part: all of it, unless an ablation says otherwise."""

    router: bool = True
    gate: bool = True


class LearnedPolicy:
    """Pure: the same goal, screen and steps give the same decision."""

    def __init__(self, bundle: Bundle | None = None, parts: PolicyParts | None = None) -> None:
        self._bundle = bundle or Bundle()
        self._parts = parts or PolicyParts()

    def knows(self, goal: str) -> bool:
        """Whether the goal is of a kind that it was taught, as far as its words tell."""
        return not self._parts.gate or self._begins(goal, self._bundle.router.route(goal))

    def decide(self, goal: str, observation: Observation, steps: tuple[Step, ...]) -> PolicyDecision:
        """What to do next; a `status` that is not `complete` where it is not sure enough."""
        route = self._bundle.router.route(goal)
        told = [(step, deed) for step in steps if (deed := deed_of(step)) is not None]
        past = tuple(deed for _, deed in told)
        moment = Moment(goal, scene_of(observation), past)
        choice = self._chosen(moment, self._app_scores(goal, route, past))
        refusal = self._refusal(moment, choice, route, [step for step, _ in told])
        if refusal is not None:
            return PolicyDecision(refusal.reason, (), 0, (refusal,))
        action = action_of(choice.move, goal, moment.scene.things)
        uncalled = self._uncalled(action, observation, route, moment)
        if uncalled is not None:
            return PolicyDecision(uncalled.reason, (), 0, (uncalled,))
        thought = f"{describe(action)} ({choice.confidence:.0%} sure)"
        return PolicyDecision(thought, (), 0, (_reasoned(action, past),))

    def _begins(self, goal: str, route: Route) -> bool:
        """Whether it is likely enough of a kind, and has the words of that kind."""
        sure = self._bundle.card.gate.begins(route.likely, route.confidence)
        return sure and is_about(goal, route.kind)

    def _chosen(self, moment: Moment, app_scores: "np.typing.NDArray[np.float64] | None") -> Choice:
        """The network's move."""
        return self._bundle.session.choose(moment, app_scores)

    def _app_scores(
        self, goal: str, route: Route, past: tuple[Deed, ...]
    ) -> "np.typing.NDArray[np.float64] | None":
        """The router chooses the app to begin in; which one comes after, the network knows better."""
        begins = not past and self._parts.router
        return app_scores(goal, route, self._bundle.card.apps) if begins else None

    def _refusal(self, moment: Moment, choice: Choice, route: Route, steps: list[Step]) -> Status | None:
        past, gate = moment.past, self._bundle.card.gate
        if len(past) >= _SAME and past[-1].came_to_nothing and len(set(past[-_SAME:])) == 1:
            return _given_up(f"{past[-1].kind} {past[-1].label or past[-1].text} does nothing")
        if any(isinstance(step.action, AskUser) for step in steps):
            return None
        if not self._parts.gate:
            return None
        if not past and not self._begins(moment.goal, route):
            return Status(
                goal_status="infeasible", reason="I do not know how to do this", cause=Cause.NOT_UNDERSTOOD
            )
        if choice.confidence < gate.least:
            return _given_up(f"I am not sure how to go on ({choice.confidence:.0%})", begun=bool(past))
        if choice.move.kind == "type_span" and is_order(spanned(moment.goal, choice.move), moment.goal):
            return _given_up("I cannot tell which of your words are to be typed", begun=bool(past))
        if choice.move.kind != "complete":
            return None
        left = is_left(moment.goal, past, moment.scene.things)
        if left:
            return _given_up(f'Not all of it is gone: "{left}" is still there')
        unsaid = left_unsaid(moment.goal, past)
        if unsaid:
            return _given_up(f'I did what I could, but nothing with "{unsaid}"')
        if route.kind in self._bundle.card.naming and not names(moment.goal, past):
            return _given_up("I came across nothing of what you named", begun=bool(past))
        sure = gate.probability(course_of(moment.goal, past, confidences(steps), choice.confidence, route))
        if sure < gate.threshold:
            return _given_up(f"I did what I could, and am not sure that it is right ({sure:.0%})")
        return None

    def _uncalled(
        self, action: Action, observation: Observation, route: Route, moment: Moment
    ) -> Status | None:
        """Why what deletes or sends something is not done: the goal hardly wants it, or not of this."""
        target = getattr(action, "target", None)
        element = observation.numbered(target.element) if isinstance(target, Target) else None
        if element is None or not self._parts.gate:
            return None
        box = element.bounds
        spot = Spot(point=box.center, bounds=box, confidence=1.0, method="element")
        classes = sensitive_classes(action, (spot,), observation)
        if "delete" in classes and is_other_sort(moment.goal, moment.past):
            return _given_up("It is a folder that I chose, and you did not speak of one")
        talks = MESSAGING.search(observation.package) is not None  # elsewhere it is shared first
        if talks and "send" in classes and is_to_another(moment.goal, moment.past, moment.scene.things):
            return _given_up("I do not see that this goes to whom you named")
        for name in classes:
            if name in _WANTED_BY and route.share(_WANTED_BY[name]) < self._bundle.card.gate.lasting:
                what = element.text or element.content_description or "It"
                if name == "delete":
                    return _given_up(f'"{what}" would delete something, and I am not sure that you want that')
                return _given_up(f'"{what}" would send something, and I am not sure that you want that')
        return None


def course_of(
    goal: str, past: tuple[Deed, ...], before: tuple[float, ...], last: float, route: Route
) -> Course:
    """How the run went, up to the claim."""
    reading = read(goal, past)
    used = len(reading.used) / max(1, len(reading.said))
    idle = sum(deed.came_to_nothing for deed in past)
    rounded = tuple(round(sure, 2) for sure in (*before, last))
    return Course(rounded, route.confidence, used, idle)


def confidences(steps: Sequence[Step]) -> tuple[float, ...]:
    """How sure it was at each step, as its thoughts tell."""
    found = []
    for step in steps:
        share = step.thought.rpartition("(")[2].partition("%")[0]
        found.append(int(share) / 100 if share.isdigit() else 0.5)
    return tuple(found)


def _reasoned(action: Action, past: tuple[Deed, ...]) -> Action:
    if not isinstance(action, Status):
        return action
    did = ", ".join(f"{deed.kind.replace('_', ' ')} {deed.label or deed.text}".strip() for deed in past[-3:])
    return Status(goal_status="complete", reason=f"done: {did}" if did else "nothing was left to do")


def _given_up(reason: str, *, begun: bool = True) -> Status:
    if begun:
        return Status(goal_status="truncated", reason=reason)
    return Status(goal_status="infeasible", reason=reason, cause=Cause.NOT_UNDERSTOOD)
