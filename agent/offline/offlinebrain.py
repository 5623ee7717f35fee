"""The brain without a model: the bundled policy behind the interface of every other brain."""

import time
from collections.abc import Callable
from typing import TypeVar

from agent.action.action import Status, describe
from agent.brain.brain import Confirmation, Decision, Judgement, View
from agent.language.typedgoal import TypedGoal
from agent.offline.conversation import goal_in
from agent.offline.decision import PastStep, PolicyDecision
from agent.offline.policy import OfflinePolicy
from agent.run.step import Handling, Outcome, Plan, Step
from agent.tool.tool import ANDROID
from device.screen import Observation
from models.reply import Reply, Usage

T = TypeVar("T")


class OfflineBrain:
    """Pure: says the same of the same view.

    Whoever heard the goal already gives it with what it asks for; else it is heard here.
    """

    name = "offline"

    def __init__(self, policy: OfflinePolicy) -> None:
        self._policy = policy

    def plan(self, view: View, goal: TypedGoal | None = None) -> Reply[Plan]:
        """The policy's own sub-goals."""
        return timed(lambda: _plan(self._ask(view, view.steps, goal)))

    def decide(self, view: View, goal: TypedGoal | None = None) -> Reply[Decision]:
        """The policy's decision."""
        return timed(lambda: _decision(self._ask(view, view.steps, goal)))

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Nothing beyond the cheap check."""
        return timed(lambda: Judgement(outcome=Outcome.UNCERTAIN, evidence=suspicion))

    def confirm(self, view: View, goal: TypedGoal | None = None) -> Reply[Confirmation]:
        """Ask again on the fresh screen, as if nothing had been claimed: only the same claim confirms it."""
        return timed(lambda: _confirmation(self._ask(view, view.steps[:-1], goal)))

    def _ask(self, view: View, steps: tuple[Step, ...], goal: TypedGoal | None) -> PolicyDecision:
        heard = goal or goal_in(view.goal, view.said, view.earlier, self._policy.reader)
        intents = tuple(tool.name for tool in view.tools if tool.source == ANDROID)
        return self._policy.pursue(heard, view.observation, past_steps(steps), intents)


def past_steps(steps: tuple[Step, ...]) -> list[PastStep]:
    """The steps as the policy has to know them."""
    return [
        PastStep(
            action=step.action,
            outcome=step.outcome or Outcome.UNCERTAIN,
            error=step.error,
            screen=step.page,
            done=step.plan.done if step.plan else 0,
            refused=step.permit is not None and not step.permit.allowed,
            permit=step.permit,
            plan=step.plan.subgoals if step.plan else (),
        )
        for step in steps
        if step.action is not None and not _never_happened(step)
    ]


def _never_happened(step: Step) -> bool:
    """Whether the run was cut short, or the person spoke, before the step had any effect."""
    cut = not step.error and step.outcome == Outcome.NO_CHANGE
    return not step.performed and (cut or step.handling is Handling.UNHEARD)


def _plan(decision: PolicyDecision) -> Plan:
    return Plan(subgoals=decision.plan, done=decision.done)


def _decision(decision: PolicyDecision) -> Decision:
    return Decision(
        thought=decision.thought,
        actions=decision.actions,
        expectation=decision.expectation,
        plan=_plan(decision),
    )


def _confirmation(decision: PolicyDecision) -> Confirmation:
    first = decision.actions[0]
    if isinstance(first, Status) and first.goal_status == "complete":
        return Confirmation(reached=True, evidence=first.reason or decision.thought)
    return Confirmation(reached=False, evidence=decision.thought or f"next would be: {describe(first)}")


def timed(think: Callable[[], T]) -> Reply[T]:
    """What was thought, with the time it took."""
    started = time.perf_counter()
    value = think()
    return Reply(value, Usage(), "", time.perf_counter() - started)
