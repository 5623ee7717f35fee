"""How a claim of completion stands: judge and phone are asked, and code weighs what they say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agent.action.action import Scope
from agent.brain.brain import Confirmation, Look
from agent.effect.deed import key_shots
from agent.effect.effect import EffectKind, Proof, Requirements, Standing, Witness
from agent.effect.ledger import Claim, is_deed, to_be_judged_again, weigh, weigh_again
from agent.effect.probe import sight_of
from agent.effect.repetition import repeated
from agent.effect.sight import Sight
from agent.effect.source import PhoneState
from agent.effect.trace import Trace, unseen
from agent.role.confirm import Confirming, Required
from agent.role.recheck import Rechecking
from agent.run.context import Context
from agent.run.state import State
from device.error import ToldToModel
from device.screen import Observation
from models.error import BadReply

_BY_ITSELF = "nothing had to be done"


@dataclass(frozen=True, slots=True)
class Ledger:
    """How each required effect stands at a claim, and what the judge said beyond it."""

    proofs: tuple[Proof, ...]
    said: Confirmation | None
    """None where nobody was asked."""
    nothing_done: bool = False
    """Whether all of it was so before the first touch, and nothing on a screen was touched since."""
    is_idle: bool = False
    """Whether nothing was touched or changed, and nothing told."""

    @property
    def missing(self) -> str:
        """What was seen to be missing, in words; "" for nothing."""
        by_judge = [] if self.said is None else [one for one in self.said.effects if one.verdict == "missing"]
        if self.said is not None and self.said.reached is False and not by_judge and not self.held:
            return self.said.evidence or "it is not reached"
        return _told(self._of(Standing.MISSING))

    @property
    def held(self) -> str:
        """Required effects that were not allowed, in words; "" for none.

        For a goal of which nobody could say more any held step counts: only where nothing else was done does
        it tell that the goal is not reached.
        """
        kept = (EffectKind.OTHER,) if not self.is_idle else ()
        return _told(proof for proof in self._of(Standing.HELD) if proof.effect.kind not in kept)

    @property
    def unproven(self) -> tuple[Proof, ...]:
        """What has no evidence."""
        return tuple(proof for proof in self.proofs if proof.standing is not Standing.MET)

    @property
    def unproven_told(self) -> str:
        """The same in words."""
        return _told(self.unproven)

    @property
    def is_verified(self) -> bool:
        """Whether every required effect has evidence, and nobody says that the goal is not reached."""
        return not self.unproven and not self.missing

    @property
    def evidence(self) -> str:
        """What a verified claim rests on."""
        probed = "; ".join(proof.evidence for proof in self.proofs if proof.by is Witness.PROBE)
        if self.nothing_done:
            return f"{_BY_ITSELF}: {probed}"
        return (self.said.evidence if self.said is not None and self.said.reached else "") or probed

    def _of(self, standing: Standing) -> list[Proof]:
        return [proof for proof in self.proofs if proof.standing is standing]


def judged(state: State, context: Context) -> Ledger:
    """The verdict on a claim that the whole goal is reached."""
    required = state.required or Requirements(items=())
    sights = _sights(required, context)
    asked = _as_asked(required, sights)
    said = ask_judge(state, context, asked)
    is_model = context.brain.understands(context.preset.decider)
    # Rules claim what they saw on the thing's own page, where its texts stand in fields.
    lacking = _unseen(required, state, context) if is_model else ()
    twice = _repeated(required, state, context)
    is_last = bool(state.doubts) or not is_model
    claim = Claim(state.steps, state.answer, said, lacking, twice, is_last)
    proofs = weigh(required.items, sights, claim)
    if all(proof.standing is Standing.MET for proof in proofs):
        places = to_be_judged_again(proofs, sights, said)
        proofs = _judged_again(proofs, places, asked, state, context)
    touched = (step.action for step in state.steps if step.performed and step.action is not None)
    untouched = all(action.scope is not Scope.SCREEN for action in touched)
    nothing_done = bool(proofs) and untouched and all(item.was_so for item in required.items)
    is_idle = not state.answer and not any(map(is_deed, state.steps))
    return Ledger(proofs, said, nothing_done, is_idle)


def _judged_again(
    proofs: tuple[Proof, ...],
    places: frozenset[int],
    asked: tuple[Required, ...],
    state: State,
    context: Context,
) -> tuple[Proof, ...]:
    """The proofs once a second judge looked at those at these places, not told the first one's word."""
    resting = [one for place, one in enumerate(asked) if place in places]
    if not resting or not context.preset.due("recheck", "claim"):
        return proofs
    try:
        again = context.ask(_question(Rechecking, state, context, tuple(reversed(resting)))).value
    except BadReply as error:
        if not error.usage.calls:
            return proofs  # nobody was asked
        again = _nobodys(error)
    return weigh_again(proofs, places, again)


def ask_what_is_left(state: State, context: Context) -> Confirmation | None:
    """The judge's word on a goal that was given up: how it stands, and what is untried."""
    required = state.required or Requirements(items=())
    return ask_judge(state, context, _as_asked(required, _sights(required, context)))


def _sights(required: Requirements, context: Context) -> list[Sight | None]:
    """What the phone's state says of each required effect."""
    phone = PhoneState(context.device)
    with context.meter.timed("device"):
        return [sight_of(item, phone) for item in required.items]


def _as_asked(required: Requirements, sights: list[Sight | None]) -> tuple[Required, ...]:
    return tuple(
        Required(number, item.effect, sight.evidence if sight else "")
        for number, (item, sight) in enumerate(zip(required.items, sights, strict=True), 1)
    )


def ask_judge(state: State, context: Context, required: tuple[Required, ...] = ()) -> Confirmation | None:
    """The judge's word on the current sub-task, or on the goal; None in a preset without a judge."""
    if not context.preset.due("confirm", "claim"):
        return None
    try:
        return context.ask(_question(Confirming, state, context, required)).value
    except ToldToModel as error:
        return _nobodys(error)


def _question(
    kind: type[Confirming], state: State, context: Context, required: tuple[Required, ...]
) -> Confirming:
    view = context.view(state, whole=True)
    if state.errand is None or state.errand.is_last:
        view = replace(view, steps=state.steps)
    return kind(view, required=required, steps=view.steps, earlier=_earlier(state, context))


def _nobodys(error: ToldToModel) -> Confirmation:
    return Confirmation(reached=None, evidence=f"nobody could confirm it: {error}")


def _unseen(required: Requirements, state: State, context: Context) -> tuple[str, ...]:
    """For each required effect which of the owner's own words for it show nowhere."""
    assert state.seen is not None
    said = "\n".join((state.goal, *state.added))
    trace = Trace(state.steps, state.seen.observation, said, PhoneState(context.device))
    with context.meter.timed("device"):
        return tuple(unseen(item.effect, trace) for item in required.items)


def _repeated(required: Requirements, state: State, context: Context) -> tuple[str, ...]:
    """For each required effect what was made twice."""
    with context.meter.timed("device"):
        wanted = [item.effect for item in required.items]
        return repeated(wanted, state.steps, PhoneState(context.device))


def _earlier(state: State, context: Context) -> tuple[Look, ...]:
    """The screens of the weightiest steps, and the latest as far as the preset looks back, in their order."""
    now = state.seen.shot if state.seen else ""
    latest = dict.fromkeys(step.shot for step in reversed(state.steps) if step.shot not in ("", now))
    wanted = {*list(latest)[: max(0, context.preset.looks_back - 1)], *key_shots(state.steps, now)}
    looks = []
    for shot in [shot for shot in reversed(latest) if shot in wanted]:
        picture = context.shots.named(shot)
        looks.append(Look(Observation(picture, (), "", "", keyboard_shown=False, size=picture.size)))
    return tuple(looks)


def _told(proofs: Iterable[Proof]) -> str:
    return "; ".join(dict.fromkeys(map(str, proofs)))
