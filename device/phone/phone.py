"""The embedded phone: its services, its apps, its screen, and the whole of it saved and put back.

    phone = Phone(seed=1)
    phone.touch.tap(540, 1200)       # input, see touch.py
    phone.frame().elements()         # what is on the screen, see frame.py
    phone.shell("settings get global wifi_on").stdout
    saved = phone.snapshot(); ...; phone.restore(saved)

Nothing in here reads the host's clock, files, processes or network.
"""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from device.phone.app import App, Context
from device.phone.apps import installed_apps
from device.phone.clock import ClockState, PhoneClock
from device.phone.database import Database
from device.phone.filesystem import FileSystem, FileTree
from device.phone.frame import Frame, compose
from device.phone.intent import Activity, Intent, Task
from device.phone.package import Installed, PackageTable
from device.phone.property import default_properties
from device.phone.screenshot import Camera
from device.phone.setting import SettingStore
from device.phone.shell.interpreter import Shell
from device.phone.stack import TaskStack
from device.phone.systemui import navigation_bar, status_bar
from device.phone.touch import Touch
from device.phone.view import Screen

SIZE = (1080, 2400)
DENSITY = 2.625
STORAGE_CAP = 512 * 1024 * 1024
"""Bytes a phone's file system takes before it answers "No space left on device"."""
TOAST_MS = 2_000


@dataclass(frozen=True, slots=True)
class Window:
    """State of the screen that belongs to no app."""

    keyboard_shown: bool = False
    keyboard_page: str = "letters"
    """letters, shift, symbols, more."""
    toast: str = ""
    toast_until_ms: int = 0
    clipboard: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole phone at one moment. Holds references to immutable parts and copies of small dicts."""

    clock: ClockState
    settings: Mapping[str, Mapping[str, str]]
    properties: Mapping[str, str]
    files: FileTree
    databases: Mapping[tuple[str, str], bytes]
    stack: tuple[tuple[Task, ...], int]
    packages: Mapping[str, Installed]
    window: Window
    rng: object


class Phone:
    """One simulated Pixel 6 on Android 13."""

    def __init__(
        self,
        seed: int = 0,
        *,
        monotonic: Callable[[], float] | None = None,
        storage_cap: int = STORAGE_CAP,
    ) -> None:
        self.seed = seed
        self.size = SIZE
        self.density = DENSITY
        self.clock = PhoneClock(monotonic)
        self.rng = Random(seed)
        self.settings = SettingStore()
        self.properties = default_properties()
        self.apps: dict[str, App] = {app.manifest.package: app for app in installed_apps()}
        self.packages = PackageTable(self.apps)
        self.files = FileSystem(self.clock, storage_cap)
        self._databases: dict[tuple[str, str], Database] = {}
        for package in self.apps:
            self._create_data(package)
        self.home_package, home_name = self.packages.home().split("/", 1)
        self.stack = TaskStack(Activity(1, self.home_package, home_name))
        self._initialise(self.stack.front)
        self.window = Window()
        self.log: list[str] = []
        self.shell = Shell(self)
        self.touch = Touch(self)
        self.camera = Camera(self)
        self._frame: Frame | None = None
        self._frame_stamp: tuple[object, ...] = ()
        self._fresh = self.snapshot()

    # -- data ----------------------------------------------------------------------------------------
    def _create_data(self, package: str) -> None:
        """Fresh databases of an app, seen as files under /data/data/<package>/databases."""
        app = self.apps[package]
        databases = {name: Database(schema) for name, schema in app.manifest.databases.items()}
        app.seed(databases, Random(f"{self.seed}/{package}"))
        self.files.make_directories(f"/data/data/{package}/databases")
        for name, database in databases.items():
            self._databases[package, name] = database
            self.files.mount(f"/data/data/{package}/databases/{name}", database)

    def database(self, package: str, name: str) -> Database:
        """A database of an app, by file name. Raises KeyError when the app has none of that name."""
        return self._databases[package, name]

    # -- what is in front ----------------------------------------------------------------------------
    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.settings.number("secure", "ui_night_mode", 1) == 2

    @property
    def font_scale(self) -> float:
        """How much larger than normal text is."""
        try:
            return min(2.0, max(0.5, float(self.settings.text("system", "font_scale", "1.0"))))
        except ValueError:
            return 1.0

    @property
    def front(self) -> Activity:
        """The activity on the screen."""
        return self.stack.front

    def context(self, activity: Activity | None = None) -> Context:
        """An app's hands, for an activity (the one in front by default)."""
        return Context(self, activity or self.stack.front)

    def translate(self, text: str) -> str:
        """An English interface text in the phone's language."""
        return text

    def screen(self) -> Screen:
        """What the app in front shows. An app whose database was broken from outside crashes alone."""
        front = self.stack.front
        try:
            return self.apps[front.package].screen(self.context(front))
        except sqlite3.Error as error:
            if front.package == self.home_package:
                raise
            self._crash(front.package, str(error))
            return self.screen()

    def _crash(self, package: str, why: str) -> None:
        self.log.append(f"E/AndroidRuntime: FATAL EXCEPTION: main Process: {package} {why}")
        self.stack.remove(package)
        self.toast(f"{self.translate(self.apps[package].manifest.label)} keeps stopping")

    def _stamp(self) -> tuple[object, ...]:
        """Differs whenever the screen may differ."""
        clock = self.clock
        return (
            self.stack.revision,
            self.settings.revision,
            self.packages.revision,
            self.files.revision,
            self.window,
            sum(database.changes for database in self._databases.values()),
            clock.uptime_ms // 100,
            clock.date_ms // 1000 if clock.live else clock.date_ms,
            clock.timezone,
        )

    def frame(self) -> Frame:
        """The screen now: one tree of windows and nodes, from which everything else is read."""
        stamp = self._stamp()
        if self._frame is None or stamp != self._frame_stamp:
            if self.window.toast and self.clock.uptime_ms >= self.window.toast_until_ms:
                self.window = replace(self.window, toast="")
                stamp = self._stamp()
            screen = self.screen()
            self._frame = compose(self, screen, status_bar(self, screen), navigation_bar(self, screen))
            self._frame_stamp = stamp
        return self._frame

    # -- activities ----------------------------------------------------------------------------------
    def _initialise(self, activity: Activity) -> None:
        app = self.apps[activity.package]
        state = app.initial(self.context(activity), activity.name, activity.intent)
        self.stack.update(replace(self.refreshed(activity), state=state))

    def refreshed(self, activity: Activity) -> Activity:
        """The activity as it is now; itself when it is closed."""
        return self.stack.find(activity) or activity

    def update(self, activity: Activity, new: Activity) -> Activity:
        """Replace an activity by its next state (same id)."""
        self.stack.update(new)
        return new

    def start(self, intent: Intent, *, same_task: bool = False) -> str:
        """Open what an intent asks for; the component that came to the front, "" when nothing answers it.

        Launching an app that is open brings its task forward as it was left.
        """
        component = self.packages.resolve(intent)
        if not component:
            return ""
        self.show_keyboard(False)  # the new activity may show it again
        package, name = component.split("/", 1)
        task = self.stack.task_of(package)
        launching = intent.action == "android.intent.action.MAIN" and not same_task
        if launching and task is not None and name == task.activities[0].name:
            self.stack.to_front(task)
        elif not same_task and task is not None and task.top.name == name:
            self.stack.to_front(task)
            self.stack.update(replace(self.stack.front, intent=intent))
            self.apps[package].receive(self.context(), intent)
        else:
            self._initialise(self.stack.push(package, name, intent, same_task=same_task))
        return self.stack.front.component

    def finish(self, activity: Activity) -> None:
        """Close an activity."""
        self.stack.finish(activity)
        self.show_keyboard(False)

    def force_stop(self, package: str) -> None:
        """Close a package's activities; what it keeps on screen is forgotten, lost databases are remade."""
        self.stack.remove(package)
        self.files.remount_missing(f"/data/data/{package}")
        if package == self.home_package:
            self._initialise(self.stack.home_task.activities[0])
        self.show_keyboard(False)

    def clear(self, package: str) -> None:
        """`pm clear`: force-stop and an app as if just installed. Raises KeyError for an unknown package."""
        app = self.apps[package]
        self.force_stop(package)
        for name, schema in app.manifest.databases.items():
            self._databases[package, name].load(Database(schema).save())

    def broadcast(self, intent: Intent) -> tuple[int, str] | None:
        """Hand an intent to every app that wants to hear it; the last answer (result code, data) given."""
        answer = None
        for package, app in self.apps.items():
            nowhere = Activity(0, package, "")  # a receiver has no screen
            answer = app.receive(self.context(nowhere), intent) or answer
        return answer

    # -- the screen's own state ------------------------------------------------------------------------
    def show_keyboard(self, shown: bool) -> None:
        """Show or hide the soft keyboard."""
        if shown != self.window.keyboard_shown or not shown:
            self.window = replace(self.window, keyboard_shown=shown, keyboard_page="letters")

    def toast(self, text: str) -> None:
        """A short message over everything, gone after two seconds of uptime."""
        self.window = replace(self.window, toast=text, toast_until_ms=self.clock.uptime_ms + TOAST_MS)

    def set_clipboard(self, text: str) -> None:
        """Copy."""
        self.window = replace(self.window, clipboard=text)

    # -- the whole of it -------------------------------------------------------------------------------
    def snapshot(self) -> Snapshot:
        """Save everything."""
        return Snapshot(
            self.clock.save(),
            self.settings.save(),
            dict(self.properties),
            self.files.save(),
            {key: database.save() for key, database in self._databases.items()},
            self.stack.save(),
            self.packages.save(),
            self.window,
            self.rng.getstate(),
        )

    def restore(self, saved: Snapshot) -> None:
        """Put everything back as it was."""
        self.clock.load(saved.clock)
        self.settings.load(saved.settings)
        self.properties = dict(saved.properties)
        self.files.load(saved.files)
        for key, image in saved.databases.items():
            self._databases[key].restore(image)
        self.stack.load(saved.stack)
        self.packages.load(saved.packages)
        self.window = saved.window
        self.rng.setstate(saved.rng)  # type: ignore[arg-type]
        self._frame = None

    def reset(self) -> None:
        """A fresh phone again, as after the first start with this seed."""
        self.restore(self._fresh)
