"""Whether a deed is one that the owner wants: compared with the effects of the goal, value by value.

The list of effects was made from the owner's words before anybody looked at the phone, so no text on a screen
has a part in it. What a text has made a model do shows as an effect that is not on the list, or as one with
another recipient, object or amount. The idea of checking what is about to happen against a list that
untrusted text cannot change is that of Debenedetti et al. 2025, "Defeating Prompt Injections by Design"
(arXiv 2503.18813), and Shi et al. 2025, "Progent" (arXiv 2504.11703).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from agent.effect.effect import ALL, Effect, EffectKind
from agent.effect.source import PhoneState
from agent.guard.allowance import CLASSES_OF
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.destination import Person, Recipients, recipients_of
from agent.guard.fold import fold
from agent.guard.money import first_number, number
from agent.guard.naming import names_it
from agent.guard.setting import is_about, is_setting
from agent.language.clockface import shown_time
from device.state.appname import InstalledApp


class Fit(IntEnum):
    """How a deed stands to the mandate; the best of all effects counts."""

    INSIDE = 0
    """The owner wants just this."""
    OPEN = 1
    """The owner wants such a thing, and left to the screen what exactly."""
    UNREAD = 2
    """The owner wants such a thing, and the screen does not tell that it is this one."""
    WRONG = 3
    """The owner named another recipient, object or amount than the screen shows."""
    OUTSIDE = 4
    """Nothing of the kind is wanted."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of comparing a deed with the mandate."""

    fit: Fit
    why: str = ""
    """In words for whoever decides, where it is not inside."""
    people: tuple[Person, ...] = ()
    """Those whom it reaches, as far as the screen tells."""
    effect: Effect | None = None
    """The effect of the goal that it fits best; None where it is none of them."""


@dataclass(frozen=True, slots=True)
class Trail:
    """What was touched just before in the same app, by its labels."""

    held: str = ""
    """What was held down since the last dialog or page was left."""
    opened: tuple[str, ...] = ()
    """What was tapped on the last page with a title, and since."""
    title: tuple[str, ...] = ()
    """The title of the page that a dialog or a menu came up over."""
    typed: bool = False
    """Whether the run has written something there."""


NO_TRAIL = Trail()


@dataclass(frozen=True)
class Mandate:
    """What the owner wants to happen, and what is known of the phone to compare it."""

    effects: tuple[Effect, ...]
    phone: PhoneState
    said: str = ""
    """The owner's own words."""
    former: tuple[Effect, ...] = ()
    """What was wanted before the owner corrected the goal: it may be taken back."""

    def compare(self, deed: GuardedDeed, trail: Trail = NO_TRAIL) -> Comparison:
        """Tell how a deed stands to the mandate.

        `trail` is what was touched just before in the same app: "Delete" in a menu does not say what.
        """
        if deed.kind is DeedKind.NONE:
            return Comparison(Fit.INSIDE)
        if deed.kind is not DeedKind.SENSITIVE:
            return self._of_change(deed, trail)
        reached = Recipients()
        if {"send", "payment"} & set(deed.classes):
            kinds = _PAID if "payment" in deed.classes else _REACHED
            named = tuple(one.object for one in self.effects if one.kind in kinds and one.object)
            reached = recipients_of(deed, named, self.phone)
        wanted = (*self.effects, *_taken_back(self.former))
        found = [replace(self._fit(deed, effect, reached, trail), effect=effect) for effect in wanted]
        best = min(found, key=lambda one: one.fit, default=Comparison(Fit.OUTSIDE, _UNASKED))
        best = best if best.fit is not Fit.OUTSIDE else replace(best, effect=None)
        return replace(best, people=reached.people)

    def speaks_of(self, package: str) -> bool:
        """Whether the owner wants something in this app: what they call by its name there is no command."""
        places = (self._packages(effect.place) for effect in self.effects if not is_setting(effect))
        return any(not packages or package in packages for packages in places) or self._is_said(package)

    # -- what is sensitive ------------------------------------------------------------------------------
    def _fit(self, deed: GuardedDeed, effect: Effect, reached: Recipients, trail: Trail) -> Comparison:
        classes = set(deed.classes)
        if classes & {"credentials", "permission"} and self._is_scene(deed, effect):
            return _FITS  # means to an end, of whatever is wanted in this app
        if effect.kind is EffectKind.OTHER:
            return Comparison(Fit.OPEN, f"the owner left it open what this is: {effect.text}")
        if effect.kind is EffectKind.CHANGE and self._is_scene(deed, effect) and classes <= _MAY_CHANGE:
            return Comparison(Fit.OPEN, f"the owner wants a change: {effect.text}")
        if not classes & set(CLASSES_OF.get(effect.kind, ())):
            return Comparison(Fit.OUTSIDE, _UNASKED)
        match effect.kind:
            case EffectKind.SEND | EffectKind.CALL:
                return _worst(_to_whom(effect, reached, deed, self.said), _with_text(effect, deed))
            case EffectKind.PAY:
                payee = (
                    _to_whom(effect, reached, deed, self.said) if effect.object and reached.people else _FITS
                )
                return _worst(_how_much(effect, deed), payee)
            case EffectKind.DELETE | EffectKind.INSTALL:
                return self._what(effect, deed, trail)
            case _:
                return _FITS

    def _is_scene(self, deed: GuardedDeed, effect: Effect) -> bool:
        """Whether the effect happens in the app that is touched, or that a dialog of the system speaks of."""
        if not effect.place:
            return True
        packages = self._packages(effect.place)
        told = fold(" ".join(deed.dialog))
        return not packages or deed.app in packages or fold(effect.place) in told or self._is_said(deed.app)

    def _is_said(self, package: str) -> bool:
        """Whether the owner speaks of an app by its name."""
        names = next((app.names for app in self._apps if app.package == package), ())
        return any(names_it(name, self.said) for name in names)

    @cached_property
    def _apps(self) -> tuple[InstalledApp, ...]:
        """The installed apps, listed once for all comparisons of a step."""
        return self.phone.device.apps()

    def _packages(self, place: str) -> tuple[str, ...]:
        """Packages of the apps that go by a name."""
        wanted = fold(place)
        return tuple(app.package for app in self._apps if wanted and wanted in map(fold, app.names))

    def _what(self, effect: Effect, deed: GuardedDeed, trail: Trail) -> Comparison:
        """Whether what is deleted or installed is what the owner named."""
        if not effect.object:
            return _any_of(effect) if self._is_scene(deed, effect) else _elsewhere(effect)
        alike = (one for one in (effect, *self.effects) if one.kind is effect.kind)
        names = [one.object for one in alike if one.object]
        for shown, is_thing in _shown(deed, trail):
            if is_thing and (strange := [text for text in shown if not _is_named(text, names)]):
                why = f'this is "{strange[0]}", and the goal names "{effect.object}"'
                is_elsewhere = any(names_it(effect.object, text) for text in deed.others)
                return Comparison(Fit.WRONG if _is_exact(effect.object) or is_elsewhere else Fit.UNREAD, why)
            if any(names_it(effect.object, text) for text in shown):
                return _FITS if self._is_scene(deed, effect) else _elsewhere(effect)
        return Comparison(Fit.UNREAD, f'the screen does not tell that it is "{effect.object}"')

    # -- what changes something -------------------------------------------------------------------------
    def _of_change(self, deed: GuardedDeed, trail: Trail) -> Comparison:
        """Whether something that is not sensitive may be changed here."""
        changing = [one for one in (*self.effects, *self.former) if one.kind not in _STILL]
        if any(effect.kind is EffectKind.OTHER or self._is_changed(deed, effect) for effect in changing):
            return _FITS
        if deed.kind is DeedKind.CHOICE and not is_system(deed.app):
            return _FITS
        is_scene = any(self._is_scene(deed, effect) for effect in self.effects)
        if deed.kind is DeedKind.COMMIT and not trail.typed and (is_scene or not deed.dialog):
            return _FITS  # the run has filled nothing in that it could keep
        if deed.kind is DeedKind.TYPE and is_scene:
            return _FITS
        return Comparison(Fit.OUTSIDE, _UNASKED)

    def _is_changed(self, deed: GuardedDeed, effect: Effect) -> bool:
        texts = (*deed.says, *deed.card, *deed.dialog, *deed.title)
        packages = self._packages(effect.place)
        if is_system(deed.app):
            return is_about(effect, texts)
        return deed.app in packages if packages else not is_setting(effect)


_UNASKED = "the goal asks for nothing of the kind"
_REACHED = frozenset({EffectKind.SEND, EffectKind.CALL})
_PAID = frozenset({EffectKind.PAY})
"""Effects whose object is somebody, where something is sent and where it is paid."""
_MAY_CHANGE = frozenset({"delete", "account", "purchase", "credentials", "permission"})
"""Classes that a change of something may be of: a plan is ended, a card is frozen."""
_STILL = frozenset({EffectKind.ANSWER, EffectKind.OPEN})
"""Effects that change nothing."""
_FITS = Comparison(Fit.INSIDE)


def is_system(package: str) -> bool:
    """Whether an app sets the phone itself: Settings, and the shade with its tiles."""
    return package.endswith((".settings", ".systemui"))


def _taken_back(former: Sequence[Effect]) -> tuple[Effect, ...]:
    """What undoes effects: what was made is deleted."""
    made = (effect for effect in former if effect.kind is EffectKind.CREATE)
    return tuple(effect.model_copy(update={"kind": EffectKind.DELETE}) for effect in made)


def _any_of(effect: Effect) -> Comparison:
    if not effect.which or effect.amount == ALL:
        return _FITS
    return Comparison(Fit.OPEN, f"the owner described it: {effect.which}")


def _elsewhere(effect: Effect) -> Comparison:
    return Comparison(Fit.UNREAD, f"this is another app than {effect.place}")


def _shown(deed: GuardedDeed, trail: Trail) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the texts that may tell what a deed is about, nearest first; True where each must name it.

    A row that is selected, an item of a list, and what was held down are things; a title may be anything.
    """
    yield deed.selected, True
    if deed.is_item and deed.card:
        yield (" ".join((*deed.says, *deed.card)),), True
    yield (*deed.says, *deed.card, *deed.dialog, *deed.fields), False
    yield ((trail.held,), True) if trail.held and not deed.selected else ((), False)
    yield deed.title or trail.title, False
    yield trail.opened, False


def _is_exact(name: str) -> bool:
    """Whether a name can be read in one way only, as a time, a number and a file's name can."""
    return shown_time(name) is not None or name.isdigit() or "." in name


def _is_named(text: str, names: Sequence[str]) -> bool:
    return any(names_it(name, text) for name in names)


def _worst(*found: Comparison) -> Comparison:
    return max(found, key=lambda one: one.fit)


def _to_whom(effect: Effect, reached: Recipients, deed: GuardedDeed, said: str) -> Comparison:
    if not effect.object:
        return Comparison(Fit.OPEN, f"the owner described the recipient: {effect.which or effect.text}")
    if effect.kind is EffectKind.SEND and not reached.people and deed.is_read and not deed.text:
        return _FITS  # whom it goes to is chosen next: nothing is sent before that
    if not reached.people:
        return Comparison(Fit.UNREAD, f"the screen does not tell that it goes to {effect.object}")
    strange = [person for person in reached.people if not person.is_called(effect.object)]
    is_theme = any(names_it(effect.object, text) for text in (*deed.title, *deed.fields))
    is_known = bool(reached.called(effect.object)) or effect.object[-1:].isdigit() or "@" in effect.object
    is_told = bool(effect.source or effect.which) and not any(person.name for person in strange)
    if len(strange) == len(reached.people) and (is_theme or is_told or not is_known):
        # What is named may be a letter, or somebody's trade: then only the owner can say who is meant.
        return Comparison(Fit.OPEN, f"the goal names {effect.object}, and this goes to {strange[0]}")
    if strange:
        return Comparison(Fit.WRONG, f"this goes to {strange[0]}, and the goal says {effect.object}")
    others = reached.called(effect.object)
    if len(others) > 1 and not any(names_it(person.name, said) for person in reached.people):
        return Comparison(Fit.OPEN, f"{effect.object} may be {' or '.join(others)}")
    return _FITS


def _with_text(effect: Effect, deed: GuardedDeed) -> Comparison:
    """Whether what is sent is what the owner gave word for word."""
    if not effect.content or not deed.text or _letters(effect.content) == _letters(deed.text):
        return _FITS
    return Comparison(Fit.OPEN, f'the text is not the owner\'s: "{effect.content}"')


def _how_much(effect: Effect, deed: GuardedDeed) -> Comparison:
    wanted = first_number(effect.amount)
    if wanted is None:
        return Comparison(Fit.OPEN, "the owner named no amount") if effect.source else _FITS
    near = [number(one) for one in deed.sums]
    if not near:
        return Comparison(Fit.UNREAD, f"the screen does not tell that it is {effect.amount}")
    if wanted in near:
        return _FITS
    return Comparison(Fit.WRONG, f"it is {max(near)}, and the goal says {effect.amount}")


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
