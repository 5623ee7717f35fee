"""Time that has passed, told to the apps that wait for something: alarms, timers, reminders.

A phone has no threads of its own. What has come due is noticed when somebody looks: before the next frame is
made, and before the shell lists notifications, reads a provider or sleeps. Nobody can tell the difference,
because nothing in between is seen by anyone. "Come due" means that the phone's date or uptime has moved past
the moment: the uptime does with each event and with `sleep`, the date when it is set forward or, on a live
phone, by itself.
"""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from device.phone.system.app import App, Context
from device.phone.system.audiofocus import let_go
from device.phone.system.fault import FAULTS, stop_aside
from device.phone.system.intent import Activity
from device.phone.system.warning import watch

if TYPE_CHECKING:
    from device.phone.phone import Phone


def watchers(apps: list[App]) -> tuple[App, ...]:
    """The apps that want to hear that time has passed."""
    return tuple(app for app in apps if type(app).time_passed is not App.time_passed)


def pass_time(phone: "Phone") -> None:
    """Let the apps, the toast and the weather notice what has come due since they were last told."""
    if phone.window.toast and phone.clock.uptime_ms >= phone.window.toast_until_ms:
        phone.window = replace(phone.window, toast="")
    phone.weather.pass_time()
    watch(phone)
    since = phone.clock.noticed_ms
    now = phone.clock.noticed_ms = phone.clock.date_ms
    for app in phone.watchers:
        package = app.manifest.package
        held = phone.packages.get(package)
        if held is not None and held.stopped:
            continue  # it does nothing until somebody opens it
        try:  # before every frame, for every app: as fault.guarded_aside, which would be called as often
            app.time_passed(Context(phone, _nowhere(package)), since, now)
        except FAULTS as error:
            if phone.strict:
                raise
            stop_aside(phone, package, error)
    let_go(phone)


@cache
def _nowhere(package: str) -> Activity:
    """What hears of time has no screen."""
    return Activity(0, package, "")
