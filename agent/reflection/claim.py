"""What follows from a claim that the run, or a sub-task, is over: a fresh screen has to show it."""

from dataclasses import replace

from agent.action.action import NavigateHome, Status
from agent.brain.brain import Confirmation, Look
from agent.role.answer import Answering
from agent.role.confirm import Confirming
from agent.role.extract import Extracting
from agent.role.rewrite import Rewriting
from agent.run.context import Context
from agent.run.reason import ReasonCode
from agent.run.state import State, Update
from agent.run.status import RunStatus
from agent.run.step import Ending, Errand, Outcome, Step
from device.error import ToldToModel
from device.screen import Observation


def claim(state: State, step: Step, context: Context) -> Update | None:
    """What follows from a claim; None when nothing was claimed. A denied one is judged anew in `steps`."""
    if not isinstance(step.action, Status) or step.error:
        return None
    reason = step.action.reason or step.thought
    if step.action.goal_status != "complete":
        return end(Ending(status=RunStatus(step.action.goal_status), reason=reason))
    said = _confirmation(state, context) if context.preset.due("confirm", "claim") else None
    if said is not None and said.reached is False:
        return _denied(state, said, context)
    if state.errand is not None and not state.errand.is_last:
        return _switch(state, state.errand, context)
    verified, evidence = (said.reached is True, said.evidence) if said else (False, "")
    ending = Ending(status=RunStatus.COMPLETE, reason=reason, verified=verified, evidence=evidence)
    return {**end(ending), "answer": state.answer or _answer(state, context)}


def end(ending: Ending) -> Update:
    """The run ends."""
    return {"ending": ending, "next": "end"}


def _denied(state: State, said: Confirmation, context: Context) -> Update:
    """The work goes on, told what is missing; a claim made again and again ends the run.

    Either way the claim is kept as what it was: a step that came to nothing.
    """
    denied = f"denied by the screen: {said.evidence}"
    came_to = {"outcome": Outcome.NO_CHANGE, "reason": ReasonCode.DENIED, "evidence": denied}
    steps = (*state.steps[:-1], state.steps[-1].model_copy(update=came_to))
    if state.denials >= context.preset.max_denials:
        why = f"it was claimed to be complete, but the screen denies it: {said.evidence}"
        return {**end(Ending(status=RunStatus.TRUNCATED, reason=why)), "steps": steps}
    return {
        "steps": steps,
        "denials": state.denials + 1,
        "feedback": (f"Not complete yet: {said.evidence}",),
        "queue": (),
        "occasions": ("lap",),
        "next": "plan" if context.preset.due_planners(("lap",)) else "decide",
    }


def _confirmation(state: State, context: Context) -> Confirmation:
    """The verdict on the current sub-task; on the last, as where there are none, on the whole goal."""
    view = context.view(state, whole=True)
    if state.errand is None or state.errand.is_last:
        view = replace(view, steps=state.steps)
    try:
        return context.ask(Confirming(view, earlier=_earlier(state, context))).value
    except ToldToModel as error:
        return Confirmation(reached=None, evidence=f"nobody could confirm it: {error}")


def _earlier(state: State, context: Context) -> tuple[Look, ...]:
    """The latest screens other than this one, oldest first, as many as the preset looks back."""
    wanted = context.preset.looks_back - 1
    now = state.seen.shot if state.seen else ""
    shots = dict.fromkeys(step.shot for step in reversed(state.steps) if step.shot not in ("", now))
    looks = []
    for shot in reversed(list(shots)[: max(0, wanted)]):
        picture = context.shots.named(shot)
        looks.append(Look(Observation(picture, (), "", "", keyboard_shown=False, size=picture.size)))
    return tuple(looks)


def _answer(state: State, context: Context) -> str:
    """The answer to a question that was reached without one."""
    is_question = state.errand is not None and state.errand.kind == "question"
    if not is_question or not context.preset.due("answer", "claim"):
        return ""
    try:
        return context.ask(Answering(context.view(state, whole=True))).value.text
    except ToldToModel:
        return ""


def _switch(state: State, errand: Errand, context: Context) -> Update:
    """On to the next sub-task from the home screen, with what this one found.

    The sub-tasks themselves stay as they were planned from the goal; what was read off a screen only words
    the next one anew, so that no text on a screen becomes an order.
    """
    found, wording = _handed_over(state, errand, context)
    following = errand.model_copy(
        update={"current": errand.current + 1, "found": (*errand.found, found), "wording": wording}
    )
    return {
        "errand": following,
        "plan": None,
        "remedy": NavigateHome(),
        "queue": (),
        "feedback": (),
        "strikes": 0,
        "next": "decide",
    }


def _handed_over(state: State, errand: Errand, context: Context) -> tuple[str, str]:
    """What was found, and the next sub-task in words that hold it."""
    preset, view = context.preset, context.view(state, whole=True)
    found = ""
    try:
        if preset.due("extract", "switch"):
            found = context.ask(Extracting(view)).value.found
        if found and preset.due("rewrite", "switch"):
            following = errand.tasks[errand.current + 1]
            return found, context.ask(Rewriting(view, found=found, following=following)).value.task
    except ToldToModel:
        pass
    return found, ""
