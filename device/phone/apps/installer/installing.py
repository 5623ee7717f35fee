"""An APK that was opened: the question before its app is installed, and what came of it."""

from dataclasses import dataclass

from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system import installing
from device.phone.system.apk.apk import Apk, ApkFault, read_apk
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Overlay
from device.phone.widget import Choice, alert


@dataclass(frozen=True, slots=True)
class InstallState:
    """The file, and how far it is."""

    path: str
    done: str = ""
    """Package that was installed."""
    failed: bool = False


def opened(intent: Intent) -> InstallState:
    """The file that an intent brings."""
    return InstallState(path_of(intent.data) or intent.data.removeprefix("package:"))


def install_dialog(context: Context) -> Overlay:
    """Whether it is to be installed; afterwards whether it is to be opened."""
    tr, state = context.tr, context.state(InstallState)
    apk = _read(context, state.path)
    if apk is None:
        return alert(
            "",
            tr("There was a problem parsing the package."),
            accept=Choice(tr("OK"), lambda: context.finish()),
        )
    label = apk.manifest.label
    if state.failed:
        return alert(label, tr("App not installed."), accept=Choice(tr("Done"), lambda: context.finish()))
    if state.done:
        main = context.packages.main(state.done)

        def show() -> None:
            context.finish()
            context.open(Intent(package=state.done))

        return alert(
            label,
            tr("App installed."),
            accept=Choice(tr("Open"), show, enabled=bool(main)),
            cancel=Choice(tr("Done"), lambda: context.finish()),
        )
    known = context.packages.get(apk.manifest.package) is not None
    question = "Do you want to update this app?" if known else "Do you want to install this app?"

    def install() -> None:
        try:
            data = context.files.read(state.path)
            package = installing.install(context.system, data, state.path, installer=context.package)
        except (ApkFault, FileFault):
            context.set(InstallState(state.path, failed=True))
        else:
            context.set(InstallState(state.path, package))

    return alert(
        label,
        tr(question),
        accept=Choice(tr("Update" if known else "Install"), install),
        cancel=Choice(tr("Cancel"), lambda: context.finish()),
    )


def _read(context: Context, path: str) -> Apk | None:
    try:
        return read_apk(context.files.read(path), path)
    except (ApkFault, FileFault):
        return None
