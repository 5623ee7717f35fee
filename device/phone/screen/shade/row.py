"""A notification as the shade and the heads-up show it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.shade.colour import CARD
from device.phone.screen.shade.control import actions_row, media_controls
from device.phone.screen.shade.guts import guts_card
from device.phone.screen.shade.naming import icon_of, label_of
from device.phone.system.notification import TRANSPORT, Notification
from device.phone.system.posting import dismiss, open_notification, silent_now
from device.phone.system.shade import change
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import icon_button

if TYPE_CHECKING:
    from device.phone.system.system import System

_MINUTE = 60_000
_PADDING = (16.0, 14.0, 12.0, 14.0)


def age_text(system: "System", when_ms: int) -> str:
    """How long ago: "now", "5m", "2h", "3d"."""
    minutes = max(0, system.clock.date_ms - when_ms) // _MINUTE
    if minutes < 1:
        return system.translate("now")
    if minutes < 60:
        return system.translate("{}m").format(minutes)
    if minutes < 1440:
        return system.translate("{}h").format(minutes // 60)
    return system.translate("{}d").format(minutes // 1440)


def count_text(entry: Notification, uptime_ms: int) -> str:
    """A running count as "01:05" or "1:02:05"; a minus once one that counts down is over."""
    zero = entry.counts_ms or 0
    passed = (zero - uptime_ms if entry.counts_down else max(0, uptime_ms - zero)) // 1000
    text = span_text(abs(passed) * 1000)
    return f"\u2212{text}" if passed < 0 else text


def is_open(system: "System", key: str, *, at_first: bool = False) -> bool:
    """Whether a row is expanded; `at_first` until a finger says otherwise."""
    return (key in system.window.shade.expanded) != at_first


def turn(system: "System", key: str) -> None:
    """Expand a row, or close it."""
    expanded = system.window.shade.expanded
    change(system, expanded=tuple(k for k in expanded if k != key) if key in expanded else (*expanded, key))


def notification_row(system: "System", entry: Notification, *, at_first: bool = False) -> View:
    """A card of the shade. `at_first`: it starts out expanded."""
    opened = is_open(system, entry.key, at_first=at_first) or system.window.shade.replying == entry.key
    if system.window.shade.guts == entry.key:
        return guts_card(system, entry)
    card = notification_card(system, entry, opened, lambda: turn(system, entry.key))
    card.on_long_press = lambda: change(system, guts=entry.key)
    card.pager = replace(card.pager, on_page=lambda step: dismiss(system, (entry,)))
    if entry.ongoing:
        card.pager = replace(card.pager, on_page=None)
    return card


def notification_card(system: "System", entry: Notification, opened: bool, on_turn: Handler) -> View:
    """Icon, title, text, and expanded the buttons."""
    title = fixed("TextView", "android:id/title", Text(entry.title, style="title_small", max_lines=1))
    words = [title, *_body(system, entry, opened)] if entry.title else [*_body(system, entry, opened)]
    column: list[View] = [_head(system, entry, opened, on_turn), *words]
    if entry.progress >= 0:
        column.append(_progress(entry.progress))
    if entry.category == TRANSPORT:
        column.append(media_controls(system, entry))
    elif opened and entry.actions:
        column.append(actions_row(system, entry))
    parts = [
        _badge(system, entry),
        View(
            "LinearLayout",
            "android:id/notification_main_column",
            box=GROWING,
            flow=Flow(gap=2.0),
            children=column,
        ),
    ]
    return View(
        "FrameLayout",
        "expandableNotificationRow",
        box=Box(width=FILL, padding=_PADDING),
        flow=Flow("row", gap=12.0),
        surface=Surface(entry.colour or CARD, radius=24.0),
        on_tap=(lambda: open_notification(system, entry)) if entry.tap is not None else None,
        children=parts,
    )


def _badge(system: "System", entry: Notification) -> View:
    """The app's symbol in a circle of its colour."""
    app = system.apps.get(entry.package)
    ground, ink = app.manifest.icon_colours if app is not None else ("app_green", "#FFFFFF")
    return View(
        "ImageView",
        "android:id/icon",
        icon=Icon(icon_of(system, entry), ink, size=16.0, filled=True),
        box=Box(width=26.0, height=26.0, margin=(0.0, 2.0, 0.0, 0.0)),
        flow=CENTRED,
        surface=Surface(ground, radius=13.0),
    )


def _head(system: "System", entry: Notification, opened: bool, on_turn: Handler) -> View:
    """App, age or running count, and the arrow."""
    weak = "on_surface_variant"
    name = fixed(
        "TextView",
        "android:id/app_name_text",
        Text(label_of(system, entry.package), style="body_small", colour=weak, max_lines=1),
    )
    counting = entry.counts_ms is not None
    time = fixed(
        "android.widget.Chronometer" if counting else "android.widget.DateTimeView",
        "android:id/chronometer" if counting else "android:id/time",
        Text(
            count_text(entry, system.clock.uptime_ms) if counting else age_text(system, entry.when_ms),
            style="body_small",
            colour=weak,
        ),
    )
    dot = fixed(
        "TextView", "android:id/time_divider", Text("•", style="body_small", colour=weak), important=False
    )
    parts = [name, dot, time]
    if silent_now(system, entry) and entry.category != TRANSPORT:
        parts.append(fixed(icon=Icon("notifications_off", weak, size=14.0), important=False))
    arrow = icon_button(
        Icon("expand_less" if opened else "expand_more", "on_surface", size=18.0),
        system.translate("Collapse" if opened else "Expand"),
        on_turn,
        resource_id="android:id/expand_button",
        background="surface_container_highest",
        size=24.0,
        class_name="Button",
    )
    arrow.box = replace(arrow.box, width=36.0)
    return View(
        "android.view.ViewGroup",
        "android:id/notification_header",
        box=FULL_WIDTH,
        flow=Flow("row", gap=4.0, align="center"),
        children=(*parts, fixed(box=GROWING, important=False), *((arrow,) if _opens(entry) else ())),
    )


def _opens(entry: Notification) -> bool:
    """Whether there is more to see."""
    if entry.category == TRANSPORT:
        return False
    return bool(entry.actions or entry.lines or entry.big_text or len(entry.text) > 40)


def _body(system: "System", entry: Notification, opened: bool) -> list[View]:
    if opened and entry.lines:
        return [_text("android:id/message_text", line, 6) for line in entry.lines[-7:]]
    if opened:
        text = entry.big_text or entry.text
        return [_text("android:id/big_text", text, 12)] if text else []
    return [_text("android:id/text", entry.text, 1)] if entry.text else []


def _text(name: str, text: str, lines: int) -> View:
    return View(
        "TextView", name, Text(text, style="body_medium", colour="on_surface_variant", max_lines=lines)
    )


def _progress(percent: int) -> View:
    """A bar; without an end while it is not known how far."""
    done = min(percent, 100) / 100 if percent <= 100 else 0.4
    return View(
        "ProgressBar",
        "android:id/progress",
        box=Box(width=FILL, height=4.0, margin=(0.0, 8.0, 0.0, 4.0)),
        flow=Flow("row"),
        surface=Surface("surface_container_highest", radius=2.0),
        children=[
            fixed(
                box=Box(height=4.0, weight=max(0.001, done)),
                surface=Surface("primary", radius=2.0),
                important=False,
            ),
            fixed(box=Box(height=4.0, weight=max(0.001, 1.0 - done)), important=False),
        ],
    )
