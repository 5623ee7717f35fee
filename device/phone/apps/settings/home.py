"""The first page of Settings."""

from device.phone.apps.settings.device import LOCATION, battery_level
from device.phone.apps.settings.page import LIST, SettingsPage
from device.phone.apps.settings.row import SettingsLink
from device.phone.apps.settings.storage import storage_summary
from device.phone.apps.settings.ui import Ui
from device.phone.toolkit.view import Screen
from device.phone.widget import large_title, page, scroll, search_pill


def _location(ui: Ui) -> str:
    return ui.tr("On") if ui.on(LOCATION) else ui.tr("Off")


HOME = SettingsPage(
    key="home",
    title="Settings",
    rows=(
        SettingsLink(
            title="Network & internet", icon="wifi", page="network", summary="Mobile, Wi-Fi, hotspot"
        ),
        SettingsLink(
            title="Connected devices", icon="devices", page="connected", summary="Bluetooth, pairing"
        ),
        SettingsLink(title="Apps", icon="apps", page="apps", summary="Recent apps, permissions"),
        SettingsLink(
            title="Notifications",
            icon="notifications",
            page="notifications",
            summary="Notification history, conversations",
        ),
        SettingsLink(title="Battery", icon="battery_full", page="battery", summary=battery_level),
        SettingsLink(title="Storage", icon="storage", page="storage", summary=storage_summary),
        SettingsLink(
            title="Sound & vibration",
            icon="volume_up",
            page="sound",
            summary="Volume, haptics, Do Not Disturb",
        ),
        SettingsLink(
            title="Display", icon="brightness_6", page="display", summary="Dark theme, font size, brightness"
        ),
        SettingsLink(
            title="Accessibility",
            icon="accessibility_new",
            page="accessibility",
            summary="Display, interaction, audio",
        ),
        SettingsLink(title="Security", icon="lock", page="security", summary="Screen lock, Find My Device"),
        SettingsLink(
            title="Privacy", icon="privacy_tip", page="privacy", summary="Permissions, camera, microphone"
        ),
        SettingsLink(title="Location", icon="location_on", page="location", summary=_location),
        SettingsLink(
            title="Passwords & accounts",
            icon="account_circle",
            page="accounts",
            summary="Autofill, synced accounts",
        ),
        SettingsLink(title="System", icon="info", page="system", summary="Languages, gestures, time, reset"),
        SettingsLink(title="About phone", icon="smartphone", page="about", summary=lambda ui: _name(ui)),
    ),
)


def _name(ui: Ui) -> str:
    return ui.context.settings.text("global", "device_name", "Pixel 6")


def show_home(ui: Ui) -> Screen:
    """Search bar, then every area."""
    rows = [row.view(ui) for row in HOME.rows]
    pill = search_pill(ui.tr("Search settings"), lambda: ui.open("search"))
    body = scroll(
        LIST, [large_title(ui.tr("Settings")), pill, *rows], resource_id="main_content_scrollable_container"
    )
    return Screen(page(body), title=ui.tr("Settings"))
