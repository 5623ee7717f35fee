"""Special app access, a switch for each app that wants it; and which apps battery saving spares."""

from dataclasses import dataclass
from functools import partial

from device.phone.apps.settings.ask import SettingsOptions
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.permission import about, listed
from device.phone.apps.settings.row import Heading, SettingsNote, SettingsRow, Toggle
from device.phone.apps.settings.ui import Key, Ui
from device.phone.system.idle import spare, spared
from device.phone.system.permission import PREFIX, grant, revoke

_NO_KEY = Key("secure", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access(Toggle):
    """The switch over one app's permission."""

    key: Key = _NO_KEY
    package: str
    permission: str

    def is_on(self, ui: Ui) -> bool:
        """Whether the app has it."""
        held = ui.context.packages.get(self.package)
        return held is not None and self.permission in held.granted

    def turn(self, ui: Ui, on: bool) -> None:
        """Give it, or take it away."""
        (grant if on else revoke)(ui.context.packages, self.package, (self.permission,))


def _page(key: str, title: str, permission: str, action: str, activity: str, note: str) -> SettingsPage:
    """A page on one kind of access: of all apps that want it, or of the one that an intent names."""

    def rows(ui: Ui) -> list[SettingsRow]:
        one = about(ui)
        apps = [one] if one is not None else listed(ui)
        found: list[SettingsRow] = [
            Access(
                title=ui.context.translate(app.manifest.label, app.manifest.package),
                icon=app.manifest.icon,
                package=app.manifest.package,
                permission=f"{PREFIX}{permission}",
                named=True,
            )
            for app in apps
            if f"{PREFIX}{permission}" in app.manifest.permissions
        ]
        none = Heading(title="No permissions requested" if one is not None else "No apps")
        return [*(found or [none]), SettingsNote(summary=note)]

    return SettingsPage(
        key=key,
        title=title,
        activity=f"com.android.settings.Settings${activity}",
        actions=(f"android.settings.{action}",),
        more=rows,
        searched=False,
    )


# -- battery -----------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class _Battery(SettingsOptions):
    """Whether battery saving spares one app; the same list as `dumpsys deviceidle whitelist`."""

    key: Key = _NO_KEY
    options: tuple[tuple[str, str], ...] = (("1", "Don’t optimize"), ("", "Optimize"))
    package: str

    def chosen(self, ui: Ui) -> int:
        """Place of the present answer."""
        return int(self.package not in spared(ui.context.system))


def _spare(package: str, ui: Ui, value: str) -> None:
    spare(ui.context.system, package, bool(value))


def _batteries(ui: Ui) -> list[SettingsRow]:
    free = spared(ui.context.system)
    return [
        _Battery(
            title=ui.context.translate(app.manifest.label, app.manifest.package),
            icon=app.manifest.icon,
            package=app.manifest.package,
            named=True,
            summary="Not optimized" if app.manifest.package in free else "Optimizing battery use",
            change=partial(_spare, app.manifest.package),
        )
        for app in ui.context.packages.launchable()
    ]


PAGES = (
    _page(
        "overlay",
        "Display over other apps",
        "SYSTEM_ALERT_WINDOW",
        "action.MANAGE_OVERLAY_PERMISSION",
        "OverlaySettingsActivity",
        "Allow this app to display on top of other apps you’re using. This app will be able to see where you "
        "tap or change what’s displayed on the screen.",
    ),
    _page(
        "write_settings",
        "Modify system settings",
        "WRITE_SETTINGS",
        "action.MANAGE_WRITE_SETTINGS",
        "WriteSettingsActivity",
        "This permission allows an app to modify system settings.",
    ),
    _page(
        "install_sources",
        "Install unknown apps",
        "REQUEST_INSTALL_PACKAGES",
        "MANAGE_UNKNOWN_APP_SOURCES",
        "ManageExternalSourcesActivity",
        "Your phone and personal data are more vulnerable to attack by unknown apps.",
    ),
    _page(
        "usage_access",
        "Usage access",
        "PACKAGE_USAGE_STATS",
        "USAGE_ACCESS_SETTINGS",
        "UsageAccessSettingsActivity",
        "Usage access allows an app to track what other apps you’re using and how often, as well as your "
        "carrier, language settings, and other details.",
    ),
    SettingsPage(
        key="battery_optimization",
        title="Battery optimization",
        activity="com.android.settings.Settings$HighPowerApplicationsActivity",
        actions=("android.settings.IGNORE_BATTERY_OPTIMIZATION_SETTINGS",),
        more=_batteries,
        searched=False,
        long=True,
    ),
)
