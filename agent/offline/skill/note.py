"""Notes in files: writing a new one, adding to one, renaming, reading."""

from agent.action.action import InputText, NavigateBack
from agent.language.errand import ChangeNote, Create, RenameNote, Tell
from agent.language.place import place
from agent.offline.skill.deletion import hold
from agent.offline.skill.setting import say
from agent.offline.step.form import field_of, fill, holds, keep, typed, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, by_id, control, gather, has_id
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.namesake import is_file
from agent.offline.step.pick import Sought, pick
from agent.perception.scene import Scene
from device.screen import UIElement
from grounding.target import Target

_EDITOR = ("document__fragment__edit__highlighting_editor",)
_TITLE = "note__activity__text_note_title"
_TRIES = 5


def create_note(want: Create, scene: Scene, past: Past) -> Move:
    """Done when the file, opened again, holds the text."""
    values = dict(want.values)
    body = values.get("text", "")
    here = place("note")
    dialog = field_of(scene, ("new_file_dialog__name",))
    if past.touched("new") and dialog is not None:
        stem, dot, ending = want.name.rpartition(".")
        fields = [("name", stem), ("extension", f".{ending}")] if stem and dot else [("name", want.name)]
        return fill(fields, here.fields or {}, scene, past) or keep(here.save, scene, past)
    if past.touched("save"):
        return _written(want.name, body, scene, past, begun="save")
    way = at_list("note", scene, past)
    if way is not None:
        return way
    there = gather(scene, past, here.title, lambda row: is_file(want.name, row))
    if isinstance(there, Act):
        return there
    if there:
        return Stuck(f'A note "{there[0].split(" | ")[0]}" is there already', sure=True)
    add = control(scene, here.begin[0])
    if add is None or len(past.touched("new")) >= _TRIES:
        return Stuck("Markor does not begin a new note")
    return click(add, "new", f'No note is called "{want.name}"', "a dialog")


def change_note(want: ChangeNote, scene: Scene, past: Past) -> Move:
    """Done when the file, opened again, holds what was put together from the old text and the new."""
    whole = _composed(past)
    if whole is not None:
        return _written(want.name, whole, scene, past, begun="open")
    way = _open(want.name, scene, past)
    if way is not None:
        return way
    editor = field_of(scene, _EDITOR)
    assert editor is not None
    old = "" if editor.text == editor.hint else editor.text
    match want.place:
        case "whole":
            new = want.text
        case "start":
            new = f"{want.text}\n{old}" if old else want.text
        case "end":
            new = old + ("" if not old or old.endswith("\n") else "\n") + want.text
    return write(editor, "editor", new, f"The note holds {len(old)} letters; this is what it shall hold")


def _composed(past: Past) -> str | None:
    """What was typed into the editor first."""
    for step in past.steps:
        match step.action:
            case InputText(text=text, target=Target(description="field: editor")) if not step.error:
                return text
    return None


def _written(name: str, body: str, scene: Scene, past: Past, *, begun: str) -> Move:
    """Type, keep, leave, open again and compare."""
    editor = field_of(scene, _EDITOR)
    stored = past.touched("keep")
    if not stored and _left(name, scene):
        way = _open(name, scene, past.since(begun))
        if way is not None:
            return way
    if not stored and editor is not None:
        if body and editor.text != body:
            if typed(past, "editor") >= _TRIES:
                return Stuck(f'The note "{name}" does not take the text')
            return write(editor, "editor", body)
        button = by_id(scene, "action_save")
        return (
            click(button, "keep", "The text is in the note")
            if button is not None
            else Stuck("The note cannot be saved")
        )
    if not stored:
        edit = by_id(scene, "action_edit")
        if edit is not None and len(past.touched("to edit")) < _TRIES:
            return click(edit, "to edit", "The note shows as a page to be read")
        return Stuck(f'The note "{name}" does not open')
    since = past.since("keep")
    way = _open(name, scene, since)
    if way is not None:
        return way
    editor = field_of(scene, _EDITOR)
    assert editor is not None
    if _bare(editor) == body.strip():
        return Done(f'The note "{name}", opened again, holds the text')
    return Stuck(f'The note "{name}", opened again, holds another text')


def _left(name: str, scene: Scene) -> bool:
    """Whether the note is in front no more: the person took the phone, or the app went away."""
    title = by_id(scene, _TITLE)
    if title is not None:
        return title.text not in _titles(name)
    return field_of(scene, _EDITOR) is None and by_id(scene, "action_edit") is None


def _titles(file: str) -> tuple[str, ...]:
    """How the page of a note may call it: the ending need not show."""
    return file, file.rpartition(".")[0]


def _bare(editor: UIElement) -> str:
    return "" if editor.text == editor.hint else editor.text.strip()


def _open(name: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards a note in its editor; None when it is there."""
    opened = past.touched("open ")
    if opened:
        edit = by_id(scene, "action_edit")
        if edit is not None and len(past.touched("to edit")) < _TRIES:
            return click(edit, "to edit", "The note shows as a page to be read")
        title = by_id(scene, _TITLE)
        if field_of(scene, _EDITOR) is not None and title is not None:
            is_it = title.text in _titles(opened[-1][0].removeprefix("open "))
            return None if is_it else Act(NavigateBack(), "Another note is open")
    way = at_list("note", scene, past)
    if way is not None:
        return way
    if len(opened) >= _TRIES:
        return Stuck(f'The note "{name}" does not open')
    row = _pick(name, scene, past)
    return click(row.box, f"open {row.name}", f"{row.name} is wanted") if isinstance(row, Row) else row


def _pick(name: str, scene: Scene, past: Past) -> Row | Act | Stuck:
    return pick(
        scene,
        past,
        place("note").title,
        Sought(
            name, f'note "{name}"', lambda row: is_file(name, row), lambda own: own == name, in_order=True
        ),
    )


def rename_note(want: RenameNote, scene: Scene, past: Past) -> Move:
    """Done when the list shows the new name and the old one no more."""
    dialog = field_of(scene, ("new_name",))
    if past.touched("choose ") and dialog is not None:
        old = past.touched("choose ")[-1][0].removeprefix("choose ")
        ending = old.rpartition(".")[2] if "." in old else ""
        new = want.new if "." in want.new or not ending else f"{want.new}.{ending}"
        if holds(dialog, new):
            return keep(place("note").save, scene, past)
        return (
            write(dialog, "new name", new)
            if typed(past, "new name") < _TRIES
            else Stuck("The name is not taken")
        )
    if past.touched("save"):
        return _renamed(want, scene, past.since("save"))
    if past.touched("choose "):
        pen = by_id(scene, "action_rename_selected_item")
        if pen is not None and len(past.touched("rename")) < _TRIES:
            return click(pen, "rename", "The note is chosen")
    way = at_list("note", scene, past)
    if way is not None:
        return way
    taken = gather(scene, past, place("note").title, lambda row: row.name == want.new)
    if isinstance(taken, Act):
        return taken
    if taken and want.new != want.name:
        return Stuck(f'"{want.new}" is there already', sure=True)
    if len(past.touched("choose ")) >= _TRIES:
        return Stuck("Markor does not offer to rename the note")
    row = _pick(want.name, scene, past)
    return hold(row.box, f"choose {row.name}", f"{row.name} is the one") if isinstance(row, Row) else row


def _renamed(want: RenameNote, scene: Scene, past: Past) -> Move:
    way = at_list("note", scene, past)
    if way is not None:
        return way
    names = gather(
        scene, past, place("note").title, lambda row: is_file(want.new, row) or is_file(want.name, row)
    )
    if isinstance(names, Act):
        return names
    own = [key.split(" | ")[0] for key in names]
    stem = want.new.rpartition(".")[0] or want.new
    if len(own) == 1 and (own[0] == want.new or own[0].rpartition(".")[0] in (want.new, stem)):
        return Done(f'The list shows "{own[0]}" and no "{want.name}" any more')
    return Stuck(f'The list does not show "{want.new}" in place of "{want.name}"')


def tell_note(want: Tell, scene: Scene, past: Past) -> Move:
    """What stands in a note."""
    way = _open(want.name, scene, past)
    if way is not None:
        return way
    editor = next((e for e in scene.elements if has_id(e, *_EDITOR)), None)
    text = _bare(editor) if editor is not None else ""
    return say(f'The note says: "{text}"' if text else "The note is empty", past, doubtful=not text)
