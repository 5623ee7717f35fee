"""The pages of the first start: welcome, permission, scan."""

from device.phone.apps.gate import REQUEST
from device.phone.apps.vlc.library import library
from device.phone.apps.vlc.state import NEEDED, VlcActivity, VlcMainState
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Icon, Text
from device.phone.widget import button, buttons, page

Main = VlcActivity[VlcMainState]


def show_first(hands: Main) -> Screen:
    """The page that is next."""
    tr, step = hands.tr, hands.state.first
    if step == "welcome":
        body = _words(
            hands,
            "play_circle",
            tr("Welcome to VLC!"),
            tr("Play any film and any sound that is on this device."),
        )
        foot = _foot(
            button(tr("Skip"), lambda: skip(hands), kind="text", resource_id="skip_button"),
            button(tr("Next"), lambda: _permission(hands), kind="text", resource_id="next"),
        )
    elif step == "permission":
        body = _words(
            hands,
            "folder",
            tr("Permissions"),
            tr("VLC needs access to your media files to show them in its library."),
        )
        ask = button(tr("GRANT PERMISSION"), lambda: _grant(hands), resource_id="grant_permission_button")
        body.children = (*body.children, ask)
        foot = _foot(
            button(tr("Skip"), lambda: skip(hands), kind="text", resource_id="skip_button"), View(box=GROWING)
        )
    else:
        found = library(hands.context) if hands.context.granted(*NEEDED) else ()
        body = _words(
            hands,
            "video_library",
            tr("Media library"),
            tr("{} media files were found on this device.").format(len(found)),
        )
        foot = _foot(
            View(box=GROWING), button(tr("Done"), lambda: skip(hands), kind="text", resource_id="doneButton")
        )
    return Screen(page(body, foot), title=tr("Welcome to VLC!"))


def skip(hands: Main) -> None:
    """The first start is over."""
    hands.choose("set_up", True)
    hands.set(first="")
    if not hands.context.granted(*NEEDED):
        hands.context.request(*NEEDED, request=REQUEST)


def _permission(hands: Main) -> None:
    hands.set(first="scan" if hands.context.granted(*NEEDED) else "permission")


def _grant(hands: Main) -> None:
    hands.context.request(*NEEDED, request="first")


def answered(hands: Main) -> None:
    """The permission was given or not: on to the next page."""
    if hands.context.granted(*NEEDED):
        hands.set(first="scan")


def _words(hands: Main, icon: str, title: str, text: str) -> View:
    sign = fixed(icon=Icon(icon, "app_orange", size=96.0, filled=True), important=False)
    head = fixed("TextView", "title", Text(title, style="headline_small", align="center"))
    about = View(
        "TextView", "summary", Text(text, style="body_large", colour="on_surface_variant", align="center")
    )
    return View(
        "ScrollView",
        "fragment_onboarding",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 16.0, 32.0, 16.0)),
        flow=Flow(gap=20.0, align="center", justify="center"),
        scroll="first",
        children=(sign, head, about),
    )


def _foot(left: View, right: View) -> View:
    foot = buttons((left, View(box=GROWING, important=False), right), padding=(12.0, 12.0, 12.0, 16.0))
    left.important = right.important = True
    return foot
