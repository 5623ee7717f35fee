"""The first start: whether photos note where they were taken, and what shape they have."""

from dataclasses import replace

from device.phone.apps.camera.state import CameraActivity, FinderState
from device.phone.apps.camera.store import choose
from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Text
from device.phone.widget import button

_WHITE = "#FFFFFF"


def first_page(hands: CameraActivity[FinderState]) -> View:
    """The page that is due."""
    tr = hands.tr
    if hands.state.first == "location":
        words = View("TextView", "message", Text(tr("Camera needs to know where photos are taken.")))
        act = button(
            tr("Continue"),
            lambda: ask_place(hands.context),
            resource_id="location_continue",
        )
        icon = "location_on"
    else:
        words = View(
            "TextView", "message", Text(tr("Choose a photo size. You can change this later in settings."))
        )
        act = button(tr("NEXT"), lambda: finish(hands), resource_id="confirm_button")
        icon = "crop_portrait"
    words.text = replace(words.text, colour=_WHITE, align="center")
    sign = fixed("ImageView", icon=Icon(icon, _WHITE, size=72.0), important=False)
    return View(
        "FrameLayout",
        "first_run",
        box=Box(width=FILL, height=FILL, padding=(32.0, 32.0, 32.0, 32.0)),
        flow=Flow(gap=32.0, align="center", justify="center"),
        children=(sign, words, act),
    )


def ask_place(context: Context) -> None:
    """Ask whether photos may note where they are taken; the answer leads to the next page."""
    context.request("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION", request="place")


def finish(hands: CameraActivity[FinderState]) -> None:
    """The first start is over."""
    choose(hands.context, "set_up", True)
    hands.set(first="")
