"""The form in which a contact is created or edited."""

from dataclasses import replace
from functools import partial

from device.phone.apps.activity import AppActivity
from device.phone.apps.contacts.form import (
    FIELDS,
    changed,
    field_key,
    filled,
    leave,
    save,
    set_label,
)
from device.phone.apps.contacts.removal import ask_delete
from device.phone.apps.contacts.state import ContactsDetailState, EditorState
from device.phone.apps.provider.contact import EMAIL_TYPES, PHONE_TYPES
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Flow, Icon, Input, InputType, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    alert,
    button,
    choice_dialog,
    dialog,
    icon_button,
    menu,
    page,
    scroll,
    text_field,
    top_bar,
)

Editor = AppActivity[EditorState]
_INSET = 64.0
"""dp from the edge to a field that has no symbol in front."""
_CUSTOM = "Custom"
_CUSTOM_FIELD = "custom_label"
_KINDS: dict[str, tuple[str, str, InputType, tuple[str, ...]]] = {
    "phone": ("Phone", "call", "phone", tuple(PHONE_TYPES.values())),
    "email": ("Email", "mail", "email", tuple(EMAIL_TYPES.values())),
}
"""Hint, symbol, keyboard and labels of what there can be several of."""


def show_editor(hands: Editor) -> Screen:
    """All fields, Save on top."""
    tr, state = hands.tr, hands.state
    title = tr("Edit contact") if state.contact else tr("Create contact")
    actions = [button(tr("Save"), lambda: save(hands), resource_id="toolbar_button")]
    if state.contact:
        actions.append(icon_button("more_vert", tr("More options"), lambda: hands.open("menu")))
    bar = top_bar(title, back=Back(lambda: leave(hands), tr("Close"), "close"), actions=actions)
    rows = [_picture(), *(_single(hands, *row) for row in FIELDS[:3])]
    for kind in _KINDS:
        rows += _several(hands, kind)
    rows.append(_single(hands, *FIELDS[3]))
    body = scroll("editor", rows, gap=12.0, resource_id="contact_editor_fragment", bottom=32.0)
    return Screen(page(bar, body), overlay=_overlay(hands), title=title)


def _picture() -> View:
    circle = fixed(
        icon=Icon("person", "on_primary_container", size=56.0, filled=True),
        box=Box(width=96.0, height=96.0),
        flow=CENTRED,
        surface=Surface("primary_container", radius=48.0),
        important=False,
    )
    return View(
        box=Box(width=FILL, padding=(0.0, 12.0, 0.0, 12.0)),
        flow=Flow(align="center"),
        children=(circle,),
        important=False,
    )


def _single(hands: Editor, key: str, label: str, icon: str) -> View:
    """A field of which there is one."""
    return text_field(
        Input(key, hands.tr(label), kind="multiline" if key == "note" else "text"),
        hands.context.text(key),
        icon=icon,
        margin=(24.0 if icon else _INSET, 0.0, 24.0, 0.0),
        resource_id=key,
    )


def _several(hands: Editor, kind: str) -> list[View]:
    """Each number or address with its label, and the button for one more."""
    tr = hands.tr
    hint, icon, keyboard, _ = _KINDS[kind]
    labels = hands.state.phones if kind == "phone" else hands.state.emails
    rows: list[View] = []
    for place, label in enumerate(labels):
        key = field_key(kind, place)
        value = hands.context.text(key)
        clear = icon_button(
            "close",
            tr("Delete {}").format(tr(hint)),
            partial(hands.context.set_text, key, ""),
            size=40.0,
        )
        rows.append(
            text_field(
                Input(key, tr(hint), kind=keyboard),
                value,
                icon=icon if not place else "",
                trailing=(clear,) if value else (),
                margin=(24.0 if not place else _INSET, 0.0, 8.0 if value else 24.0, 0.0),
                resource_id=kind,
            )
        )
        if value:
            rows.append(_label(hands, kind, place, label))
    if all(hands.context.text(field_key(kind, place)) for place in range(len(labels))):
        more = button(tr("Add phone") if kind == "phone" else tr("Add email"), lambda: _add(hands, kind))
        more.surface = replace(more.surface, background="secondary_container")
        more.text = replace(more.text, colour="on_secondary_container")
        rows.append(View(box=Box(padding=(_INSET, 0.0, 24.0, 0.0)), children=(more,), important=False))
    return rows


def _label(hands: Editor, kind: str, place: int, label: str) -> View:
    """What the number above is for; a tap offers the others."""
    tr = hands.tr
    shown = tr(label) if label else tr("No label")
    arrow = fixed(
        icon=Icon("arrow_drop_down", "on_surface_variant"), box=Box(place=(0.92, 0.5)), important=False
    )
    spinner = View(
        "Spinner",
        "label",
        Text(shown, style="body_large"),
        f"{shown} {tr(_KINDS[kind][0])}",
        box=Box(width=180.0, height=48.0, padding=(16.0, 0.0, 0.0, 0.0)),
        flow=Flow("stack", align="start", justify="center"),
        surface=Surface(radius=4.0, border="outline", border_width=1.0),
        on_tap=lambda: hands.open(f"label/{kind}/{place}"),
        children=(arrow,),
    )
    return View(box=Box(padding=(_INSET, 0.0, 24.0, 0.0)), children=(spinner,), important=False)


def _add(hands: Editor, kind: str) -> None:
    if kind == "phone":
        labels = (*hands.state.phones, "Mobile")
        hands.set(phones=labels)
    else:
        labels = (*hands.state.emails, "Home")
        hands.set(emails=labels)
    hands.context.focus(field_key(kind, len(labels) - 1))


# -- dialogs -------------------------------------------------------------------------------------------
def _overlay(hands: Editor) -> Overlay | None:
    name, _, rest = hands.state.dialog.partition("/")
    kind, _, place = rest.partition("/")
    if name == "label":
        return _choose_label(hands, kind, int(place))
    if name == "custom":
        return _own_label(hands, kind, int(place))
    if name == "menu":
        return menu([(hands.tr("Delete"), lambda: hands.open("delete"))], hands.close, anchor=(1.0, 0.06))
    if name == "delete":
        return ask_delete(hands, (filled(hands),), lambda: _close_pages(hands))
    if name == "discard" and changed(hands):
        return _ask_discard(hands)
    return None


def _choose_label(hands: Editor, kind: str, place: int) -> Overlay:
    tr = hands.tr
    labels = _KINDS[kind][3]
    now = (hands.state.phones if kind == "phone" else hands.state.emails)[place]

    def ask_own() -> None:
        hands.context.set_text(_CUSTOM_FIELD, "" if now in labels else now)
        hands.open(f"custom/{kind}/{place}")
        hands.context.focus(_CUSTOM_FIELD)

    handlers = [partial(set_label, hands, kind, place, label) for label in labels]
    return choice_dialog(
        tr("Label"),
        [*(tr(label) for label in labels), tr(_CUSTOM)],
        labels.index(now) if now in labels else len(labels),
        [*handlers, ask_own],
        Choice(tr("Cancel"), hands.close),
    )


def _own_label(hands: Editor, kind: str, place: int) -> Overlay:
    context, tr = hands.context, hands.tr

    def accept() -> None:
        context.focus("")
        set_label(hands, kind, place, context.text(_CUSTOM_FIELD).strip() or _KINDS[kind][3][0])

    field = text_field(Input(_CUSTOM_FIELD, tr("Label name"), on_submit=accept), context.text(_CUSTOM_FIELD))
    return dialog(
        tr("Custom label name"),
        (field,),
        accept=Choice(tr("OK"), accept),
        cancel=Choice(tr("Cancel"), context.then(lambda: context.focus(""), hands.close)),
    )


def _ask_discard(hands: Editor) -> Overlay:
    tr = hands.tr
    return alert(
        "",
        tr("Your changes have not been saved."),
        accept=Choice(tr("Save"), lambda: save(hands)),
        cancel=Choice(tr("Cancel"), hands.close),
        neutral=Choice(tr("Discard"), hands.context.finish),
    )


def _close_pages(hands: Editor) -> None:
    """After a person is gone, the form and their page below it go too."""
    gone = hands.state.contact
    for each in hands.context.open_activities():
        state = each.activity.state
        if isinstance(state, ContactsDetailState) and state.contact == gone:
            each.finish()
    hands.context.finish()
