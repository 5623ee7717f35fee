"""A thing that a run made twice is told by the forms that it filled in and left."""

import pytest

from agent.action.action import Action, Click, InputText, NavigateBack
from agent.effect.effect import Effect, EffectKind
from agent.effect.repetition import repeated
from agent.effect.source import PhoneState
from agent.run.step import Mark, Permit, Spot, Step
from device.client import Device
from device.screen import Point
from grounding.target import Target

CONTACTS = "com.google.android.contacts"
BO = Effect(kind=EffectKind.CREATE, text="Bo is a contact", place="Contacts", object="Bo")


def did(
    page: str, action: Action, name: str, *, in_list: bool = False, classes: tuple[str, ...] = ()
) -> Step:
    mark = Mark(package=CONTACTS, names=(name,), in_list=in_list)
    spot = Spot(point=Point(1, 1), confidence=1, method="element", label=name, mark=mark)
    return Step(
        index=1, package=CONTACTS, page=page, action=action, grounding=(spot,), performed=True,
        outcome="success", permit=Permit(classes=classes),
    )  # fmt: skip


def types(page: str, field: str, text: str) -> Step:
    return did(page, InputText(text=text), field)


def taps(page: str, name: str, *, in_list: bool = False, classes: tuple[str, ...] = ()) -> Step:
    return did(page, Click(target=Target(description=name)), name, in_list=in_list, classes=classes)


def fills(fields: dict[str, str], leaves: str = "Save") -> list[Step]:
    return [
        taps("List", "New"),
        *(types("Form", field, text) for field, text in fields.items()),
        taps("Form", leaves) if leaves else did("Form", NavigateBack(), ""),
        taps("Bo", "Back"),
    ]


HALF, WHOLE = fills({"Name": "Bo"}), fills({"Name": "Bo", "Phone": "555"})
DATE = [taps("Form", "Date"), types("Picker", "Hour", "9"), taps("Picker", "OK")]


def why(device: Device, *steps: Step, effects: tuple[Effect, ...] = (BO,)) -> str:
    return repeated(effects, (*steps, taps("List", "Bo", in_list=True)), PhoneState(device))[0]


@pytest.mark.parametrize("steps", [[*HALF, *WHOLE], [*WHOLE, *HALF], [*WHOLE, *WHOLE]])
def test_the_same_thing_made_again_is_told(device: Device, steps: list[Step]) -> None:
    assert why(device, *steps) == 'a form with "Bo" was filled in and left twice'


@pytest.mark.parametrize(
    "steps",
    [
        WHOLE,
        [*fills({"Name": "Bo"}, leaves=""), *WHOLE],
        [*fills({"Name": "Al", "Phone": "555"}), *WHOLE],
        [*HALF, taps("Bo", "Edit"), types("Edit", "Phone", "555"), taps("Edit", "Save")],
        [*HALF, taps("Bo", "Delete", classes=("delete",)), *WHOLE],
        [types("List", "Search contacts", "Bo"), taps("List", "Bo"), taps("Bo", "Back"), *WHOLE],
        [
            *fills({"Name": "Al"}),
            taps("List", "New"),
            types("Form", "Name", "Bo"),
            *DATE,
            *DATE,
            taps("Form", "Save"),
        ],
    ],
    ids=[
        "once",
        "given up first",
        "another first",
        "mended",
        "deleted first",
        "searched for",
        "two times set",
    ],
)
def test_what_was_made_once_is_not(device: Device, steps: list[Step]) -> None:
    assert why(device, *steps) == ""


def test_as_many_as_were_wanted_may_be_made(device: Device) -> None:
    assert why(device, *WHOLE, *WHOLE, effects=(BO, BO)) == ""
