"""The notifications of the shade in their order, bundled by app, with the ways to clear them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from device.phone.screen.shade.colour import CARD
from device.phone.screen.shade.naming import icon_of, label_of
from device.phone.screen.shade.row import age_text, is_open, notification_row, turn
from device.phone.system.intent import Intent
from device.phone.system.notification import TRANSPORT, Notification
from device.phone.system.posting import dismiss, shown, silent_now
from device.phone.system.shade import collapse, leave_for
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Flow, Icon, Pager, Surface, Text
from device.phone.widget import button, icon_button

if TYPE_CHECKING:
    from device.phone.system.system import System

STACK = "notification_stack_scroller"
_BUNDLE = 4
"""So many of one app are bundled also when the app did not group them."""
_LINES = 6
"""One-line previews of a closed bundle."""
_SETTINGS = Intent("android.settings.NOTIFICATION_SETTINGS")
_SIDE = 16.0


def notification_stack(system: "System") -> View:
    """All notifications, as high as they need and scrolled when that is more than there is room for."""
    entries = shown(system)
    silent = [entry for entry in entries if silent_now(system, entry) and entry.category != TRANSPORT]
    alerting = [entry for entry in entries if entry not in silent]
    rows: list[View] = []
    opens = next((entry for entry in alerting if entry.category != TRANSPORT), None)
    for bundle in _bundles(alerting):
        rows.append(_bundle_row(system, bundle, at_first=bundle[0] is opens or bundle[0].insistent))
    if silent:
        rows.append(_silent_head(system, silent))
        rows += [_bundle_row(system, bundle, at_first=False) for bundle in _bundles(silent)]
    rows.append(_foot(system, entries) if entries else _nothing(system))
    return View(
        "android.view.ViewGroup",
        STACK,
        box=Box(width=FILL, padding=(_SIDE, 0.0, _SIDE, 8.0)),
        flow=Flow(gap=4.0),
        scroll=STACK,
        children=rows,
    )


def _bundles(entries: Sequence[Notification]) -> list[list[Notification]]:
    """What is shown as one, in the order of the first of each."""
    of_app: dict[str, int] = {}
    for entry in entries:
        of_app[entry.package] = of_app.get(entry.package, 0) + 1
    bundles: dict[tuple[str, str], list[Notification]] = {}
    for entry in entries:
        group = entry.group or ("" if of_app[entry.package] >= _BUNDLE else entry.key)
        bundles.setdefault((entry.package, group), []).append(entry)
    return list(bundles.values())


def _bundle_row(system: "System", bundle: list[Notification], *, at_first: bool) -> View:
    """One notification, or several under a common head."""
    first = bundle[0]
    if len(bundle) == 1:
        return notification_row(system, first, at_first=at_first)
    name = f"{first.package}/{first.group}"
    opened = is_open(system, name)
    parts: list[View] = [_bundle_head(system, name, bundle, opened)]
    if opened:
        parts += [notification_row(system, entry) for entry in bundle]
    else:
        parts += [_preview(entry) for entry in bundle[:_LINES]]
    return View(
        "FrameLayout",
        "expandableNotificationRow",
        box=Box(width=FILL, padding=(0.0, 4.0, 0.0, 4.0) if opened else (16.0, 14.0, 12.0, 14.0)),
        flow=Flow(gap=4.0),
        surface=Surface("" if opened else CARD, radius=24.0),
        pager=Pager(on_page=None if opened else lambda step: dismiss(system, bundle)),
        on_tap=None if opened else lambda: turn(system, name),
        children=parts,
    )


def _bundle_head(system: "System", name: str, bundle: Sequence[Notification], opened: bool) -> View:
    first = bundle[0]
    text = f"{label_of(system, first.package)} • {age_text(system, first.when_ms)}"
    return View(
        "android.view.ViewGroup",
        "android:id/notification_header",
        box=Box(width=FILL, padding=(16.0, 4.0, 12.0, 4.0) if opened else (0.0, 0.0, 0.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        on_tap=(lambda: turn(system, name)) if opened else None,
        children=(
            fixed(icon=Icon(icon_of(system, first), "primary", size=18.0, filled=True), important=False),
            fixed(
                "TextView",
                "android:id/app_name_text",
                Text(text, style="body_small", max_lines=1),
                box=GROWING,
            ),
            fixed(
                "TextView",
                "android:id/expand_button_number",
                Text(str(len(bundle)), style="label_medium", colour="on_surface_variant"),
            ),
            icon_button(
                Icon("expand_less" if opened else "expand_more", "on_surface", size=18.0),
                system.translate("Collapse" if opened else "Expand"),
                lambda: turn(system, name),
                resource_id="android:id/expand_button",
                background="surface_container_highest",
                size=24.0,
                class_name="Button",
            ),
        ),
    )


def _preview(entry: Notification) -> View:
    """A line of a closed bundle: title, and what of the text has room."""
    title = fixed("TextView", "android:id/title", Text(entry.title, style="label_large", max_lines=1))
    text = View(
        "TextView",
        "android:id/text",
        Text(entry.text, style="body_medium", colour="on_surface_variant", max_lines=1),
        box=GROWING,
    )
    return View(
        box=Box(width=FILL, padding=(30.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", gap=8.0),
        children=(title, text),
        important=False,
    )


def _silent_head(system: "System", silent: Sequence[Notification]) -> View:
    label = fixed(
        "TextView",
        "header_label",
        Text(system.translate("Silent"), style="title_small", max_lines=1),
        box=GROWING,
    )
    cross = icon_button(
        Icon("close", "on_surface_variant", size=20.0),
        system.translate("Clear all silent notifications"),
        lambda: dismiss(system, silent),
        resource_id="btn_clear_all",
        size=40.0,
    )
    return View(
        "FrameLayout",
        box=Box(width=FILL, padding=(16.0, 8.0, 0.0, 0.0)),
        flow=CENTRED_ROW,
        children=(label, cross),
        important=False,
    )


def _foot(system: "System", entries: Sequence[Notification]) -> View:
    """Manage, and Clear all where something can be cleared."""
    tr = system.translate
    manage = button(
        tr("Manage"), lambda: leave_for(system, _SETTINGS), kind="tonal", resource_id="manage_text"
    )
    parts = [manage]

    def clear() -> None:
        dismiss(system, entries)
        collapse(system)

    if any(not entry.ongoing for entry in entries):
        parts.append(button(tr("Clear all"), clear, kind="tonal", resource_id="dismiss_text"))
    return View(
        "FrameLayout",
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 8.0)),
        flow=Flow("row", justify="between"),
        children=parts,
        important=False,
    )


def _nothing(system: "System") -> View:
    return View(
        "TextView",
        "no_notifications",
        Text(
            system.translate("No notifications"),
            style="title_small",
            colour="on_surface_variant",
            align="center",
        ),
        box=Box(width=FILL, padding=(0.0, 48.0, 0.0, 48.0)),
    )
