"""Behind a notification that was held: whether its app may alert, be silent, or say nothing."""

from typing import TYPE_CHECKING

from device.phone.screen.shade.colour import CARD, TILE_ON
from device.phone.screen.shade.naming import icon_of, label_of
from device.phone.system.intent import Intent
from device.phone.system.notification import Notification
from device.phone.system.posting import is_silenced, mute, silence
from device.phone.system.shade import change, leave_for
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Handler, Icon, Surface, Text
from device.phone.widget import button, icon_button

if TYPE_CHECKING:
    from device.phone.system.system import System


def guts_card(system: "System", entry: Notification) -> View:
    """In place of the notification, until Done."""
    tr, package = system.translate, entry.package
    silenced = is_silenced(system, package)
    page = Intent("android.settings.APPLICATION_DETAILS_SETTINGS", data=f"package:{package}")
    close: Handler = lambda: change(system, guts="")  # noqa: E731
    head = View(box=FULL_WIDTH, flow=Flow("row", gap=12.0, align="center"), important=False)
    sign = fixed("ImageView", "pkg_icon", icon=Icon(icon_of(system, entry), "primary", filled=True))
    name = fixed(
        "TextView", "pkg_name", Text(label_of(system, package), style="title_small", max_lines=1), box=GROWING
    )
    gear = icon_button("settings", tr("More settings"), lambda: leave_for(system, page), resource_id="info")
    head.children = (sign, name, gear)
    foot = View(
        box=FULL_WIDTH,
        flow=Flow("row", justify="between"),
        important=False,
        children=(
            button(
                tr("Turn off notifications"),
                lambda: mute(system, package),
                kind="text",
                resource_id="turn_off_notifications",
            ),
            button(tr("Done"), close, kind="text", resource_id="done"),
        ),
    )
    return View(
        "FrameLayout",
        "notification_guts",
        box=Box(width=FILL, padding=(16.0, 8.0, 8.0, 8.0)),
        flow=Flow(gap=8.0),
        surface=Surface(CARD, radius=24.0),
        children=(
            head,
            _choice(
                "alert", "notifications_active", tr("Default"), not silenced, _to(system, package, False)
            ),
            _choice("silence", "notifications_off", tr("Silent"), silenced, _to(system, package, True)),
            foot,
        ),
    )


def _to(system: "System", package: str, silent: bool) -> Handler:
    return lambda: silence(system, package, silent)


def _choice(name: str, icon: str, label: str, chosen: bool, on_tap: Handler) -> View:
    """One of the two ways, framed."""
    return View(
        "LinearLayout",
        name,
        box=Box(width=FILL, padding=(16.0, 14.0, 16.0, 14.0), margin=(0.0, 0.0, 8.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface(TILE_ON if chosen else "", radius=16.0, border="outline_variant", border_width=1.0),
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(icon=Icon(icon, size=20.0), important=False),
            fixed("TextView", f"{name}_label", Text(label, style="label_large")),
        ),
    )
