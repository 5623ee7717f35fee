"""What the system itself warns of: a battery that runs low, a storage that is full."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.system.intent import Intent
from device.phone.system.notification import DEFAULT, LOW, Action, Notification
from device.phone.system.posting import cancel, post

if TYPE_CHECKING:
    from device.phone.system.system import System

SYSTEM_UI = "com.android.systemui"
BATTERY_LOW, BATTERY_WELL = 15, 20
"""Per cent at which the battery is low, and from which on it no longer is."""
_BATTERY, _STORAGE = 3, 1
"""Ids of the notifications."""
_LOW_BATTERY = "low_battery"
_SAVER, _TRIGGER = "low_power", "low_power_trigger_level"
_SPARE = 20
"""A storage of which less than this part is free is nearly full."""


def watch(system: "System") -> None:
    """Say it when the battery became low or the storage full, and take it back when it no longer is."""
    _watch_battery(system)
    _watch_storage(system)


def _watch_battery(system: "System") -> None:
    """A warning comes once, until the battery is charged or full enough; so does the saver by itself."""
    now = system.hardware
    if not now.battery_present:
        return
    if now.charger:
        if now.spared:
            system.settings.put("global", _SAVER, 0)
        if now.spared or now.warned:
            system.hardware = replace(now, warned=False, spared=False)
            cancel(system, SYSTEM_UI, _BATTERY, _LOW_BATTERY)
        return
    if now.battery_level <= system.settings.number("global", _TRIGGER) and not now.spared:
        now = system.hardware = replace(now, spared=True)
        system.settings.put("global", _SAVER, 1)
    if now.battery_level <= BATTERY_LOW and not now.warned:
        system.hardware = replace(now, warned=True)
        post(system, _battery_low(system))
    elif now.battery_level >= BATTERY_WELL and now.warned:
        system.hardware = replace(now, warned=False)
        cancel(system, SYSTEM_UI, _BATTERY, _LOW_BATTERY)


def _battery_low(system: "System") -> Notification:
    saver = Intent("android.settings.BATTERY_SAVER_SETTINGS")
    return Notification(
        SYSTEM_UI,
        system.translate("Battery may run out soon"),
        system.translate("{} remaining").format(f"{system.hardware.battery_level}%"),
        id=_BATTERY,
        tag=_LOW_BATTERY,
        channel="BAT",
        importance=DEFAULT,
        tap=Intent("android.intent.action.POWER_USAGE_SUMMARY"),
        actions=(Action(system.translate("Turn on Battery Saver"), saver, opens=True),),
        icon="battery_1_bar",
    )


def _watch_storage(system: "System") -> None:
    files = system.files
    full = files.free < files.cap_bytes // _SPARE
    if full is system.hardware.full:
        return
    system.hardware = replace(system.hardware, full=full)
    if not full:
        cancel(system, "android", _STORAGE)
        return
    told = Notification(
        "android",
        system.translate("Storage space running out"),
        system.translate("Some system functions may not work"),
        id=_STORAGE,
        channel="ALERTS",
        importance=LOW,
        tap=Intent("android.settings.INTERNAL_STORAGE_SETTINGS"),
        auto_cancel=False,
        icon="storage",
    )
    post(system, told)
