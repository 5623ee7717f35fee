"""What follows from a claim that the run, or a sub-task, is over: nothing is believed without evidence."""

from agent.action.action import Status
from agent.effect.effect import Proof, Witness
from agent.reflection.subtask import next_task
from agent.reflection.verdict import Ledger, ask_judge, ask_what_is_left, judged
from agent.role.answer import Answering
from agent.run.context import Context
from agent.run.reason import ReasonCode
from agent.run.state import State, Update
from agent.run.status import Cause, RunStatus
from agent.run.step import Ending, Outcome, Step
from device.error import ToldToModel

_ON_SCREEN = "Show it on the screen, or do what is missing; then end again"
_BY_TOOL = (
    "Read it with a tool or on the screen, where either can show it; "
    "make no call again that changed something; then end again"
)


def claim(state: State, step: Step, context: Context) -> Update | None:
    """What follows from a claim; None when nothing was claimed. A denied one is judged anew in `steps`."""
    if not isinstance(step.action, Status) or step.error:
        return None
    reason = step.action.reason or step.thought
    match step.action.goal_status:
        case "infeasible":
            return _given_up(state, step.action, reason, context)
        case "truncated":
            return end(Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.GIVEN_UP))
        case "complete":
            pass
    if state.errand is None or state.errand.is_last:
        return _completed(state, judged(state, context), reason, context)
    said = ask_judge(state, context)
    if said is not None and said.reached is False:
        return _denied(state, said.evidence, said.untried, context)
    return next_task(state, state.errand, context)


def end(ending: Ending) -> Update:
    """The run ends."""
    return {"ending": ending, "next": "end"}


def _completed(state: State, ledger: Ledger, reason: str, context: Context) -> Update:
    """What follows from how the required effects of the whole goal stand."""
    if ledger.missing:
        untried = ledger.said.untried if ledger.said else ""
        return _denied(state, ledger.missing, untried, context, ledger.proofs)
    if ledger.held:
        cause = _refusal(state) or Cause.IMPOSSIBLE
        why = f"not allowed, and so not done: {ledger.held}"
        ending = Ending(status=RunStatus.INFEASIBLE, reason=why, cause=cause, proofs=ledger.proofs)
        return {**end(ending), "steps": _as_judged(state, Outcome.NO_CHANGE)}
    steps = state.steps
    if ledger.is_verified:
        status, verified, evidence = RunStatus.COMPLETE, True, ledger.evidence
    elif _can_be_cleared_up(state, ledger, context):
        why = f"nobody can tell: {ledger.unproven_told}"
        hint = _BY_TOOL if _has_called(state) else _ON_SCREEN
        back = _sent_back(state, Outcome.UNCERTAIN, why, f"Not certain yet, {why}. {hint}.", context)
        return {**back, "doubts": state.doubts + 1}
    else:
        status, verified, evidence = RunStatus.UNVERIFIED, False, ""
        reason = f"without evidence: {ledger.unproven_told}" + (f"; the claim: {reason}" if reason else "")
        steps = _as_judged(state, Outcome.UNCERTAIN)
    ending = Ending(status=status, reason=reason, verified=verified, evidence=evidence, proofs=ledger.proofs)
    return {**end(ending), "steps": steps, "answer": state.answer or _answer(state, context)}


def _has_called(state: State) -> bool:
    """Whether a tool was called: what it gave or did may show on no screen."""
    return any(step.called is not None for step in state.steps)


def _can_be_cleared_up(state: State, ledger: Ledger, context: Context) -> bool:
    """Whether the decider is told once what nobody could tell: it must read words, and somebody must look."""
    if state.doubts or not context.brain.understands(context.preset.decider):
        return False
    return ledger.said is not None or any(proof.by is Witness.PROBE for proof in ledger.unproven)


def _denied(state: State, why: str, untried: str, context: Context, proofs: tuple[Proof, ...] = ()) -> Update:
    """The work goes on, told what is missing; a claim made again and again ends the run."""
    feedback = f"Not complete yet: {why}" + (f". Try: {untried}" if untried else "")
    back = _sent_back(state, Outcome.NO_CHANGE, f"not yet: {why}", feedback, context)
    if state.denials >= context.preset.max_denials:
        reason = f"it was claimed to be complete, and is not: {why}"
        ending = Ending(status=RunStatus.TRUNCATED, reason=reason, cause=Cause.DENIED, proofs=proofs)
        return {**end(ending), "steps": back["steps"]}
    return {**back, "denials": state.denials + 1}


def _given_up(state: State, action: Status, reason: str, context: Context) -> Update:
    """The end as infeasible, unless a judge sees what a person would try: as often as claims are denied.

    After a refusal nobody is asked: what was not allowed is not to be had in another way.
    """
    refusal = _refusal(state)
    cause = action.cause or refusal or Cause.IMPOSSIBLE
    can_judge = context.brain.understands("confirm") and context.brain.understands(context.preset.decider)
    if can_judge and not refusal and state.surrenders < context.preset.max_denials:
        said = ask_what_is_left(state, context)
        if said is not None and (said.untried or said.reached):
            why = said.untried or f"it looks as if it were reached: {said.evidence}"
            back = _sent_back(
                state, Outcome.NO_CHANGE, f"not given up: {why}", f"Not given up yet. {why}", context
            )
            return {**back, "surrenders": state.surrenders + 1}
    return end(Ending(status=RunStatus.INFEASIBLE, reason=reason, cause=cause))


def _refusal(state: State) -> Cause:
    """Whether the person, what they had set, or nobody in their place refused a step.

    What the guard refused by itself was a mistake: another recipient or thing than the goal names.
    """
    held = (step.permit for step in state.steps if step.permit is not None and not step.permit.allowed)
    is_theirs = any(permit.classes and permit.by != "guard" for permit in held)
    return Cause.REFUSED_BY_PERSON if is_theirs else Cause.NONE


def _sent_back(state: State, outcome: Outcome, evidence: str, feedback: str, context: Context) -> Update:
    """The work goes on; the claim is kept as what it was: a step that came to nothing."""
    before = state.steps[-2].plan if len(state.steps) > 1 else None
    return {
        "steps": _as_judged(state, outcome, evidence),
        "plan": state.plan and state.plan.after_nothing(before),
        "feedback": (feedback,),
        "queue": (),
        "occasions": ("lap",),
        "next": "plan" if context.preset.due_planners(("lap",)) else "decide",
    }


def _as_judged(state: State, outcome: Outcome, evidence: str = "") -> tuple[Step, ...]:
    """The steps, with the claim as it was found to be."""
    judged = {"outcome": outcome, "reason": ReasonCode.DENIED, "evidence": evidence}
    return (*state.steps[:-1], state.steps[-1].model_copy(update=judged))


def _answer(state: State, context: Context) -> str:
    """The answer to a question that was reached without one."""
    is_question = state.errand is not None and state.errand.kind == "question"
    if not is_question or not context.preset.due("answer", "claim"):
        return ""
    try:
        return context.ask(Answering(context.view(state, whole=True))).value.text
    except ToldToModel:
        return ""
