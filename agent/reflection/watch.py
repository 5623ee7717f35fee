"""Required effects that have come to be, told as the run goes on: the phone's state says so."""

from agent.action.action import Scope
from agent.effect.effect import Proof, Requirement, Standing, Witness
from agent.effect.probe import sight_of
from agent.effect.source import PhoneState
from agent.run.context import Context
from agent.run.event import EffectMet
from agent.run.reason import ReasonCode
from agent.run.state import State
from agent.run.step import Outcome, Step

_GETS_ABOUT = frozenset(
    {ReasonCode.OPENED_APP, ReasonCode.HOME, ReasonCode.TYPED, ReasonCode.CLEARED, ReasonCode.FOCUSED}
)
"""What an action came to that keeps nothing on the phone by itself."""


def watch(step: Step, state: State, context: Context) -> None:
    """Tell of each required effect that the phone's state shows since this step, once each."""
    waiting = [item for item in _probed(state) if item.effect not in context.met]
    if not waiting or not _may_keep_something(step):
        return
    phone = PhoneState(context.device)
    for item in waiting:
        with context.meter.timed("device"):
            sight = sight_of(item, phone)
        if sight is not None and sight.standing is Standing.MET:
            proof = Proof(
                effect=item.effect,
                standing=Standing.MET,
                by=Witness.PROBE,
                evidence=sight.evidence,
                step=step.index,
            )
            context.met[item.effect] = proof
            context.events.append(EffectMet(proof=proof, proofs=standing(state, context)))


def standing(state: State, context: Context) -> tuple[Proof, ...]:
    """How each required effect stands, as far as the run has seen; the end's ledger tells more."""
    items = state.required.items if state.required is not None else ()
    open_yet = (Proof(effect=item.effect, standing=Standing.UNKNOWN) for item in items)
    return tuple(context.met.get(proof.effect, proof) for proof in open_yet)


def _probed(state: State) -> list[Requirement]:
    """The effects that the phone's state tells of, and that were not so before."""
    items = state.required.items if state.required is not None else ()
    return [item for item in items if item.baseline is not None and not item.was_so]


def _may_keep_something(step: Step) -> bool:
    """Whether the step may have brought about more than another view: the state is not read for each."""
    if not step.performed or step.outcome not in (Outcome.SUCCESS, Outcome.CHANGED):
        return False
    if step.reason is ReasonCode.NEW_PAGE:
        return bool(step.permit and step.permit.classes)
    scope = step.action.scope if step.action is not None else Scope.NOTHING
    return scope is not Scope.NOTHING and step.reason not in _GETS_ABOUT
