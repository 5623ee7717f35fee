"""Battery, location, notifications, security, privacy, accounts."""

from collections.abc import Callable
from dataclasses import dataclass

from device.phone.apps.settings.ask import SettingsOptions
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Info, SettingsLink, SettingsNote, SettingsRow, Toggle
from device.phone.apps.settings.sound import ZEN
from device.phone.apps.settings.ui import Key, Ui
from device.phone.system.permission import grant
from device.phone.system.posting import POST, cancel_all, may_post

SAVER = Key("global", "low_power")
LOCATION = Key("secure", "location_mode", "3")
MUTED = Key("secure", "muted_packages", "")
"""Packages that may not send notifications, one a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppToggle(Toggle):
    """Whether an app may send notifications: all may that are not muted, and permitted where they ask."""

    key: Key = MUTED
    package: str

    def is_on(self, ui: Ui) -> bool:
        """Whether it may."""
        return may_post(ui.context.system, self.package)

    def turn(self, ui: Ui, on: bool) -> None:
        """Let it, or not."""
        names = [name for name in ui.names(MUTED) if name != self.package]
        ui.put_names(MUTED, names if on else [*names, self.package])
        app = ui.context.system.apps.get(self.package)
        if on and app is not None and POST in app.manifest.permissions:
            grant(ui.context.packages, self.package, (POST,))
        if not on:
            cancel_all(ui.context.system, self.package)


def _app_notifications(ui: Ui) -> list[SettingsRow]:
    return [
        AppToggle(
            title=ui.tr(app.manifest.label), icon=app.manifest.icon, package=app.manifest.package, named=True
        )
        for app in ui.context.packages.launchable()
    ]


def battery_level(ui: Ui) -> str:
    """How full the battery is, as "100%"."""
    return f"{ui.context.hardware.battery_level}%"


def _charge(ui: Ui) -> str:
    """How full, and what it is doing."""
    now = ui.context.hardware
    if now.battery_level == 100 and now.charger:
        doing = ui.tr("Fully charged")
    elif now.charger and now.battery_status == "charging":
        doing = ui.tr("Charging")
    else:
        return battery_level(ui)
    return f"{battery_level(ui)} \u2022 {doing}"


def _on_off(key: Key) -> Callable[[Ui], str]:
    return lambda ui: ui.tr("On") if ui.on(key) else ui.tr("Off")


PAGES = (
    SettingsPage(
        key="notifications",
        title="Notifications",
        activity="com.android.settings.Settings$ConfigureNotificationSettingsActivity",
        actions=("android.settings.NOTIFICATION_SETTINGS", "android.settings.ALL_APPS_NOTIFICATION_SETTINGS"),
        rows=(
            Heading(title="Manage"),
            SettingsLink(
                title="App settings",
                page="app_notifications",
                summary="Control notifications from individual apps",
            ),
            Toggle(
                title="Notification history",
                summary="Show recent and snoozed notifications",
                key=Key("secure", "notification_history_enabled"),
            ),
            Heading(title="Privacy"),
            SettingsOptions(
                title="Notifications on lock screen",
                key=Key("secure", "lock_screen_show_notifications", "1"),
                options=(("1", "Show all notification content"), ("0", "Don’t show any notifications")),
            ),
            Heading(title="General"),
            SettingsLink(title="Do Not Disturb", page="zen", summary=_on_off(ZEN)),
            Toggle(
                title="Hide silent notifications in status bar",
                key=Key("secure", "silence_gentle_status"),
            ),
            Toggle(title="Allow notification snoozing", key=Key("secure", "show_notification_snooze")),
            Toggle(title="Notification dot on app icon", key=Key("secure", "notification_badging", "1")),
            Toggle(
                title="Bubbles",
                summary="Let apps show conversations as floating icons",
                key=Key("secure", "notification_bubbles", "1"),
            ),
        ),
    ),
    SettingsPage(key="app_notifications", title="App notifications", more=_app_notifications, searched=False),
    SettingsPage(
        key="battery",
        title="Battery",
        activity="com.android.settings.Settings$PowerUsageSummaryActivity",
        actions=("android.intent.action.POWER_USAGE_SUMMARY",),
        rows=(
            Info(title="Battery level", icon="battery_full", summary=_charge),
            SettingsLink(title="Battery Saver", icon="battery_saver", page="saver", summary=_on_off(SAVER)),
            Toggle(
                title="Battery percentage",
                icon="pin",
                summary="Show battery percentage in status bar",
                key=Key("system", "status_bar_show_battery_percent"),
            ),
            Toggle(
                title="Adaptive Battery",
                icon="auto_mode",
                summary="Extends battery life based on your phone use",
                key=Key("global", "adaptive_battery_management_enabled", "1"),
            ),
        ),
    ),
    SettingsPage(
        key="saver",
        title="Battery Saver",
        activity="com.android.settings.Settings$BatterySaverSettingsActivity",
        actions=("android.settings.BATTERY_SAVER_SETTINGS",),
        rows=(
            Toggle(title="Use Battery Saver", key=SAVER, main=True),
            SettingsOptions(
                title="Turn on automatically",
                key=Key("global", "low_power_trigger_level"),
                options=(
                    ("0", "Never"),
                    ("5", "At 5%"),
                    ("10", "At 10%"),
                    ("15", "At 15%"),
                    ("20", "At 20%"),
                ),
            ),
            Toggle(
                title="Turn off when charged",
                summary="Battery Saver turns off when your phone is at 90%",
                key=Key("global", "low_power_sticky_auto_disable_enabled", "1"),
            ),
            SettingsNote(
                summary="Battery Saver turns on Dark theme and limits or turns off background activity, some "
                "visual effects, and other features."
            ),
        ),
    ),
    SettingsPage(
        key="location",
        title="Location",
        activity="com.android.settings.Settings$LocationSettingsActivity",
        actions=("android.settings.LOCATION_SOURCE_SETTINGS",),
        rows=(
            Toggle(title="Use location", key=LOCATION, values=("0", "3"), main=True),
            SettingsLink(
                title="App location permissions", page="permission", argument="Location", summary=""
            ),
            SettingsLink(title="Location services", page="location_services"),
            SettingsNote(
                summary="Location may use sources like GPS, Wi-Fi, mobile networks, and sensors to help "
                "estimate your device’s location."
            ),
        ),
    ),
    SettingsPage(
        key="location_services",
        title="Location services",
        rows=(
            Toggle(
                title="Wi-Fi scanning",
                summary="Allow apps and services to scan for Wi-Fi networks at any time",
                key=Key("global", "wifi_scan_always_enabled"),
            ),
            Toggle(
                title="Bluetooth scanning",
                summary="Allow apps and services to scan for nearby devices at any time",
                key=Key("global", "ble_scan_always_enabled"),
            ),
            Toggle(title="Google Location Accuracy", key=Key("secure", "assisted_gps_enabled", "1")),
        ),
    ),
    SettingsPage(
        key="security",
        title="Security",
        activity="com.android.settings.Settings$SecurityDashboardActivity",
        actions=("android.settings.SECURITY_SETTINGS",),
        rows=(
            SettingsOptions(
                title="Screen lock",
                icon="lock",
                key=Key("secure", "lockscreen_kind", "swipe"),
                options=(("none", "None"), ("swipe", "Swipe")),
            ),
            Toggle(
                title="Find My Device", icon="my_location", key=Key("secure", "find_my_device_enabled", "1")
            ),
            Toggle(
                title="Google Play Protect",
                icon="verified_user",
                summary="Scan apps for threats",
                key=Key("global", "package_verifier_enable", "1"),
            ),
            Toggle(
                title="App pinning",
                icon="push_pin",
                key=Key("system", "lock_to_app_enabled"),
            ),
            Toggle(
                title="Show passwords",
                icon="password",
                summary="Display characters briefly as you type",
                key=Key("system", "show_password", "1"),
            ),
        ),
    ),
    SettingsPage(
        key="privacy",
        title="Privacy",
        activity="com.android.settings.Settings$PrivacyDashboardActivity",
        actions=("android.settings.PRIVACY_SETTINGS",),
        rows=(
            SettingsLink(
                title="Permission manager",
                icon="admin_panel_settings",
                page="permissions",
                summary="Control app access to your data",
            ),
            Toggle(
                title="Camera access",
                icon="photo_camera",
                summary="For apps and services",
                key=Key("secure", "camera_access", "1"),
            ),
            Toggle(
                title="Microphone access",
                icon="mic",
                summary="For apps and services. If this setting is off, microphone data may still be "
                "shared when you call an emergency number.",
                key=Key("secure", "microphone_access", "1"),
            ),
            Toggle(
                title="Show clipboard access",
                icon="content_paste",
                summary="Show a message when apps access text, images, or other content you’ve copied",
                key=Key("secure", "clipboard_show_access_notifications", "1"),
            ),
            Toggle(
                title="Personalize using app data",
                icon="tune",
                key=Key("secure", "content_capture_enabled", "1"),
            ),
        ),
    ),
    SettingsPage(
        key="accounts",
        title="Passwords & accounts",
        activity="com.android.settings.Settings$AccountDashboardActivity",
        actions=("android.settings.SYNC_SETTINGS", "android.settings.ADD_ACCOUNT_SETTINGS"),
        rows=(
            Heading(title="Autofill service"),
            SettingsOptions(
                title="Autofill service",
                icon="password",
                key=Key("secure", "autofill_service", "google"),
                options=(("google", "Google"), ("", "None")),
            ),
            Heading(title="Accounts for Owner"),
            Toggle(
                title="Automatically sync app data",
                icon="sync",
                summary="Let apps refresh data automatically",
                key=Key("global", "auto_sync", "1"),
            ),
        ),
    ),
)
