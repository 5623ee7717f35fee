"""Apps whose code the phone cannot run: they have an icon and a screen of their own, with nothing on it."""

from device.phone.system.app import App, Manifest
from device.phone.system.context import Context
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_SIZE, FULL_WIDTH, Box, Text


class ForeignApp(App):
    """What an APK that was installed shows."""

    def screen(self, context: Context) -> Screen:
        """Its name over an empty page."""
        title = View(
            "TextView",
            text=Text(self.manifest.label, style="title_large"),
            box=Box(padding=(16.0, 16.0, 16.0, 16.0)),
        )
        bar = View("android.view.ViewGroup", "action_bar", box=FULL_WIDTH, children=(title,))
        content = View("FrameLayout", "android:id/content", box=Box(width=FILL, weight=1.0))
        return Screen(View(box=FULL_SIZE, children=(bar, content)), title=self.manifest.label)


def foreign_app(manifest: Manifest) -> App:
    """The app that a manifest tells of."""
    kind: type[ForeignApp] = type("Foreign", (ForeignApp,), {"manifest": manifest})
    return kind()
