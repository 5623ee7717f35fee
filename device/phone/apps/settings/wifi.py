"""Radios and Wi-Fi: airplane mode, the networks in reach, joining and leaving them."""

from dataclasses import dataclass

from device.phone.apps.settings.ask import FIELD
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import (
    Heading,
    Info,
    SettingsAction,
    SettingsLink,
    SettingsNote,
    SettingsRow,
    Toggle,
)
from device.phone.apps.settings.ui import Key, Ui
from device.phone.system import radio
from device.phone.system.radio import CARRIER
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Input
from device.phone.widget import Choice, check_tile, dialog, text_field

WIFI = Key("global", "wifi_on")
BLUETOOTH = Key("global", "bluetooth_on")
AIRPLANE = Key("global", "airplane_mode_on")
MOBILE_DATA = Key("global", "mobile_data", "1")
NETWORK = Key("global", "wifi_network", "AndroidWifi")
"""Name of the Wi-Fi network that is or will be connected; "" = none."""
SAVED = Key("global", "wifi_saved", "AndroidWifi")
_SHOW_PASSWORD = Key("system", "show_wifi_password")
_LEAST_PASSWORD = 8


def turn_airplane_mode(ui: Ui, on: bool) -> None:
    """Airplane mode takes Wi-Fi and Bluetooth down with it, and gives back what was on."""
    radio.turn_airplane_mode(ui.context.system, on)


def connected(ui: Ui) -> str:
    """Name of the Wi-Fi network the phone is on; "" for none."""
    return radio.joined_network(ui.context)


def connect(ui: Ui, name: str) -> None:
    """Join a network and remember it."""
    radio.join_network(ui.context.system, name)


def forget(ui: Ui, name: str) -> None:
    """Leave a network and remember it no more."""
    ui.put_names(SAVED, [saved for saved in ui.names(SAVED) if saved != name])
    if ui.get(NETWORK) == name:
        ui.put(NETWORK, "")


def on_ground(ui: Ui) -> bool:
    """Whether airplane mode is off."""
    return not ui.on(AIRPLANE)


# -- networks ----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Network(SettingsAction):
    """A Wi-Fi network in reach; a tap joins it, or shows more of the one that is joined."""

    security: str = ""
    """"" = open."""

    def overlay(self, ui: Ui) -> Overlay | None:
        """Asks for the password; any that is long enough is right."""
        shown = ui.on(_SHOW_PASSWORD)
        typed = ui.context.text(FIELD)

        def accept() -> None:
            if len(ui.context.text(FIELD)) >= _LEAST_PASSWORD:
                connect(ui, self.title)
                ui.close()

        field = text_field(
            Input(FIELD, ui.tr("Password"), password=not shown, on_submit=accept),
            typed,
            resource_id="password",
        )
        show = check_tile(
            ui.tr("Show password"), shown, lambda on: ui.put(_SHOW_PASSWORD, on), leading=True, dialog=True
        )
        return dialog(
            self.title,
            (field, show),
            accept=Choice(ui.tr("Connect"), accept, len(typed) >= _LEAST_PASSWORD),
            cancel=Choice(ui.tr("Cancel"), ui.close),
        )


def _network(name: str, bars: str, security: str = "") -> Network:
    def act(ui: Ui) -> None:
        if name == connected(ui):
            ui.open("wifi_network", name)
        elif not security or name in ui.names(SAVED):
            connect(ui, name)
        else:
            ui.context.set_text(FIELD, "")
            ui.ask(name)
            ui.context.focus(FIELD)

    def summary(ui: Ui) -> str:
        if name == connected(ui):
            return ui.tr("Connected")
        return ui.tr("Saved") if name in ui.names(SAVED) else ""

    return Network(
        title=name,
        named=True,
        icon=bars,
        summary=summary,
        trailing="lock" if security else "",
        security=security,
        act=act,
    )


NETWORKS = tuple(_network(network.name, network.icon, network.security) for network in radio.NETWORKS)
"""Everything in reach, the strongest first."""


def _in_reach(ui: Ui) -> list[SettingsRow]:
    if not ui.on(WIFI):
        return []
    now = connected(ui)
    return sorted(NETWORKS, key=lambda network: network.title != now)


def _saved(ui: Ui) -> list[SettingsRow]:
    names = ui.names(SAVED)
    if not names:
        return [SettingsNote(summary="No saved networks")]
    return [
        SettingsLink(title=name, named=True, icon="wifi", page="wifi_network", argument=name)
        for name in names
    ]


def _saved_count(ui: Ui) -> str:
    count = len(ui.names(SAVED))
    return ui.tr("1 network") if count == 1 else ui.tr("{} networks").format(count)


def _details(ui: Ui) -> list[SettingsRow]:
    name = ui.state.argument
    security = next((network.security for network in NETWORKS if network.title == name), "")
    here = name == connected(ui)

    def leave(ui: Ui) -> None:
        forget(ui, name)
        ui.context.finish()

    rows: list[SettingsRow] = [SettingsAction(title="Forget", icon="delete", act=leave)]
    if here:
        rows.append(SettingsAction(title="Disconnect", icon="close", act=lambda ui: ui.put(NETWORK, "")))
    elif ui.on(WIFI):
        rows.append(SettingsAction(title="Connect", icon="wifi", act=lambda ui: connect(ui, name)))
    rows += [
        Info(
            title="Signal strength", icon="signal_wifi_4_bar", summary="Excellent" if here else "Not in range"
        ),
        Info(title="Security", icon="lock", summary=security or "None"),
    ]
    if here:
        rows += [
            Heading(title="Network details"),
            Info(title="IP address", summary=lambda _: "10.0.2.16"),
            Info(title="Gateway", summary=lambda _: "10.0.2.2"),
            Info(title="Link speed", summary=lambda _: "866 Mbps"),
        ]
    return rows


def _mobile(ui: Ui) -> str:
    if ui.on(AIRPLANE):
        return ui.tr("Airplane mode is on")
    if not ui.on(MOBILE_DATA):
        return ui.tr("Mobile data is off")
    return "5G" if connected(ui) else f"{ui.tr('Connected')} / 5G"


def _flying(ui: Ui) -> bool:
    return ui.on(AIRPLANE)


PAGES = (
    SettingsPage(
        key="wifi",
        title="Internet",
        activity="com.android.settings.Settings$WifiSettingsActivity",
        actions=("android.settings.WIFI_SETTINGS",),
        rows=(
            SettingsLink(
                title=CARRIER,
                named=True,
                icon="signal_cellular_4_bar",
                page="sim",
                summary=_mobile,
                shown=on_ground,
            ),
            Toggle(title="Wi-Fi", key=WIFI, change=lambda ui, on: radio.turn_wifi(ui.context.system, on)),
        ),
        more=lambda ui: [
            *_in_reach(ui),
            SettingsLink(title="Network preferences", icon="settings", page="wifi_preferences"),
            SettingsLink(title="Saved networks", icon="bookmark", page="wifi_saved", summary=_saved_count),
            SettingsNote(summary="Airplane mode is on", shown=_flying),
        ],
    ),
    SettingsPage(
        key="wifi_network",
        title="Network details",
        heading=lambda ui: ui.state.argument,
        more=_details,
        searched=False,
    ),
    SettingsPage(key="wifi_saved", title="Saved networks", more=_saved, searched=False),
    SettingsPage(
        key="wifi_preferences",
        title="Network preferences",
        rows=(
            Toggle(
                title="Turn on Wi-Fi automatically",
                summary="Wi-Fi will turn back on near high-quality saved networks, like your home network",
                key=Key("global", "wifi_wakeup_enabled", "1"),
            ),
            Toggle(
                title="Notify for public networks",
                summary="Notify when a high-quality public network is available",
                key=Key("global", "wifi_networks_available_notification_on", "1"),
            ),
        ),
    ),
)
