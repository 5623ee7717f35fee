"""More: what was played last, settings, and what this is."""

from dataclasses import dataclass
from functools import partial

from device.phone.apps.provider.moment import age_of
from device.phone.apps.vlc.library import item_at
from device.phone.apps.vlc.row import Main, play, sign_of
from device.phone.apps.vlc.state import ABOUT, SETTINGS, AboutState, VlcActivity, VlcSettingsState
from device.phone.apps.vlc.store import forget_history, shelf
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Text
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    button,
    buttons,
    choice_dialog,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    top_bar,
)

VERSION = "3.5.4"
_LATEST = 20
_JUMPS = ("5", "10", "20", "30")


@dataclass(frozen=True, slots=True)
class _Switch:
    key: str
    title: str
    summary: str


_SWITCHES = (
    _Switch("play_all_video", "Video playlist mode", "A touch on a video plays those after it too"),
    _Switch("play_all_audio", "Audio playlist mode", "A touch on a track plays those after it too"),
    _Switch("resume", "Resume playback", "Go on where a file was left off"),
    _Switch("history", "Playback history", "Keep a list of what was played"),
    _Switch("everything", "Show all files", "In Browse, other files than media too"),
)


def show_more(hands: Main) -> View:
    """Buttons over the latest that was played."""
    tr, context = hands.tr, hands.context
    acts = buttons(
        (
            button(
                tr("Settings"), lambda: context.start(SETTINGS), kind="tonal", resource_id="settingsButton"
            ),
            button(tr("About"), lambda: context.start(ABOUT), kind="tonal", resource_id="aboutButton"),
        ),
        justify="start",
        padding=(24.0, 12.0, 24.0, 4.0),
    )
    played = sorted(
        (one for one in shelf(hands.context).media if one.played_ms), key=lambda one: -one.played_ms
    )
    rows = [
        tile(
            one.filename,
            age_of(hands.context, one.played_ms),
            leading=sign_of("history"),
            on_tap=partial(play, hands, (one.path,)),
            look=TileLook(title_id="title", gap=16.0),
        )
        for one in played[:_LATEST]
        if one.path and item_at(hands.context, one.path) is not None
    ]
    if not rows:
        rows = [tile(tr("Nothing was played yet"), look=TileLook(title_style="body_medium"))]
    return scroll("more", (acts, section(tr("History")), *rows))


def show_settings(hands: VlcActivity[VlcSettingsState]) -> Screen:
    """Switches and choices."""
    tr, context = hands.tr, hands.context

    def forget() -> None:
        forget_history(context)
        hands.context.toast(tr("History cleared"))

    switches = [
        switch_tile(
            tr(one.title),
            hands.on(one.key),
            partial(hands.choose, one.key),
            summary=tr(one.summary),
        )
        for one in _SWITCHES
    ]
    jump = tile(
        tr("Jump delay"),
        tr("{} seconds").format(hands.setting("jump")),
        on_tap=lambda: hands.open("jump"),
    )
    clear = tile(tr("Clear playback history"), on_tap=forget)
    bar = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Navigate up")))
    rows: list[View] = [section(tr("Video")), *switches, jump, section(tr("History")), clear]
    screen = Screen(page(bar, scroll("settings", rows)), title=tr("Settings"))
    if hands.state.dialog != "jump":
        return screen

    def choose(seconds: str) -> None:
        hands.choose("jump", seconds)
        hands.close()

    now = hands.setting("jump")
    asked = choice_dialog(
        tr("Jump delay"),
        [tr("{} seconds").format(seconds) for seconds in _JUMPS],
        _JUMPS.index(now) if now in _JUMPS else 1,
        [partial(choose, seconds) for seconds in _JUMPS],
        Choice(tr("CANCEL"), hands.close),
    )
    return Screen(screen.content, overlay=asked, title=screen.title)


def show_about(hands: VlcActivity[AboutState]) -> Screen:
    """Name and version."""
    tr = hands.tr
    bar = top_bar(tr("About"), back=Back(hands.context.finish, tr("Navigate up")))
    sign = fixed(icon=Icon("play_circle", "app_orange", size=96.0, filled=True), important=False)
    name = fixed("TextView", "app_name", Text(tr("VLC for Android"), style="headline_small"))
    version = fixed("TextView", "app_version", Text(tr("Version {}").format(VERSION), style="body_medium"))
    body = View(
        box=Box(width=FILL, weight=1.0, padding=(24.0, 48.0, 24.0, 24.0)),
        flow=Flow(gap=12.0, align="center"),
        children=(sign, name, version),
        important=False,
    )
    return Screen(page(bar, body), title=tr("About"))
