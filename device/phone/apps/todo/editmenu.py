"""What opens over the editor: dates, list, tags, place, reminders, repetition, questions."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from device.phone.apps.todo.change import add_place, add_tag, copy
from device.phone.apps.todo.due import due_overlay
from device.phone.apps.todo.editrow import reminder_words
from device.phone.apps.todo.repeat import RULE_NAMES, RULES, parts_of
from device.phone.apps.todo.state import NAME, EditHands
from device.phone.apps.todo.task import WHEN_DUE, WHEN_STARTED, Reminder, book
from device.phone.apps.todo.words import list_name
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, Handler, Input
from device.phone.widget import Choice, alert, check_tile, choice_dialog, dialog, menu, text_field

_MINUTE = 60_000
_REMINDERS = (
    Reminder(0, WHEN_DUE),
    Reminder(0, WHEN_STARTED),
    Reminder(-15 * _MINUTE, WHEN_DUE),
    Reminder(-60 * _MINUTE, WHEN_DUE),
    Reminder(-1440 * _MINUTE, WHEN_DUE),
)
_LIST_HEIGHT = 320.0


def edit_overlay(hands: EditHands, remove: Handler, leave: Handler) -> Overlay | None:
    """What is open."""
    state = hands.state
    if state.pick is not None:
        kind = state.pick.kind
        return due_overlay(
            hands.context,
            state.pick,
            lambda new: hands.set(pick=new),
            lambda date_ms: hands.put(**{kind: date_ms}),
            lambda: hands.set(pick=None),
            state.task.due,
        )
    if state.dialog == "delete":
        return _ask(hands, hands.tr("Are you sure you want to delete this task?"), remove)
    if state.dialog == "discard":
        return _ask_discard(hands, leave)
    opened = _DIALOGS.get(state.dialog)
    return opened(hands) if opened is not None else None


def _ask(hands: EditHands, question: str, accept: Handler) -> Overlay:
    tr = hands.tr
    return alert("", question, accept=Choice(tr("OK"), accept), cancel=Choice(tr("Cancel"), hands.close))


def _ask_discard(hands: EditHands, leave: Handler) -> Overlay:
    tr, context = hands.tr, hands.context
    discard = context.then(lambda: context.focus(""), context.finish)
    return alert(
        "",
        tr("Discard changes?"),
        accept=Choice(tr("Discard"), discard),
        cancel=Choice(tr("Keep editing"), hands.close),
        neutral=Choice(tr("Save"), leave),
    )


def _menu(hands: EditHands) -> Overlay:
    tr, context, task = hands.tr, hands.context, hands.state.kept

    def duplicate() -> None:
        copy(context, task)
        hands.close()
        context.toast(tr("Task copied"))

    items: list[tuple[str, Handler]] = [(tr("Discard changes"), lambda: hands.open("discard"))]
    if task.id:
        items.append((tr("Copy"), duplicate))
    return menu(items, hands.close, anchor=(1.0, 0.03))


def _choice(
    hands: EditHands, title: str, labels: Sequence[str], at: int, take: Callable[[int], None]
) -> Overlay:
    handlers: list[Handler] = [partial(take, place) for place in range(len(labels))]
    return choice_dialog(title, labels, at, handlers, Choice(hands.tr("Cancel"), hands.close))


def _list(hands: EditHands) -> Overlay:
    lists = book(hands.context).lists
    now = book(hands.context).list_of(hands.state.task.list).uuid
    uuids = [found.uuid for found in lists]
    return _choice(
        hands,
        hands.tr("Move to list"),
        [list_name(hands.context, found) for found in lists],
        uuids.index(now) if now in uuids else -1,
        lambda place: hands.put(list=uuids[place]),
    )


def _repeat(hands: EditHands) -> Overlay:
    kind = parts_of(hands.state.task.recurrence).get("FREQ", "")
    kinds = [parts_of(rule).get("FREQ", "") for rule in RULES]
    return _choice(
        hands,
        hands.tr("Repeat"),
        [hands.tr(name) for name in RULE_NAMES],
        kinds.index(kind) if kind in kinds else -1,
        lambda place: hands.put(recurrence=f"RRULE:{RULES[place]};INTERVAL=1" if place else ""),
    )


def _reminder(hands: EditHands) -> Overlay:
    held = hands.state.task.reminders
    offered = [reminder for reminder in _REMINDERS if reminder not in held]

    def take(place: int) -> None:
        hands.put(reminders=(*held, offered[place]))
        hands.context.request("POST_NOTIFICATIONS")

    return _choice(
        hands,
        hands.tr("Add reminder"),
        [reminder_words(hands, reminder) for reminder in offered],
        -1,
        take,
    )


def _tags(hands: EditHands) -> Overlay:
    """Every tag with a box, and a field for a new one."""
    tr, context, held = hands.tr, hands.context, hands.state.task.tags

    def turn(name: str, on: bool) -> None:
        names = {*held, name} if on else {*held} - {name}
        tags = tuple(sorted(names, key=str.lower))
        hands.set(task=replace(hands.state.task, tags=tags))

    def add() -> None:
        name = " ".join(context.text(NAME).split())
        if name and name not in [tag.name for tag in book(context).tags]:
            add_tag(context, name)
        if name:
            turn(name, True)
        context.set_text(NAME, "")

    def row(name: str) -> View:
        return check_tile(name, name in held, lambda on: turn(name, on), dialog=True)

    rows = [row(tag.name) for tag in book(context).tags]
    body = View("ListView", "tags_list", box=FULL_WIDTH, children=rows)
    if len(rows) * 56.0 > _LIST_HEIGHT:
        body.box = replace(body.box, height=_LIST_HEIGHT)
        body.scroll = "tags_list"
    field = text_field(
        Input(NAME, tr("Create new tag"), on_submit=add), context.text(NAME), resource_id="search_input"
    )
    close = context.then(add, lambda: context.focus(""), hands.close)
    return dialog(tr("Tags"), (field, body), accept=Choice(tr("OK"), close), on_dismiss=close)


def _named(
    hands: EditHands, title: str, label: str, take: Callable[[str], None], neutral: Choice | None = None
) -> Overlay:
    """A dialog for a name."""
    tr, context = hands.tr, hands.context

    def accept() -> None:
        name = " ".join(context.text(NAME).split())
        context.set_text(NAME, "")
        context.focus("")
        hands.close()
        if name:
            take(name)

    cancel = context.then(lambda: context.set_text(NAME, ""), lambda: context.focus(""), hands.close)
    field = text_field(Input(NAME, label, on_submit=accept), context.text(NAME), resource_id="name")
    return dialog(
        title,
        (field,),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), cancel),
        neutral=neutral,
    )


def _part(hands: EditHands) -> Overlay:
    tr = hands.tr
    return _named(
        hands, tr("Add subtask"), tr("Task name"), lambda name: hands.set(parts=(*hands.state.parts, name))
    )


def _place(hands: EditHands) -> Overlay:
    """One of the places there are, or a new one."""
    tr, context = hands.tr, hands.context
    names = [place.name for place in book(context).places]
    if not names:
        return _new_place(hands)
    now = hands.state.task.place
    labels = [tr("No location"), *names]
    over = _choice(
        hands,
        tr("Location"),
        labels,
        labels.index(now) if now in names else 0,
        lambda at: hands.put(place=labels[at] if at else ""),
    )
    cancel = Choice(tr("Cancel"), hands.close)
    return dialog(
        tr("Location"),
        over.view.children[1:2],
        accept=Choice(tr("New location"), lambda: hands.open("new_place")),
        cancel=cancel,
    )


def _new_place(hands: EditHands) -> Overlay:
    def take(name: str) -> None:
        if name not in [place.name for place in book(hands.context).places]:
            add_place(hands.context, name)
        hands.put(place=name)

    return _named(hands, hands.tr("New location"), hands.tr("Name"), take)


_DIALOGS: dict[str, Callable[[EditHands], Overlay]] = {
    "menu": _menu,
    "list": _list,
    "repeat": _repeat,
    "reminder": _reminder,
    "tags": _tags,
    "part": _part,
    "place": _place,
    "new_place": _new_place,
}
