"""Making a new contact, folder, expense, task or recipe: one form each, told apart by place.toml."""

from agent.action.action import NavigateBack, Swipe
from agent.language.errand import Create
from agent.language.place import categories, place
from agent.offline.step.creationcheck import LABELS, is_row_of, kept, looked_over
from agent.offline.step.datepicker import is_date_picker, note_today, noted_today, picked, set_date, settled
from agent.offline.step.form import bare_form, field_of, fill, keep
from agent.offline.step.history import Past, named
from agent.offline.step.interruption import CLOSED
from agent.offline.step.listpage import at_list, bring, by_id, control, gather, has_id
from agent.offline.step.move import Act, Move, Stuck, click
from agent.offline.step.readback import LOOK, is_reading, read_back, reopen
from agent.perception.scene import Scene
from grounding.target import Target

_DISCARD = ("Discard", "放弃")
_TRIES = 5
_STRIP = 12
"""Swipes over the strip of categories, to either side."""


def create_thing(want: Create, scene: Scene, past: Past) -> Move:
    """Done when its list or page shows it."""
    refusal = past.refused("save")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    here = place(want.kind)
    fields = here.fields or {}
    if past.since("save").touched(LOOK):
        return reopen(want.kind, scene, past, lambda row: is_row_of(want, row, past)) or looked_over(
            want, scene, past.since(LOOK)
        )
    if _is_lost(want, past):
        there = None if past.since(CLOSED).touched("new") else kept(want, scene, past)
        if there is not None and not isinstance(there, Stuck):
            return there
        past = past.since(CLOSED)
    open_form = any(field_of(scene, ids) is not None for ids in fields.values())
    if past.touched("new"):
        dialog = None if past.touched("save") else _dialog(want, scene, past)
        if dialog is not None or open_form:
            return dialog or _form(want, scene, past)
    if past.touched("save"):
        return kept(want, scene, past)
    way = at_begin(want.kind, scene, past)
    if way is not None:
        return way
    taken = _taken(want, scene, past) if want.kind == "folder" else None
    if taken is not None:
        return taken
    add = control(scene, here.begin[0])
    if add is None or len(past.touched("new")) >= _TRIES:
        return Stuck(f"{here.apps[-1]} does not begin a new {want.kind}")
    return click(add, "new", f"A new {want.kind} is wanted", "a form")


def _taken(want: Create, scene: Scene, past: Past) -> Act | Stuck | None:
    """The next move of looking whether the name is free; None when it is."""
    there = gather(scene, past, place(want.kind).title, lambda row: row.name == want.name)
    if isinstance(there, Act):
        return there
    return Stuck(f'"{want.name}" is there already', sure=True) if there else None


def _form(want: Create, scene: Scene, past: Past) -> Move:
    """The next move in the form that is open: fill it in, read it back, keep it."""
    here = place(want.kind)
    fields = here.fields or {}
    move: Move | None = fill(want.values, fields, scene, past)
    move = move or (None if is_reading(past) else _choice(want, scene, past))
    return move or read_back(want.values, fields, scene, past) or keep(here.save, scene, past)


def _is_lost(want: Create, past: Past) -> bool:
    """Whether the app broke down after the form was kept, so that it may have been kept or not.

    A new contact is looked for on the page that opens with it, and not in the list: it is not made twice.
    """
    return past.since(CLOSED) != past and bool(past.touched("save")) and want.kind != "contact"


def at_begin(kind: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards the page on which a new one is begun; None when its button shows."""
    way = bring(kind, scene, past)
    if way is not None:
        return way
    busy = scene.observation.keyboard_shown or scene.button(*_DISCARD) is not None
    if control(scene, place(kind).begin[0]) is not None and not busy:
        return None if kind == "expense" else at_list(kind, scene, past)
    if kind != "expense":
        return at_list(kind, scene, past) or Stuck(f"{place(kind).apps[-1]} has no button for a new {kind}")
    if past.backs() > 2 * _TRIES:
        return Stuck("The page on which an expense is begun does not come")
    return Act(NavigateBack(), "To the page on which an expense is begun")


# -- what is not typed ------------------------------------------------------
def _dialog(want: Create, scene: Scene, past: Past) -> Move | None:
    """The move in a dialog that the form opened; None when there is none."""
    touched = past.touched("form: ")
    latest = touched[-1][0] if touched else ""
    if latest == "form: label" and want.choice in LABELS:
        option = scene.button(*LABELS[want.choice])
        if option is not None and field_of(scene, ("first",)) is None:
            return click(option, f"label {want.choice}", f"The number is the {want.choice} one")
    if want.day is None:
        return None
    if is_date_picker(scene) and past.touched("due: pick"):
        if noted_today(past) is None:
            shown = picked(scene)
            return note_today(shown) if shown else Stuck("The date picker does not say what day it is")
        day = settled(want.day, past)
        return (
            set_date(day, scene, past.since("due: pick"))
            if day
            else Stuck(f"There is no such day as {want.day}")
        )
    sheet = by_id(scene, "current_date_selection")
    if sheet is None:
        return None
    name = {0: "shortcut_today", 1: "shortcut_tomorrow"}.get(-1 if want.day.ahead is None else want.day.ahead)
    chip = by_id(scene, name) if name else None
    if (chip is not None and chip.is_checked) or past.touched("date picker: OK"):
        ok = by_id(scene, "ok_button")
        return click(ok, "due: OK", f"It is due {want.day}") if ok else Stuck("The due date cannot be kept")
    if chip is not None:
        return click(chip, f"due: {name}", f"It is due {want.day}")
    return click(sheet, "due: pick", f"It is due {want.day}", "a date picker")


def _choice(want: Create, scene: Scene, past: Past) -> Move | None:
    """The next move towards the label, priority, category and due day; None when all are as wanted."""
    if want.kind == "contact" and want.choice:
        return _label(want, scene, past)
    if want.kind == "expense" and want.choice:
        return _category(want.choice, scene, past)
    if want.kind != "task":
        return None
    if want.day is not None and not past.touched("due: OK"):
        row = by_id(scene, "due_date_container")
        if row is None:
            return bare_form(scene, past) or Stuck("The form has no due date")
        return click(row, "form: due", f"It is due {want.day}", "ways to say when")
    if want.choice:
        button = by_id(scene, f"priority_{want.choice}")
        if button is None:
            return bare_form(scene, past) or Stuck("The form has no priority")
        if not button.is_checked:
            if len(past.touched("form: priority")) >= _TRIES:
                return Stuck(f"The priority {want.choice} is not taken")
            return click(button, "form: priority", f"The priority shall be {want.choice}")
    return None


def _label(want: Create, scene: Scene, past: Past) -> Move | None:
    spinner = by_id(scene, "label")
    if spinner is None:
        return bare_form(scene, past) or Stuck("The form has no label for the number")
    if spinner.text in LABELS[want.choice]:
        return None
    if len(past.touched("form: label")) >= _TRIES:
        return Stuck(f'The label stays "{spinner.text}"')
    return click(spinner, "form: label", f"The number is the {want.choice} one")


def _category(key: str, scene: Scene, past: Past) -> Move | None:
    strip = by_id(scene, "rv_category")
    if strip is None:
        return bare_form(scene, past) or Stuck("The form has no categories")
    for chip in (e for e in scene.inside(strip) if has_id(e, "cd_category")):
        if any(e.text in categories()[key] for e in scene.inside(chip)):
            if chip.is_checked or chip.is_selected:
                return None
            if len(past.touched("form: category")) >= _TRIES:
                return Stuck(f"The category {key} is not taken")
            return click(chip, f"form: category {key}", f"The category shall be {key}")
    swipes = [named(step.action) for step in past.steps if named(step.action).startswith("strip ")]
    way = next((w for w in ("on", "back") if swipes.count(f"strip {w}") < _STRIP), None)
    if way is None:
        return Stuck(f"The form has no category {key}")
    box = strip.bounds
    low, high = (box.left + box.width * share for share in (0.2, 0.8))
    first, last = (high, low) if way == "on" else (low, high)
    y = float(box.center.y)
    swipe = Swipe(start=Target(description=f"strip {way}", point=(first, y)), end=Target(point=(last, y)))
    return Act(swipe, f"The category {key} does not show")
