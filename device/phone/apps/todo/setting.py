"""The settings of Tasks, and the page of a list or tag."""

from functools import partial

from device.phone.apps.todo import change
from device.phone.apps.todo.choice import choices, choose
from device.phone.apps.todo.schema import DEFAULT_LIST
from device.phone.apps.todo.state import NAME, TodoActivity, TodoSettingsState
from device.phone.apps.todo.task import PRIORITIES, book
from device.phone.apps.todo.words import list_name
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, Screen
from device.phone.toolkit.viewpart import Input
from device.phone.widget import (
    Back,
    Choice,
    alert,
    choice_dialog,
    icon_button,
    page,
    scroll,
    section,
    switch_tile,
    text_field,
    tile,
    top_bar,
)

SettingsHands = TodoActivity[TodoSettingsState]


def opened_settings(context: Context, intent: Intent) -> TodoSettingsState:
    """The page as an intent opens it."""
    kind, uid = intent.extras.get("kind", ""), str(intent.extras.get("uid", ""))
    if kind not in ("list", "tag"):
        return TodoSettingsState()
    name = ""
    if uid and kind == "list":
        name = list_name(context, book(context).list_of(uid))
    elif uid:
        name = next((tag.name for tag in book(context).tags if tag.uid == uid), "")
    context.set_text(NAME, name)
    if not uid:
        context.focus(NAME)
    return TodoSettingsState(uid, "list" if kind == "list" else "tag")


def show_settings(hands: SettingsHands) -> Screen:
    """The settings, or a list's or tag's page."""
    if hands.state.kind:
        return _show_named(hands)
    tr, context = hands.tr, hands.context
    chosen = choices(context)
    bar = top_bar(tr("Settings"), back=Back(context.finish, tr("Navigate up")))
    rows = (
        section(tr("Task list")),
        switch_tile(
            tr("Show full task title"),
            chosen.full_title,
            lambda on: choose(context, "full_title", on),
        ),
        switch_tile(
            tr("Show description"),
            chosen.show_description,
            lambda on: choose(context, "show_description", on),
        ),
        switch_tile(
            tr("Show unstarted"), chosen.show_unstarted, lambda on: choose(context, "show_unstarted", on)
        ),
        switch_tile(
            tr("Show completed"), chosen.show_completed, lambda on: choose(context, "show_completed", on)
        ),
        section(tr("Task defaults")),
        tile(tr("Default priority"), tr(PRIORITIES[chosen.priority]), on_tap=lambda: hands.open("priority")),
    )
    overlay = _priority(hands, chosen.priority) if hands.state.dialog == "priority" else None
    return Screen(page(bar, scroll("settings", rows)), overlay=overlay, title=tr("Settings"))


def _priority(hands: SettingsHands, now: int) -> Overlay:
    tr = hands.tr
    take = [
        hands.context.then(partial(choose, hands.context, "priority", place), hands.close)
        for place in range(len(PRIORITIES))
    ]
    labels = [tr(name) for name in PRIORITIES]
    return choice_dialog(tr("Default priority"), labels, now, take, Choice(tr("Cancel"), hands.close))


# -- lists and tags --------------------------------------------------------------------------------------
def _show_named(hands: SettingsHands) -> Screen:
    tr, context, state = hands.tr, hands.context, hands.state
    title = {
        ("list", True): tr("Create new list"),
        ("tag", True): tr("Create new tag"),
        ("list", False): tr("List settings"),
        ("tag", False): tr("Tag settings"),
    }[state.kind or "list", not state.uid]
    actions = [icon_button("save", tr("Save"), lambda: _save(hands), resource_id="save")]
    if state.uid and state.uid != DEFAULT_LIST:
        actions.insert(
            0, icon_button("delete", tr("Delete"), lambda: hands.open("delete"), resource_id="delete")
        )
    bar = top_bar(title, back=Back(context.finish, tr("Close"), "close"), actions=actions)
    field = text_field(
        Input(NAME, tr("Name"), on_submit=lambda: _save(hands)), context.text(NAME), resource_id="name"
    )
    overlay = _ask_delete(hands) if state.dialog == "delete" else None
    return Screen(page(bar, field), overlay=overlay, title=title)


def _save(hands: SettingsHands) -> None:
    context, state = hands.context, hands.state
    name = " ".join(context.text(NAME).split())
    if not name:
        context.toast(hands.tr("Name cannot be empty"))
        return
    if state.kind == "list":
        if state.uid:
            change.rename_list(context, state.uid, name)
        else:
            change.add_list(context, name)
    elif state.uid:
        change.rename_tag(context, state.uid, name)
    elif name not in [tag.name for tag in book(context).tags]:
        change.add_tag(context, name)
    context.focus("")
    context.finish()


def _ask_delete(hands: SettingsHands) -> Overlay:
    tr, context, state = hands.tr, hands.context, hands.state

    def delete() -> None:
        (change.delete_list if state.kind == "list" else change.delete_tag)(context, state.uid)
        context.focus("")
        context.finish()

    question = tr("Delete {}?").format(context.text(NAME))
    return alert("", question, accept=Choice(tr("Delete"), delete), cancel=Choice(tr("Cancel"), hands.close))
