"""Network & internet: the overview, mobile network, data saver, hotspot."""

from device.phone.apps.settings.ask import Edit, SettingsOptions
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import SettingsLink, SettingsNote, Toggle
from device.phone.apps.settings.ui import Key, Ui
from device.phone.apps.settings.wifi import AIRPLANE, MOBILE_DATA, connected, on_ground, turn_airplane_mode
from device.phone.system.radio import CARRIER


def _internet(ui: Ui) -> str:
    name = connected(ui)
    if name:
        return name
    if ui.on(AIRPLANE):
        return ui.tr("Airplane mode is on")
    return f"{CARRIER} / 5G" if ui.on(MOBILE_DATA) else ui.tr("Networks available")


def _dns(ui: Ui) -> str:
    return ui.tr("Off") if ui.get(_DNS) == "off" else ui.tr("Automatic")


_DNS = Key("global", "private_dns_mode", "opportunistic")
_HOTSPOT = Key("global", "hotspot_on")
_DATA_SAVER = Key("global", "data_saver")
_HOTSPOT_NAME = Key("global", "hotspot_name", "Pixel_6")

PAGES = (
    SettingsPage(
        key="network",
        title="Network & internet",
        activity="com.android.settings.Settings$NetworkDashboardActivity",
        actions=("android.settings.WIRELESS_SETTINGS", "android.settings.AIRPLANE_MODE_SETTINGS"),
        rows=(
            SettingsLink(title="Internet", icon="wifi", page="wifi", summary=_internet),
            SettingsLink(
                title="SIMs", icon="sim_card", page="sim", summary=lambda _: CARRIER, enabled=on_ground
            ),
            Toggle(
                title="Airplane mode",
                icon="airplanemode_active",
                key=AIRPLANE,
                change=turn_airplane_mode,
            ),
            SettingsLink(
                title="Hotspot & tethering",
                icon="wifi_tethering",
                page="tether",
                summary=lambda ui: ui.tr("On") if ui.on(_HOTSPOT) else ui.tr("Off"),
            ),
            SettingsLink(
                title="Data Saver",
                icon="data_saver_on",
                page="data_saver",
                summary=lambda ui: ui.tr("On") if ui.on(_DATA_SAVER) else ui.tr("Off"),
            ),
            SettingsOptions(
                title="Private DNS",
                icon="dns",
                key=_DNS,
                options=(("off", "Off"), ("opportunistic", "Automatic")),
                summary=_dns,
            ),
        ),
    ),
    SettingsPage(
        key="sim",
        title=CARRIER,
        activity="com.android.settings.Settings$MobileNetworkActivity",
        actions=(
            "android.settings.NETWORK_OPERATOR_SETTINGS",
            "android.settings.DATA_ROAMING_SETTINGS",
            "android.settings.DATA_USAGE_SETTINGS",
        ),
        rows=(
            Toggle(
                title="Mobile data",
                summary="Access data using mobile network",
                key=MOBILE_DATA,
                enabled=on_ground,
            ),
            Toggle(
                title="Roaming",
                summary="Connect to data services when roaming",
                key=Key("global", "data_roaming"),
            ),
            SettingsOptions(
                title="Preferred network type",
                key=Key("global", "preferred_network_mode", "33"),
                options=(("33", "5G (recommended)"), ("11", "LTE"), ("0", "3G")),
            ),
            Toggle(title="Wi-Fi calling", key=Key("global", "wfc_ims_enabled")),
        ),
    ),
    SettingsPage(
        key="data_saver",
        title="Data Saver",
        activity="com.android.settings.Settings$DataSaverSummaryActivity",
        rows=(
            Toggle(title="Use Data Saver", key=_DATA_SAVER, main=True),
            SettingsNote(
                summary="To help reduce data usage, Data Saver prevents some apps from sending or receiving "
                "data in the background."
            ),
        ),
    ),
    SettingsPage(
        key="tether",
        title="Hotspot & tethering",
        activity="com.android.settings.Settings$TetherSettingsActivity",
        rows=(
            Toggle(
                title="Wi-Fi hotspot",
                summary=lambda ui: ui.get(_HOTSPOT_NAME) if ui.on(_HOTSPOT) else ui.tr("Off"),
                key=_HOTSPOT,
                page="hotspot",
            ),
            Toggle(
                title="Bluetooth tethering",
                summary="Share phone’s internet connection via Bluetooth",
                key=Key("global", "bluetooth_tethering"),
            ),
        ),
    ),
    SettingsPage(
        key="hotspot",
        title="Wi-Fi hotspot",
        rows=(
            Toggle(title="Use Wi-Fi hotspot", key=_HOTSPOT, main=True),
            Edit(title="Hotspot name", key=_HOTSPOT_NAME),
            SettingsOptions(
                title="Security",
                key=Key("global", "hotspot_security", "wpa3"),
                options=(
                    ("wpa3", "WPA3-Personal"),
                    ("wpa2_wpa3", "WPA2/WPA3-Personal"),
                    ("wpa2", "WPA2-Personal"),
                    ("none", "None"),
                ),
            ),
            Edit(title="Hotspot password", key=Key("global", "hotspot_password", "maple-harbor-42"), least=8),
            Toggle(
                title="Turn off hotspot automatically",
                summary="When no devices are connected",
                key=Key("global", "soft_ap_timeout_enabled", "1"),
            ),
        ),
    ),
)
