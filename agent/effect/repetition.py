"""Forms that a run filled in and left twice with the same texts: a thing that is there twice by now.

A model that finds a form half filled in, once it was saved, often makes the whole thing anew. The second one
is what was asked for, and the first one is left behind: neither the phone's state nor the last screen tells.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from agent.action.action import Click, InputText, KeyboardEnter, quoted
from agent.effect.effect import Effect, EffectKind
from agent.effect.source import PhoneState
from agent.guard.field import says_search
from agent.run.step import Mark, Step

_SHOWN = 60
_Page = tuple[str, str]
"""Package and name of a page."""


@dataclass(slots=True)
class _Form:
    """A form that is being filled in, with the pages that come up meanwhile, as a time picker."""

    page: _Page
    texts: dict[tuple[_Page, str], str] = field(default_factory=dict)
    """What was typed, by page and by what the field is called."""
    latest: Step | None = None
    """The latest step on its own page."""

    @property
    def may_be_kept(self) -> bool:
        """Whether what left it may have kept what it held: no way back, and no row of a list."""
        if self.latest is None or not isinstance(self.latest.action, Click | KeyboardEnter):
            return False
        mark = _mark(self.latest)
        return mark is None or not mark.in_list


def repeated(wanted: Sequence[Effect], steps: Sequence[Step], phone: PhoneState) -> tuple[str, ...]:
    """Say for each effect what was made twice where it was to be made once; "" for nothing.

    Only an effect that creates something in an app that is known counts. As many forms may have been left in
    the app as effects create something there, and one more for each thing that was deleted in it.
    """
    kept = [form for form in _left(steps) if form.may_be_kept]
    if _alike(kept) is None:  # nor is the phone asked which app goes by which name
        return ("",) * len(wanted)
    creates = [effect for effect in wanted if effect.kind is EffectKind.CREATE]
    allowed = Counter(effect.place for effect in creates)
    return tuple(
        _repeated(phone.named(effect.place), allowed[effect.place], kept, steps) if effect in creates else ""
        for effect in wanted
    )


def _repeated(packages: Sequence[str], allowed: int, kept: Sequence[_Form], steps: Sequence[Step]) -> str:
    here = [form for form in kept if form.page[0] in packages]
    deleted = sum(_is_deletion(step) for step in steps if step.package in packages)
    text = _alike(here)
    if text is None or len(here) <= allowed + deleted:
        return ""
    return f"a form with {quoted(text, _SHOWN)} was filled in and left twice"


def _alike(forms: Sequence[_Form]) -> str | None:
    """A text of two forms of which one holds all that the other does; None where no two are so."""
    pairs = combinations((form.texts.items() for form in forms), 2)
    alike = next((min(one, other, key=len) for one, other in pairs if one <= other or other <= one), None)
    return next(iter(alike))[1] if alike is not None else None


def _left(steps: Sequence[Step]) -> list[_Form]:
    """The forms that were left for good, in order.

    A form is left once a page comes that was there before a form was begun. What comes up for the first time
    belongs to the form; so does the page that it leads to, until another is opened.
    """
    left: list[_Form] = []
    form: _Form | None = None
    outside: set[_Page] = set()
    for step in steps:
        here, did = (step.package, step.page), step.performed and not step.failed
        if form is not None and here != form.page and here in outside:
            left.append(form)
            form = None
        if did and isinstance(step.action, InputText) and (name := _field_of(step)):
            form = form or _Form(here)
            form.texts[here, name] = step.action.text
        elif form is None:
            outside.add(here)
        if form is not None and here == form.page and did:
            form.latest = step
    if form is not None and (steps[-1].package, steps[-1].page) != form.page:
        left.append(form)
    return left


def _field_of(step: Step) -> str:
    """What the field that was typed into is called; "" for a search field, and where nobody knows."""
    mark = _mark(step)
    if mark is None or says_search(mark.resource_id, *mark.names):
        return ""
    return "\n".join((mark.resource_id, *mark.names))


def _is_deletion(step: Step) -> bool:
    return step.performed and step.permit is not None and "delete" in step.permit.classes


def _mark(step: Step) -> Mark | None:
    return step.grounding[0].mark if step.grounding else None
