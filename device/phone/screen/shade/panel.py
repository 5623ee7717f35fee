"""The system's own dialogs: the internet panel and the power menu."""

from dataclasses import replace
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
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    CENTRED_ROW,
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
            Text(tr("Internet"), style="headline_small", align="center"),
            box=FULL_WIDTH,
        ),
        fixed(
            "TextView",
            "internet_dialog_subtitle",
            Text(subtitle, style="body_medium", colour="on_surface_variant", align="center"),
            box=Box(width=FILL, padding=(0.0, 4.0, 0.0, 16.0)),
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
            box=Box(padding=(12.0, 24.0, 12.0, 16.0)),
            flow=Flow(gap=4.0),
            surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
            scroll="internet_dialog",
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
        Text(system.translate("Wi-Fi"), style="body_large", max_lines=1),
        box=GROWING,
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
        box=Box(width=FILL, min_height=56.0, padding=(20.0, 4.0, 16.0, 4.0)),
        flow=CENTRED_ROW,
        children=(title, own),
    )


def _networks(system: "System") -> list[View]:
    """The joined network, the strongest others, and the way to all of them."""
    now = joined_network(system)
    saved = saved_networks(system)
    found = sorted(NETWORKS, key=lambda network: network.name != now)[: _SHOWN + 1]
    rows = [_network(system, network, now, network.name in saved) for network in found]
    icon = fixed(icon=Icon("arrow_forward", "on_surface"), important=False)
    text = fixed("TextView", "see_all_text", Text(system.translate("See all"), style="body_large"))
    rows.append(
        View(
            "LinearLayout",
            "see_all_layout",
            box=Box(width=FILL, min_height=56.0, padding=(20.0, 4.0, 16.0, 4.0)),
            flow=Flow("row", gap=16.0, align="center"),
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
        lock = fixed("ImageView", "wifi_end_icon", icon=Icon("lock", size=20.0), important=False)
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
    words = [fixed("TextView", f"{name}_title", Text(title, style="body_large", colour=ink, max_lines=1))]
    if summary:
        words.append(
            fixed("TextView", f"{name}_summary", Text(summary, style="body_medium", colour=weak, max_lines=1))
        )
    return View(
        "LinearLayout",
        f"{name}_layout" if name != "mobile" else "mobile_network_layout",
        box=Box(width=FILL, min_height=64.0, padding=(20.0, 8.0, 16.0, 8.0)),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("primary_container" if active else "", radius=24.0),
        children=(
            fixed(icon=Icon(icon, ink), important=False),
            View("LinearLayout", box=GROWING, children=words, important=False),
        ),
    )


def _foot(system: "System", flight: bool, close: Handler) -> View:
    tr = system.translate
    done = button(tr("Done"), close, resource_id="done_button")
    foot = View(box=Box(width=FILL, padding=(12.0, 12.0, 12.0, 0.0)), flow=Flow("row"), important=False)
    if flight:
        off = button(
            tr("Airplane mode"),
            lambda: turn_airplane_mode(system, False),
            kind="outlined",
            resource_id="apm_button",
        )
        foot.flow = replace(foot.flow, justify="between")
        foot.children = (off, done)
    else:
        foot.flow = replace(foot.flow, justify="end")
        foot.children = (done,)
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
            box=Box(width=FILL if system.size[0] < system.size[1] else 128.0),
            flow=Flow(gap=8.0, align="center"),
            on_tap=on_tap,
            children=(
                fixed(
                    "ImageView",
                    "android:id/icon",
                    icon=Icon(icon, ink or "on_surface", size=28.0, filled=True),
                    box=Box(width=88.0, height=64.0),
                    flow=CENTRED,
                    surface=Surface(ground or "surface_container_highest", radius=32.0),
                    important=False,
                ),
                fixed("TextView", "android:id/message", Text(label, style="label_large")),
            ),
        )
        for icon, label, ground, ink, on_tap in items
    ]
    upright = system.size[0] < system.size[1]
    view = View(
        "FrameLayout",
        "global_actions_view",
        box=Box(width=176.0 if upright else 456.0, padding=(16.0, 24.0, 16.0, 24.0)),
        flow=Flow("column" if upright else "row", gap=20.0),
        surface=Surface("surface_container_high", radius=28.0, elevation=6.0),
        children=buttons,
    )
    return Overlay(view, on_dismiss=lambda: close_panel(system))


def _emergency(system: "System") -> None:
    """The keypad, to call whom one needs."""
    leave_for(system, Intent("android.intent.action.DIAL"))
