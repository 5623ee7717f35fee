"""Behind a notification that was held: whether its app may alert, be silent, or say nothing."""

from typing import TYPE_CHECKING

from device.phone.screen.shade.colour import CARD, TILE_ON
from device.phone.screen.shade.naming import icon_of, label_of
from device.phone.screen.shade.posting import is_silenced, mute, silence
from device.phone.screen.shade.state import change, leave_for
from device.phone.system.intent import Intent
from device.phone.system.notification import Notification
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, View
from device.phone.toolkit.widget import button, icon_button

if TYPE_CHECKING:
    from device.phone.phone import Phone


def guts_card(phone: "Phone", entry: Notification) -> View:
    """In place of the notification, until Done."""
    tr, package = phone.translate, entry.package
    silenced = is_silenced(phone, package)
    page = Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}")
    close: Handler = lambda: change(phone, guts="")  # noqa: E731
    head = View(axis="row", width=FILL, align="center", gap=12.0, important=False)
    sign = fixed("ImageView", "pkg_icon", icon=icon_of(phone, entry), icon_filled=True, colour="primary")
    name = fixed(
        "TextView", "pkg_name", label_of(phone, package), style="title_small", weight=1.0, max_lines=1
    )
    gear = icon_button("settings", tr("More settings"), lambda: leave_for(phone, page), resource_id="info")
    head.children = (sign, name, gear)
    foot = View(axis="row", width=FILL, justify="between", important=False)
    foot.children = (
        button(
            tr("Turn off notifications"),
            lambda: mute(phone, package),
            kind="text",
            resource_id="turn_off_notifications",
        ),
        button(tr("Done"), close, kind="text", resource_id="done"),
    )
    return View(
        "FrameLayout",
        "notification_guts",
        width=FILL,
        gap=8.0,
        padding=(16.0, 8.0, 8.0, 8.0),
        radius=24.0,
        background=CARD,
        children=(
            head,
            _choice("alert", "notifications_active", tr("Default"), not silenced, _to(phone, package, False)),
            _choice("silence", "notifications_off", tr("Silent"), silenced, _to(phone, package, True)),
            foot,
        ),
    )


def _to(phone: "Phone", package: str, silent: bool) -> Handler:
    return lambda: silence(phone, package, silent)


def _choice(name: str, icon: str, label: str, chosen: bool, on_tap: Handler) -> View:
    """One of the two ways, framed."""
    return View(
        "LinearLayout",
        name,
        axis="row",
        width=FILL,
        align="center",
        gap=12.0,
        padding=(16.0, 14.0, 16.0, 14.0),
        margin=(0.0, 0.0, 8.0, 0.0),
        radius=16.0,
        background=TILE_ON if chosen else "",
        border="outline_variant",
        border_width=1.0,
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(icon=icon, icon_size=20.0, important=False),
            fixed("TextView", f"{name}_label", label, style="label_large"),
        ),
    )
