"""The Settings app: which page an activity shows, and which intents open it."""

from device.phone.apps.settings import (
    application,
    connected,
    date,
    device,
    display,
    network,
    permission,
    sound,
    storage,
    system,
    wifi,
)
from device.phone.apps.settings.home import HOME, show_home
from device.phone.apps.settings.page import SEARCH, show, show_search
from device.phone.apps.settings.panel import FILTERS, PANEL, PANELS, show_panel
from device.phone.apps.settings.ui import SUB_SETTINGS, SettingsState, Ui
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen

PACKAGE = "com.android.settings"
MAIN = "com.android.settings.Settings"
PAGES = {
    page.key: page
    for page in (
        HOME,
        *network.PAGES,
        *wifi.PAGES,
        *connected.PAGES,
        *application.PAGES,
        *permission.PAGES,
        *device.PAGES,
        *storage.PAGES,
        *sound.PAGES,
        *display.PAGES,
        *system.PAGES,
        *date.PAGES,
    )
}
"""Every page by its key; "search" is none of them."""
_PACKAGE = ("android.provider.extra.APP_PACKAGE", "app_package")
"""Extras that name a package; the second is what apps wrote before there was the first."""
_BY_ACTIVITY = {page.activity: page.key for page in PAGES.values() if page.activity}
_FILTERS = tuple(IntentFilter(action, page.activity) for page in PAGES.values() for action in page.actions)


class Settings(App):
    """Android's Settings."""

    manifest = Manifest(
        package=PACKAGE,
        label="Settings",
        icon="settings",
        icon_colours=("#5F6368", "#FFFFFF"),
        main=MAIN,
        activities=(SUB_SETTINGS, *(name for name in _BY_ACTIVITY)),
        filters=(IntentFilter("android.settings.SETTINGS", MAIN), *_FILTERS, *FILTERS),
        apart=(PANEL,),
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The page that the activity's class or the intent's extras name."""
        if name == SUB_SETTINGS:
            page = str(intent.extras.get("page", "home"))
            if page == "search":
                context.focus(SEARCH)
            return SettingsState(page, str(intent.extras.get("argument", "")))
        if name == PANEL:
            return SettingsState(PANELS.get(intent.action, "internet_connectivity"))
        return SettingsState(_BY_ACTIVITY.get(name, "home"), _subject(intent))

    def screen(self, context: Context) -> Screen:
        """The page."""
        ui = Ui(context)
        key = ui.state.page
        if context.activity.name == PANEL:
            return show_panel(ui)
        if key == "home":
            return show_home(ui)
        if key == "search":
            return show_search(ui, PAGES)
        return show(ui, PAGES[key])

    def receive(self, context: Context, intent: Intent) -> None:
        """An intent for a page that is open already: it may be about something else now."""
        if context.activity.name == PANEL:
            context.set(self.initial(context, PANEL, intent))
        elif _subject(intent) and isinstance(context.activity.state, SettingsState):
            context.set(SettingsState(context.activity.state.page, _subject(intent)))


def _subject(intent: Intent) -> str:
    """The package that a page is asked for, in the address or, for notifications, among the extras."""
    named = (str(intent.extras[key]) for key in _PACKAGE if key in intent.extras)
    return intent.data.removeprefix("package:") or next(named, "")
