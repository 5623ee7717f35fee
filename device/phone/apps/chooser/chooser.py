"""The system's own questions: whom to share with, and what to open something with."""

from dataclasses import replace

from device.phone.apps.chooser.openwith import show_open
from device.phone.apps.chooser.share import show_share
from device.phone.apps.chooser.state import OPEN_WITH, PACKAGE, SHARE, OpenState, ShareState
from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen


class Chooser(App):
    """ChooserActivity and ResolverActivity of Android itself."""

    manifest = Manifest(
        package=PACKAGE,
        label="Android System",
        icon="android",
        icon_colours=("app_green", "#FFFFFF"),
        activities=(SHARE, OPEN_WITH),
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The question about an intent."""
        asked = replace(intent, component="")
        return ShareState(asked) if name == SHARE else OpenState(asked)

    def screen(self, context: Context) -> Screen:
        """A sheet over the app that asks."""
        if isinstance(context.activity.state, ShareState):
            return show_share(context, context.activity.state)
        return show_open(context, context.state(OpenState))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """Something else is to be opened while the question stands."""
        name = context.activity.name
        if name in (SHARE, OPEN_WITH):
            context.set(self.initial(context, name, intent))
        return None
