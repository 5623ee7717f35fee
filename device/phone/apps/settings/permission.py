"""What apps are allowed: by app and by permission."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.row import Heading, Info, SettingsLink, SettingsNote, SettingsRow
from device.phone.apps.settings.ui import Ui
from device.phone.system.app import App
from device.phone.system.permission import GROUPS, Group, ask_each_time, deny, grant
from device.phone.toolkit.view import View
from device.phone.widget import radio_tile


def about(ui: Ui) -> App | None:
    """The app the page is about."""
    package = ui.state.argument
    return ui.context.system.apps.get(package) if ui.context.packages.get(package) is not None else None


def listed(ui: Ui) -> list[App]:
    """Every app that has a package of its own here, by name."""
    packages = ui.context.packages
    apps = [app for app in ui.context.system.apps.values() if packages.get(app.manifest.package) is not None]
    return sorted(apps, key=lambda app: app.manifest.label.lower())


def groups_of(app: App) -> tuple[Group, ...]:
    """Permission groups an app asks for."""
    return _groups_among(app.manifest.permissions)


@lru_cache(maxsize=256)
def _groups_among(permissions: tuple[str, ...]) -> tuple[Group, ...]:
    asked = frozenset(permissions)
    return tuple(group for group in GROUPS if asked.intersection(group.permissions))


def group_allowed(ui: Ui, app: App, group: Group) -> bool:
    """Whether the app has any permission of the group."""
    installed = ui.context.packages.get(app.manifest.package)
    return installed is not None and bool(installed.granted.intersection(group.permissions))


def _asked(app: App, group: Group) -> list[str]:
    return [name for name in app.manifest.permissions if name in group.permissions]


def _allow(ui: Ui, app: App, group: Group) -> None:
    grant(ui.context.packages, app.manifest.package, _asked(app, group))


def _refuse(ui: Ui, app: App, group: Group) -> None:
    """For good: after this the app may not ask."""
    deny(ui.context.packages, app.manifest.package, _asked(app, group), fixed=True)


def allowed_text(ui: Ui, allowed: int, asked: int) -> str:
    """How many of the groups asked for are allowed."""
    if not asked:
        return ui.tr("No permissions requested")
    return (
        ui.tr("{} of {} permissions allowed").format(allowed, asked)
        if allowed
        else ui.tr("No permissions allowed")
    )


def _app_permissions(ui: Ui) -> list[SettingsRow]:
    app = about(ui)
    if app is None or not groups_of(app):
        return [SettingsNote(summary="No permissions requested")]
    rows: list[SettingsRow] = []
    for heading, wanted in (("Allowed", True), ("Not allowed", False)):
        groups = [group for group in groups_of(app) if group_allowed(ui, app, group) == wanted]
        if groups:
            rows.append(Heading(title=heading))
            rows += [_grant_row(app, group) for group in groups]
    return rows


def _grant_row(app: App, group: Group) -> SettingsRow:
    return SettingsLink(
        title=group.name, icon=group.icon, page="grant", argument=f"{app.manifest.package} {group.name}"
    )


def _grant(ui: Ui) -> list[SettingsRow]:
    """Allow or not, for one app and one group."""
    package, _, name = ui.state.argument.partition(" ")
    app = ui.context.system.apps.get(package)
    group = next((group for group in GROUPS if group.name == name), None)
    if app is None or group is None:
        return []
    allowed = group_allowed(ui, app, group)
    packages = ui.context.packages
    held = packages.get(package)
    once = held is not None and bool(held.once.intersection(group.permissions))
    heading = Heading(title=f"{name} access for this app")
    yes = Mark(
        title="Allow only while using the app" if group.while_used else "Allow",
        on=allowed and not once,
        act=lambda: _allow(ui, app, group),
    )
    ask = Mark(
        title="Ask every time", on=once, act=lambda: ask_each_time(packages, package, _asked(app, group))
    )
    no = Mark(title="Don’t allow", on=not allowed and not once, act=lambda: _refuse(ui, app, group))
    return [heading, yes, ask, no] if group.while_used else [heading, yes, no]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(SettingsRow):
    """One of two answers."""

    on: bool
    act: Callable[[], None]

    def view(self, ui: Ui) -> View:  # noqa: D102
        return radio_tile(self.label(ui), self.on, self.act)


def _as_counted(text: str, _: Ui) -> str:
    return text


def _permissions(ui: Ui) -> list[SettingsRow]:
    """Every group, with how many apps have it."""
    rows: list[SettingsRow] = []
    asked: Counter[str] = Counter()
    allowed: Counter[str] = Counter()
    for app in ui.context.system.apps.values():
        for group in groups_of(app):
            asked[group.name] += 1
            allowed[group.name] += group_allowed(ui, app, group)
    told = ui.tr("{} of {} apps allowed")
    for group in GROUPS:
        text = told.format(allowed[group.name], asked[group.name])
        rows.append(
            SettingsLink(
                title=group.name,
                icon=group.icon,
                page="permission",
                argument=group.name,
                summary=partial(_as_counted, text),
            )
        )
    return rows


def _permission(ui: Ui) -> list[SettingsRow]:
    """The apps of one group."""
    group = next((group for group in GROUPS if group.name == ui.state.argument), GROUPS[0])
    rows: list[SettingsRow] = []
    for heading, wanted in (("Allowed", True), ("Not allowed", False)):
        apps = [
            app for app in listed(ui) if group in groups_of(app) and group_allowed(ui, app, group) == wanted
        ]
        rows.append(Heading(title=heading))
        rows += [
            SettingsLink(
                title=ui.context.translate(app.manifest.label, app.manifest.package),
                named=True,
                icon=app.manifest.icon,
                page="grant",
                argument=f"{app.manifest.package} {group.name}",
            )
            for app in apps
        ] or [Info(title="No apps allowed" if wanted else "No apps denied", enabled=lambda _: False)]
    return rows


PAGES = (
    SettingsPage(key="app_permissions", title="App permissions", more=_app_permissions, searched=False),
    SettingsPage(key="permissions", title="Permission manager", more=_permissions, searched=False),
    SettingsPage(
        key="permission",
        title="Permission",
        heading=lambda ui: ui.tr(ui.state.argument),
        more=_permission,
        searched=False,
    ),
    SettingsPage(
        key="grant",
        title="Permission",
        heading=lambda ui: ui.tr("App permission"),
        more=_grant,
        searched=False,
    ),
)
