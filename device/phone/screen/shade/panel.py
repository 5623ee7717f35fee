"""The system's own dialogs: the internet panel and the power menu."""

from typing import TYPE_CHECKING

from device.phone.system.boot import reboot, shut_down
from device.phone.system.intent import Intent
from device.phone.system.radio import (
    CARRIER,
    NETWORKS,
    WifiNetwork,
    join_network,
    joined_network,
    saved_networks,
    turn_airplane_mode,
    turn_wifi,
)
from device.phone.system.shade import close_panel, leave_for
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, Overlay, View
from device.phone.widget import button, switch

if TYPE_CHECKING:
    from device.phone.system.system import System

_WIFI_PAGE = Intent("android.settings.WIFI_SETTINGS")
_SIM_PAGE = Intent("android.settings.NETWORK_OPERATOR_SETTINGS")
_SHOWN = 3
"""Networks at most, besides the one that is joined."""


def panel_overlay(system: "System") -> Overlay | None:
    """The dialog that is open."""
    panel = system.window.shade.panel
    if panel == "internet":
        return internet_panel(system, lambda: close_panel(system))
    if panel == "power":
        return _power(system)
    return None


# -- internet ----------------------------------------------------------------------------------------------
def internet_panel(system: "System", close: Handler) -> Overlay:
    """The ways into the internet, with switches; `close` is what Done and a tap beside it do."""
    tr = system.translate
    settings = system.settings
    wifi = settings.on("global", "wifi_on")
    flight = settings.on("global", "airplane_mode_on")
    subtitle = tr("Tap a network to connect") if wifi else tr("Wi-Fi is off")
    head = [
        fixed(
            "TextView",
            "internet_dialog_title",
            tr("Internet"),
            style="headline_small",
            width=FILL,
            text_align="center",
        ),
        fixed(
            "TextView",
            "internet_dialog_subtitle",
            subtitle,
            style="body_medium",
            colour="on_surface_variant",
            width=FILL,
            text_align="center",
            padding=(0.0, 4.0, 0.0, 16.0),
        ),
    ]
    rows = [] if flight else [_mobile(system)]
    rows.append(_wifi_switch(system, wifi))
    if wifi:
        rows += _networks(system)
    return Overlay(
        View(
            "LinearLayout",
            "internet_connectivity_dialog",
            scroll="internet_dialog",
            padding=(12.0, 24.0, 12.0, 16.0),
            gap=4.0,
            radius=28.0,
            elevation=6.0,
            background="surface_container_high",
            children=(*head, *rows, _foot(system, flight, close)),
        ),
        on_dismiss=close,
    )


def _mobile(system: "System") -> View:
    """The carrier, with the switch of its data."""
    tr = system.translate
    on = system.settings.number("global", "mobile_data", 1) != 0
    active = on and not joined_network(system)
    summary = f"{tr('Connected')} / 5G" if active else "5G" if on else tr("Mobile data is off")
    own = switch(
        on,
        resource_id="mobile_toggle",
        description=tr("Mobile data"),
        on_tap=lambda: system.settings.put("global", "mobile_data", not on),
    )
    row = _row("mobile", "signal_cellular_4_bar" if on else "signal_cellular_off", CARRIER, summary, active)
    row.children = (*row.children, own)
    row.on_tap = lambda: leave_for(system, _SIM_PAGE)
    return row


def _wifi_switch(system: "System", on: bool) -> View:
    title = fixed(
        "TextView",
        "wifi_toggle_title",
        system.translate("Wi-Fi"),
        style="body_large",
        weight=1.0,
        max_lines=1,
    )
    own = switch(
        on,
        resource_id="wifi_toggle",
        description=system.translate("Wi-Fi"),
        on_tap=lambda: turn_wifi(system, not on),
    )
    return View(
        "FrameLayout",
        "turn_on_wifi_layout",
        axis="row",
        width=FILL,
        align="center",
        min_height=56.0,
        padding=(20.0, 4.0, 16.0, 4.0),
        children=(title, own),
    )


def _networks(system: "System") -> list[View]:
    """The joined network, the strongest others, and the way to all of them."""
    now = joined_network(system)
    saved = saved_networks(system)
    found = sorted(NETWORKS, key=lambda network: network.name != now)[: _SHOWN + 1]
    rows = [_network(system, network, now, network.name in saved) for network in found]
    icon = fixed(icon="arrow_forward", colour="on_surface", important=False)
    text = fixed("TextView", "see_all_text", system.translate("See all"), style="body_large")
    rows.append(
        View(
            "LinearLayout",
            "see_all_layout",
            axis="row",
            width=FILL,
            align="center",
            gap=16.0,
            min_height=56.0,
            padding=(20.0, 4.0, 16.0, 4.0),
            on_tap=lambda: leave_for(system, _WIFI_PAGE),
            children=(icon, text),
        )
    )
    return rows


def _network(system: "System", network: WifiNetwork, now: str, saved: bool) -> View:
    tr = system.translate
    here = network.name == now
    summary = tr("Connected") if here else tr("Saved") if saved else ""
    row = _row("wifi_connected" if here else "wifi", network.icon, network.name, summary, here)
    if network.security and not here:
        lock = fixed("ImageView", "wifi_end_icon", icon="lock", icon_size=20.0, important=False)
        row.children = (*row.children, lock)

    def tap() -> None:
        if here or (network.security and not saved):
            leave_for(system, _WIFI_PAGE)  # its details, or the question for its password
        else:
            join_network(system, network.name)

    row.on_tap = tap
    return row


def _row(name: str, icon: str, title: str, summary: str, active: bool) -> View:
    """A network: symbol, name, how it is."""
    ink = "on_primary_container" if active else "on_surface"
    weak = ink if active else "on_surface_variant"
    words = [fixed("TextView", f"{name}_title", title, style="body_large", colour=ink, max_lines=1)]
    if summary:
        words.append(
            fixed("TextView", f"{name}_summary", summary, style="body_medium", colour=weak, max_lines=1)
        )
    return View(
        "LinearLayout",
        f"{name}_layout" if name != "mobile" else "mobile_network_layout",
        axis="row",
        width=FILL,
        align="center",
        gap=16.0,
        min_height=64.0,
        padding=(20.0, 8.0, 16.0, 8.0),
        radius=24.0,
        background="primary_container" if active else "",
        children=(
            fixed(icon=icon, colour=ink, important=False),
            View("LinearLayout", weight=1.0, children=words, important=False),
        ),
    )


def _foot(system: "System", flight: bool, close: Handler) -> View:
    tr = system.translate
    done = button(tr("Done"), close, resource_id="done_button")
    foot = View(axis="row", width=FILL, important=False, padding=(12.0, 12.0, 12.0, 0.0))
    if flight:
        off = button(
            tr("Airplane mode"),
            lambda: turn_airplane_mode(system, False),
            kind="outlined",
            resource_id="apm_button",
        )
        foot.justify, foot.children = "between", (off, done)
    else:
        foot.justify, foot.children = "end", (done,)
    return foot


# -- power -------------------------------------------------------------------------------------------------
def _power(system: "System") -> Overlay:
    """Emergency, power off, restart."""
    tr = system.translate

    items = (
        ("emergency", tr("Emergency"), "app_red", "#FFFFFF", lambda: _emergency(system)),
        ("power_settings_new", tr("Power off"), "", "", lambda: shut_down(system)),
        ("restart_alt", tr("Restart"), "", "", lambda: reboot(system)),
    )
    buttons = [
        View(
            "LinearLayout",
            content_description=label,
            width=FILL if system.size[0] < system.size[1] else 128.0,
            align="center",
            gap=8.0,
            on_tap=on_tap,
            children=(
                fixed(
                    "ImageView",
                    "android:id/icon",
                    icon=icon,
                    icon_filled=True,
                    icon_size=28.0,
                    colour=ink or "on_surface",
                    width=88.0,
                    height=64.0,
                    radius=32.0,
                    align="center",
                    justify="center",
                    background=ground or "surface_container_highest",
                    important=False,
                ),
                fixed("TextView", "android:id/message", label, style="label_large"),
            ),
        )
        for icon, label, ground, ink, on_tap in items
    ]
    upright = system.size[0] < system.size[1]
    view = View(
        "FrameLayout",
        "global_actions_view",
        axis="column" if upright else "row",
        width=176.0 if upright else 456.0,
        padding=(16.0, 24.0, 16.0, 24.0),
        gap=20.0,
        radius=28.0,
        elevation=6.0,
        background="surface_container_high",
        children=buttons,
    )
    return Overlay(view, on_dismiss=lambda: close_panel(system))


def _emergency(system: "System") -> None:
    """The keypad, to call whom one needs."""
    leave_for(system, Intent("android.intent.action.DIAL"))
