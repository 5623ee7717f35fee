"""People: one added, one left half entered.

Where we differ from AndroidWorld. Nobody else may be added, changed or lost on the way. The draft is nowhere
but on the screen until it is saved, so it is read off the form in front, as there; but by its fields rather
than by English hints alone, and nobody may have been saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import cast

from agent.evaluation.verdict import Clause
from device.screen import UIElement
from tasks.facts import read_facts
from tasks.material.chance import FIRST, LAST, number, person
from tasks.material.people import CONTACTS, digits, fill_contacts, listed_people
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.task import Params, Template

FACTS = read_facts(__file__)
APP = "com.google.android.contacts"
LABELS = {"Home": ("Home", "住宅", "家庭"), "Work": ("Work", "单位", "工作")}
"""As a phone in English or Chinese writes them."""
_HINTS = {
    "first": ("First name", "名字"),
    "last": ("Last name", "姓氏"),
    "phone": ("Phone", "电话"),
}


# -- drawing -------------------------------------------------------------------------------------------
def _others(random: Random, besides: str) -> list[list[str]]:
    """Some who are in the contacts already; none is called `besides`."""
    names = sorted({person(random) for _ in range(random.randint(0, 6))} - {besides})
    return [[name, number(random)] for name in names]


def _add(random: Random) -> Params:
    name = person(random)
    return cast(Params, {"name": name, "number": number(random), "others": _others(random, name)})


def _draft(random: Random) -> Params:
    said = {
        "first": random.choice(FIRST),
        "last": random.choice(LAST),
        "phone": f"{random.randint(100, 999)}-{random.randint(100, 999)}-{random.randint(1000, 9999)}",
        "phone_label": random.choice(tuple(LABELS)),
    }
    return cast(Params, {**said, "others": _others(random, f"{said['first']} {said['last']}")})


# -- before and after ----------------------------------------------------------------------------------
def _known(params: Params) -> list[tuple[str, str]]:
    return [(name, who) for name, who in cast(Sequence[Sequence[str]], params["others"])]


def _prepare(stage: Stage, params: Params) -> None:
    fill_contacts(stage, _known(params))


def _added(scene: Scene, params: Params) -> Iterable[Clause]:
    name, who = str(params["name"]), digits(str(params["number"]))
    people = listed_people(scene)
    known = sorted((other, digits(theirs)) for other, theirs in _known(params))
    evidence = ", ".join(f"{one} {theirs}" for one, theirs in people) or "nobody is in the contacts"
    yield Clause(
        demand=f"{name} is in the contacts once, with {params['number']}",
        ok=[theirs for one, theirs in people if one == name] == [who],
        evidence=evidence,
    )
    left = [pair for pair in people if pair != (name, who)]
    yield Clause(
        demand="everybody else is as before, and nobody came beside",
        ok=left == known,
        evidence=evidence,
        weight=0,
    )


def _drafted(scene: Scene, params: Params) -> Iterable[Clause]:
    form = _form(scene)
    evidence = (
        ", ".join(f"{name}: {text!r}" for name, text in form.items()) or "no form of a contact is in front"
    )
    for name in ("first", "last"):
        ok = form.get(name, "").strip() == params[name]
        yield Clause(demand=f"the {name} name in the form is {params[name]}", ok=ok, evidence=evidence)
    ok = digits(form.get("phone", "")) == digits(str(params["phone"]))
    yield Clause(demand=f"the number in the form is {params['phone']}", ok=ok, evidence=evidence)
    ok = form.get("label", "") in LABELS[str(params["phone_label"])]
    yield Clause(demand=f"its label is {params['phone_label']}", ok=ok, evidence=evidence)
    yield scene.untouched("nobody is saved", f"row {CONTACTS.package}/*")


def _form(scene: Scene) -> Mapping[str, str]:
    """What is entered in the form in front, by field; fields of a kind there are several of: the first."""
    seen = scene.device.observe(screenshot=False)
    form: dict[str, str] = {}
    if seen.package == APP:
        for element in seen.elements:
            name = _field(element)
            if name and element.text:
                form.setdefault(name, element.text)
    return form


def _field(element: UIElement) -> str:
    """Which field of the form an element is; "" for none."""
    name = element.resource_id.rpartition("/")[2]
    if name in (*_HINTS, "label"):
        return name
    if any(element.content_description == f"{element.text} {phone}" for phone in _HINTS["phone"]):
        return "label"
    return next((field for field, hints in _HINTS.items() if element.hint in hints), "")


TEMPLATES = (
    Template(FACTS["ContactsAddContact"], _added, _add, _prepare),
    Template(FACTS["ContactsNewContactDraft"], _drafted, _draft, _prepare),
)
