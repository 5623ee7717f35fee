"""Sound & vibration, and Do Not Disturb."""

from device.phone.apps.ringtone import ALARM_SOUNDS, NOTIFICATION_SOUNDS, RINGTONES
from device.phone.apps.settings.ask import SettingsOptions
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Level, SettingsLink, SettingsNote, Toggle
from device.phone.apps.settings.ui import Key, Ui

ZEN = Key("global", "zen_mode")
RINGER = Key("global", "mode_ringer", "2")
"""0 silent, 1 vibrate, 2 normal."""
RING = Key("system", "volume_ring", "5")
_VIBRATE = Key("system", "vibrate_on", "1")


_NONE = (("", "None"),)


def _set_ring(ui: Ui, level: int) -> None:
    """Ring volume 0 is the vibrate mode."""
    ui.put(RING, level)
    ui.put(RINGER, 2 if level else 1)


def _zen(ui: Ui) -> str:
    return ui.tr("On") if ui.on(ZEN) else ui.tr("Off")


_WHO = (("0", "Anyone"), ("1", "Contacts"), ("2", "Starred contacts"), ("3", "None"))

PAGES = (
    SettingsPage(
        key="sound",
        title="Sound & vibration",
        activity="com.android.settings.Settings$SoundSettingsActivity",
        actions=("android.settings.SOUND_SETTINGS", "android.settings.ACTION_SOUND_SETTINGS"),
        rows=(
            Level(title="Media volume", icon="music_note", key=Key("system", "volume_music", "5"), high=25),
            Level(title="Call volume", icon="call", key=Key("system", "volume_voice", "4"), low=1, high=8),
            Level(title="Ring volume", icon="notifications_active", key=RING, high=7, change=_set_ring),
            Level(
                title="Notification volume",
                icon="notifications",
                key=Key("system", "volume_notification", "5"),
                high=7,
            ),
            Level(title="Alarm volume", icon="alarm", key=Key("system", "volume_alarm", "6"), low=1, high=7),
            SettingsLink(title="Do Not Disturb", icon="do_not_disturb_on", page="zen", summary=_zen),
            SettingsOptions(
                title="Phone ringtone",
                icon="music_note",
                key=Key("system", "ringtone", ""),
                options=(*_NONE, *RINGTONES),
            ),
            SettingsOptions(
                title="Default notification sound",
                icon="notifications",
                key=Key("system", "notification_sound", ""),
                options=(*_NONE, *NOTIFICATION_SOUNDS),
            ),
            SettingsOptions(
                title="Default alarm sound",
                icon="alarm",
                key=Key("system", "alarm_alert", ""),
                options=(*_NONE, *ALARM_SOUNDS),
            ),
            SettingsLink(
                title="Vibration & haptics",
                icon="vibration",
                page="vibration",
                summary=lambda ui: ui.tr("On") if ui.on(_VIBRATE) else ui.tr("Off"),
            ),
            Heading(title="Other sounds", inset=True),
            Toggle(title="Dial pad tones", icon="dialpad", key=Key("system", "dtmf_tone", "1")),
            Toggle(
                title="Screen locking sound", icon="lock", key=Key("system", "lockscreen_sounds_enabled", "1")
            ),
            Toggle(
                title="Charging sounds and vibration",
                icon="battery_charging_full",
                key=Key("secure", "charging_sounds_enabled", "1"),
            ),
            Toggle(
                title="Tap & click sounds", icon="touch_app", key=Key("system", "sound_effects_enabled", "1")
            ),
        ),
    ),
    SettingsPage(
        key="vibration",
        title="Vibration & haptics",
        rows=(
            Toggle(title="Use vibration & haptics", key=_VIBRATE, main=True),
            Heading(title="Calls"),
            Toggle(
                title="Vibrate for calls",
                key=Key("system", "vibrate_when_ringing"),
                enabled=lambda ui: ui.on(_VIBRATE),
            ),
            Level(
                title="Ring vibration",
                key=Key("system", "ring_vibration_intensity", "2"),
                high=3,
                enabled=lambda ui: ui.on(_VIBRATE),
            ),
            Heading(title="Interactive haptics"),
            Toggle(
                title="Touch feedback",
                key=Key("system", "haptic_feedback_enabled", "1"),
                enabled=lambda ui: ui.on(_VIBRATE),
            ),
        ),
    ),
    SettingsPage(
        key="zen",
        title="Do Not Disturb",
        activity="com.android.settings.Settings$ZenModeSettingsActivity",
        actions=("android.settings.ZEN_MODE_SETTINGS", "android.settings.ZEN_MODE_PRIORITY_SETTINGS"),
        rows=(
            Toggle(title="Use Do Not Disturb", key=ZEN, main=True),
            Heading(title="What can interrupt Do Not Disturb"),
            SettingsOptions(title="Calls", icon="call", key=Key("global", "zen_calls", "2"), options=_WHO),
            SettingsOptions(
                title="Messages", icon="chat", key=Key("global", "zen_messages", "3"), options=_WHO
            ),
            Toggle(title="Repeat callers", icon="repeat", key=Key("global", "zen_repeat_callers", "1")),
            Heading(title="Alarms & other interruptions"),
            Toggle(title="Alarms", icon="alarm", key=Key("global", "zen_alarms", "1")),
            Toggle(title="Media sounds", icon="music_note", key=Key("global", "zen_media", "1")),
            Toggle(title="Touch sounds", icon="touch_app", key=Key("global", "zen_system")),
            Toggle(title="Reminders", icon="event", key=Key("global", "zen_reminders")),
            SettingsNote(
                summary="When Do Not Disturb is on, sound and vibration will be muted, except for what you "
                "allow above."
            ),
        ),
    ),
)
