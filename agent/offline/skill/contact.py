"""Contacts: to somebody's page, their numbers and addresses; another number."""

import re
from dataclasses import dataclass

from agent.language.errand import ChangeNumber, Tell
from agent.language.name import is_meant, is_wholly, same_number
from agent.language.place import place
from agent.offline.skill.setting import say
from agent.offline.step.form import field_of, fill, keep
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, by_id, has_id
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.pick import Sought, pick
from agent.offline.step.readback import read_back
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from agent.run.status import Cause
from device.screen import UIElement

_MOBILE = ("Mobile", "手机")
_NUMBER = r"[+0-9() .\-]{2,}"
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Number:
    """One number on somebody's page."""

    number: str
    label: str
    text: UIElement | None
    """What is tapped to write to it."""


# -- to somebody's page ------------------------------------------------------
def at_person(
    who: str, scene: Scene, past: Past, behind: str = "", longest: int | None = None
) -> Move | None:
    """The next move towards the page of the one contact meant; None when it is in front.

    `behind` is what the goal says behind the name; `longest` as in `Sought`.
    """
    chosen = past.touched("person: ")
    title, pen = by_id(scene, "large_title"), by_id(scene, "menu_insert_or_edit")
    scrolled = title is None and pen is not None and bool(past.scrolls())
    if chosen and (scrolled or (title is not None and chosen[-1][0] == f"person: {title.text}")):
        return None
    way = at_list("contact", scene, past)
    if way is not None:
        return way
    if len(chosen) >= _TRIES:
        return Stuck(f"The page of {who} does not open")
    row = pick(
        scene,
        past,
        place("contact").title,
        Sought(
            who,
            f'contact "{who}"',
            lambda row: is_meant(who, row.name),
            lambda name: is_wholly(who, name),
            in_order=True,
            apart="by the number",
            behind=behind,
            longest=longest,
        ),
    )
    return click(row.box, f"person: {row.name}", f"{row.name} is meant") if isinstance(row, Row) else row


def numbers(scene: Scene) -> list[Number]:
    """The phone numbers on the page that is in front."""
    found = []
    for header in (e for e in scene.elements if has_id(e, "header") and re.fullmatch(_NUMBER, e.text)):
        row = scene.row(header)
        if row is None:
            continue
        inside = list(scene.inside(row))
        label = next((e.text for e in inside if has_id(e, "sub_header")), "")
        found.append(
            Number(header.text, label, next((e for e in inside if has_id(e, "icon_alternate")), None))
        )
    return found


def further(scene: Scene, past: Past) -> Act | None:
    """The next scroll down somebody's page, as long as more numbers may stand below."""
    headers = [e for e in scene.elements if has_id(e, "header", "title") and e.text]
    ended = bool(numbers(scene)) and not re.fullmatch(_NUMBER, headers[-1].text)
    return None if ended else sweep(scene, past, upwards=False)


def name_of(who: str, past: Past) -> str:
    """The whole name of the person whose page was opened."""
    chosen = past.touched("person: ")
    return chosen[-1][0].removeprefix("person: ") if chosen else who


def number_meant(who: str, scene: Scene, past: Past) -> Number | Act | Stuck:
    """The only number, or the only mobile one."""
    more = further(scene, past)
    if more is not None:
        return more
    found = numbers(scene)
    mobile = [number for number in found if number.label in _MOBILE]
    if len(found) == 1 or len(mobile) == 1:
        return found[0] if len(found) == 1 else mobile[0]
    if not found:
        return Stuck(f"The contact {who} has no number", cause=Cause.NOT_FOUND)
    told = "; ".join(", ".join(text for text in (n.number, n.label) if text) for n in found)
    return Stuck(f"There are several: {told}; say which number of {who}", sure=True, which=True)


def tell_person(want: Tell, scene: Scene, past: Past) -> Move:
    """Somebody's numbers or email addresses."""
    way = at_person(want.name, scene, past, longest=1)  # "Ann's key" is none of what Ann's page tells
    if way is not None:
        return way
    if want.about == "number":
        more, word = further(scene, past), "number"
        told = [f"{n.number} ({n.label})" if n.label else n.number for n in numbers(scene)]
    else:
        told, word = (
            [e.text for e in scene.elements if has_id(e, "header") and "@" in e.text],
            "email address",
        )
        more = None if told else sweep(scene, past, upwards=False)
    if more is not None:
        return more
    name = name_of(want.name, past)
    return say(f"{name}: {', '.join(told)}" if told else f"{name} has no {word}", past, doubtful=not told)


def change_number(want: ChangeNumber, scene: Scene, past: Past) -> Move:
    """Done when the page shows the new number."""
    refusal = past.refused("save")
    if refusal:
        return Stuck(f"The number could not be changed: {refusal}")
    form = place("contact").fields or {}
    if past.touched("edit") and any(field_of(scene, ids) for ids in form.values()):
        values = [("phone", want.number)]
        move = fill(values, form, scene, past) or read_back(values, form, scene, past)
        return move or keep(place("contact").save, scene, past)
    way = at_person(want.name, scene, past)
    if way is not None:
        return way
    shown = numbers(scene)
    if past.touched("save") and any(same_number(want.number, number.number) for number in shown):
        return Done(f"The page of {want.name} shows {want.number}")
    more = further(scene, past)
    if more is not None:
        return more
    if past.touched("save"):
        return Stuck(f"The page of {want.name} does not show {want.number}")
    if len(shown) > 1:
        told = ", ".join(number.number for number in shown)
        return Stuck(f"{want.name} has several numbers: {told}; say which to change")
    pen = by_id(scene, "menu_insert_or_edit")
    if pen is None or len(past.touched("edit")) >= _TRIES:
        return Stuck(f"The page of {want.name} offers no editing")
    return click(pen, "edit", "The number is to be changed", "the form")
