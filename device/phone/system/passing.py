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

from device.phone.system.app import App
from device.phone.system.audiofocus import let_go
from device.phone.system.context import Context
from device.phone.system.fault import FAULTS, stop_aside
from device.phone.system.intent import Activity
from device.phone.system.warning import watch

if TYPE_CHECKING:
    from device.phone.system.system import System


def watchers(apps: list[App]) -> tuple[App, ...]:
    """The apps that want to hear that time has passed."""
    return tuple(app for app in apps if type(app).time_passed is not App.time_passed)


def pass_time(system: "System") -> None:
    """Let the apps, the toast and the weather notice what has come due since they were last told."""
    if system.window.toast and system.clock.uptime_ms >= system.window.toast_until_ms:
        system.window = replace(system.window, toast="")
    system.weather.pass_time()
    watch(system)
    since = system.clock.noticed_ms
    now = system.clock.noticed_ms = system.clock.date_ms
    for app in system.watchers:
        package = app.manifest.package
        held = system.packages.get(package)
        if held is not None and held.stopped:
            continue  # it does nothing until somebody opens it
        try:  # before every frame, for every app: as fault.guarded_aside, which would be called as often
            app.time_passed(Context(system, _nowhere(package)), since, now)
        except FAULTS as error:
            if system.strict:
                raise
            stop_aside(system, package, error)
    let_go(system)


@cache
def _nowhere(package: str) -> Activity:
    """What hears of time has no screen."""
    return Activity(0, package, "")
