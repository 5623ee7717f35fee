"""What one app opens without asking, and whether it may manage all files."""

from dataclasses import replace

from device.phone.apps.settings.page import Page
from device.phone.apps.settings.permission import about
from device.phone.apps.settings.row import Action, Note, Row, Toggle
from device.phone.apps.settings.ui import Key, Ui
from device.phone.permission import PREFIX, grant, revoke

_FILES = f"{PREFIX}MANAGE_EXTERNAL_STORAGE"


def defaults_text(ui: Ui, package: str) -> str:
    """Whether the app was chosen to open something always."""
    held = ui.phone.packages.get(package)
    return ui.tr("Some defaults set") if held is not None and held.preferred else ui.tr("No defaults set")


def _defaults(ui: Ui) -> list[Row]:
    package = ui.state.argument
    held = ui.phone.packages.get(package)
    some = held is not None and bool(held.preferred)

    def clear(ui: Ui) -> None:
        held = ui.phone.packages.get(package)
        if held is not None:
            ui.phone.packages.put(replace(held, preferred=frozenset(), last=frozenset()))

    return [
        Action(
            title="Clear default preferences",
            summary=lambda ui: defaults_text(ui, package),
            enabled=lambda _: some,
            act=clear,
        )
    ]


def _all_files(ui: Ui) -> list[Row]:
    app = about(ui)
    if app is None or _FILES not in app.manifest.permissions:
        return [Note(summary="No permissions requested")]
    return [
        _FileAccess(title="Allow access to manage all files", key=Key("secure", "")),
        Note(
            summary="Allow this app to read, modify and delete all files on this device or any connected "
            "storage volumes. If granted, app may access files without your explicit knowledge."
        ),
    ]


class _FileAccess(Toggle):
    """The switch over the permission."""

    def is_on(self, ui: Ui) -> bool:
        held = ui.phone.packages.get(ui.state.argument)
        return held is not None and _FILES in held.granted

    def turn(self, ui: Ui, on: bool) -> None:
        (grant if on else revoke)(ui.phone.packages, ui.state.argument, (_FILES,))


PAGES = (
    Page(key="app_defaults", title="Open by default", more=_defaults, searched=False),
    Page(
        key="all_files",
        title="All files access",
        activity="com.android.settings.Settings$AppManageExternalStorageActivity",
        actions=("android.settings.MANAGE_APP_ALL_FILES_ACCESS_PERMISSION",),
        more=_all_files,
        searched=False,
    ),
)
