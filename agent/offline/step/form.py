"""Filling in a form: its fields, whatever of them shows, and the button that keeps it."""

from collections.abc import Iterable

from agent.action.action import InputText, NavigateBack
from agent.language.place import ControlPattern
from agent.offline.step.history import Past
from agent.offline.step.listpage import control, has_id
from agent.offline.step.move import Act, Stuck, click
from agent.offline.step.search import sweep
from agent.perception.scene import Scene
from device.screen import UIElement
from grounding.target import Target

_TRIES = 5


def field_of(scene: Scene, ids: Iterable[str]) -> UIElement | None:
    """The text field with one of the ids."""
    names = tuple(ids)
    return next((e for e in scene.elements if has_id(e, *names) and e.is_editable and e.bounds.area), None)


def holds(field: UIElement, text: str) -> bool:
    """Whether a field shows a text; signs that it puts between the digits of a number do not count."""
    if field.text == text:
        return True
    if not text:
        return field.text == field.hint
    bare = "".join(letter for letter in text if letter.isdigit())
    return len(bare) > 2 and text.lstrip("+") == bare and "".join(filter(str.isdigit, field.text)) == bare


def write(field: UIElement, name: str, text: str, thought: str = "") -> Act:
    """Type into a field in place of what is in it."""
    target = Target(description=f"field: {name}", element=field.index)
    return Act(InputText(text=text, target=target, clear=True), thought or f"{name} goes here", text)


def typed(past: Past, name: str) -> int:
    """How often a field was typed into without complaint."""
    return sum(
        isinstance(step.action, InputText)
        and step.action.target is not None
        and step.action.target.description == f"field: {name}"
        and not step.error
        for step in past.steps
    )


def fill(
    values: Iterable[tuple[str, str]], fields: dict[str, tuple[str, ...]], scene: Scene, past: Past
) -> Act | Stuck | None:
    """The next move of filling in the form that is open; None when each field holds its text."""
    for name, text in values:
        field = field_of(scene, fields[name])
        if field is None:
            if typed(past, name):
                continue
            return bare_form(scene, past) or Stuck(f"The form has no field for {name}")
        if holds(field, text):
            continue
        if typed(past, name) >= _TRIES or (field.is_focused and typed(past, name) and _alike(field, text)):
            return Stuck(f'The field for {name} shows "{field.text}" and not "{text}"')
        return write(field, name, text)
    return None


def _alike(field: UIElement, text: str) -> bool:
    return "".join(field.text.split()) == "".join(text.split()) and field.text != text


def bare_form(scene: Scene, past: Past) -> Act | None:
    """Show more of a form: the keyboard away, then further down and up; None when all was seen."""
    if scene.observation.keyboard_shown:
        return Act(NavigateBack(), "The keyboard covers the rest of the form")
    return sweep(scene, past)


def keep(saves: ControlPattern, scene: Scene, past: Past) -> Act | Stuck:
    """Press the button that keeps the form."""
    if len(past.touched("save")) >= _TRIES:
        return Stuck("The form cannot be saved")
    if past.touched("save") and scene.observation.keyboard_shown:
        return Act(NavigateBack(), "The keyboard may lie over the button")
    button = control(scene, saves)
    if button is None:
        return bare_form(scene, past) or Stuck("The form has no button to save it")
    return click(button, "save", "The form is filled in", "it is kept")
