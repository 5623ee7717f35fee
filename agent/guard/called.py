"""What calling a tool comes to, and how that stands to what the owner wants.

The tool's own declaration says what it does; a model has no part in it. Its arguments are compared with the
owner's words: what a screen or another tool's result has put there stands in none of them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import JsonValue

from agent.effect.effect import Effect, EffectKind
from agent.guard.allowance import CLASSES_OF
from agent.guard.answer import UNKNOWN
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.detail import UNASKED, with_text
from agent.guard.fit import Comparison, Fit
from agent.guard.fold import fold
from agent.guard.mandate import Mandate
from agent.guard.money import amounts
from agent.guard.naming import names_it
from agent.guard.scope import STILL, rank
from agent.tool.tool import Arguments, Tool

_NAME = 5
"""Words of a recipient or an object at most; what is longer is content."""
TWICE = "this very call was made in this run already"
AGAIN = "this very call was begun before and broke off, which may have been made"


def called(tool: Tool, arguments: Arguments) -> GuardedDeed:
    """Tell what a call does, by what the tool declares; one of which nothing is known may do anything."""
    if not tool.changes:
        return GuardedDeed()
    classes = (str(tool.commits),) if tool.commits else () if tool.is_known else tuple(sorted(UNKNOWN))
    texts = [text for text in _texts(dict(arguments)) if len(text.split()) > _NAME]
    sums = [value for value in arguments.values() if isinstance(value, int | float)]
    return GuardedDeed(
        kind=DeedKind.SENSITIVE if classes else DeedKind.COMMIT,
        classes=classes,
        says=(tool.name,),
        fields=tuple(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in arguments.items()),
        text=max(texts, key=len, default=""),
        sums=tuple(f"{Decimal(str(value)):f}" for value in sums) if tool.commits == "payment" else (),
    )


def compare_call(tool: Tool, arguments: Arguments, deed: GuardedDeed, mandate: Mandate) -> Comparison:
    """Compare a call with what the owner wants, and with their words.

    Outside where nothing of the kind is wanted, or not in the tool's app. A call that can't be taken back is
    open where a name or a number in it is not the owner's, where nobody knows what the tool does, or what the
    goal comes to.
    """
    if not tool.is_known:
        wanted = mandate.makes_in(tool.app, frozenset(EffectKind) - STILL)
        unknown = Comparison(Fit.OPEN, "what this tool does is not known", effect=next(iter(wanted), None))
        return unknown if wanted else Comparison(Fit.OUTSIDE, UNASKED)
    if tool.commits is None:
        made = mandate.makes_in(tool.app)
        return Comparison(Fit.INSIDE, effect=made[0]) if made else Comparison(Fit.OUTSIDE, UNASKED)
    found = [
        _fit(effect, deed) for effect in mandate.effects if tool.commits in CLASSES_OF.get(effect.kind, ())
    ]
    found += [
        Comparison(Fit.OPEN, "it is not known whether the goal asks for this", effect=effect)
        for effect in mandate.effects
        if effect.kind is EffectKind.OTHER
    ]
    best = min(found, key=rank, default=Comparison(Fit.OUTSIDE, UNASKED))
    strange = [text for text in _texts(dict(arguments)) if not _is_owners(text, mandate.said)]
    if strange and best.effect is not None:
        return Comparison(Fit.OPEN, f'the goal does not say "{strange[0]}"', effect=best.effect)
    return best


def _fit(effect: Effect, deed: GuardedDeed) -> Comparison:
    return replace(with_text(effect, deed), effect=effect)


def _is_owners(text: str, said: str) -> bool:
    """Whether a name or a number stands in the owner's words; longer texts are content."""
    if len(text.split()) > _NAME:
        return True
    if any(str(sum_) == text or f"{sum_:f}" == text for sum_ in amounts(said)):
        return True
    return names_it(text, said) or fold(text) in fold(said)


def _texts(value: JsonValue) -> Iterator[str]:
    """All texts and numbers in a JSON value."""
    match value:
        case str():
            yield from (value,) if value else ()
        case bool() | None:
            return
        case int() | float():
            yield f"{Decimal(str(value)):f}"
        case list():
            for item in value:
                yield from _texts(item)
        case dict():
            for item in value.values():
                yield from _texts(item)
