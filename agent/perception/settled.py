"""Whether what an action is to bring about is so already: a later action of a batch then counts as done."""

from agent.action.action import Action, Click, InputText
from agent.action.cursor import field_at
from agent.action.touched import focused
from agent.perception.mark import checked, kind
from agent.run.step import Spot
from device.screen import Observation
from grounding.control import Control, controls
from grounding.name import holds
from grounding.phrase import readings
from grounding.wording import plain


def settled(action: Action, spots: tuple[Spot, ...], observation: Observation, expectation: str) -> str:
    """Say what stands so already; "" where the action is still to be carried out.

    A tab or a radio button that is selected, a switch that stands as the expectation says of it by its name,
    a field that holds just the text.
    """
    match action:
        case Click() if spots:
            hit = next((c for c in controls(observation) if c.element.index == spots[0].element), None)
            if hit is None:
                return ""
            return _selected(hit, observation) or _turned(hit, spots[0].label, observation, expectation)
        case InputText(text=text):
            field = field_at(observation, spots[0].point) if spots else focused(observation)
            written = field.text if field is not None and not field.is_password else None
            is_there = field is not None and written == text != field.hint
            return "the field holds this text already" if is_there else ""
        case _:
            return ""


def _selected(control: Control, observation: Observation) -> str:
    element = control.element
    tab = control.tab and element.is_selected and not element.is_checkable and not element.is_long_clickable
    inside = (e for e in observation.elements if holds(control.bounds, e.bounds))
    radios = [e.is_checked for e in inside if kind(e).endswith("RadioButton")]
    return "it is selected already" if tab or radios == [True] else ""


def _turned(control: Control, label: str, observation: Observation, expectation: str) -> str:
    stands = checked(control, observation)
    if stands is None or not label or plain(label) not in plain(expectation):
        return ""
    wanted = {phrase.checked for phrase in readings(expectation) if phrase.checked is not None}
    return f"it is {'on' if stands else 'off'} already" if wanted == {stands} else ""
