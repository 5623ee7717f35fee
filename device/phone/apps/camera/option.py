"""The row of options over the viewfinder: flash, grid, HDR, timer, the other camera."""

from device.phone.apps.camera.state import CameraActivity, FinderState
from device.phone.apps.camera.store import choose
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, Box, Flow, Icon, Surface
from device.phone.widget import icon_button

_WHITE = "#FFFFFF"
_FLASH = {
    "off": ("flash_off", "Flash off", "auto"),
    "auto": ("flash_auto", "Flash auto", "on"),
    "on": ("flash_on", "Flash on", "off"),
}
_TIMER = {
    "0": ("timer_off", "Countdown timer is off", "3"),
    "3": ("timer_3", "Countdown timer duration is set to 3 seconds", "10"),
    "10": ("timer_10", "Countdown timer duration is set to 10 seconds", "0"),
}
"""Icon, description, and the next one, by what is chosen."""


def option_row(hands: CameraActivity[FinderState]) -> View:
    """Those of the mode, from left to right; in portrait at the bottom of the picture."""
    state, chosen = hands.state, hands.chosen
    parts = []
    if state.mode == "photo":
        parts += [
            _cycle(hands, "timer", "countdown_toggle_button", *_TIMER[chosen.timer]),
            _switch(
                hands, "grid", "grid_lines_toggle_button", "grid_on", ("Grid lines on", "Grid lines off")
            ),
            _switch(hands, "hdr", "hdr_plus_toggle_button", "hdr_on", ("HDR on", "HDR off")),
        ]
        if not chosen.front:
            parts.append(_cycle(hands, "flash", "flash_toggle_button", *_FLASH[chosen.flash]))
    elif state.mode == "video" and not chosen.front:
        parts.append(
            _switch(hands, "torch", "flash_toggle_button", "flash_on", ("Flash on", "Flash off"), "flash_off")
        )
    if state.mode != "panorama":
        lens = hands.tr("Front camera") if chosen.front else hands.tr("Back camera")
        parts.append(
            icon_button(
                Icon("cameraswitch", _WHITE),
                lens,
                lambda: choose(hands.context, "front", not chosen.front),
                resource_id="camera_toggle_button",
            )
        )
    bar = View(
        "FrameLayout",
        "mode_options",
        box=Box(width=FILL, height=64.0, padding=(24.0, 0.0, 24.0, 0.0)),
        flow=Flow("row", align="center", justify="between"),
        surface=Surface("#99000000"),
        children=parts,
    )
    return View(box=FULL_SIZE, flow=Flow(justify="end"), children=(bar,), important=False)


def _cycle(
    hands: CameraActivity[FinderState], key: str, name: str, icon: str, description: str, following: str
) -> View:
    take = lambda: choose(hands.context, key, following)  # noqa: E731
    return icon_button(Icon(icon, _WHITE), hands.tr(description), take, resource_id=name)


def _switch(
    hands: CameraActivity[FinderState],
    key: str,
    name: str,
    icon: str,
    descriptions: tuple[str, str],
    off: str = "",
) -> View:
    on = {"grid": hands.chosen.grid, "hdr": hands.chosen.hdr, "torch": hands.chosen.torch}[key]
    return icon_button(
        Icon(icon if on or not off else off, _WHITE if on or off else "#9E9E9E"),
        hands.tr(descriptions[0] if on else descriptions[1]),
        lambda: choose(hands.context, key, not on),
        resource_id=name,
    )
