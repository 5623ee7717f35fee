"""Connected devices: Bluetooth, pairing, NFC."""

from dataclasses import dataclass
from functools import partial

from device.phone.apps.settings.ask import Edit
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
from device.phone.apps.settings.wifi import BLUETOOTH
from device.phone.toolkit.view import Overlay
from device.phone.widget import Choice, alert

PAIRED = Key("secure", "bluetooth_paired", "")
"""Names of the devices the phone is paired with, one a line."""
LINKED = Key("secure", "bluetooth_connected", "")
"""Name of the device it is connected to."""
DEVICE_NAME = Key("global", "device_name", "Pixel 6")
IN_REACH = (
    ("Pixel Buds Pro", "headphones"),
    ("Galaxy Watch5", "watch"),
    ("Kitchen speaker", "speaker"),
    ("LAPTOP-4C7Q", "laptop_windows"),
)
"""Bluetooth devices that can be found, and their symbols."""
_ICONS = dict(IN_REACH)
_NFC = Key("global", "nfc_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsFound(SettingsAction):
    """A device that can be paired; asks before it is."""

    def overlay(self, ui: Ui) -> Overlay | None:  # noqa: D102
        def pair() -> None:
            ui.put_names(PAIRED, [*ui.names(PAIRED), self.title])
            ui.put(LINKED, self.title)
            ui.close()
            ui.context.finish()

        return alert(
            ui.tr("Pair with {}?").format(self.title),
            ui.tr("Allow access to your contacts and call history"),
            accept=Choice(ui.tr("Pair"), pair),
            cancel=Choice(ui.tr("Cancel"), ui.close),
        )


def _pair_new(ui: Ui) -> None:
    """Looking for devices turns Bluetooth on."""
    ui.put(BLUETOOTH, 1)
    ui.open("pair")


def _ask_for(name: str, ui: Ui) -> None:
    ui.ask(name)


def _found(ui: Ui) -> list[SettingsRow]:
    paired = ui.names(PAIRED)
    rows: list[SettingsRow] = [
        SettingsFound(title=name, named=True, icon=icon, act=partial(_ask_for, name))
        for name, icon in IN_REACH
        if name not in paired
    ]
    return [Heading(title="Available devices"), *rows] if rows else [SettingsNote(summary="No devices found")]


def _linked(ui: Ui) -> str:
    return ui.get(LINKED) if ui.on(BLUETOOTH) else ""


def _devices(ui: Ui) -> list[SettingsRow]:
    """Paired devices: the connected one, then the others."""
    now = _linked(ui)
    others = [name for name in ui.names(PAIRED) if name != now]
    rows: list[SettingsRow] = []
    if now:
        rows += [Heading(title="Other devices"), _device(now, "Active")]
    if others:
        rows += [Heading(title="Previously connected devices"), *(_device(name, "") for name in others)]
    return rows


def _device(name: str, summary: str) -> SettingsRow:
    return SettingsLink(
        title=name,
        named=True,
        icon=_ICONS.get(name, "bluetooth"),
        page="bluetooth_device",
        argument=name,
        summary=summary,
    )


def _one(ui: Ui) -> list[SettingsRow]:
    """The page of a paired device."""
    name = ui.state.argument
    here = _linked(ui) == name

    def forget(ui: Ui) -> None:
        ui.put_names(PAIRED, [other for other in ui.names(PAIRED) if other != name])
        if ui.get(LINKED) == name:
            ui.put(LINKED, "")
        ui.context.finish()

    def switch(ui: Ui) -> None:
        ui.put(BLUETOOTH, 1)
        ui.put(LINKED, "" if here else name)

    return [
        Info(
            title="Status",
            icon=_ICONS.get(name, "bluetooth"),
            summary="Connected" if here else "Not connected",
        ),
        SettingsAction(title="Disconnect" if here else "Connect", icon="bluetooth", act=switch),
        SettingsAction(title="Forget", icon="delete", act=forget),
    ]


def _preferences(ui: Ui) -> str:
    return ui.tr("Bluetooth, NFC")


PAGES = (
    SettingsPage(
        key="connected",
        title="Connected devices",
        activity="com.android.settings.Settings$ConnectedDeviceDashboardActivity",
        rows=(
            SettingsAction(
                title="Pair new device",
                icon="add",
                act=_pair_new,
                summary=lambda ui: "" if ui.on(BLUETOOTH) else ui.tr("Bluetooth will turn on to pair"),
            ),
            SettingsLink(
                title="Connection preferences", icon="settings", page="connection", summary=_preferences
            ),
        ),
        more=_devices,
    ),
    SettingsPage(
        key="connection",
        title="Connection preferences",
        activity="com.android.settings.Settings$AdvancedConnectedDeviceActivity",
        actions=("android.settings.CAST_SETTINGS",),
        rows=(
            SettingsLink(
                title="Bluetooth",
                icon="bluetooth",
                page="bluetooth",
                summary=lambda ui: ui.tr("On") if ui.on(BLUETOOTH) else ui.tr("Off"),
            ),
            SettingsLink(
                title="NFC",
                icon="nfc",
                page="nfc",
                summary=lambda ui: ui.tr("On") if ui.on(_NFC) else ui.tr("Off"),
            ),
        ),
    ),
    SettingsPage(
        key="bluetooth",
        title="Bluetooth",
        activity="com.android.settings.Settings$BluetoothSettingsActivity",
        actions=("android.settings.BLUETOOTH_SETTINGS",),
        rows=(
            Toggle(title="Use Bluetooth", key=BLUETOOTH, main=True),
            SettingsAction(title="Pair new device", icon="add", act=_pair_new),
            Edit(title="Device name", icon="smartphone", key=DEVICE_NAME, shown=lambda ui: ui.on(BLUETOOTH)),
        ),
        more=lambda ui: [
            *_devices(ui),
            SettingsNote(
                summary="When Bluetooth is turned on, your device can communicate with other nearby "
                "Bluetooth devices",
            ),
        ],
    ),
    SettingsPage(
        key="pair",
        title="Pair new device",
        activity="com.android.settings.Settings$BluetoothPairingActivity",
        rows=(Edit(title="Device name", icon="smartphone", key=DEVICE_NAME),),
        more=_found,
        searched=False,
    ),
    SettingsPage(
        key="bluetooth_device",
        title="Device details",
        heading=lambda ui: ui.state.argument,
        more=_one,
        searched=False,
    ),
    SettingsPage(
        key="nfc",
        title="NFC",
        activity="com.android.settings.Settings$NfcSettingsActivity",
        actions=("android.settings.NFC_SETTINGS",),
        rows=(
            Toggle(title="Use NFC", key=_NFC, main=True),
            Toggle(
                title="Require device unlock for NFC",
                summary="Allow NFC use only when screen is unlocked",
                key=Key("secure", "nfc_secure"),
                enabled=lambda ui: ui.on(_NFC),
            ),
        ),
    ),
)
