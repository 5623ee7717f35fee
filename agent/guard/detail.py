"""Whether the details of a deed are those of an effect: to whom, what, how much, when, with which text."""

from collections.abc import Iterator, Sequence
from itertools import product

from agent.effect.effect import ALL, Effect, EffectKind
from agent.guard.deed import GuardedDeed
from agent.guard.destination import Person, Recipients
from agent.guard.due import Calendar, Told, due, told
from agent.guard.fit import FITS, Comparison, Fit
from agent.guard.fold import fold, letters
from agent.guard.money import PLAIN, amounts, first_number, number
from agent.guard.naming import is_one_thing, names_it, names_thing
from agent.guard.trail import Trail
from agent.language.clockface import shown_time
from agent.language.number import find_duration

UNASKED = "the goal asks for nothing of the kind"
_TWO = 2
_NUMBER = 5
"""Digits of a number that somebody is called by, or more."""
_MOST_PRICES, _MOST_TIMES = 7, 3
"""Prices of an order that are added up at most, and how often each may count."""


# -- to whom -------------------------------------------------------------------------------------------
def to_whom(effect: Effect, reached: Recipients, deed: GuardedDeed, trail: Trail, said: str) -> Comparison:
    """Compare whom a deed reaches with whom the owner named, in words of their own (`said`)."""
    described = effect.which or (effect.source if effect.kind is EffectKind.CALL else "")
    if not effect.object:
        return Comparison(Fit.OPEN, f"the owner described the recipient: {described or effect.text}")
    if effect.kind is EffectKind.SEND and not reached.people and deed.is_read and not deed.text:
        return FITS  # whom it goes to is chosen next: nothing is sent before that
    if not reached.people:
        return Comparison(Fit.UNREAD, f"the screen does not tell that it goes to {effect.object}")
    strange = [one for one in reached.people if not _is_meant(one, effect.object, trail)]
    is_theme = any(names_it(effect.object, text) for text in (*deed.title, *deed.fields))
    is_known = bool(reached.called(effect.object)) or effect.object[-1:].isdigit() or "@" in effect.object
    is_told = bool(effect.source or effect.which) and not any(person.name for person in strange)
    if len(strange) == len(reached.people) and (is_theme or is_told or not is_known):
        # What is named may be a letter, or somebody's trade: then only the owner can say who is meant.
        why = f"the owner described the recipient: {described}" if described else ""
        return Comparison(Fit.OPEN, why or f"the goal names {effect.object}, and this goes to {strange[0]}")
    if strange:
        return Comparison(Fit.WRONG, f"this goes to {strange[0]}, and the goal says {effect.object}")
    others = reached.called(effect.object)
    if len(others) > 1 and not any(names_it(person.name, said) for person in reached.people):
        return Comparison(Fit.OPEN, f"{effect.object} may be {' or '.join(others)}")
    if effect.which:  # a name alone is not all that they said: "on the new number"
        return Comparison(Fit.OPEN, f"the owner described the recipient: {effect.which}")
    return FITS


def _is_meant(person: Person, name: str, trail: Trail) -> bool:
    """Whether the owner means this person; an address says its owner's name where the app put it there."""
    if person.is_called(name):
        return True
    who, is_address, _ = person.number.partition("@")
    is_typed = any(fold(person.number) in fold(text) for text in trail.typed)
    return bool(is_address) and not is_typed and names_it(name, who.replace(".", " "))


def is_own_text(effect: Effect, deed: GuardedDeed, said: str) -> Comparison:
    """Compare what is written with what the owner gave word for word; more must be in their words (`said`).

    A number is told from other fields by its length; of other texts only one that has the owner's in it is
    known to be meant for it.
    """
    wanted = letters(effect.content)
    texts = [text for text in (*deed.fields, deed.text) if text]
    if not wanted or any(letters(text) == wanted for text in texts):
        return FITS
    if wanted.isdigit() and len(wanted) >= _NUMBER:
        numbers = [text for text in texts if letters(text).isdigit() and len(letters(text)) >= _NUMBER]
        why = f"it is {numbers[0]}, and the goal says {effect.content}" if numbers else ""
        return Comparison(Fit.WRONG, why) if numbers else FITS
    if effect.kind is not EffectKind.CREATE:
        return FITS  # it is put to what was there
    longer = [text for text in texts if wanted in letters(text) and letters(text) not in letters(said)]
    return Comparison(Fit.OPEN, f'the text is not the owner\'s: "{effect.content}"') if longer else FITS


def is_the_owners(effect: Effect, typed: Sequence[str], said: str, met: Sequence[str]) -> Comparison:
    """Tell whether what the run has filled in is the owner's, where their own words name what is made.

    What stands in a text of a screen (`met`), and neither in their words (`said`) nor in the effect, is not;
    a text that shows just that may be what the run has written. Numbers are compared as amounts and times.
    """
    if not effect.object or effect.which or effect.source:
        return FITS
    own = (said, effect.text, effect.object, effect.content, effect.amount)
    for text in typed:
        is_met = any(names_it(text, one) and letters(text) != letters(one) for one in met)
        if is_met and not letters(text).isdigit() and not any(letters(text) in letters(one) for one in own):
            return Comparison(Fit.OPEN, f'the text is not the owner\'s: "{text}"')
    return FITS


def with_text(effect: Effect, deed: GuardedDeed) -> Comparison:
    """Compare what is sent with what the owner gave word for word: no other text was left to anybody."""
    if not effect.content or not deed.text or letters(effect.content) == letters(deed.text):
        return FITS
    return Comparison(Fit.OUTSIDE, f'the text is not the owner\'s: "{effect.content}"')


# -- how much ------------------------------------------------------------------------------------------
def how_much(effect: Effect, deed: GuardedDeed) -> Comparison:
    """Compare what is paid with the sum that the owner named."""
    wanted = first_number(effect.amount)
    if wanted is None:
        return Comparison(Fit.OPEN, "the owner named no amount") if effect.source else FITS
    near = [number(one) for one in deed.sums]
    if not near:
        return Comparison(Fit.UNREAD, f"the screen does not tell that it is {effect.amount}")
    if wanted in near:
        return FITS
    return Comparison(Fit.WRONG, f"it is {max(near):f}, and the goal says {effect.amount}")


def adds_up(effect: Effect, deed: GuardedDeed) -> Comparison:
    """Tell whether the sum beside a button that orders is that of the prices on the page.

    Where it is not, something is ordered that does not show.
    """
    total = next((sum_ for text in (*deed.says, *deed.card) for sum_ in amounts(text)), None)
    prices = [sum_ for text in deed.others for sum_ in amounts(text) if sum_ != total]
    if "purchase" not in deed.classes or deed.is_item or total is None or not prices:
        return FITS
    counts = product(range(_MOST_TIMES + 1), repeat=len(prices))
    sums = (sum(n * price for n, price in zip(times, prices, strict=True)) for times in counts)
    if len(prices) > _MOST_PRICES or total in sums:
        return FITS
    return Comparison(Fit.UNREAD, f"the screen does not tell that it is {effect.object} alone")


def is_kept_so(effect: Effect, deed: GuardedDeed) -> Comparison:
    """Compare the numbers that a form keeps with the amount that the owner named; no count or time is one.

    Nor are the hour and the minute of a time picker: of "at 13:00 for 60 minutes" it shows the first.
    """
    texts = (*deed.fields, deed.text)
    is_other = effect.amount.strip().isdigit() or shown_time(effect.amount) is not None
    wanted = None if is_other or _clock(texts) else first_number(effect.amount)
    filled = [number(text) for text in texts if PLAIN.fullmatch(text)]
    if wanted is None or not filled or wanted in filled:
        return FITS
    return Comparison(Fit.WRONG, f"it is {filled[-1]:f}, and the goal says {effect.amount}")


# -- what and when -------------------------------------------------------------------------------------
def what(effect: Effect, deed: GuardedDeed, trail: Trail, names: Sequence[str]) -> Comparison:
    """Compare what a deed is about with what the owner named; `names` are all of that kind."""
    for shown, is_thing in _shown(deed, trail):
        if is_thing and (strange := [text for text in shown if not _is_named(text, names)]):
            is_elsewhere = any(names_thing(effect.object, text) for text in deed.others)
            if not (is_one_thing(effect.object) or is_elsewhere):
                return _untold(effect)
            return Comparison(Fit.WRONG, f'this is "{strange[0]}", and the goal names "{effect.object}"')
        if any(names_thing(effect.object, text) for text in shown):
            return FITS
    return _untold(effect)


def _untold(effect: Effect) -> Comparison:
    """Tell that no text names what the owner named; a common noun is no name: "the dentist's bill"."""
    if effect.object.islower() and not is_one_thing(effect.object):
        return Comparison(Fit.OPEN, f"the owner described it: {effect.object}")
    return Comparison(Fit.UNREAD, f'the screen does not tell that it is "{effect.object}"')


def as_chosen(effect: Effect, deed: GuardedDeed, trail: Trail) -> Comparison:
    """Tell whether the run has chosen in the dialog how far it goes: one of a series, or all of it."""
    if not (trail.chosen and deed.dialog) or effect.amount == ALL:
        return FITS
    return Comparison(Fit.OPEN, f'the goal does not say "{trail.chosen[-1]}"')


def elsewhere(effect: Effect) -> Comparison:
    """Tell that a deed happens in another app than the owner named."""
    return Comparison(Fit.UNREAD, f"this is another app than {effect.place}")


def when(effect: Effect, deed: GuardedDeed, trail: Trail, calendar: Calendar) -> Comparison:
    """Compare the day and the time that the screen tells with those that the owner said.

    Where they said how long it takes, the screen may tell when it ends.
    """
    length = find_duration(effect.amount)
    wanted = due(effect.when, length[0] if length is not None else 0)
    if wanted is None:
        return FITS
    filled = (*deed.fields, deed.text)
    near = (deed.selected, (*deed.says, *deed.card), deed.dialog, (*filled, *_clock(filled)))
    found = told(wanted, near, (deed.title, deed.others, trail.opened, trail.title), calendar)
    if found is Told.OTHER:
        return Comparison(Fit.WRONG, f"this is of another time than {effect.when}")
    if found is Told.NOTHING:
        return Comparison(Fit.UNREAD, f"the screen does not tell that it is of {effect.when}")
    return FITS


def _clock(filled: Sequence[str]) -> tuple[str, ...]:
    """The time in the two fields of a time picker, in either order."""
    numbers = [text for text in filled if text.isdigit() and len(text) <= _TWO]
    if len(numbers) != _TWO or len(filled) != _TWO:
        return ()
    one, other = numbers
    return f"{one}:{other:0>2}", f"{other}:{one:0>2}"


def _shown(deed: GuardedDeed, trail: Trail) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the texts that may tell what a deed is about, nearest first; True where each must name it.

    A row that is selected, an item of a list, and what was held down are things; a title may be anything.
    Of what is paid all of the page counts.
    """
    yield deed.selected, True
    if deed.is_item and deed.card:
        yield (" ".join((*deed.says, *deed.card)),), True
    yield (*deed.says, *deed.card, *deed.dialog, *deed.fields, deed.text), False
    yield ((trail.held,), True) if trail.held and not deed.selected else ((), False)
    yield deed.title or trail.title, False
    yield trail.opened, False
    if {"payment", "purchase"} & set(deed.classes):
        yield deed.others, False


def _is_named(text: str, names: Sequence[str]) -> bool:
    return any(names_thing(name, text) for name in names)
