"""What opens over a note: its menu, tags, alarm, properties, questions."""

from datetime import datetime
from functools import partial

from device.phone.apps.activity import toggled
from device.phone.apps.joplin import change
from device.phone.apps.joplin.folder import folder_choice
from device.phone.apps.joplin.listmenu import ask_trash
from device.phone.apps.joplin.state import NAME, JoplinActivity
from device.phone.apps.joplin.store import JoplinNote
from device.phone.apps.provider.moment import day_of, local_of, time_of
from device.phone.system.timetext import local_now, to_date_ms
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Handler, Input, Text
from device.phone.widget import (
    Choice,
    DatePick,
    TimePick,
    alert,
    button,
    check_tile,
    date_picker,
    dialog,
    listed,
    menu,
    text_field,
    time_picker,
)


def note_overlay(hands: JoplinActivity, note: JoplinNote) -> Overlay | None:
    """What is open."""
    tr, kind, state = hands.tr, hands.state.dialog, hands.state
    if state.pick is not None or state.clock is not None:
        return _alarm(hands, note)
    if kind == "note":
        return menu(_items(hands, note), hands.close, anchor=(1.0, 0.02))
    if kind == "move_note":

        def move(folder: str) -> None:
            change.put(hands.context, note.id, parent_id=folder)
            hands.close()

        return folder_choice(hands, tr("Move to notebook"), note.folder, move)
    if kind == "tags":
        return _tags(hands, note)
    if kind == "properties":
        return _properties(hands, note)
    if kind == "alarm":
        return alert(
            tr("Set alarm"),
            moment_text(hands, note.due),
            accept=Choice(tr("Change"), lambda: pick_alarm(hands, note)),
            neutral=Choice(tr("Clear alarm"), lambda: _set_alarm(hands, note, 0)),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    if kind == "delete_note":
        if note.deleted:
            return _ask_destroy(hands, note)
        return ask_trash(hands, (note.id,), hands.leave)
    return None


def moment_text(hands: JoplinActivity, date_ms: int) -> str:
    """As "Today 15:34"."""
    return f"{day_of(hands.context, date_ms)} {time_of(hands.context, date_ms)}"


def _items(hands: JoplinActivity, note: JoplinNote) -> list[tuple[str, Handler]]:
    tr, context = hands.tr, hands.context

    def then(act: Handler) -> Handler:
        return context.then(hands.close, act)

    if note.deleted:
        return [
            (tr("Restore"), context.then(lambda: change.restore(hands.context, (note.id,)), hands.leave)),
            (tr("Permanently delete"), lambda: hands.open("delete_note")),
        ]
    items: list[tuple[str, Handler]] = [
        (tr("Share"), then(lambda: context.share(f"{note.title}\n\n{note.body}".strip(), note.title))),
        (tr("Tags"), lambda: _open_tags(hands, note)),
        (
            tr("Convert to note") if note.todo else tr("Convert to to-do"),
            then(lambda: change.put(hands.context, note.id, is_todo=int(not note.todo))),
        ),
        (tr("Copy Markdown link"), then(lambda: hands.context.set_clipboard(f"[{note.title}](:/{note.id})"))),
        (tr("Properties"), lambda: hands.open("properties")),
        (tr("Delete"), lambda: hands.open("delete_note")),
    ]
    if note.todo:
        alarm: Handler = lambda: hands.open("alarm") if note.due else pick_alarm(hands, note)  # noqa: E731
        items.insert(0, (tr("Set alarm"), alarm))
    return items


def _ask_destroy(hands: JoplinActivity, note: JoplinNote) -> Overlay:
    tr = hands.tr

    def destroy() -> None:
        change.destroy(hands.context, (note.id,))
        hands.leave()

    return alert(
        tr("Permanently delete"),
        tr("Permanently delete this note? It cannot be recovered."),
        accept=Choice(tr("OK"), destroy),
        cancel=Choice(tr("Cancel"), hands.close),
    )


# -- alarm -----------------------------------------------------------------------------------------------
def pick_alarm(hands: JoplinActivity, note: JoplinNote) -> None:
    """Begin with the day it has, or today."""
    hands.context.focus("")
    begun = local_of(hands.context, note.due) if note.due else local_now(hands.context)
    hands.set(dialog="", pick=DatePick(begun.date()), clock=None)


def _alarm(hands: JoplinActivity, note: JoplinNote) -> Overlay:
    context, state = hands.context, hands.state
    if state.clock is not None and state.day is not None:
        day = state.day
        return time_picker(
            context,
            state.clock,
            lambda new: hands.set(clock=new),
            lambda hour, minute: _set_alarm(
                hands, note, to_date_ms(hands.context, datetime(day.year, day.month, day.day, hour, minute))
            ),
            lambda: hands.set(clock=None, day=None),
        )
    begun = local_of(hands.context, note.due) if note.due else local_now(hands.context)
    return date_picker(
        context,
        state.pick or DatePick(begun.date()),
        lambda new: hands.set(pick=new),
        lambda chosen: hands.set(pick=None, day=chosen, clock=TimePick(begun.hour, begun.minute)),
        lambda: hands.set(pick=None),
    )


def _set_alarm(hands: JoplinActivity, note: JoplinNote, due: int) -> None:
    change.put(hands.context, note.id, todo_due=due)
    hands.set(dialog="", pick=None, clock=None, day=None)
    if due:
        hands.context.request("POST_NOTIFICATIONS", request="notify")


# -- tags ------------------------------------------------------------------------------------------------
def _open_tags(hands: JoplinActivity, note: JoplinNote) -> None:
    library = hands.library
    own = library.tagged.get(note.id, frozenset())
    hands.context.set_text(NAME, "")
    hands.set(dialog="tags", marked=tuple(title for number, title in library.tags.items() if number in own))


def _tags(hands: JoplinActivity, note: JoplinNote) -> Overlay:
    tr, context, marked = hands.tr, hands.context, hands.state.marked
    written = " ".join(context.text(NAME).lower().split())
    titles = sorted({*hands.library.tags.values(), *marked})

    def flip(title: str, _: bool) -> None:
        hands.set(marked=toggled(hands.state.marked, title))

    def add() -> None:
        if written and written not in marked:
            hands.set(marked=(*marked, written))
        context.set_text(NAME, "")

    def close() -> None:
        context.focus("")
        hands.close()

    def save() -> None:
        add()
        change.set_tags(hands.context, note.id, hands.state.marked)
        close()

    plus = button(tr("Add"), add, kind="text", resource_id="add_tag", enabled=bool(written))
    field = text_field(
        Input(NAME, tr("New tag"), on_submit=add), context.text(NAME), resource_id="new_tag", trailing=(plus,)
    )
    rows = [
        check_tile(
            title,
            title in marked,
            partial(flip, title),
            leading=True,
            dialog=True,
        )
        for title in titles
    ]
    body = (field, listed("tag_list", rows)) if rows else (field,)
    return dialog(tr("Tags"), body, accept=Choice(tr("Save"), save), cancel=Choice(tr("Cancel"), close))


# -- properties ------------------------------------------------------------------------------------------
def _properties(hands: JoplinActivity, note: JoplinNote) -> Overlay:
    tr = hands.tr
    facts = [
        (tr("Created"), moment_text(hands, note.created)),
        (tr("Updated"), moment_text(hands, note.updated)),
    ]
    if note.todo and note.completed:
        facts.append((tr("Completed"), moment_text(hands, note.completed)))
    if note.todo and note.due:
        facts.append((tr("Alarm"), moment_text(hands, note.due)))
    if (note.latitude, note.longitude) != (0.0, 0.0):
        facts.append((tr("Location"), f"{note.latitude:.4f}, {note.longitude:.4f}"))
    facts.append(("ID", note.id))
    rows = []
    for label, value in facts:
        head = fixed(
            "TextView", "property_label", Text(label, style="label_medium", colour="on_surface_variant")
        )
        words = fixed("TextView", "property_value", Text(value, style="body_medium"), box=FULL_WIDTH)
        rows.append(
            View(box=Box(width=FILL, padding=(24.0, 4.0, 24.0, 4.0)), children=(head, words), important=False)
        )
    done = Choice(tr("OK"), hands.close)
    return dialog(tr("Properties"), (listed("properties", rows),), accept=done, on_dismiss=hands.close)
