"""Whether a deed is one that the owner wants: compared with the effects of the goal, value by value.

The list of effects was made from the owner's words before anybody looked at the phone, so no text on a screen
has a part in it. What a text has made a model do shows as an effect that is not on the list, or as one with
another recipient, object or amount. The idea of checking what is about to happen against a list that
untrusted text cannot change is that of Debenedetti et al. 2025, "Defeating Prompt Injections by Design"
(arXiv 2503.18813), and Shi et al. 2025, "Progent" (arXiv 2504.11703).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from agent.effect.effect import ALL, Effect, EffectKind
from agent.effect.source import PhoneState
from agent.guard.allowance import CLASSES_OF
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.destination import Recipients, recipients_of, somebody_else
from agent.guard.detail import (
    UNASKED,
    adds_up,
    as_chosen,
    elsewhere,
    how_much,
    is_kept_so,
    is_own_text,
    is_the_owners,
    to_whom,
    what,
    when,
    with_text,
)
from agent.guard.due import Calendar
from agent.guard.fit import FITS, Comparison, Fit, worst
from agent.guard.lexicon import language_of
from agent.guard.naming import names_it
from agent.guard.origin import from_source, gone_to, host_of
from agent.guard.place import Places
from agent.guard.scope import (
    MADE,
    MEANS,
    OPPOSITE,
    PAID,
    REACHED,
    STILL,
    TAKEN,
    ends,
    is_left_open,
    is_system,
    may_change,
    rank,
    taken_back,
)
from agent.guard.setting import is_about, is_setting
from agent.guard.trail import NO_TRAIL, Trail, things_of

_ANY_APP = "android"
"""What takes an intent for which there are several apps."""


@dataclass(frozen=True)
class Mandate:
    """What the owner wants to happen, and what is known of the phone to compare it."""

    effects: tuple[Effect, ...]
    phone: PhoneState
    said: str = ""
    """The owner's own words."""
    former: tuple[Effect, ...] = ()
    """What was wanted before the owner corrected the goal: it may be taken back."""
    today: date | None = None
    """The phone's date."""
    read: Callable[[], tuple[str, ...]] | None = None
    """Lists what the run has read and opened; None where that is not known."""

    def compare(self, deed: GuardedDeed, trail: Trail = NO_TRAIL) -> Comparison:
        """Tell how a deed stands to the mandate.

        `trail` is what was touched just before in the same app: "Delete" in a menu does not say what, nor
        does the dialog that asks whether to go on.
        """
        if deed.kind is DeedKind.NONE:
            return Comparison(Fit.INSIDE)
        if deed.kind is DeedKind.VISIT:
            return gone_to(host_of(deed.text), self.effects, (self.said, *trail.typed), self._met or ())
        if deed.kind is not DeedKind.SENSITIVE:
            return self._of_change(deed, trail)
        reached = Recipients()
        if {"send", "payment"} & set(deed.classes):
            kinds = PAID if "payment" in deed.classes else REACHED
            named = tuple(one.object for one in self.effects if one.kind in kinds and one.object)
            reached = recipients_of(deed, named, self.phone)
        wanted = (*self.effects, *taken_back(self.former))
        found = [replace(self._fit(deed, effect, reached, trail), effect=effect) for effect in wanted]
        best = min(found, key=rank, default=Comparison(Fit.OUTSIDE, UNASKED))
        if best.fit is Fit.UNREAD and deed.dialog and trail.before is not None:
            asked = self.compare(trail.before, replace(trail, before=None))
            best = min(best, asked, key=rank)
        if best.effect is not None and best.effect.kind in TAKEN:
            best = worst(best, replace(as_chosen(best.effect, deed, trail), effect=best.effect))
        best = best if best.fit is not Fit.OUTSIDE else replace(best, effect=None)
        return replace(best, people=reached.people, things=things_of(deed, trail))

    def names_in_full(self, deed: GuardedDeed, found: Comparison) -> bool:
        """Whether the owner's own words name a single message or deletion with all that there is to it."""
        effect = found.effect if found.fit is Fit.INSIDE else None
        if effect is None or not effect.object or effect.which or effect.source:
            return False
        if effect.kind is EffectKind.SEND:
            has_text = bool(effect.content and deed.text)
            return has_text and deed.classes == ("send",) and len(found.people) == 1
        is_one = effect.amount != ALL and len(deed.selected) <= 1 and deed.classes == ("delete",)
        return effect.kind is EffectKind.DELETE and is_one

    def speaks_of(self, package: str) -> bool:
        """Whether the owner wants something in this app: what they call by its name there is no command."""
        places = (self._places.packages(effect.place) for effect in self.effects if not is_setting(effect))
        return any(not packages or package in packages for packages in places) or self._places.is_said(
            package
        )

    def makes_in(self, package: str, kinds: frozenset[EffectKind] = MADE) -> tuple[Effect, ...]:
        """The effects of these kinds that a call may bring about in an app, "" for a tool of none."""
        return tuple(
            effect
            for effect in self.effects
            if effect.kind in (*kinds, EffectKind.OTHER)
            and (not (packages := self._places.packages(effect.place)) or package in (*packages, _ANY_APP))
        ) or tuple(
            effect for effect in self.effects if effect.kind in kinds and self._places.is_said(package)
        )

    # -- what is sensitive ------------------------------------------------------------------------------
    def _fit(self, deed: GuardedDeed, effect: Effect, reached: Recipients, trail: Trail) -> Comparison:
        classes = set(deed.classes)
        if classes & MEANS and self._places.is_scene(deed, effect):
            classes -= MEANS  # to an end, of whatever is wanted in this app
            if not classes:
                return FITS
        if effect.kind is EffectKind.OTHER:
            return Comparison(Fit.OPEN, f"the owner left it open what this is: {effect.text}")
        if effect.kind is EffectKind.CHANGE and self._places.is_scene(deed, effect) and may_change(deed):
            return Comparison(Fit.OPEN, f"the owner wants a change: {effect.text}")
        if not classes & set(CLASSES_OF.get(effect.kind, ())):
            return Comparison(Fit.OUTSIDE, UNASKED)
        match effect.kind:
            case EffectKind.SEND | EffectKind.CALL:
                whom = to_whom(effect, reached, deed, trail, self.said)
                text = worst(with_text(effect, deed), from_source(effect, deed, self._met))
                return worst(whom, text, self._places.by_what(effect, deed))
            case EffectKind.PAY:
                return worst(how_much(effect, deed), self._for_what(effect, reached, deed, trail))
            case EffectKind.END if classes != {"delete"} and not ends(deed):
                return Comparison(Fit.OUTSIDE, UNASKED)
            case EffectKind.DELETE | EffectKind.END:
                return worst(self._what(effect, deed, trail), when(effect, deed, trail, self._calendar))
            case EffectKind.INSTALL:
                return self._what(effect, deed, trail)
            case _:
                return FITS

    def _what(self, effect: Effect, deed: GuardedDeed, trail: Trail) -> Comparison:
        """Whether what is deleted, ended or installed is what the owner named, in the app that they named."""
        there = FITS if self._places.is_scene(deed, effect) else elsewhere(effect)
        if not effect.object:
            described = Comparison(Fit.OPEN, f"the owner described it: {effect.which}")
            return worst(described, there) if effect.which and effect.amount != ALL else there
        alike = (one for one in (effect, *self.effects) if one.kind is effect.kind)
        found = what(effect, deed, trail, [one.object for one in alike if one.object])
        around = (*deed.dialog, *deed.title, *trail.title, *trail.opened)
        if found.fit is Fit.UNREAD and (other := somebody_else(effect.object, around, self.phone)):
            found = Comparison(Fit.WRONG, f'this is "{other}", and the goal names "{effect.object}"')
        return worst(found, there)

    def _for_what(self, effect: Effect, reached: Recipients, deed: GuardedDeed, trail: Trail) -> Comparison:
        """Whether what is paid goes to whom, or is for what, the owner named, and is for nothing else."""
        if not effect.object:
            return FITS
        named = [one.object for one in self.effects if one.kind is EffectKind.PAY and one.object]
        payee = to_whom(effect, reached, deed, trail, self.said) if reached.people else FITS
        return worst(payee, what(effect, deed, trail, named), adds_up(effect, deed))

    @cached_property
    def _places(self) -> Places:
        """The apps of the phone, listed once for all comparisons of a step."""
        return Places(self.phone, self.said)

    @cached_property
    def _met(self) -> tuple[str, ...] | None:
        """What the run has read and opened, looked up once, as few deeds need it."""
        return self.read() if self.read else None

    @cached_property
    def _calendar(self) -> Calendar:
        """What is needed to read days off the phone's screens, asked for once."""
        return Calendar(tuple(map(language_of, self.phone.locales())), self.today)

    # -- what changes something -------------------------------------------------------------------------
    def _of_change(self, deed: GuardedDeed, trail: Trail) -> Comparison:
        """Whether something that is not sensitive may be changed here."""
        changing = [one for one in (*self.effects, *self.former) if one.kind not in STILL]
        changed = [one for one in changing if one.kind is EffectKind.OTHER or self._is_changed(deed, one)]
        if changed:
            return self._kept(deed, changed, trail)
        if deed.kind is DeedKind.CHOICE and not is_system(deed.app):
            return FITS
        is_scene = any(self._places.is_scene(deed, effect) for effect in self.effects)
        if deed.kind is DeedKind.COMMIT and not trail.typed and (is_scene or not deed.dialog):
            return FITS  # the run has filled nothing in that it could keep
        if deed.kind is DeedKind.TYPE and is_scene:
            return FITS
        return Comparison(Fit.OUTSIDE, UNASKED)

    def _is_changed(self, deed: GuardedDeed, effect: Effect) -> bool:
        texts = (*deed.says, *deed.card, *deed.dialog, *deed.title)
        packages = self._places.packages(effect.place)
        if is_system(deed.app):
            return is_about(effect, texts) or is_left_open(effect)
        return deed.app in packages if packages else not is_setting(effect)

    def _kept(self, deed: GuardedDeed, changed: Sequence[Effect], trail: Trail) -> Comparison:
        """Whether what a form keeps has the texts, the day, the time and the amount of one of the effects."""
        if deed.turns:
            return self._turned(deed, changed)
        is_kept = deed.kind is DeedKind.COMMIT and deed.is_final
        if not is_kept and deed.kind is not DeedKind.TYPE:
            return FITS
        here = [effect for effect in changed if deed.app in self._places.packages(effect.place)] or changed
        made = [effect for effect in here if effect.kind in MADE]
        if len(made) < len(here):
            return FITS  # it may be a step of another effect, such as a draft
        found = [is_own_text(one, deed, self.said) for one in made]
        if is_kept:
            typed = [text for text in trail.typed if text in (*deed.fields, deed.text)]
            found = [
                worst(
                    text,
                    is_kept_so(one, deed),
                    when(one, deed, NO_TRAIL, self._calendar),
                    is_the_owners(one, typed, self.said, self._met or ()),
                )
                for text, one in zip(found, made, strict=True)
            ]
        best = min(found, key=rank)
        return FITS if best.fit is Fit.UNREAD else best

    def _turned(self, deed: GuardedDeed, changed: Sequence[Effect]) -> Comparison:
        """Whether the owner named this switch and its new state; what was wanted before may be undone."""
        texts, opposite = (*deed.says, *deed.card), OPPOSITE[deed.turns]
        switched = [effect for effect in changed if effect.amount.casefold() in OPPOSITE]
        named = (
            [one for one in switched if is_about(one, texts)]
            if is_system(deed.app)
            else [one for one in switched if one.object and any(names_it(one.object, text) for text in texts)]
        )
        if not named and len(switched) == len(changed) and not is_system(deed.app):
            times = (when(one, deed, NO_TRAIL, self._calendar) for one in switched)
            best = min(times, key=rank)
            return best if best.fit is Fit.WRONG else FITS
        wanted = {effect.amount.casefold() for effect in named}
        if wanted != {opposite} or any(effect in self.former for effect in named):
            return FITS
        return Comparison(Fit.WRONG, f"this turns it {deed.turns}, and the goal wants it {opposite}")
