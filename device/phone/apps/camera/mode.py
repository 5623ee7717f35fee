"""The list of modes, which comes in from the left."""

from device.phone.apps.camera.state import MODES, SETTINGS, CameraActivity, FinderState, Mode
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, FILL, Box, Flow, Handler, Icon, Pager, Surface, Text
from device.phone.widget import icon_button

_COLOURS: dict[Mode, str] = {"photo": "#1E88E5", "video": "#E53935", "panorama": "#00897B"}


def mode_list(hands: CameraActivity[FinderState]) -> View:
    """Every mode, and the way to the settings."""
    tr = hands.tr
    offered = [mode for mode in MODES if not hands.state.wanted or mode[0] == hands.state.mode]
    rows = [_row(hands, mode, tr(name), icon) for mode, name, icon in offered]
    settings = icon_button(
        Icon("settings", "#FFFFFF"),
        tr("Settings"),
        hands.context.then(lambda: hands.set(modes=False), lambda: hands.context.start(SETTINGS)),
        resource_id="settings_button",
    )
    foot = View(
        box=Box(width=FILL, weight=1.0, padding=(0.0, 0.0, 16.0, 24.0)),
        flow=Flow(align="end", justify="end"),
        children=(settings,),
        important=False,
    )
    return View(
        "FrameLayout",
        "mode_list_layout",
        box=Box(width=FILL, height=FILL, padding=(0.0, 48.0, 0.0, 0.0)),
        flow=Flow(gap=8.0),
        surface=Surface("#D9202124"),
        pager=Pager("modes", lambda step: hands.set(modes=False) if step > 0 else None),
        on_tap=lambda: hands.set(modes=False),
        children=(*rows, foot),
    )


def _row(hands: CameraActivity[FinderState], mode: Mode, name: str, icon: str) -> View:
    sign = fixed(
        icon=Icon(icon, "#FFFFFF", size=28.0, filled=True),
        box=Box(width=56.0, height=56.0),
        flow=CENTRED,
        surface=Surface(_COLOURS[mode], radius=28.0),
        important=False,
    )
    words = fixed("TextView", "selector_text", Text(name, style="title_large", colour="#FFFFFF"))
    take: Handler = lambda: hands.set(mode=mode, modes=False)  # noqa: E731
    return View(
        "FrameLayout",
        "mode_selector_item",
        content_description=name,
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 8.0)),
        flow=Flow("row", gap=20.0, align="center"),
        selected=hands.state.mode == mode,
        on_tap=take,
        children=(sign, words),
    )
