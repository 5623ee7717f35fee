"""What a decision expected, in a model's free words, held against what came up.

Words prove little: most are left out, said otherwise, or in another language. What they share with what is
new on the screen speaks for the action. Against it speaks what they name and the screen does not show:
another thing than the one touched, a number, or, where another page came up, anything at all.
"""

import re
from enum import Enum
from itertools import groupby

from agent.action.touched import said_by, within
from agent.perception.compare import told
from agent.perception.page import title
from agent.reflection.finding import LISTS, Finding, Performed, is_background, short
from agent.run.reason import ReasonCode
from agent.run.step import Outcome
from device.screen import Observation, UIElement
from grounding.likeness import STOP, same_word
from grounding.wording import plain, unspaced

_NUMBER = re.compile(r"\d+")
_PROPER = re.compile(r"(?<=[\w,;] )[A-Z]\w+|[A-Z]\w+(?=['’]s\b)")
"""A name among other words, or what is somebody's."""
_SHORTEST = 3
"""Letters of a word that tells something."""


class Match(Enum):
    """What the expectation says of what came up."""

    OPEN = "open"
    """Nothing was expected, or it cannot be compared."""
    MET = "met"
    """Some of it is new on the screen."""
    MISSING = "missing"
    """Nothing of it shows."""
    VAGUE = "vague"
    """Nothing of it stands on either screen: it says in other words what comes up, or something else does."""
    DENIED = "denied"
    """It names something else."""


def weighed(finding: Finding, performed: Performed) -> Finding:
    """The finding; `changed` where what was expected does not show instead."""
    if match(performed) in (Match.OPEN, Match.MET):
        return finding
    return unexpected(finding, performed)


def unexpected(finding: Finding, performed: Performed) -> Finding:
    """The finding as a change that nobody expected."""
    told_so = f"expected {short(performed.step.expectation, 80)}, but {finding.evidence}"
    return Finding(Outcome.CHANGED, ReasonCode.UNEXPECTED, told_so)


def match(performed: Performed) -> Match:
    """What the expectation says of what came up."""
    expected = performed.step.expectation
    terms = _terms(expected)
    if not terms:
        return Match.OPEN
    if _names_another(plain(expected), performed):
        return Match.DENIED
    named = any(_holds(plain(expected), plain(e.label)) for e in performed.change.now)
    if named or _share(terms, _new(performed)):
        return Match.MET
    if misses_number(performed) and not _names_what_went(performed):
        return Match.DENIED
    own = frozenset().union(*map(_terms, performed.names))
    if _share(terms, own) or _is_foreign(expected, performed):
        return Match.OPEN
    return Match.MISSING if _share(terms, _words(performed.pair.before)) else Match.VAGUE


def misses_number(performed: Performed) -> bool:
    """Whether numbers were expected and none of them shows."""
    wanted = set(_NUMBER.findall(performed.step.expectation))
    return bool(wanted) and not wanted & _numbers(performed.pair.after)


def _names_what_went(performed: Performed) -> bool:
    """Whether an expected number stood on the screen before: what is deleted is told by what it was."""
    wanted = set(_NUMBER.findall(performed.step.expectation))
    return bool(wanted & _numbers(performed.pair.before))


def _numbers(observation: Observation) -> set[str]:
    return {number for e in told(observation) for number in _NUMBER.findall(e.label)}


def names_what_was_touched(name: str, performed: Performed) -> bool:
    """Whether a text is what stands on the thing that was touched, or holds all of it."""
    return any(_holds(plain(name), plain(own)) for own in performed.names)


def is_titled_by_touched(performed: Performed) -> bool:
    """Whether the page has its title from the thing that was touched: "shopping" from "shopping.md"."""
    name = title(performed.pair.after)
    return names_what_was_touched(name, performed) or any(
        _holds(plain(own), plain(name)) for own in performed.names
    )


def _names_another(expected: str, performed: Performed) -> bool:
    """Whether another control is named, which was there to be touched and is gone; the touched one is not."""
    touched, before = performed.touched, performed.pair.before
    if any(_holds(expected, plain(own)) for own in performed.names):
        return False
    now = {plain(e.label) for e in performed.pair.after.elements}
    people = {plain(name) for name in _PROPER.findall(performed.step.expectation)}
    people -= {word for text in (*now, *map(plain, performed.names)) for word in text.split()}
    for other in before.elements:
        if not other.is_clickable or other.is_editable:
            continue
        if touched is not None and _belong_together(touched, other, before):
            continue
        name = plain(next(iter(said_by(other, before)), ""))
        if _tells(name) and name not in now and (_holds(expected, name) or people & set(name.split())):
            return True
    return False


def _belong_together(first: UIElement, second: UIElement, observation: Observation) -> bool:
    """Whether one lies in the other, or both in one card: an item of a list with its buttons."""
    if within(first.bounds, second.bounds) or within(second.bounds, first.bounds):
        return True
    return any(
        within(first.bounds, e.bounds) and within(second.bounds, e.bounds)
        for e in observation.elements
        if not (e.is_scrollable or LISTS.search(e.class_name) or is_background(e, observation))
    )


def _new(performed: Performed) -> frozenset[str]:
    """The words that are new on the screen, and those of a title that is."""
    pair = performed.pair
    new = frozenset().union(*(_terms(e.label) for e in performed.change.now)) - _words(pair.before)
    name = title(pair.after)
    return new | (_terms(name) if name != title(pair.before) else frozenset())


def _words(observation: Observation) -> frozenset[str]:
    return frozenset().union(*(_terms(e.label) for e in observation.elements))


def _is_foreign(expected: str, performed: Performed) -> bool:
    """Whether it is written in another way than the screen, as Chinese is of an English one."""
    labels = [e.label for e in told(performed.pair.after) if e.label]
    return bool(labels) and all(unspaced(label) != unspaced(expected) for label in labels)


def _share(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some & others) or any(
        same_word(one, other) for one in some for other in others if not unspaced(one + other)
    )


def _terms(text: str) -> frozenset[str]:
    """The telling words; where words are not parted, each two letters that stand together."""
    terms: set[str] = set()
    for is_unspaced, letters in groupby(plain(text), key=unspaced):
        run = "".join(letters)
        if is_unspaced:
            terms.update(run[at : at + 2] for at in range(len(run) - 1))
        else:
            terms.update(word for word in run.split() if _tells(word))
    return frozenset(terms)


def _tells(word: str) -> bool:
    return word not in STOP and (
        len(word) >= _SHORTEST or word.isdigit() or (unspaced(word) and len(word) > 1)
    )


def _holds(text: str, name: str) -> bool:
    """Whether the name stands in the text as whole words, which may have a letter more at the end (Bob's)."""
    if not _tells(name) or unspaced(name):
        return _tells(name) and name in text
    words, wanted = text.split(), name.split()
    places = range(len(words) - len(wanted) + 1)
    return any(all(map(_is_word, words[place:], wanted)) for place in places)


def _is_word(word: str, wanted: str) -> bool:
    return word == wanted or (word[:-1] == wanted and len(wanted) >= _SHORTEST and word.isalpha())
