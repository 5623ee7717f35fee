"""The home screen and the drawer with every app."""

from dataclasses import dataclass, replace

from device.phone.apps.launcher.overview import overview
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.package import HOME, OVERVIEW
from device.phone.system.timetext import day_text, local_now
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    Box,
    Flow,
    Gestures,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget import menu, scroll, search_field

_ACTIVITY = "com.google.android.apps.nexuslauncher.NexusLauncherActivity"
_DETAILS = "android.settings.APPLICATION_DETAILS_SETTINGS"
_COLUMNS = 5
_DOCK = 5
_DOCK_ORDER = (
    "com.google.android.dialer",
    "com.simplemobiletools.smsmessenger",
    "com.android.chrome",
    "com.google.android.deskclock",
    "com.android.camera2",
)
"""Packages of the bottom row, as far as they are installed."""
_HOME_ORDER = (
    "com.google.android.contacts",
    "com.simplemobiletools.calendar.pro",
    "com.simplemobiletools.gallery.pro",
    "com.google.android.documentsui",
    "com.android.settings",
)
"""Packages of the row above it."""
_SEARCH = "app_search"
_FIRST_ROW, _ROW = 190.0, 96.0
"""dp from the top to below the drawer's first row, and from row to row."""


@dataclass(frozen=True, slots=True)
class LauncherState:
    """What the home screen is doing."""

    drawer: bool = False
    overview: bool = False
    """Recent apps are shown."""
    came_from: int = 0
    """The task that was in front when recent apps were asked for; 0 = it was home."""
    menu: str = ""
    """Package whose long-press menu is open."""
    anchor: tuple[float, float] = (0.5, 0.5)
    """Where, as fractions of the screen's content."""


class Launcher(App):
    """Pixel Launcher."""

    manifest = Manifest(
        package="com.google.android.apps.nexuslauncher",
        label="Pixel Launcher",
        icon="home",
        filters=(IntentFilter(HOME, _ACTIVITY),),
        upright=(_ACTIVITY,),
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The home page."""
        return LauncherState()

    def screen(self, context: Context) -> Screen:
        """The home page, or the drawer over it."""
        page = _Page(context)
        if page.state.overview:
            leave = lambda: page.show_drawer(False)  # noqa: E731
            return Screen(overview(context, leave), wallpaper=True, light_bars=True)
        if page.state.drawer:
            return Screen(page.drawer(), background="surface_container", overlay=page.menu())
        return Screen(page.home(), wallpaper=True, light_bars=True, overlay=page.menu())

    def back(self, context: Context) -> bool:
        """Closes the drawer."""
        _Page(context).show_drawer(False)
        return True

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """The system asks for recent apps; asked again, it goes to the one before."""
        if intent.action == OVERVIEW:
            state = context.state(LauncherState)
            came_from = int(intent.extras.get("task", 0))
            shown = state.overview and not came_from
            context.set(LauncherState(overview=not shown, came_from=came_from))
            if shown:
                _go_before(context, state.came_from)
        return None


def _go_before(context: Context, came_from: int) -> None:
    """To the app that was in front before that of a task; to the only one there is, or nowhere."""
    stack = context.system.stack
    tasks = [task for task in stack.tasks if task.id != stack.home_task.id]
    wanted = next((task for task in tasks if task.id != came_from), tasks[0] if tasks else None)
    if wanted is not None:
        stack.to_front(wanted)


class _Page:
    """Builds both pages for one state."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.state = context.state(LauncherState)

    # -- what handlers do ----------------------------------------------------------------------------
    def show_drawer(self, shown: bool) -> None:
        """Open or close the drawer; it opens at its top with nothing searched."""
        context = self.context
        context.set(LauncherState(drawer=shown))
        context.set_text(_SEARCH, "")
        context.focus("")
        context.scroll_to("apps", 0)

    def _search(self) -> None:
        self.show_drawer(True)
        self.context.focus(_SEARCH)

    def _open(self, package: str) -> None:
        self.show_drawer(False)
        self.context.open(Intent(package=package))

    def _open_first(self) -> None:
        found = self._found()
        if found:
            self._open(found[0].manifest.package)

    # -- parts ---------------------------------------------------------------------------------------
    def _icon(self, app: App, at: tuple[float, float], *, light: bool, labelled: bool = True) -> View:
        """An app's round icon; its menu opens `at`."""
        manifest = app.manifest
        package = manifest.package
        label = self.context.tr(manifest.label)
        size = 60.0 if not labelled else 56.0
        height = 80.0 if labelled else size
        circle = fixed(
            icon=Icon(manifest.icon, manifest.icon_colours[1], size=30.0, filled=True),
            box=Box(width=size, height=size, place=(0.5, (size / 2) / height)),
            flow=CENTRED,
            surface=Surface(manifest.icon_colours[0], radius=size / 2),
            important=False,
        )
        return View(
            "TextView",
            "icon",
            Text(
                label if labelled else "",
                style="label_medium",
                colour="#FFFFFF" if light else "on_surface",
                align="center",
                max_lines=1,
            ),
            label,
            box=Box(height=height, weight=1.0),
            flow=Flow("stack", justify="end"),
            on_tap=lambda: self._open(package),
            on_long_press=lambda: self.context.set(replace(self.state, menu=package, anchor=at)),
            children=(circle,),
        )

    def menu(self) -> Overlay | None:
        """What a long press on an icon opens."""
        package = self.state.menu
        if not package:
            return None
        context = self.context
        close: Handler = lambda: context.set(replace(self.state, menu=""))  # noqa: E731
        details = Intent(_DETAILS, data=f"package:{package}")
        items = [(context.tr("App info"), context.then(close, lambda: context.open(details)))]
        return menu(items, close, anchor=self.state.anchor)

    def _row(self, apps: list[App], y: float, *, light: bool, dock: bool = False) -> View:
        """Up to five icons; `y` is where their menus open. A dock's icons are in the middle."""
        icons = [
            self._icon(app, ((column + 0.5) / _COLUMNS, y), light=light, labelled=not dock)
            for column, app in enumerate(apps)
        ]
        free = float(_COLUMNS - len(icons))
        if free and dock:
            side = fixed(box=Box(weight=free / 2), important=False)
            icons = [side, *icons, side]
        elif free:
            icons.append(fixed(box=Box(weight=free), important=False))
        return View(
            box=Box(width=FILL, padding=(10.0, 0.0, 10.0, 0.0)),
            flow=Flow("row", gap=4.0),
            important=False,
            children=icons,
        )

    # -- pages ---------------------------------------------------------------------------------------
    def home(self) -> View:
        """Date, a row of apps, the dock, the search bar."""
        context = self.context
        packages = {app.manifest.package: app for app in context.packages.launchable()}
        dock = [packages.pop(name) for name in _DOCK_ORDER if name in packages][:_DOCK]
        above = [packages[name] for name in _HOME_ORDER if name in packages]
        glance = fixed(
            "TextView",
            "date",
            Text(day_text(context.tr, local_now(context)), style="headline_small", colour="#FFFFFF"),
            box=Box(margin=(28.0, 36.0, 28.0, 0.0)),
        )
        search = View(
            "FrameLayout",
            "search_container_hotseat",
            content_description=context.tr("Search"),
            box=Box(width=FILL, height=56.0, padding=(18.0, 0.0, 18.0, 0.0), margin=(20.0, 20.0, 20.0, 20.0)),
            flow=Flow("row", gap=16.0, align="center"),
            surface=Surface("surface_container_high", radius=28.0),
            on_tap=self._search,
            children=(
                fixed(icon=Icon("search", "primary"), important=False),
                fixed(box=GROWING, important=False),
                fixed(icon=Icon("mic", "primary"), important=False),
            ),
        )
        workspace = View(
            "android.view.ViewGroup",
            "workspace",
            box=Box(width=FILL, weight=1.0, padding=(0.0, 0.0, 0.0, 20.0)),
            flow=Flow(gap=20.0, justify="end"),
            children=[self._row(above, 0.74, light=True)] if above else (),
        )
        hotseat = View(
            "android.view.ViewGroup",
            "hotseat",
            box=FULL_WIDTH,
            children=(self._row(dock, 0.84, light=True, dock=True),),
        )
        return View(
            "FrameLayout",
            "launcher",
            box=FULL_SIZE,
            gestures=Gestures(
                on_fling=lambda direction: self.show_drawer(True) if direction == "up" else None
            ),
            children=(glance, workspace, hotseat, search),
        )

    def _found(self) -> list[App]:
        wanted = self.context.text(_SEARCH).strip().lower()
        apps = self.context.packages.launchable()
        if not wanted:
            return apps
        tr = self.context.tr
        return [
            app
            for app in apps
            if any(word.startswith(wanted) for word in tr(app.manifest.label).lower().split())
            or tr(app.manifest.label).lower().startswith(wanted)
        ]

    def drawer(self) -> View:
        """Every app by name, filtered by the search field."""
        context = self.context
        tr = context.tr
        field = search_field(
            context,
            _SEARCH,
            tr("Search your phone and more"),
            labels=("", tr("Clear text")),
            resource_id="fallback_search_view",
        )
        field.box = replace(field.box, margin=(20.0, 12.0, 20.0, 8.0))
        field.children[1].input = replace(field.children[1].input, on_submit=self._open_first)
        apps = self._found()
        high = context.size[1] / context.density
        scrolled = context.activity.layout.scroll.get("apps", 0) / context.density
        rows = [
            self._row(
                apps[start : start + _COLUMNS],
                min(0.9, max(0.1, (_FIRST_ROW + start // _COLUMNS * _ROW - scrolled) / high)),
                light=False,
            )
            for start in range(0, len(apps), _COLUMNS)
        ]
        if not apps:
            nothing = tr("No apps found matching “{}”").format(context.text(_SEARCH))
            rows = [fixed("TextView", "empty_text", Text(nothing), box=Box(padding=(24.0, 24.0, 24.0, 24.0)))]
        grid = scroll("apps", rows, resource_id="apps_list_view", gap=16.0)
        grid.box = replace(grid.box, padding=(0.0, 16.0, 0.0, 24.0))
        return View(
            "RelativeLayout",
            "apps_view",
            box=FULL_SIZE,
            gestures=Gestures(
                on_fling=lambda direction: self.show_drawer(False) if direction == "down" else None
            ),
            children=(field, grid),
        )
