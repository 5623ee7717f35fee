"""What is on the screen of activities: the one in front and, where it is translucent, those below it."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system.fault import guarded
from device.phone.system.intent import Activity, Layer
from device.phone.toolkit.view import Screen, View

if TYPE_CHECKING:
    from device.phone.system.system import System


def layers_of(system: "System") -> tuple[Layer, ...]:
    """Bottom first; the last is the activity in front, all as they are seen.

    An app that can't show its screen stops, and what is below it comes up.
    """
    found: list[Layer] = []
    activity: Activity | None = system.stack.front
    while activity is not None:
        screen = guarded(system, activity.package, partial(_screen, system, activity), None)
        if screen is None:
            if activity.package != system.home_package:
                return layers_of(system)
            screen = Screen(View(important=False), wallpaper=True, light_bars=True)
        found.insert(0, Layer(system.refreshed(activity), screen))
        activity = system.stack.below(activity) if screen.translucent else None
    return system.weather.over(tuple(found))


def _screen(system: "System", activity: Activity) -> Screen | None:
    return system.apps[activity.package].screen(system.context(activity))


def merged(layers: tuple[Layer, ...]) -> Screen:
    """The page of the lowest with the overlay and the title of the one in front."""
    front = layers[-1].screen
    if len(layers) == 1:
        return front
    secure = any(layer.screen.secure for layer in layers)
    ground = layers[0].screen
    if ground.translucent:  # nothing is below
        ground = replace(ground, content=View(important=False))
    return replace(ground, overlay=front.overlay, title=front.title, secure=secure, tree_hidden=False)
