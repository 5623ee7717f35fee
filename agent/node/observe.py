"""observe: the only reader of the phone."""

from dataclasses import replace

from langgraph.runtime import Runtime
from langgraph.types import interrupt

from agent.language.consent import consent
from agent.language.speech import speaker
from agent.node.reflect import is_untold
from agent.role.perceive import INSTALL, is_poor, perceive
from agent.run.context import Context
from agent.run.event import Question
from agent.run.state import State, Update
from agent.run.step import Saying, Seen
from device.error import PhoneLocked
from device.screen import Bounds, Observation

HEARD = "The owner has just added something: go by it."
"""Told once; what they said stays with the goal. What was decided before they said it goes."""
_LOCKED = "Please unlock the phone: it asks for a PIN, a pattern or a finger, and none is guessed"
_UNLOCKED = 3
"""Times that the owner is asked to unlock the phone, one after the other."""


def observe(state: State, runtime: Runtime[Context]) -> Update:
    """Look at the screen once it stands still; take up what the person said meanwhile."""
    context = runtime.context
    was_asked = _was_asked(state)
    if not _is_due(state, context):
        was_asked = was_asked or context.control.paused
        with context.meter.timed("wait"):
            context.control.wait_while_paused()
    seen = _perceived(context.shots.keep(*_look(state, context, anew=was_asked)), context)
    said = context.control.heard()
    news = (HEARD,) if said else ()
    return {"seen": seen, "misses": (), "added": state.added + said, "feedback": state.feedback + news}


def _is_due(state: State, context: Context) -> bool:
    """Whether a look is due before a pause: what the last step did is then told at once."""
    return not context.control.taken and is_untold(state)


def _look(state: State, context: Context, *, anew: bool) -> tuple[Observation, tuple[Bounds, ...]]:
    """Look, once the owner has unlocked a phone that is locked. Raises PhoneLocked where nobody does."""
    for _ in range(_UNLOCKED):
        try:
            return context.look(anew=anew)
        except PhoneLocked:
            if not context.policy.asks:
                raise
            # LangGraph runs this node again from its start once the person has answered.
            question = Question(
                kind="take_over", text=speaker(state.goal)(_LOCKED), step=len(state.steps) + 1
            )
            answer = str(interrupt(question))
            if not answer or consent(answer) == "no":
                raise
    return context.look(anew=anew)


def _was_asked(state: State) -> bool:
    """Whether a person was asked something since the last look: they may have touched the phone."""
    permit = state.steps[-1].permit if state.steps else None
    return permit is not None and bool(permit.answer)


def _perceived(seen: Seen, context: Context) -> Seen:
    """With what can be read off the picture, where the preset perceives and the element list is poor.

    The screen keeps its fingerprint: reading differs a little each time.
    """
    perceiver = context.perceiver
    if not context.preset.has("perceive") or not is_poor(seen.observation):
        return seen
    if perceiver is None:
        context.said.append(Saying(role="perceive", text=f"the picture cannot be read here: {INSTALL}"))
        return seen
    observation = perceive(context.shots.observation(seen), perceiver)
    read = len(observation.elements) - len(seen.observation.elements)
    context.said.append(Saying(role="perceive", text=f"{read} more elements"))
    kept = seen.observation.screenshot
    return seen.model_copy(update={"observation": replace(observation, screenshot=kept)})
