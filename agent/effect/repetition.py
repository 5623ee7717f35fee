"""Forms that a run filled in and left twice with the same texts: a thing that is there twice by now.

A model that finds a form half filled in, once it was saved, often makes the whole thing anew. The second one
is what was asked for, and the first one is left behind: neither the phone's state nor the last screen tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from agent.action.action import Click, InputText, KeyboardEnter, quoted
from agent.effect.effect import Effect, EffectKind
from agent.effect.source import PhoneState
from agent.guard.field import says_search
from agent.run.step import Mark, Step

_SHOWN = 60
_Texts = dict[str, str]
"""What was typed into the fields of a form, by what each is called."""


@dataclass(slots=True)
class _Form:
    """The form that is being filled in."""

    package: str = ""
    texts: _Texts = field(default_factory=dict)


def repeated(wanted: Sequence[Effect], steps: Sequence[Step], phone: PhoneState) -> tuple[str, ...]:
    """Say for each effect what was made twice where it was to be made once; "" for nothing.

    Only an effect that creates something in an app that is known counts. As many forms may have been left in
    the app as effects create something there, and one more for each thing that was deleted in it.
    """
    creates = [effect for effect in wanted if effect.kind is EffectKind.CREATE]
    return tuple(
        _repeated(effect, creates, steps, phone) if effect.kind is EffectKind.CREATE else ""
        for effect in wanted
    )


def _repeated(effect: Effect, creates: Sequence[Effect], steps: Sequence[Step], phone: PhoneState) -> str:
    packages = phone.named(effect.place)
    there = [step for step in steps if step.package in packages]
    allowed = sum(one.place == effect.place for one in creates) + sum(map(_is_deletion, there))
    left = [form for package, form in _left(steps) if package in packages]
    pairs = combinations(map(_Texts.items, left), 2)
    alike = next((min(one, other, key=len) for one, other in pairs if one <= other or other <= one), None)
    if alike is None or len(left) <= allowed:
        return ""
    _, text = next(iter(alike))
    return f"a form with {quoted(text, _SHOWN)} was filled in and left twice"


def _left(steps: Sequence[Step]) -> list[tuple[str, _Texts]]:
    """The forms that were left by a button or Enter, and so may have been kept, in order."""
    left: list[tuple[str, _Texts]] = []
    form = _Form()
    for step, after in pairwise(steps):
        if step.package != form.package:
            form = _Form(step.package)
        if not step.performed or step.failed:
            continue
        name = _field_of(step)
        if isinstance(step.action, InputText) and name:
            form.texts[name] = step.action.text
        elif form.texts and after.page != step.page:
            if _may_keep(step):
                left.append((form.package, form.texts))
            form = _Form(step.package)
    return left


def _field_of(step: Step) -> str:
    """What the field that was typed into is called; "" for a search field, and where nobody knows."""
    mark = _mark(step)
    if mark is None or says_search(mark.resource_id, *mark.names):
        return ""
    return "\n".join((mark.resource_id, *mark.names))


def _may_keep(step: Step) -> bool:
    """Whether what leaves a page may have kept what it held: no way back, and no row of a list."""
    mark = _mark(step)
    return isinstance(step.action, Click | KeyboardEnter) and not (mark is not None and mark.in_list)


def _is_deletion(step: Step) -> bool:
    return step.performed and step.permit is not None and "delete" in step.permit.classes


def _mark(step: Step) -> Mark | None:
    return step.grounding[0].mark if step.grounding else None
