"""Display and Accessibility."""

from device.phone.apps.settings.ask import SettingsOptions
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Level, SettingsLink, SettingsNote, Toggle
from device.phone.apps.settings.ui import Key, Ui

BRIGHTNESS = Key("system", "screen_brightness", "102")
DARK = Key("secure", "ui_night_mode", "1")
NIGHT_LIGHT = Key("secure", "night_display_activated")
FONT_SCALE = Key("system", "font_scale", "1.0")
ANIMATIONS = (
    Key("global", "window_animation_scale", "1.0"),
    Key("global", "transition_animation_scale", "1.0"),
    Key("global", "animator_duration_scale", "1.0"),
)
_TIMEOUT = Key("system", "screen_off_timeout", "60000")
_ADAPTIVE = Key("system", "screen_brightness_mode")
_FONT_STEPS = (("0.85", "Small"), ("1.0", "Default"), ("1.15", "Large"), ("1.3", "Largest"))


def _percent(ui: Ui) -> str:
    return f"{round((ui.number(BRIGHTNESS) - 1) / 254 * 100)}%"


def _turn_animations(ui: Ui, removed: bool) -> None:
    for key in ANIMATIONS:
        ui.put(key, "0" if removed else "1.0")


PAGES = (
    SettingsPage(
        key="display",
        title="Display",
        activity="com.android.settings.DisplaySettings",
        actions=("android.settings.DISPLAY_SETTINGS", "android.settings.DARK_THEME_SETTINGS"),
        rows=(
            Heading(title="Brightness"),
            Level(title="Brightness level", summary=_percent, key=BRIGHTNESS, low=1, high=255),
            Toggle(
                title="Adaptive brightness",
                summary=lambda ui: ui.tr("On") if ui.on(_ADAPTIVE) else ui.tr("Off"),
                key=_ADAPTIVE,
            ),
            Heading(title="Lock display"),
            SettingsOptions(
                title="Screen timeout",
                key=_TIMEOUT,
                options=(
                    ("15000", "15 seconds"),
                    ("30000", "30 seconds"),
                    ("60000", "1 minute"),
                    ("120000", "2 minutes"),
                    ("300000", "5 minutes"),
                    ("600000", "10 minutes"),
                    ("1800000", "30 minutes"),
                ),
            ),
            Heading(title="Appearance"),
            Toggle(
                title="Dark theme",
                summary=lambda ui: ui.tr("On") if ui.get(DARK) == "2" else ui.tr("Off"),
                key=DARK,
                values=("1", "2"),
            ),
            SettingsOptions(title="Font size", key=FONT_SCALE, options=_FONT_STEPS),
            Heading(title="Color"),
            Toggle(
                title="Night Light",
                summary=lambda ui: ui.tr("On") if ui.on(NIGHT_LIGHT) else ui.tr("Off"),
                key=NIGHT_LIGHT,
                page="night_light",
            ),
            SettingsOptions(
                title="Colors",
                key=Key("system", "display_color_mode", "3"),
                options=(("0", "Natural"), ("1", "Boosted"), ("3", "Adaptive")),
            ),
            Heading(title="Other display controls"),
            Toggle(title="Auto-rotate screen", key=Key("system", "accelerometer_rotation")),
            Toggle(
                title="Smooth Display",
                summary="Automatically raises the refresh rate from 60 to 90 Hz for some content. "
                "Increases battery usage.",
                key=Key("system", "peak_refresh_rate", "90.0"),
                values=("60.0", "90.0"),
            ),
            Toggle(
                title="Tap to wake",
                key=Key("secure", "doze_tap_gesture", "1"),
            ),
        ),
    ),
    SettingsPage(
        key="night_light",
        title="Night Light",
        activity="com.android.settings.Settings$NightDisplaySettingsActivity",
        actions=("android.settings.NIGHT_DISPLAY_SETTINGS",),
        rows=(
            Toggle(title="Use Night Light", key=NIGHT_LIGHT, main=True),
            SettingsOptions(
                title="Schedule",
                key=Key("secure", "night_display_auto_mode"),
                options=(
                    ("0", "None"),
                    ("1", "Turns on at custom time"),
                    ("2", "Turns on from sunset to sunrise"),
                ),
            ),
            Level(
                title="Intensity",
                key=Key("secure", "night_display_color_temperature", "2850"),
                low=4082,
                high=2596,
                enabled=lambda ui: ui.on(NIGHT_LIGHT),
            ),
            SettingsNote(
                summary="Night Light tints your screen amber. This makes it easier to look at your screen or "
                "read in dim light, and may help you fall asleep more easily."
            ),
        ),
    ),
    SettingsPage(
        key="accessibility",
        title="Accessibility",
        activity="com.android.settings.Settings$AccessibilitySettingsActivity",
        actions=("android.settings.ACCESSIBILITY_SETTINGS",),
        rows=(
            Heading(title="Display"),
            SettingsOptions(title="Font size", icon="format_size", key=FONT_SCALE, options=_FONT_STEPS),
            Toggle(title="Dark theme", icon="dark_mode", key=DARK, values=("1", "2")),
            Toggle(
                title="High contrast text",
                icon="contrast",
                key=Key("secure", "high_text_contrast_enabled"),
            ),
            Toggle(
                title="Color inversion",
                icon="invert_colors",
                key=Key("secure", "accessibility_display_inversion_enabled"),
            ),
            Toggle(
                title="Color correction",
                icon="palette",
                key=Key("secure", "accessibility_display_daltonizer_enabled"),
            ),
            Toggle(
                title="Remove animations",
                icon="animation",
                key=ANIMATIONS[0],
                values=("1.0", "0"),
                change=_turn_animations,
            ),
            Toggle(
                title="Large mouse pointer",
                icon="mouse",
                key=Key("secure", "accessibility_large_pointer_icon"),
            ),
            Heading(title="Interaction controls"),
            SettingsOptions(
                title="Touch & hold delay",
                icon="touch_app",
                key=Key("secure", "long_press_timeout", "400"),
                options=(("400", "Short"), ("1000", "Medium"), ("1500", "Long")),
            ),
            SettingsOptions(
                title="Time to take action (Accessibility timeout)",
                icon="timer",
                key=Key("secure", "accessibility_interactive_ui_timeout_ms"),
                options=(
                    ("0", "Default"),
                    ("10000", "10 seconds"),
                    ("30000", "30 seconds"),
                    ("60000", "1 minute"),
                    ("120000", "2 minutes"),
                ),
            ),
            Toggle(
                title="Power button ends call",
                icon="call_end",
                key=Key("secure", "incall_power_button_behavior", "1"),
                values=("1", "2"),
            ),
            Heading(title="Audio"),
            Toggle(
                title="Mono audio",
                icon="hearing",
                summary="Combine channels when playing audio",
                key=Key("system", "master_mono"),
            ),
            SettingsLink(title="Vibration & haptics", icon="vibration", page="vibration"),
            SettingsLink(title="Caption preferences", icon="closed_caption", page="captions"),
        ),
    ),
    SettingsPage(
        key="captions",
        title="Caption preferences",
        activity="com.android.settings.Settings$CaptioningSettingsActivity",
        actions=("android.settings.CAPTIONING_SETTINGS",),
        rows=(
            Toggle(title="Show captions", key=Key("secure", "accessibility_captioning_enabled"), main=True),
            SettingsOptions(
                title="Caption text size",
                key=Key("secure", "accessibility_captioning_font_scale", "1.0"),
                options=(
                    ("0.25", "Very small"),
                    ("0.5", "Small"),
                    ("1.0", "Medium"),
                    ("1.5", "Large"),
                    ("2.0", "Very large"),
                ),
            ),
            SettingsOptions(
                title="Caption style",
                key=Key("secure", "accessibility_captioning_preset", "4"),
                options=(
                    ("4", "Set by app"),
                    ("0", "White on black"),
                    ("1", "Black on white"),
                    ("2", "Yellow on black"),
                    ("3", "Yellow on blue"),
                ),
            ),
            SettingsNote(summary="These settings apply to apps that support them."),
        ),
    ),
)
