"""What calling a tool comes to, and how that stands to what the owner wants.

The tool's own declaration says what it does; a model has no part in it. Its arguments are compared with the
owner's words: what a screen or another tool's result has put there stands in none of them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pydantic import JsonValue

from agent.guard.allowance import CLASSES_OF
from agent.guard.deed import DeedKind, GuardedDeed
from agent.guard.detail import UNASKED, with_text
from agent.guard.fit import Comparison, Fit
from agent.guard.fold import fold
from agent.guard.mandate import Mandate
from agent.guard.money import amounts
from agent.guard.naming import names_it
from agent.guard.scope import rank
from agent.tool.tool import Arguments, Tool

_NAME = 5
"""Words of a recipient or an object at most; what is longer is content."""
AGAIN = "the run was cut short in this very call, which may have been made"


def called(tool: Tool, arguments: Arguments) -> GuardedDeed:
    """Tell what a call does, by what the tool declares."""
    if not tool.changes:
        return GuardedDeed()
    texts = [text for text in _texts(dict(arguments)) if len(text.split()) > _NAME]
    sums = [value for value in arguments.values() if isinstance(value, int | float)]
    return GuardedDeed(
        kind=DeedKind.SENSITIVE if tool.commits else DeedKind.COMMIT,
        classes=(str(tool.commits),) if tool.commits else (),
        says=(tool.name,),
        fields=tuple(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in arguments.items()),
        text=max(texts, key=len, default=""),
        sums=tuple(f"{Decimal(str(value)):f}" for value in sums) if tool.commits == "payment" else (),
    )


def compare_call(tool: Tool, arguments: Arguments, deed: GuardedDeed, mandate: Mandate) -> Comparison:
    """Compare a call with what the owner wants, and with their words.

    Outside where nothing of the kind is wanted, or not in the tool's app. A call that can't be taken back is
    open where a name or a number in it is not the owner's.
    """
    if tool.commits is None:
        wanted = list(mandate.makes_in(tool.app))
    else:
        wanted = [effect for effect in mandate.effects if tool.commits in CLASSES_OF.get(effect.kind, ())]
    if not wanted:
        return Comparison(Fit.OUTSIDE, UNASKED)
    if not tool.is_known:
        return Comparison(Fit.OPEN, "what this tool does is not known", effect=wanted[0])
    if tool.commits is None:
        return Comparison(Fit.INSIDE, effect=wanted[0])
    strange = [text for text in _texts(dict(arguments)) if not _is_owners(text, mandate.said)]
    best = min((replace(with_text(effect, deed), effect=effect) for effect in wanted), key=rank)
    if strange:
        return Comparison(Fit.OPEN, f'the owner did not say "{strange[0]}"', effect=best.effect)
    return best


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
