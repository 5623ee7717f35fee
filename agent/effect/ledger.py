"""The ledger of a claim: how each required effect stands, by the phone's state, the judge and the guard."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from agent.action.action import CallTool, Scope
from agent.brain.brain import Confirmation, EffectJudgement
from agent.effect.effect import Effect, EffectKind, Proof, Requirement, Standing, Witness
from agent.effect.sight import Sight
from agent.guard.allowance import CLASSES_OF, OUTSIDE
from agent.guard.answer import UNKNOWN
from agent.guard.scope import MADE
from agent.run.step import Step

_NOT_ALLOWED = "it was not allowed"
_NOT_ALONE = frozenset({EffectKind.SEND, EffectKind.CREATE, EffectKind.DELETE})
"""Of these a probe finds the one that was wanted, and not what was done wrong on the way to it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim of completion is weighed by."""

    steps: tuple[Step, ...]
    answer: str
    """What the run told the person."""
    confirmation: Confirmation | None
    """None where nobody was asked."""
    unseen: tuple[str, ...] = ()
    """For each required effect which of the owner's words for it show nowhere, "" for none; see `trace`."""
    repeated: tuple[str, ...] = ()
    """For each of them what was made twice, "" for nothing; see `repetition`."""
    is_last: bool = False
    """Whether nobody will be sent back to clear up what can't be told."""


def weigh(required: Sequence[Requirement], sights: Sequence[Sight | None], claim: Claim) -> tuple[Proof, ...]:
    """How each required effect stands; `sights` says in the same order what the phone's state tells of it."""
    kinds = [item.effect.kind for item in required]
    findings = _findings(claim.confirmation, len(required))
    proofs = [
        _proof(item.effect, sight, refused(item.effect.kind, kinds.count(item.effect.kind), claim.steps),
               finding, claim)
        for item, sight, finding in zip(required, sights, findings, strict=True)
    ]  # fmt: skip
    nothing = ("",) * len(proofs)
    doubts = zip(proofs, claim.unseen or nothing, claim.repeated or nothing, strict=True)
    return tuple(_doubted(proof, unseen, repeated) for proof, unseen, repeated in doubts)


def to_be_judged_again(
    proofs: Sequence[Proof], sights: Sequence[Sight | None], said: Confirmation | None
) -> frozenset[int]:
    """Places of effects for which a second judge must speak.

    They rest on the first one's word; or the phone's state proves them, but tells only the most of it, or
    not what else came or went beside them, or that judge does not find them met.
    """
    findings = _findings(said, len(proofs))
    return frozenset(
        place
        for place, (proof, sight, finding) in enumerate(zip(proofs, sights, findings, strict=True))
        if proof.by is Witness.SCREEN
        or proof.effect.kind in _NOT_ALONE
        or (finding is not None and (finding.verdict != "met" or (sight is not None and sight.yields)))
    )


def weigh_again(proofs: Sequence[Proof], places: Container[int], again: Confirmation) -> tuple[Proof, ...]:
    """How they stand once a second judge was asked about those at these places."""
    return tuple(
        proof
        if place not in places or _agrees(finding, again)
        else _unknown(proof, f"a second look: {_said(finding, again)}")
        for place, (proof, finding) in enumerate(zip(proofs, _findings(again, len(proofs)), strict=True))
    )


def _agrees(finding: EffectJudgement | None, again: Confirmation) -> bool:
    return finding is not None and finding.verdict == "met" and again.reached is not False


def _said(finding: EffectJudgement | None, again: Confirmation) -> str:
    return (finding.evidence if finding is not None else "") or again.evidence or "it cannot be told"


def _doubted(proof: Proof, unseen: str, repeated: str) -> Proof:
    """The proof, or that nobody can tell: a thing may be there twice, or a judge's word is all there is."""
    if proof.standing is not Standing.MET:
        return proof
    if repeated:
        return _unknown(proof, repeated)
    return _unknown(proof, unseen) if unseen and proof.by is Witness.SCREEN else proof


def _unknown(proof: Proof, why: str) -> Proof:
    return proof.model_copy(update={"standing": Standing.UNKNOWN, "evidence": why})


def _findings(said: Confirmation | None, count: int) -> list[EffectJudgement | None]:
    """The judge's word on each effect; that on the goal, where it gave no other."""
    if said is None:
        return [None] * count
    if not said.effects:
        verdict = {True: "met", False: "missing", None: "unknown"}[said.reached]
        return [
            EffectJudgement.model_validate({"number": number, "verdict": verdict, "evidence": said.evidence})
            for number in range(1, count + 1)
        ]
    by_number = {finding.number: finding for finding in said.effects}
    return [by_number.get(number) for number in range(1, count + 1)]


def _proof(
    effect: Effect, sight: Sight | None, refusal: Step | None, finding: EffectJudgement | None, claim: Claim
) -> Proof:
    overruled = sight is not None and sight.yields and finding is not None and finding.verdict != "met"
    if sight is not None and sight.standing is Standing.MET and not overruled:
        return Proof(effect=effect, standing=Standing.MET, by=Witness.PROBE, evidence=sight.evidence)
    if refusal is not None:
        is_mistake = refusal.permit is not None and refusal.permit.by == "guard"  # not what the goal names
        standing = Standing.MISSING if is_mistake else Standing.HELD
        held = {"standing": standing, "by": Witness.GUARD, "step": refusal.index}
        return Proof.model_validate({"effect": effect, "evidence": refusal.error or _NOT_ALLOWED, **held})
    if sight is not None and sight.standing is Standing.MISSING:
        return Proof(effect=effect, standing=Standing.MISSING, by=Witness.PROBE, evidence=sight.evidence)
    if effect.kind is EffectKind.ANSWER and not claim.answer:
        return Proof(effect=effect, standing=Standing.MISSING, evidence="nothing was answered")
    if finding is None:
        return Proof(effect=effect, standing=Standing.UNKNOWN, evidence=sight.evidence if sight else "")
    if sight and finding.verdict == "met" and (sight.binds or (sight.doubts and not claim.is_last)):
        return Proof(effect=effect, standing=Standing.UNKNOWN, by=Witness.PROBE, evidence=sight.evidence)
    standing = Standing(finding.verdict)
    return Proof(effect=effect, standing=standing, by=Witness.SCREEN, evidence=finding.evidence)


def is_deed(step: Step) -> bool:
    """Whether a step touched the screen, or called what changes something."""
    if not step.performed or step.action is None:
        return False
    return step.action.scope is Scope.SCREEN or bool(step.called and step.called.changes)


def refused(kind: EffectKind, wanted: int, steps: Sequence[Step]) -> Step | None:
    """The latest step that was not allowed and would have brought such an effect about.

    None where as many others as are wanted were made. For a goal that nobody could say more of, any sensitive
    step counts; what the goal does not ask for never does. What is made or changed may come of any touch: of
    that a call that may do anything counts, as long as nothing was touched or changed.
    """
    latest: Step | None = None
    made = 0
    for step in steps:
        classes = step.permit.classes if step.permit else ()
        fits = kind is EffectKind.OTHER or bool(set(classes) & set(CLASSES_OF.get(kind, ())))
        if kind in MADE:
            made += is_deed(step)
            fits = isinstance(step.action, CallTool) and set(classes) >= UNKNOWN
        if not classes or OUTSIDE in classes or not fits:
            continue
        made += step.performed
        latest = latest if step.permit is None or step.permit.allowed else step
    return latest if made < (1 if kind in MADE else wanted) else None
