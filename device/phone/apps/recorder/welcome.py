"""The first start: what the app is for, and how it shall record."""

from device.phone.apps.recorder.setting import choice_overlay, choices, reset
from device.phone.apps.recorder.state import RecorderActivity, RecorderMainState, RecorderWelcomeState
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, Box, Flow, Icon, Pager, Surface, Text
from device.phone.widget import button, buttons, page, scroll, top_bar

_PAGES = (
    ("mic", "Welcome to Audio Recorder", "Record lectures, meetings and ideas with one touch."),
    ("graphic_eq", "See the sound", "A waveform shows each record, and you can jump to any place in it."),
    (
        "folder",
        "Your records stay yours",
        "They are files on this phone: name, share or delete them.",
    ),
)
"""Symbol, heading and text."""
SET_UP = len(_PAGES)
"""The number of the page that asks how to record."""
Welcome = RecorderActivity[RecorderWelcomeState]


def show_welcome(hands: Welcome) -> Screen:
    """The page that is due."""
    if hands.state.page >= SET_UP:
        return _set_up(hands)
    tr, at = hands.tr, hands.state.page
    icon, heading, text = _PAGES[at]

    def turn(step: int) -> None:
        hands.set(page=max(0, min(SET_UP - 1, at + step)))

    middle = View(
        "androidx.viewpager.widget.ViewPager",
        "pager",
        box=Box(width=FILL, weight=1.0, padding=(32.0, 0.0, 32.0, 0.0)),
        flow=Flow(gap=16.0, align="center", justify="center"),
        pager=Pager("welcome", turn),
        children=(
            View(icon=Icon(icon, "primary", size=96.0), important=False),
            View("TextView", "title", Text(tr(heading), style="headline_small", align="center")),
            View("TextView", "text", Text(tr(text), style="body_large", align="center")),
        ),
    )
    dots = View(
        box=FULL_WIDTH,
        flow=Flow("row", gap=8.0, justify="center"),
        important=False,
        children=[
            View(
                box=Box(width=8.0, height=8.0),
                surface=Surface("primary" if place == at else "outline_variant", radius=4.0),
            )
            for place in range(SET_UP)
        ],
    )
    for dot in dots.children:
        dot.important = False
    start = button(tr("Get started"), lambda: hands.set(page=SET_UP), resource_id="btn_action")
    foot = buttons((start,), justify="center", padding=(24.0, 24.0, 24.0, 32.0))
    return Screen(page(middle, dots, foot), title=tr("Audio Recorder"))


def _set_up(hands: Welcome) -> Screen:
    tr = hands.tr
    foot = buttons(
        (
            button(tr("Reset"), lambda: reset(hands), kind="text", resource_id="btn_reset"),
            button(tr("Apply"), lambda: _finish(hands), resource_id="btn_apply"),
        ),
        padding=(24.0, 8.0, 24.0, 16.0),
    )
    body = scroll("set_up", choices(hands))
    return Screen(page(top_bar(tr("Setup")), body, foot), overlay=choice_overlay(hands), title=tr("Setup"))


def _finish(hands: Welcome) -> None:
    """The first start is over; the page that records takes its place."""
    hands.keep("set_up", "1")
    hands.context.set(RecorderMainState())
