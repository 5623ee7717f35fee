"""What is on the screen of activities: the one in front and, where it is translucent, those below it."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system.fault import guarded
from device.phone.system.intent import Activity
from device.phone.toolkit.view import Screen, View

if TYPE_CHECKING:
    from device.phone.phone import Phone


@dataclass(frozen=True, slots=True)
class Layer:
    """One activity that can be seen."""

    activity: Activity
    screen: Screen


def layers_of(phone: "Phone") -> tuple[Layer, ...]:
    """Bottom first; the last is the activity in front, all as they are seen.

    An app that can't show its screen stops, and what is below it comes up.
    """
    found: list[Layer] = []
    activity: Activity | None = phone.stack.front
    while activity is not None:
        screen = guarded(phone, activity.package, partial(_screen, phone, activity), None)
        if screen is None:
            if activity.package != phone.home_package:
                return layers_of(phone)
            screen = Screen(View(important=False), wallpaper=True, light_bars=True)
        found.insert(0, Layer(phone.refreshed(activity), screen))
        activity = phone.stack.below(activity) if screen.translucent else None
    return phone.weather.over(tuple(found))


def _screen(phone: "Phone", activity: Activity) -> Screen | None:
    return phone.apps[activity.package].screen(phone.context(activity))


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
