"""The settings store behind `settings get|put` and the Settings app: three namespaces of text values."""

from collections.abc import Mapping
from typing import Literal, get_args

from device.phone.system.event import Note, unheard

Namespace = Literal["system", "secure", "global"]
LATIN_IME = "com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME"
"""The keyboard a fresh phone types with."""
NAMESPACES: tuple[str, ...] = get_args(Namespace)

DEFAULTS: dict[str, dict[str, str]] = {
    "system": {
        "accelerometer_rotation": "0",
        "alarm_alert": "content://media/internal/audio/media/27?title=Fresh%20Start&canonical=1",
        "font_scale": "1.0",
        "haptic_feedback_enabled": "1",
        "notification_sound": "content://media/internal/audio/media/60?title=Eureka&canonical=1",
        "pointer_location": "0",
        "ringtone": "content://media/internal/audio/media/104?title=Your%20New%20Adventure&canonical=1",
        "screen_brightness": "102",
        "screen_brightness_mode": "0",
        "screen_off_timeout": "60000",
        "show_touches": "0",
        "sound_effects_enabled": "1",
        "system_locales": "en-US",
        "time_12_24": "12",
        "user_rotation": "0",
        "vibrate_when_ringing": "0",
        "volume_alarm": "6",
        "volume_music": "5",
        "volume_notification": "5",
        "volume_ring": "5",
        "volume_voice": "4",
    },
    "secure": {
        "accessibility_enabled": "0",
        "android_id": "9774d56d682e549c",
        "default_input_method": LATIN_IME,
        "enabled_accessibility_services": "",
        "enabled_input_methods": LATIN_IME,
        "location_mode": "3",
        "navigation_mode": "0",
        "night_display_activated": "0",
        "show_ime_with_hard_keyboard": "1",
        "sms_default_application": "com.simplemobiletools.smsmessenger",
        "ui_night_mode": "1",
        "user_setup_complete": "1",
    },
    "global": {
        "adb_enabled": "1",
        "airplane_mode_on": "0",
        "animator_duration_scale": "1.0",
        "auto_time": "1",
        "auto_time_zone": "1",
        "bluetooth_on": "0",
        "development_settings_enabled": "1",
        "device_name": "Pixel 6",
        "device_provisioned": "1",
        "heads_up_notifications_enabled": "1",
        "low_power": "0",
        "mobile_data": "1",
        "mode_ringer": "2",
        "nfc_on": "1",
        "data_roaming": "0",
        "stay_on_while_plugged_in": "0",
        "transition_animation_scale": "1.0",
        "wifi_on": "1",
        "window_animation_scale": "1.0",
        "zen_mode": "0",
    },
}
"""What a fresh phone has. Values are text, as on Android; night mode: 1 light, 2 dark."""


class SettingStore:
    """Text values by namespace and key."""

    def __init__(self) -> None:
        self.revision = 0
        self.note: Note = unheard
        """Hears of every change."""
        self._values = {space: dict(values) for space, values in DEFAULTS.items()}

    def get(self, namespace: str, key: str) -> str | None:
        """The value, or None when the key was never put."""
        return self._values[namespace].get(key)

    def text(self, namespace: str, key: str, default: str = "") -> str:
        """The value, or `default`."""
        return self._values[namespace].get(key, default)

    def number(self, namespace: str, key: str, default: int = 0) -> int:
        """The value as a whole number; `default` when it is absent or none."""
        try:
            return int(float(self._values[namespace].get(key, default)))
        except (ValueError, OverflowError):  # 9e999 is without end
            return default

    def on(self, namespace: str, key: str) -> bool:
        """Whether the value reads as anything but 0."""
        return self.number(namespace, key) != 0

    def put(self, namespace: str, key: str, value: str | int | float | bool) -> None:
        """Set a value; booleans become "1" and "0"."""
        self.revision += 1
        text = str(int(value)) if isinstance(value, bool) else str(value)
        self._values[namespace][key] = text
        self.note("setting", namespace, key, text)

    def delete(self, namespace: str, key: str) -> bool:
        """Forget a key; whether it was there."""
        self.revision += 1
        self.note("setting", namespace, key)
        return self._values[namespace].pop(key, None) is not None

    def all(self, namespace: str) -> list[tuple[str, str]]:
        """Every pair, sorted by key."""
        return sorted(self._values[namespace].items())

    def save(self) -> dict[str, dict[str, str]]:
        """For a snapshot."""
        return {space: dict(values) for space, values in self._values.items()}

    def load(self, values: Mapping[str, Mapping[str, str]]) -> None:
        """Back to a snapshot."""
        self.revision += 1
        self._values = {space: dict(pairs) for space, pairs in values.items()}
