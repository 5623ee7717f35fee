"""What apps are allowed: by app and by permission."""

from collections.abc import Callable
from dataclasses import dataclass

from device.phone.app import App
from device.phone.apps.settings.page import Page
from device.phone.apps.settings.row import Heading, Info, Link, Note, Row
from device.phone.apps.settings.ui import Ui
from device.phone.view import View
from device.phone.widget import radio_tile

PERMISSIONS = (
    ("Calendar", "calendar_month", ("READ_CALENDAR", "WRITE_CALENDAR")),
    ("Call logs", "call", ("READ_CALL_LOG", "WRITE_CALL_LOG")),
    ("Camera", "photo_camera", ("CAMERA",)),
    ("Contacts", "contacts", ("READ_CONTACTS", "WRITE_CONTACTS", "GET_ACCOUNTS")),
    ("Files", "folder", ("READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE", "MANAGE_EXTERNAL_STORAGE")),
    ("Location", "location_on", ("ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION")),
    ("Microphone", "mic", ("RECORD_AUDIO",)),
    ("Music and audio", "music_note", ("READ_MEDIA_AUDIO",)),
    ("Notifications", "notifications", ("POST_NOTIFICATIONS",)),
    ("Phone", "call", ("CALL_PHONE", "READ_PHONE_STATE")),
    ("Photos and videos", "image", ("READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO")),
    ("SMS", "sms", ("SEND_SMS", "READ_SMS", "RECEIVE_SMS")),
)
"""Permission groups: name, symbol, permissions without "android.permission."."""


def about(ui: Ui) -> App | None:
    """The app the page is about."""
    package = ui.state.argument
    return ui.phone.apps.get(package) if ui.phone.packages.get(package) is not None else None


def listed(ui: Ui) -> list[App]:
    """Every app that has a package of its own here, by name."""
    packages = ui.phone.packages
    apps = [app for app in ui.phone.apps.values() if packages.get(app.manifest.package) is not None]
    return sorted(apps, key=lambda app: app.manifest.label.lower())


Group = tuple[str, str, tuple[str, ...]]


def groups_of(app: App) -> list[Group]:
    """Permission groups an app asks for."""
    asked = {permission.removeprefix("android.permission.") for permission in app.manifest.permissions}
    return [group for group in PERMISSIONS if asked.intersection(group[2])]


def group_allowed(ui: Ui, app: App, group: Group) -> bool:
    """Whether the app has any permission of the group."""
    installed = ui.phone.packages.get(app.manifest.package)
    granted = installed.granted if installed else frozenset()
    return any(f"android.permission.{name}" in granted for name in group[2])


def _allow(ui: Ui, app: App, group: Group, allowed: bool) -> None:
    for permission in app.manifest.permissions:
        if permission.removeprefix("android.permission.") in group[2]:
            ui.phone.packages.grant(app.manifest.package, permission, granted=allowed)


def allowed_text(ui: Ui, allowed: int, asked: int) -> str:
    """How many of the groups asked for are allowed."""
    if not asked:
        return ui.tr("No permissions requested")
    return (
        ui.tr("{} of {} permissions allowed").format(allowed, asked)
        if allowed
        else ui.tr("No permissions allowed")
    )


def _app_permissions(ui: Ui) -> list[Row]:
    app = about(ui)
    if app is None or not groups_of(app):
        return [Note(summary="No permissions requested")]
    rows: list[Row] = []
    for heading, wanted in (("Allowed", True), ("Not allowed", False)):
        groups = [group for group in groups_of(app) if group_allowed(ui, app, group) == wanted]
        if groups:
            rows.append(Heading(title=heading))
            rows += [_grant_row(app, name, icon) for name, icon, _ in groups]
    return rows


def _grant_row(app: App, name: str, icon: str) -> Row:
    return Link(title=name, icon=icon, page="grant", argument=f"{app.manifest.package} {name}")


def _grant(ui: Ui) -> list[Row]:
    """Allow or not, for one app and one group."""
    package, _, name = ui.state.argument.partition(" ")
    app = ui.phone.apps.get(package)
    group = next((group for group in PERMISSIONS if group[0] == name), None)
    if app is None or group is None:
        return []
    allowed = group_allowed(ui, app, group)
    return [
        Heading(title=f"{name} access for this app"),
        Mark(title="Allow", on=allowed, act=lambda: _allow(ui, app, group, True)),
        Mark(title="Don’t allow", on=not allowed, act=lambda: _allow(ui, app, group, False)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Row):
    """One of two answers."""

    on: bool
    act: Callable[[], None]

    def view(self, ui: Ui) -> View:  # noqa: D102
        return radio_tile(self.label(ui), self.on, self.act)


def _permissions(ui: Ui) -> list[Row]:
    """Every group, with how many apps have it."""
    rows: list[Row] = []
    for group in PERMISSIONS:
        apps = [app for app in ui.phone.apps.values() if group in groups_of(app)]
        allowed = sum(group_allowed(ui, app, group) for app in apps)
        text = ui.tr("{} of {} apps allowed").format(allowed, len(apps))
        rows.append(
            Link(
                title=group[0],
                icon=group[1],
                page="permission",
                argument=group[0],
                summary=lambda _, text=text: text,  # type: ignore[misc]
            )
        )
    return rows


def _permission(ui: Ui) -> list[Row]:
    """The apps of one group."""
    group = next((group for group in PERMISSIONS if group[0] == ui.state.argument), PERMISSIONS[0])
    rows: list[Row] = []
    for heading, wanted in (("Allowed", True), ("Not allowed", False)):
        apps = [
            app for app in listed(ui) if group in groups_of(app) and group_allowed(ui, app, group) == wanted
        ]
        rows.append(Heading(title=heading))
        rows += [
            Link(
                title=app.manifest.label,
                named=True,
                icon=app.manifest.icon,
                page="grant",
                argument=f"{app.manifest.package} {group[0]}",
            )
            for app in apps
        ] or [Info(title="No apps allowed" if wanted else "No apps denied", enabled=lambda _: False)]
    return rows


PAGES = (
    Page(key="app_permissions", title="App permissions", more=_app_permissions, searched=False),
    Page(key="permissions", title="Permission manager", more=_permissions, searched=False),
    Page(
        key="permission",
        title="Permission",
        heading=lambda ui: ui.tr(ui.state.argument),
        more=_permission,
        searched=False,
    ),
    Page(
        key="grant",
        title="Permission",
        heading=lambda ui: ui.tr("App permission"),
        more=_grant,
        searched=False,
    ),
)
