"""The dialogs in which a person agrees to an app being installed or uninstalled, whoever asked for that."""

from dataclasses import dataclass

from device.phone.apps.installer.installing import install_dialog, opened
from device.phone.system import installing
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import Choice, alert

PACKAGE = "com.google.android.packageinstaller"
UNINSTALLER = "com.android.packageinstaller.UninstallerActivity"
INSTALLER = "com.android.packageinstaller.PackageInstallerActivity"
_APK = "application/vnd.android.package-archive"
_ACTION = "android.intent.action."


@dataclass(frozen=True, slots=True)
class UninstallState:
    """Which package is to go."""

    package: str


class PackageInstaller(App):
    """UninstallerActivity and PackageInstallerActivity."""

    manifest = Manifest(
        package=PACKAGE,
        label="Package installer",
        icon="apk_install",
        activities=(UNINSTALLER, INSTALLER),
        filters=(
            *(
                IntentFilter(f"{_ACTION}{action}", UNINSTALLER, scheme="package")
                for action in ("DELETE", "UNINSTALL_PACKAGE")
            ),
            *(
                IntentFilter(f"{_ACTION}{action}", INSTALLER, scheme=scheme, type=_APK)
                for action in ("VIEW", "INSTALL_PACKAGE")
                for scheme in ("file", "content")
            ),
        ),
        version="13",
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The package that the address names, or the file."""
        if name == INSTALLER:
            return opened(intent)
        return UninstallState(intent.data.removeprefix("package:").lstrip("/"))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str | None] | None:
        """It is open already and is asked for another one."""
        if context.activity.name in (UNINSTALLER, INSTALLER):
            context.set(self.initial(context, context.activity.name, intent))
        return None

    def screen(self, context: Context) -> Screen:
        """The question over whatever was there."""
        asked = install_dialog(context) if context.activity.name == INSTALLER else _question(context)
        return Screen(View(), overlay=asked, translucent=True)


def _question(context: Context) -> Overlay:
    tr = context.tr
    package = context.state(UninstallState).package
    held = context.packages.get(package)
    if held is None:
        return alert(
            tr("App not found"),
            tr("The app wasn’t found in the list of installed apps."),
            accept=Choice(tr("OK"), lambda: context.finish()),
        )
    app = context.system.apps.get(package)
    label = context.translate(app.manifest.label if app is not None else held.label, package)

    def uninstall() -> None:
        context.finish()
        if held.system:
            context.toast(tr("Uninstall unsuccessful."))
            return
        installing.uninstall(context.system, package)
        context.toast(tr("Uninstalled {}").format(label))

    return alert(
        label,
        tr("Do you want to uninstall this app?"),
        accept=Choice(tr("OK"), uninstall),
        cancel=Choice(tr("Cancel"), lambda: context.finish()),
    )
