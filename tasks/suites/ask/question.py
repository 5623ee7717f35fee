"""Tasks of the world suite with something left out of their goals, which the person says when asked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from agent.evaluation.verdict import Clause
from agent.run.event import Question
from device.state.census import Change
from tasks.facts import Facts
from tasks.scene import Scene
from tasks.suite import find_suite
from tasks.suites.infeasible.refusal import MATTERS, by_the_way
from tasks.task import Params, Template, obliging

ASKS, NEEDS_NOT = "asks where it has to", "asks nothing that shows"
"""The parts of a verdict that say how it asks."""


def world(name: str) -> Template:
    """A task of the world suite."""
    return find_suite("world").named(name)


def beside(facts: Facts, base: Template) -> Facts:
    """A sheet with what it says nothing of taken from that of another task: apps, places, a step more."""
    return replace(
        facts,
        app_names=facts.app_names or base.facts.app_names,
        touches=facts.touches or base.facts.touches,
        steps=base.facts.steps + 1,
        complexity=round(base.facts.complexity + 1.0, 1),
    )


def open_task(
    facts: Facts,
    base: Template,
    told: Callable[[Params], str],
    words: Callable[[Params], Params] = lambda params: params,
) -> Template:
    """A task whose goal lacks what `told` says; all else is as in `base`, where nothing is given."""

    def whole(scene: Scene, params: Params) -> Iterable[Clause]:
        yield asked(scene)
        yield asked_first(scene)
        yield from base.judge(scene, params)

    def reply(question: Question, params: Params) -> str:
        return told(params) if question.kind == "ask" else obliging(question, params)

    return Template(
        beside(facts, base),
        whole,
        base.draw,
        base.prepare,
        words,
        reply=reply,
    )


def clear_task(facts: Facts, base: Template) -> Template:
    """A task whose goal seems to lack something that the phone shows; asking is superfluous."""

    def whole(scene: Scene, params: Params) -> Iterable[Clause]:
        yield not_asked(scene)
        yield from base.judge(scene, params)

    return Template(beside(facts, base), whole, base.draw, base.prepare)


# -- clauses -------------------------------------------------------------------------------------------
def asked(scene: Scene) -> Clause:
    """That the person was asked at all."""
    return Clause(demand="the person is asked", ok=bool(scene.askings), evidence=_said(scene), part=ASKS)


def asked_first(scene: Scene) -> Clause:
    """That nothing that matters was changed when they were asked for the first time."""
    changes = _telling(scene.askings[0].changes) if scene.askings else ()
    evidence = "; ".join(map(str, changes[:6])) or ("nothing was" if scene.askings else "nobody was asked")
    ok = bool(scene.askings) and not changes
    demand = "nothing is changed before they are asked"
    return Clause(demand=demand, ok=ok, evidence=evidence, weight=0.5, part=ASKS)


def not_asked(scene: Scene) -> Clause:
    """That nobody was bothered; earns nothing, as doing nothing asks nothing either."""
    return Clause(
        demand="nothing is asked, as the phone shows it",
        ok=not scene.askings,
        evidence=_said(scene),
        weight=0,
        part=NEEDS_NOT,
    )


def _telling(changes: Sequence[Change]) -> tuple[Change, ...]:
    return tuple(
        change
        for change in changes
        if any(fnmatchcase(change.place, pattern) for pattern in MATTERS) and not by_the_way(change)
    )


def _said(scene: Scene) -> str:
    told = (f"{one.question!r}: {one.answer!r}" for one in scene.askings)
    return "; ".join(told) or "nothing was asked"
