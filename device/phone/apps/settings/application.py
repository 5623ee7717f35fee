"""Apps: those opened lately, and the list of all."""

from device.phone.apps.settings import appdefault, appinfo, appstorage, special
from device.phone.apps.settings.appstorage import app_size
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.permission import listed
from device.phone.apps.settings.row import Heading, SettingsLink, SettingsRow
from device.phone.apps.settings.ui import Ui
from device.phone.system.app import App


def _app_row(ui: Ui, app: App) -> SettingsRow:
    manifest = app.manifest
    package = manifest.package

    def summary(ui: Ui) -> str:
        installed = ui.context.packages.get(package)
        if installed is not None and not installed.enabled:
            return ui.tr("Disabled")
        return app_size(ui, package)

    return SettingsLink(
        title=ui.tr(manifest.label),
        icon=manifest.icon,
        page="app",
        argument=package,
        summary=summary,
        named=True,
    )


def _all_apps(ui: Ui) -> list[SettingsRow]:
    return [_app_row(ui, app) for app in listed(ui)]


def _recent(ui: Ui) -> list[SettingsRow]:
    """Apps that were opened, the latest first, then the way to all of them."""
    own = ui.context.package
    opened = [task.activities[0].package for task in ui.context.system.stack.tasks]
    home = ui.context.packages.home().split("/", 1)[0]
    apps = [ui.context.system.apps[package] for package in opened if package not in (own, home)][:4]
    rows: list[SettingsRow] = (
        [Heading(title="Recently opened apps"), *(_app_row(ui, app) for app in apps)] if apps else []
    )
    count = len(listed(ui))
    rows += [
        SettingsLink(title="All apps", icon="apps", page="all_apps", summary=lambda ui: _see_all(ui, count)),
        SettingsLink(title="Notifications", icon="notifications", page="app_notifications"),
        SettingsLink(title="Permission manager", icon="admin_panel_settings", page="permissions"),
        SettingsLink(title="Default apps", icon="star", page="default_apps"),
    ]
    return rows


def _see_all(ui: Ui, count: int) -> str:
    return ui.tr("See all {} apps").format(count)


PAGES = (
    SettingsPage(
        key="apps",
        title="Apps",
        activity="com.android.settings.Settings$AppDashboardActivity",
        more=_recent,
    ),
    SettingsPage(
        key="all_apps",
        title="All apps",
        activity="com.android.settings.Settings$ManageApplicationsActivity",
        actions=(
            "android.settings.APPLICATION_SETTINGS",
            "android.settings.MANAGE_APPLICATIONS_SETTINGS",
            "android.settings.MANAGE_ALL_APPLICATIONS_SETTINGS",
        ),
        more=_all_apps,
        searched=False,
        long=True,
    ),
    *appinfo.PAGES,
    *appdefault.PAGES,
    *appstorage.PAGES,
    *special.PAGES,
)
