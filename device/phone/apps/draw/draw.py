"""The Simple Draw Pro app: its screens, and how Back leads out of them."""

from dataclasses import replace

from device.phone.apps.draw import sample
from device.phone.apps.draw.canvas import bar, canvas, menu_items, tools, use_colour
from device.phone.apps.draw.colour import colour_dialog
from device.phone.apps.draw.saving import ask_save, opened, save, save_dialog
from device.phone.apps.draw.state import (
    MAIN,
    PACKAGE,
    SETTINGS,
    SIZES,
    DrawActivity,
    DrawMainState,
    DrawSettingsState,
)
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, preference
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import SEND, STREAM, VIEW, Intent
from device.phone.toolkit.view import Overlay, Screen
from device.phone.widget import Back, Choice, alert, menu, page, scroll, section, switch_tile, tile, top_bar

_EDIT = "android.intent.action.EDIT"


class SimpleDraw(App):
    """Simple Draw Pro."""

    manifest = Manifest(
        package=PACKAGE,
        label="Draw",
        icon="brush",
        icon_colours=("#F57C00", "#FFFFFF"),
        main=MAIN,
        activities=(SETTINGS,),
        databases={PREFERENCE: PREFERENCE_SCHEMA},
        filters=(
            IntentFilter(_EDIT, MAIN, type="image/*"),
            IntentFilter(VIEW, MAIN, type="image/svg+xml"),
            IntentFilter(SEND[0], MAIN, type="image/*"),
        ),
        version="6.9.6",
        system=False,
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """An empty sheet, or the picture an intent brings, with the brush of the last time."""
        if name == SETTINGS:
            return DrawSettingsState()

        def kept(key: str, default: str) -> str:
            return preference(context, PACKAGE, key, default)

        state = DrawMainState(
            background=kept("canvas_background_color", "#FFFFFF"),
            colour=kept("brush_color", "#000000"),
            size=min(SIZES[1], max(SIZES[0], float(kept("brush_size", "6")))),
        )
        uri = str(intent.extras.get(STREAM, "")).partition("\n")[0] or intent.data
        if not uri:
            return state
        context.set(state)
        hands = DrawActivity(context, DrawMainState)
        opened(hands, uri)
        return hands.state

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        if isinstance(context.activity.state, DrawSettingsState):
            return _settings(DrawActivity(context, DrawSettingsState))
        hands = DrawActivity(context, DrawMainState)
        shown = page(bar(hands), canvas(hands), *tools(hands))
        return Screen(shown, overlay=_overlay(hands), title=hands.tr("Simple Draw"))

    def back(self, context: Context) -> bool:
        """A drawing that is in no file is not lost without a question."""
        if not isinstance(context.activity.state, DrawMainState):
            return False
        hands = DrawActivity(context, DrawMainState)
        if hands.state.marks == hands.state.saved:
            return False
        hands.open("leave")
        return True

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A picture is brought while a drawing is open."""
        if context.activity.name == MAIN and intent.action in (_EDIT, VIEW, SEND[0]):
            context.set(self.initial(context, MAIN, intent))
        return None

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """Where to save, or what to open, was chosen."""
        if data is None:
            return
        hands = DrawActivity(context, DrawMainState)
        if request == "save":
            save(hands, data.data)
        else:
            opened(hands, data.data)


def _overlay(hands: DrawActivity[DrawMainState]) -> Overlay | None:
    tr, kind = hands.tr, hands.state.dialog
    if kind == "menu":
        return menu(menu_items(hands), hands.close, anchor=(1.0, 0.0))
    if kind == "save":
        return save_dialog(hands)
    if kind == "colour":
        return colour_dialog(hands, tr("Change color"), lambda colour: use_colour(hands, colour))
    if kind == "background":

        def use(colour: str) -> None:
            hands.keep("canvas_background_color", colour)
            hands.set(background=colour)

        return colour_dialog(hands, tr("Change background"), use)
    if kind == "leave":
        asked = alert(
            "",
            tr("Your drawing has changes that are not saved. What do you want to do?"),
            accept=Choice(tr("Save"), lambda: ask_save(hands)),
            cancel=Choice(tr("Discard"), hands.context.finish),
        )
        return replace(asked, on_dismiss=hands.close)  # Back discards nothing
    if kind == "about":
        version = hands.context.manifest.version
        words = tr("A canvas you can draw on with different colors.")
        return alert(tr("Simple Draw"), f"{words}\n{version}", accept=Choice(tr("OK"), hands.close))
    return None


def _settings(hands: DrawActivity[DrawSettingsState]) -> Screen:
    tr = hands.tr
    rows = (
        section(tr("General")),
        switch_tile(
            tr("Show brush size tool"),
            hands.sized,
            lambda on: hands.keep("show_brush_size", "1" if on else "0"),
        ),
        tile(tr("Version"), hands.context.manifest.version),
    )
    head = top_bar(tr("Settings"), back=Back(hands.context.finish, tr("Back")))
    return Screen(page(head, scroll("settings", rows)), title=tr("Settings"))
