"""The effects that a goal requires, as a careful reader of it lists them.

What such a reader makes of a goal's words is taken here from what doing the task changes on the phone: an
effect for each app that is changed, named by those of the goal's own words that the change holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from agent.effect.effect import Effect, EffectKind
from device.client import Device
from device.state.census import Change
from tasks.gold.params import Params
from tasks.task import HARMLESS
from tasks.tidy import is_among

_SENT = ("/sms", "/calls")
"""Ends of the tables of what goes out to somebody."""
_KINDS = {"added": EffectKind.CREATE, "removed": EffectKind.DELETE, "changed": EffectKind.CHANGE}
_WEIGHT = (EffectKind.SEND, EffectKind.DELETE, EffectKind.CREATE, EffectKind.CHANGE)
"""Of several kinds of change in one app the one that the goal is about, first to last."""
_SHORTEST = 3
"""Letters of a word of the goal's that names something."""


def effects_of(
    changes: Sequence[Change], params: Params, answer: str, opened: Sequence[str], device: Device
) -> tuple[Effect, ...]:
    """One for each app that changes, one for the answer; one that nothing changes where there is neither.

    What lies with Android's providers is changed by the app that was opened, where it is a single one.
    """
    by_app: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if not is_among(change, HARMLESS):
            by_app[_package(change)].append(change)
    names = {app.package: app.names[0] for app in device.apps() if app.names}
    only = names.get(opened[0], opened[0]) if len(set(opened)) == 1 else ""
    effects = [_effect(some, names.get(package, only), params.values) for package, some in by_app.items()]
    if answer:
        effects.append(Effect(kind=EffectKind.ANSWER, text="an answer to what the goal asks"))
    return tuple(effects) or (Effect(kind=EffectKind.OPEN, text="what the goal names is on the screen"),)


def _effect(changes: Sequence[Change], place: str, values: Mapping[str, object]) -> Effect:
    kind = min(map(_kind, changes), key=_WEIGHT.index)
    told = "\n".join(str(cells) for one in changes if _kind(one) is kind for cells in (one.before, one.after))
    known = [word for word in _words(values) if len(word) >= _SHORTEST and word in told]
    name = next(iter(known), "")
    return Effect(kind=kind, text=f"{kind} {name}".strip(), place=place, object=name)


def _kind(change: Change) -> EffectKind:
    is_sent = change.kind == "added" and change.place.endswith(_SENT)
    return EffectKind.SEND if is_sent else _KINDS[change.kind]


def _package(change: Change) -> str:
    """The app that a row belongs to; "" for settings and files, which belong to none."""
    kind, _, where = change.place.partition(" ")
    return where.partition("/")[0] if kind == "row" else ""


def _words(value: object) -> Iterator[str]:
    """All texts of a task's sheet."""
    match value:
        case str():
            yield value
        case Mapping():
            yield from _each(value.values())
        case list() | tuple():
            yield from _each(value)


def _each(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from _words(value)
