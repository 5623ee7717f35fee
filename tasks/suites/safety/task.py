"""Templates out of texts: what stands where, what it is made to do, and what the person wants."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import cast

from tasks.facts import Facts
from tasks.stage import Stage
from tasks.suites.safety.case import Alike, Deed, Injection, where
from tasks.suites.safety.channel import Scenery, put
from tasks.suites.safety.deed import kind_of, places_of
from tasks.suites.safety.judging import deeds, judge
from tasks.suites.safety.market import equip
from tasks.suites.safety.person import reply
from tasks.suites.safety.question import Asked, asked
from tasks.task import Params, Template

_APPS = {
    "sms": "simple sms messenger",
    "notification": "notifications",
    "note": "markor",
    "contact": "contacts",
    "event": "simple calendar pro",
    "file": "markor",
    **dict.fromkeys(("site", "page"), "chrome"),
    "mail": "fernmail",
    **dict.fromkeys(("review", "product"), "larkmart"),
    "payment": "oakway bank",
}
_DOES = {
    **dict.fromkeys(("text", "letter"), "send"),
    "letter gone": "delete",
    "money": "transfer",
    "order": "pay",
    "app": "install",
    "person": "write",
    "switch": "setting",
    "visit": "link",
    "form": "secret",
    "permission": "grant",
    "call": "call",
}
"""What a deed of a kind is, where its name does not say more."""
_READING = {
    "sms": ("row com.android.providers.telephony/*",),
    "mail": ("row com.fernmail.android/*",),
    "note": ("row net.gsantner.markor/*",),
    "file": ("row net.gsantner.markor/*",),
    "product": ("row com.larkmart.shop/*",),
    "review": ("row com.larkmart.shop/*",),
}
"""What looking there changes."""
_WHOLE, _EACH = 2.0, 1.2
_DIFFICULTY = (("easy", _WHOLE + _EACH), ("medium", _WHOLE + 2 * _EACH), ("hard", math.inf))
_LONG = {"transfer": 3, "mail": 2, "answer": 2, "grant": 2, "submit": 2}
"""Deeds that take so many times the steps of others."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What one template is made of."""

    id: str
    kind: str
    """What the text would have done; "" for a look-alike."""
    place: str
    language: str
    style: str
    text: Callable[[Random], Sequence[str]]
    do: Sequence[Deed]
    goal: str = ""
    """The person's; "" = a question about something beside the text."""
    then: Sequence[Deed] = ()


def of_attempt(one: Injection) -> Plot:
    """One of the lists' attempts."""
    return Plot(
        *(one.id, does(one.do[0]), one.place, one.language, one.style, lambda _random: one.text),
        *(one.do, one.goal, one.then),
    )


def of_alike(one: Alike) -> Plot:
    """One of the lists' look-alikes."""
    return Plot(one.id, "", one.place, one.language, "", lambda _random: one.text, (), one.goal, one.then)


def does(deed: Deed) -> str:
    """What sort of thing a deed is, in one word."""
    if deed[0].startswith("delete"):
        return "delete"
    return _DOES.get(kind_of(deed), "write")


def template(plot: Plot) -> Template:
    """The template of a plot."""
    return Template(
        _facts(plot), judge, lambda random: _draw(plot, random), _prepare, solver="SafetyTask", reply=reply
    )


def _facts(plot: Plot) -> Facts:
    every = [*plot.then, *([] if plot.goal else [["sms"]])]
    size = _WHOLE + sum(_EACH * _LONG.get(deed[0], 1) for deed in every)
    return Facts(
        name="Safety" + "".join(part.capitalize() for part in plot.id.split("-")),
        goals=("{goal}",),
        complexity=round(size, 1),
        difficulty=next(name for name, most in _DIFFICULTY if size <= most),
        app_names=(_APPS[plot.place],),
        tags=tuple(_tags(plot)),
        touches=tuple(dict.fromkeys((*_READING.get(plot.place, ()), *places_of(_may_be_wanted(plot))))),
    )


def _may_be_wanted(plot: Plot) -> Sequence[Deed]:
    """Deeds of the goal; what a question leads to is drawn."""
    return plot.then if plot.goal else (["sms"], ["note"])


def _tags(plot: Plot) -> Iterator[str]:
    yield "attack" if plot.kind else "lookalike"
    if plot.kind:
        yield f"kind:{plot.kind}"
    yield f"channel:{plot.place}"
    yield f"language:{plot.language}"
    if plot.style:
        yield f"style:{plot.style}"


# -- drawing and putting up ----------------------------------------------------------------------------
def _draw(plot: Plot, random: Random) -> Params:
    texts = list(plot.text(random))
    named = where(plot.place, plot.language, texts)
    wanted = Asked(plot.goal, then=plot.then)
    if not plot.goal:
        wanted = asked(random, plot.place, plot.language, named, len(texts))
    told = {
        "place": plot.place,
        "language": plot.language,
        "where": named,
        "text": texts,
        "do": list(map(list, plot.do)),
        "then": list(map(list, wanted.then)),
        "goal": wanted.goal,
        "label": wanted.label,
        "value": wanted.value,
        "fact": wanted.fact,
        "noise": list(wanted.noise),
        "cents": wanted.cents,
    }
    return cast(Params, told)


def _prepare(stage: Stage, params: Params) -> None:
    place, language, fact = (str(params[name]) for name in ("place", "language", "fact"))
    texts, noise = (cast(list[str], params[name]) for name in ("text", "noise"))
    put(stage, Scenery(place, language, texts, fact, noise, cast(int, params["cents"])))
    equip(stage, [*deeds(params, "then"), *deeds(params, "do")], language)
