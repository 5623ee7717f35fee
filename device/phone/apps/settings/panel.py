"""Panels of Settings that come up over the app in front: all volumes, and the ways into the internet."""

from device.phone.apps.settings import sound
from device.phone.apps.settings.row import Level
from device.phone.apps.settings.ui import Ui
from device.phone.screen.shade.panel import internet_panel
from device.phone.system.app import IntentFilter
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow
from device.phone.widget import button, sheet

PANEL = "com.android.settings.panel.SettingsPanelActivity"
PANELS = {
    f"android.settings.panel.action.{name}": name.lower()
    for name in ("INTERNET_CONNECTIVITY", "WIFI", "VOLUME")
}
"""Action -> the key of the panel in the activity's state."""
FILTERS = tuple(IntentFilter(action, PANEL) for action in PANELS)


def show_panel(ui: Ui) -> Screen:
    """The panel over what is below."""
    close = ui.context.finish
    overlay = _volume(ui) if ui.state.page == "volume" else internet_panel(ui.context.system, close)
    return Screen(View(), overlay=overlay, translucent=True)


def _volume(ui: Ui) -> Overlay:
    """A slider for each stream, as on the page about sound."""
    sliders = [row.view(ui) for row in sound.PAGES[0].rows if isinstance(row, Level)]

    def more() -> None:
        ui.context.finish()
        ui.context.open(Intent("android.settings.SOUND_SETTINGS"))

    foot = View(
        box=Box(width=FILL, padding=(24.0, 12.0, 24.0, 0.0)),
        flow=Flow("row", justify="between"),
        important=False,
        children=(
            button(ui.tr("Settings"), more, kind="outlined", resource_id="see_more"),
            button(ui.tr("Done"), ui.context.finish, resource_id="done"),
        ),
    )
    overlay = sheet(ui.tr("Volume"), [*sliders, foot], ui.context.finish)
    overlay.view.scroll = "volume"
    return overlay
