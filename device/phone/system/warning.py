"""What the system itself warns of: a battery that runs low, a storage that is full."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.shade.posting import cancel, post
from device.phone.system.intent import Intent
from device.phone.system.notification import DEFAULT, LOW, Action, Notification

if TYPE_CHECKING:
    from device.phone.phone import Phone

SYSTEM_UI = "com.android.systemui"
BATTERY_LOW, BATTERY_WELL = 15, 20
"""Per cent at which the battery is low, and from which on it no longer is."""
_BATTERY, _STORAGE = 3, 1
"""Ids of the notifications."""
_LOW_BATTERY = "low_battery"
_SAVER, _TRIGGER = "low_power", "low_power_trigger_level"
_SPARE = 20
"""A storage of which less than this part is free is nearly full."""


def watch(phone: "Phone") -> None:
    """Say it when the battery became low or the storage full, and take it back when it no longer is."""
    _watch_battery(phone)
    _watch_storage(phone)


def _watch_battery(phone: "Phone") -> None:
    """A warning comes once, until the battery is charged or full enough; so does the saver by itself."""
    now = phone.hardware
    if not now.battery_present:
        return
    if now.charger:
        if now.spared:
            phone.settings.put("global", _SAVER, 0)
        if now.spared or now.warned:
            phone.hardware = replace(now, warned=False, spared=False)
            cancel(phone, SYSTEM_UI, _BATTERY, _LOW_BATTERY)
        return
    if now.battery_level <= phone.settings.number("global", _TRIGGER) and not now.spared:
        now = phone.hardware = replace(now, spared=True)
        phone.settings.put("global", _SAVER, 1)
    if now.battery_level <= BATTERY_LOW and not now.warned:
        phone.hardware = replace(now, warned=True)
        post(phone, _battery_low(phone))
    elif now.battery_level >= BATTERY_WELL and now.warned:
        phone.hardware = replace(now, warned=False)
        cancel(phone, SYSTEM_UI, _BATTERY, _LOW_BATTERY)


def _battery_low(phone: "Phone") -> Notification:
    saver = Intent("android.settings.BATTERY_SAVER_SETTINGS")
    return Notification(
        SYSTEM_UI,
        phone.translate("Battery may run out soon"),
        phone.translate("{} remaining").format(f"{phone.hardware.battery_level}%"),
        id=_BATTERY,
        tag=_LOW_BATTERY,
        channel="BAT",
        importance=DEFAULT,
        tap=Intent("android.intent.action.POWER_USAGE_SUMMARY"),
        actions=(Action(phone.translate("Turn on Battery Saver"), saver, opens=True),),
        icon="battery_1_bar",
    )


def _watch_storage(phone: "Phone") -> None:
    files = phone.files
    full = files.free < files.cap_bytes // _SPARE
    if full is phone.hardware.full:
        return
    phone.hardware = replace(phone.hardware, full=full)
    if not full:
        cancel(phone, "android", _STORAGE)
        return
    told = Notification(
        "android",
        phone.translate("Storage space running out"),
        phone.translate("Some system functions may not work"),
        id=_STORAGE,
        channel="ALERTS",
        importance=LOW,
        tap=Intent("android.settings.INTERNAL_STORAGE_SETTINGS"),
        auto_cancel=False,
        icon="storage",
    )
    post(phone, told)
