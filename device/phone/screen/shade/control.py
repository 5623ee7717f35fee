"""The buttons of a notification: actions, a media player's symbols, the field for a reply."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system.notification import Action, Notification
from device.phone.system.posting import act, begin_reply, send_reply
from device.phone.system.shade import REPLY
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Flow, Icon, Input, Surface, Text
from device.phone.widget import button, icon_button, plain_field

if TYPE_CHECKING:
    from device.phone.system.system import System


def actions_row(system: "System", entry: Notification) -> View:
    """The actions, or the field once one asks for a reply."""
    if system.window.shade.replying == entry.key:
        return _reply(system, entry, next(action for action in entry.actions if action.reply))
    buttons = [_button(system, entry, action) for action in entry.actions]
    return View(
        "LinearLayout",
        "android:id/actions",
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 0.0)),
        flow=Flow("row", gap=16.0),
        children=buttons,
    )


def media_controls(system: "System", entry: Notification) -> View:
    """The buttons of a media player."""
    return View(
        "LinearLayout",
        "android:id/media_actions",
        box=Box(width=FILL, padding=(0.0, 4.0, 24.0, 0.0)),
        flow=Flow("row", justify="between"),
        children=[
            icon_button(
                Icon(action.icon or "play_arrow", "on_surface", size=28.0, filled=True),
                action.label,
                partial(act, system, entry, action),
                resource_id=f"action{place}",
            )
            for place, action in enumerate(entry.actions)
        ],
    )


def _button(system: "System", entry: Notification, action: Action) -> View:
    def press() -> None:
        if action.reply:
            begin_reply(system, entry)
        else:
            act(system, entry, action)

    if action.colour:
        pill = button(action.label, press, icon=action.icon, resource_id="android:id/action0", weight=1.0)
        pill.surface = replace(pill.surface, background=action.colour)
        pill.text = replace(pill.text, colour="#FFFFFF")
        pill.icon = replace(pill.icon, colour="#FFFFFF", filled=True)
        return pill
    return View(
        "Button",
        "android:id/action0",
        Text(action.label, style="label_large", colour="primary", max_lines=1),
        action.label,
        box=Box(padding=(0.0, 8.0, 8.0, 8.0)),
        on_tap=press,
    )


def _reply(system: "System", entry: Notification, action: Action) -> View:
    """A field and the arrow that sends it."""
    context = system.context(system.window.shade.surface)
    typed = context.text(REPLY)
    send: Callable[[], None] = lambda: send_reply(system, entry, action)  # noqa: E731
    field = plain_field(
        Input(REPLY, action.hint or action.label, on_submit=send),
        resource_id="remote_input_text",
        style="body_medium",
        padding=(0.0, 14.0, 0.0, 14.0),
        weight=1.0,
    )
    arrow = icon_button(
        Icon("send", "primary" if typed.strip() else "outline"),
        system.translate("Send"),
        send,
        resource_id="remote_input_send",
        enabled=bool(typed.strip()),
    )
    return View(
        "android.widget.FrameLayout",
        "remote_input",
        box=Box(width=FILL, padding=(16.0, 0.0, 0.0, 0.0), margin=(0.0, 8.0, 0.0, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface_container_highest", radius=24.0),
        children=(field, arrow),
    )
