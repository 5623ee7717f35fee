"""One app's page: what can be done with it, and the ways to its permissions and storage."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.settings.appdefault import defaults_text
from device.phone.apps.settings.appstorage import app_size
from device.phone.apps.settings.device import AppToggle
from device.phone.apps.settings.page import SettingsPage
from device.phone.apps.settings.permission import Mark, about, allowed_text, group_allowed, groups_of
from device.phone.apps.settings.row import Made, SettingsLink, SettingsNote, SettingsRow
from device.phone.apps.settings.ui import Ui
from device.phone.system import installing
from device.phone.system.app import App
from device.phone.system.intent import Intent
from device.phone.system.posting import is_silenced, may_post, silence
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import CENTRED, FILL, FULL_WIDTH, Box, Flow, Icon, Surface, Text
from device.phone.widget import Choice, alert


def _label(ui: Ui) -> str:
    app = about(ui)
    return ui.tr(app.manifest.label) if app else ui.state.argument


def _head(ui: Ui) -> View:
    """Symbol and name, then what can be done with the app."""
    app = about(ui)
    if app is None:
        return View("TextView", text=Text(ui.tr("App not found")), box=Box(padding=(24.0, 8.0, 24.0, 8.0)))
    manifest = app.manifest
    circle = fixed(
        icon=Icon(manifest.icon, manifest.icon_colours[1], filled=True),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
        surface=Surface(manifest.icon_colours[0], radius=24.0),
        important=False,
    )
    name = fixed("TextView", "entity_header_title", Text(_label(ui), style="title_large"))
    top = View(
        box=Box(width=FILL, padding=(24.0, 0.0, 24.0, 12.0)),
        flow=Flow("row", gap=16.0, align="center"),
        important=False,
        children=(circle, name),
    )
    acts = View(
        "LinearLayout",
        "action_buttons",
        box=Box(width=FILL, padding=(16.0, 0.0, 16.0, 8.0)),
        flow=Flow("row", gap=8.0),
        children=_buttons(ui, app),
    )
    return View(box=FULL_WIDTH, children=(top, acts), important=False)


def _buttons(ui: Ui, app: App) -> list[View]:
    packages = ui.context.packages
    package = app.manifest.package
    installed = packages.get(package)
    enabled = installed is None or installed.enabled
    system = installed is None or installed.system
    running = ui.context.system.stack.task_of(package) is not None
    essential = package in (ui.context.package, packages.home().split("/", 1)[0])

    def turn() -> None:
        if not system:
            ui.ask("Uninstall")
        elif enabled:
            ui.ask("Disable")
        elif installed is not None:
            packages.put(replace(installed, enabled=True))

    label, sign = ("Disable" if enabled else "Enable", "block") if system else ("Uninstall", "delete")
    return [
        _act(
            ui.tr("Open"),
            "open_in_new",
            "button1",
            lambda: ui.context.open(Intent(package=package)),
            on=bool(app.manifest.main) and enabled,
        ),
        _act(ui.tr(label), sign, "button2", turn, on=not essential),
        _act(
            ui.tr("Force stop"),
            "warning",
            "button3",
            lambda: ui.ask("Force stop"),
            on=running and not essential,
        ),
    ]


def _act(label: str, icon: str, name: str, on_tap: Callable[[], None], *, on: bool) -> View:
    colour = "primary" if on else "outline"
    return View(
        "Button",
        name,
        Text(label, style="label_large", colour=colour, align="center", max_lines=1),
        icon=Icon(icon, colour),
        box=Box(weight=1.0, padding=(4.0, 12.0, 4.0, 12.0)),
        flow=Flow(gap=6.0, align="center", justify="center"),
        surface=Surface("surface_container_high", radius=20.0),
        enabled=on,
        on_tap=on_tap,
    )


def _force_stop(ui: Ui) -> Overlay:
    def stop() -> None:
        ui.close()
        ui.context.system.force_stop(ui.state.argument)

    return alert(
        ui.tr("Force stop?"),
        ui.tr("If you force stop an app, it may misbehave."),
        accept=Choice(ui.tr("OK"), stop),
        cancel=Choice(ui.tr("Cancel"), ui.close),
    )


def _disable(ui: Ui) -> Overlay:
    package = ui.state.argument

    def disable() -> None:
        ui.close()
        installed = ui.context.packages.get(package)
        ui.context.system.force_stop(package)
        if installed is not None:
            ui.context.packages.put(replace(installed, enabled=False))

    return alert(
        "",
        ui.tr(
            "If you disable this app, Android and other apps may no longer function as intended. Keep in "
            "mind, you can’t delete this app since it came pre-installed on your device."
        ),
        accept=Choice(ui.tr("Disable app"), disable),
        cancel=Choice(ui.tr("Cancel"), ui.close),
    )


def _uninstall(ui: Ui) -> Overlay:
    package = ui.state.argument

    def uninstall() -> None:
        ui.close()
        ui.context.finish()
        installing.uninstall(ui.context.system, package)

    return alert(
        _label(ui),
        ui.tr("Do you want to uninstall this app?"),
        accept=Choice(ui.tr("OK"), uninstall),
        cancel=Choice(ui.tr("Cancel"), ui.close),
    )


def _nothing(_: Ui) -> View:
    return View(important=False)


def _app(ui: Ui) -> list[SettingsRow]:
    app = about(ui)
    if app is None:
        return []
    package = app.manifest.package
    allowed = sum(group_allowed(ui, app, group) for group in groups_of(app))
    return [
        AppToggle(title="Notifications", icon="notifications", package=package),
        SettingsLink(
            title="Permissions",
            icon="admin_panel_settings",
            page="app_permissions",
            argument=package,
            summary=lambda ui: allowed_text(ui, allowed, len(groups_of(app))),
        ),
        SettingsLink(
            title="Storage & cache",
            icon="storage",
            page="app_storage",
            argument=package,
            summary=lambda ui: app_size(ui, package),
        ),
        SettingsLink(
            title="Open by default",
            icon="open_in_new",
            page="app_defaults",
            argument=package,
            summary=lambda ui: defaults_text(ui, package),
        ),
        SettingsNote(summary=lambda ui: f"{ui.tr('version')} {app.manifest.version}\n{package}"),
    ]


def _notifications(ui: Ui) -> list[SettingsRow]:
    """Whether one app may post, and whether what it posts may alert."""
    app = about(ui)
    if app is None:
        return [SettingsNote(summary="App not found")]
    context, package = ui.context, app.manifest.package
    title = ui.tr("All {} notifications").format(_label(ui))
    rows: list[SettingsRow] = [AppToggle(title=title, named=True, package=package, main=True)]
    if may_post(context.system, package):
        silent = is_silenced(context.system, package)
        rows.append(Mark(title="Default", on=not silent, act=lambda: silence(context.system, package, False)))
        rows.append(Mark(title="Silent", on=silent, act=lambda: silence(context.system, package, True)))
    return rows


PAGES = (
    SettingsPage(
        key="app_notification",
        title="Notifications",
        activity="com.android.settings.Settings$AppNotificationSettingsActivity",
        actions=(
            "android.settings.APP_NOTIFICATION_SETTINGS",
            "android.settings.CHANNEL_NOTIFICATION_SETTINGS",
        ),
        more=_notifications,
        searched=False,
    ),
    SettingsPage(
        key="app",
        title="App info",
        activity="com.android.settings.applications.InstalledAppDetails",
        actions=("android.settings.APPLICATION_DETAILS_SETTINGS",),
        rows=(
            Made(title="Open", make=_head),
            Made(title="Force stop", make=_nothing, dialog=_force_stop),
            Made(title="Disable", make=_nothing, dialog=_disable),
            Made(title="Uninstall", make=_nothing, dialog=_uninstall),
        ),
        more=_app,
        searched=False,
    ),
)
