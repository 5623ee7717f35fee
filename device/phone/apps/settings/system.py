"""System, developer options, and About phone."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.settings.ask import Confirm, Edit, SettingsOptions, SettingsRadio
from device.phone.apps.settings.connected import DEVICE_NAME, LINKED, PAIRED
from device.phone.apps.settings.display import ANIMATIONS
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Info, SettingsLink, SettingsRow, Toggle
from device.phone.apps.settings.ui import Key, Ui
from device.phone.apps.settings.wifi import BLUETOOTH, MOBILE_DATA, NETWORK, SAVED, WIFI
from device.phone.system.language import LOCALES
from device.phone.system.radio import CARRIER, IMEI, OWN_NUMBER
from device.phone.system.setting import LATIN_IME
from device.phone.system.timetext import clock_text, local_now

DEVELOPER = Key("global", "development_settings_enabled", "1")
BUILD = "TQ3A.230901.001"
_TAPS = 7
_LOCALES = Key("system", "system_locales", "en-US")
_KEYBOARD = Key("secure", "default_input_method", LATIN_IME)


def _tap_build(ui: Ui) -> None:
    """Seven taps make a developer."""
    if ui.on(DEVELOPER):
        ui.context.toast(ui.tr("No need, you are already a developer."))
        return
    taps = ui.state.taps + 1
    if taps >= _TAPS:
        ui.set(taps=0)
        ui.put(DEVELOPER, 1)
        ui.context.toast(ui.tr("You are now a developer!"))
        return
    ui.set(taps=taps)
    if taps >= 3:
        ui.context.toast(ui.tr("You are now {} steps away from being a developer.").format(_TAPS - taps))


def _reset_network(ui: Ui) -> None:
    for key, value in ((WIFI, "1"), (BLUETOOTH, "1"), (MOBILE_DATA, "1"), (NETWORK, ""), (SAVED, "")):
        ui.put(key, value)
    ui.put(PAIRED, "")
    ui.put(LINKED, "")
    ui.context.toast(ui.tr("Network settings have been reset"))


def _reset_apps(ui: Ui) -> None:
    packages = ui.context.packages
    for installed in packages.all():
        if not installed.enabled:
            packages.put(replace(installed, enabled=True))
    ui.context.toast(ui.tr("App preferences have been reset"))


def _clock(ui: Ui) -> str:
    now = local_now(ui.context)
    return clock_text(ui.context, now.hour, now.minute)


def _language(ui: Ui) -> str:
    return LOCALES.get(ui.context.locale, ui.context.locale)


def _keyboards(ui: Ui) -> list[SettingsRow]:
    names = {LATIN_IME: "Gboard", "com.android.adbkeyboard/.AdbIME": "ADB Keyboard"}
    listed = ui.context.settings.text("secure", "enabled_input_methods", LATIN_IME).split(":")
    return [
        SettingsRadio(title=names.get(name, name), named=True, key=_KEYBOARD, value=name)
        for name in listed
        if name
    ]


def _scale(title: str, key: Key) -> SettingsRow:
    steps = ("0", "0.5", "1.0", "1.5", "2.0", "5.0", "10.0")
    names = ("Animation off", *(f"Animation scale {step.removesuffix('.0')}x" for step in steps[1:]))
    return SettingsOptions(title=title, key=key, options=tuple(zip(steps, names, strict=True)))


def _up_time(ui: Ui) -> str:
    minutes = ui.context.clock.uptime_ms // 60_000
    return f"{minutes // 60}:{minutes % 60:02d}"


def _release(ui: Ui) -> str:
    """The version of Android."""
    return ui.context.system.properties["ro.build.version.release"]


def _text(value: str) -> Callable[[Ui], str]:
    return lambda _: value


PAGES = (
    SettingsPage(
        key="system",
        title="System",
        activity="com.android.settings.Settings$SystemDashboardActivity",
        rows=(
            SettingsLink(title="Languages", icon="language", page="languages", summary=_language),
            SettingsLink(
                title="Keyboard", icon="keyboard", page="keyboard", summary="On-screen keyboard, tools"
            ),
            SettingsLink(title="Gestures", icon="swipe", page="gestures"),
            SettingsLink(title="Date & time", icon="schedule", page="date", summary=_clock),
            SettingsLink(
                title="Developer options", icon="code", page="developer", shown=lambda ui: ui.on(DEVELOPER)
            ),
            SettingsLink(title="Reset options", icon="history", page="reset"),
        ),
    ),
    SettingsPage(
        key="languages",
        title="Languages",
        activity="com.android.settings.Settings$LanguageSettingsActivity",
        actions=("android.settings.LOCALE_SETTINGS",),
        rows=(
            Heading(title="System languages"),
            *(
                SettingsRadio(title=name, named=True, key=_LOCALES, value=locale)
                for locale, name in LOCALES.items()
            ),
        ),
    ),
    SettingsPage(
        key="keyboard",
        title="Keyboard",
        activity="com.android.settings.Settings$KeyboardSettingsActivity",
        actions=("android.settings.INPUT_METHOD_SETTINGS",),
        rows=(
            SettingsLink(title="On-screen keyboard", icon="keyboard", page="screen_keyboard"),
            Toggle(
                title="Use on-screen keyboard",
                icon="keyboard_hide",
                summary="Keep it on screen while physical keyboard is active",
                key=Key("secure", "show_ime_with_hard_keyboard", "1"),
            ),
            Toggle(title="Spell checker", icon="spellcheck", key=Key("secure", "spell_checker_enabled", "1")),
            SettingsOptions(
                title="Pointer speed",
                icon="speed",
                key=Key("system", "pointer_speed", "0"),
                options=(("-4", "Slow"), ("0", "Normal"), ("4", "Fast")),
            ),
        ),
    ),
    SettingsPage(key="screen_keyboard", title="On-screen keyboard", more=_keyboards, searched=False),
    SettingsPage(
        key="gestures",
        title="Gestures",
        rows=(
            Toggle(
                title="Quickly open camera",
                summary="To quickly open camera, press the power button 2 times. Works from any screen.",
                key=Key("secure", "camera_double_tap_power_gesture_disabled"),
                values=("1", "0"),
            ),
            Toggle(title="Lift to check phone", key=Key("secure", "doze_pulse_on_pick_up", "1")),
            Toggle(title="Flip to Shhh", key=Key("secure", "flip_to_shhh", "0")),
            Toggle(title="One-handed mode", key=Key("secure", "one_handed_mode_enabled")),
        ),
    ),
    SettingsPage(
        key="developer",
        title="Developer options",
        activity="com.android.settings.Settings$DevelopmentSettingsDashboardActivity",
        actions=("android.settings.APPLICATION_DEVELOPMENT_SETTINGS",),
        rows=(
            Toggle(title="Use developer options", key=DEVELOPER, main=True),
            Toggle(
                title="Stay awake",
                summary="Screen will never sleep while charging",
                key=Key("global", "stay_on_while_plugged_in"),
                values=("0", "7"),
            ),
            Heading(title="Debugging"),
            Toggle(
                title="USB debugging",
                summary="Debug mode when USB is connected",
                key=Key("global", "adb_enabled", "1"),
            ),
            Heading(title="Input"),
            Toggle(
                title="Show taps",
                summary="Show visual feedback for taps",
                key=Key("system", "show_touches"),
            ),
            Toggle(
                title="Pointer location",
                summary="Screen overlay showing current touch data",
                key=Key("system", "pointer_location"),
            ),
            Heading(title="Drawing"),
            _scale("Window animation scale", ANIMATIONS[0]),
            _scale("Transition animation scale", ANIMATIONS[1]),
            _scale("Animator duration scale", ANIMATIONS[2]),
        ),
    ),
    SettingsPage(
        key="reset",
        title="Reset options",
        rows=(
            Confirm(
                title="Reset Wi-Fi, mobile & Bluetooth",
                question="Reset all network settings?",
                text="This will reset all network settings. You can’t undo this action.",
                answer="Reset settings",
                act=_reset_network,
            ),
            Confirm(
                title="Reset app preferences",
                question="Reset app preferences?",
                text="This will reset all preferences for disabled apps and their permissions. You will not "
                "lose any app data.",
                answer="Reset apps",
                act=_reset_apps,
            ),
            Confirm(
                title="Erase all data (factory reset)",
                question="Erase all data?",
                text="All of your personal information and downloaded apps will be deleted. "
                "You can’t undo this action.",
                answer="Erase all data",
                act=lambda ui: ui.context.system.reset(),
            ),
        ),
    ),
    SettingsPage(
        key="about",
        title="About phone",
        activity="com.android.settings.Settings$MyDeviceInfoActivity",
        actions=("android.settings.DEVICE_INFO_SETTINGS",),
        rows=(
            Heading(title="Basic info"),
            Edit(title="Device name", key=DEVICE_NAME),
            Info(title="Phone number (sim slot 1)", summary=_text(OWN_NUMBER)),
            Heading(title="Device details"),
            Info(title="SIM status (sim slot 1)", summary=_text(CARRIER)),
            Info(title="Model", summary=_text("Pixel 6")),
            Info(title="IMEI (sim slot 1)", summary=_text(IMEI)),
            SettingsLink(title="Android version", page="version", summary=_release),
            Heading(title="Device identifiers"),
            Info(title="IP address", summary=_text("10.0.2.16")),
            Info(title="Wi-Fi MAC address", summary=_text("02:15:b2:00:00:00")),
            Info(
                title="Bluetooth address",
                summary=lambda ui: "02:15:b2:00:00:01" if ui.on(BLUETOOTH) else ui.tr("Unavailable"),
            ),
            Info(title="Up time", summary=_up_time),
            Info(title="Build number", summary=_text(BUILD), act=_tap_build),
        ),
    ),
    SettingsPage(
        key="version",
        title="Android version",
        rows=(
            Info(title="Android version", summary=_release),
            Info(title="Android security update", summary="September 5, 2023"),
            Info(title="Google Play system update", summary="September 1, 2023"),
            Info(title="Baseband version", summary=_text("g5123b-112054-230512-B-10115924")),
            Info(title="Kernel version", summary=_text("5.10.157-android13-4")),
            Info(title="Build number", summary=_text(BUILD), act=_tap_build),
        ),
    ),
)
