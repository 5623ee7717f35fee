"""What one app opens without asking, whether it may manage all files, and which app has which role."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.permission import Mark, about
from device.phone.apps.settings.row import SettingsAction, SettingsLink, SettingsNote, SettingsRow
from device.phone.apps.settings.special import Access
from device.phone.apps.settings.ui import Ui
from device.phone.system.intent import RESOLVER, VIEW, Intent
from device.phone.system.package import HOME
from device.phone.system.permission import PREFIX

_FILES = f"{PREFIX}MANAGE_EXTERNAL_STORAGE"


def defaults_text(ui: Ui, package: str) -> str:
    """Whether the app was chosen to open something always."""
    held = ui.context.packages.get(package)
    return ui.tr("Some defaults set") if held is not None and held.preferred else ui.tr("No defaults set")


def _defaults(ui: Ui) -> list[SettingsRow]:
    package = ui.state.argument
    held = ui.context.packages.get(package)
    some = held is not None and bool(held.preferred)

    def clear(ui: Ui) -> None:
        held = ui.context.packages.get(package)
        if held is not None:
            ui.context.packages.put(replace(held, preferred=frozenset(), last=frozenset()))

    return [
        SettingsAction(
            title="Clear default preferences",
            summary=lambda ui: defaults_text(ui, package),
            enabled=lambda _: some,
            act=clear,
        )
    ]


def _all_files(ui: Ui) -> list[SettingsRow]:
    app = about(ui)
    if app is None or _FILES not in app.manifest.permissions:
        return [SettingsNote(summary="No permissions requested")]
    return [
        Access(title="Allow access to manage all files", package=ui.state.argument, permission=_FILES),
        SettingsNote(
            summary="Allow this app to read, modify and delete all files on this device or any connected "
            "storage volumes. If granted, app may access files without your explicit knowledge."
        ),
    ]


# -- who is asked first --------------------------------------------------------------------------------------
_ROLES: Mapping[str, tuple[str, str, tuple[Intent, ...]]] = {
    "browser": (
        "Browser app",
        "public",
        tuple(Intent(VIEW, f"{name}://example.com") for name in ("http", "https")),
    ),
    "home": ("Home app", "home", (Intent(categories=(HOME,)),)),
    "phone": ("Phone app", "call", (Intent("android.intent.action.DIAL"),)),
    "sms": ("SMS app", "chat", (Intent("android.intent.action.SENDTO", "smsto:1"),)),
}
"""Role -> what it is called, its symbol, and the intents that whoever has it opens."""


def _holder(ui: Ui, role: str) -> str:
    """The component that has a role; "" when several could and none was chosen."""
    found = ui.context.packages.resolve(_ROLES[role][2][0])
    return "" if found == RESOLVER else found


def _name(ui: Ui, component: str) -> str:
    app = ui.context.system.apps.get(component.partition("/")[0])
    return ui.context.translate(app.manifest.label, app.manifest.package) if app else ui.tr("None")


def _holder_name(role: str, ui: Ui) -> str:
    return _name(ui, _holder(ui, role))


def _roles(ui: Ui) -> list[SettingsRow]:
    return [
        SettingsLink(
            title=title,
            icon=icon,
            page="default_app",
            argument=role,
            summary=partial(_holder_name, role),
        )
        for role, (title, icon, _) in _ROLES.items()
    ]


def _candidates(ui: Ui, role: str) -> list[SettingsRow]:
    """The apps that could have a role, the one that has it marked."""
    intents, holder = _ROLES[role][2], _holder(ui, role)

    def choose(component: str) -> None:
        for intent in intents:
            ui.context.packages.choose(intent, component, always=True)

    return [
        Mark(title=_name(ui, found), named=True, on=found == holder, act=partial(choose, found))
        for found in ui.context.packages.matches(intents[0])
    ]


PAGES = (
    SettingsPage(key="app_defaults", title="Open by default", more=_defaults, searched=False),
    SettingsPage(
        key="all_files",
        title="All files access",
        activity="com.android.settings.Settings$AppManageExternalStorageActivity",
        actions=("android.settings.MANAGE_APP_ALL_FILES_ACCESS_PERMISSION",),
        more=_all_files,
        searched=False,
    ),
    SettingsPage(
        key="default_apps",
        title="Default apps",
        activity="com.android.settings.Settings$ManageDefaultAppsActivity",
        actions=("android.settings.MANAGE_DEFAULT_APPS_SETTINGS",),
        more=_roles,
        searched=False,
    ),
    SettingsPage(
        key="default_app",
        title="Default apps",
        heading=lambda ui: ui.tr(_ROLES[ui.state.argument][0]),
        more=lambda ui: _candidates(ui, ui.state.argument),
        searched=False,
    ),
    SettingsPage(
        key="home_app",
        title="Home app",
        activity="com.android.settings.Settings$HomeSettingsActivity",
        actions=("android.settings.HOME_SETTINGS",),
        more=lambda ui: _candidates(ui, "home"),
        searched=False,
    ),
)
