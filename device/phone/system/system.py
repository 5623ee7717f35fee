"""The running system of a phone: its services and its apps, without a screen and without a shell.

Everything above it works on one of these: an app through its Context, the screen by drawing what is in front,
the shell by its commands. Nothing in here reads the host's clock, files, processes or network.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from device.phone.file.database import Database, Tally
from device.phone.file.filesystem import FileSystem
from device.phone.system import audiofocus as focus
from device.phone.system import launching, trouble
from device.phone.system.app import App
from device.phone.system.appdata import create_data
from device.phone.system.clock import PhoneClock
from device.phone.system.context import Context
from device.phone.system.display import Display
from device.phone.system.event import EventLog
from device.phone.system.fault import guarded, guarded_aside
from device.phone.system.hardware import Hardware
from device.phone.system.intent import Activity, Intent
from device.phone.system.log import Log
from device.phone.system.look import Look
from device.phone.system.notification import Notification, NotificationStore
from device.phone.system.package import PackageTable
from device.phone.system.passing import watchers
from device.phone.system.posting import cancel, cancel_all, post
from device.phone.system.property import NUMBER, default_properties, numbered
from device.phone.system.setting import SettingStore
from device.phone.system.shade import SURFACE_ID
from device.phone.system.sky import Conditions
from device.phone.system.snapshot import Snapshot
from device.phone.system.stack import TaskStack
from device.phone.system.window import Window, copied

STORAGE_CAP = 512 * 1024 * 1024
"""Bytes a phone's file system takes before it answers "No space left on device"."""
TOAST_MS = 2_000


class System(Look):
    """What runs on one simulated Pixel 6 with Android 13."""

    strict = False
    """Whether what an app stumbles over is raised here instead of stopping the app, see fault.py."""

    def __init__(
        self,
        apps: Sequence[App],
        seed: int = 0,
        *,
        monotonic: Callable[[], float] | None = None,
        locale: str = "",
        storage_cap: int = STORAGE_CAP,
        start: Snapshot | None = None,
    ) -> None:
        """A system with these apps and fresh data, or with the databases of a snapshot."""
        self.seed = seed
        self._display: tuple[Activity, int, int, Display] | None = None
        self.hardware = Hardware()
        self.weather = Conditions()
        self.clock = PhoneClock(monotonic)
        self.events = EventLog(self.clock)
        self.rng = Random(seed)
        self.settings = SettingStore()
        self.number = NUMBER
        self.properties = default_properties()
        if locale:
            self.set_locale(locale)
        self.apps = {app.manifest.package: app for app in apps}
        self.watchers = watchers(list(self.apps.values()))
        self.packages = PackageTable(self.apps)
        self.notifications = NotificationStore()
        self.sound = focus.SILENCE
        """Who has the audio focus."""
        self.files = FileSystem(self.clock, storage_cap)
        self.files.hardware = lambda: self.hardware
        self._databases: dict[tuple[str, str], Database] = {}
        self.tally = Tally()
        """Of what was written into them."""
        for package in self.apps:
            self._databases.update(create_data(self, package, start))
        self.home_package, home_name = self.packages.home().split("/", 1)
        self.stack = TaskStack(Activity(1, self.home_package, home_name))
        self.stack.on_leave = self._left
        self.window = Window()
        self.log = Log(self.clock)
        self.fresh: Snapshot
        """As it was after the first start."""

    def _listen(self) -> None:
        """From here on everything that changes is noted."""
        note = self.events.note
        self.settings.note = self.stack.note = self.notifications.note = note
        self.files.listen(note)
        for (package, name), database in self._databases.items():
            database.name, database.note = f"{package}/{name}", note

    def database(self, package: str, name: str) -> Database:
        """A database of an app, by file name. Raises KeyError when the app has none of that name."""
        return self._databases[package, name]

    # -- what is in front ----------------------------------------------------------------------------
    @property
    def surface(self) -> Activity:
        """What has the focus: the shade while it is open, else the activity on the screen."""
        shade = self.window.shade
        return shade.surface if shade.focused else self.stack.front

    def context(self, activity: Activity | None = None) -> Context:
        """An app's hands, for an activity (the one in front by default)."""
        return Context(self, activity or self.stack.front)

    def crash(self, package: str, why: str = "") -> None:
        """An app stops, and the phone says so. Raises KeyError for an unknown package."""
        trouble.crash(self, package, why)

    def hang(self, package: str, ms: int = 0) -> None:
        """An app no longer answers, for `ms` of uptime or (0) until it is closed. Raises KeyError."""
        trouble.hang(self, package, ms)

    # -- activities ----------------------------------------------------------------------------------
    def initialise(self, activity: Activity) -> None:
        """Give an activity the state its app starts it with."""

        def begin() -> None:
            app = self.apps[activity.package]
            self.packages.opened(activity.package)
            state = app.initial(self.context(activity), activity.name, activity.intent)
            self.stack.update(replace(self.refreshed(activity), state=state))

        guarded(self, activity.package, begin, None)

    def _left(self, activity: Activity) -> None:
        """Tell an activity that another one came to the front."""
        app, context = self.apps[activity.package], self.context(activity)
        guarded_aside(self, activity.package, lambda: app.left(context), None)

    def refreshed(self, activity: Activity) -> Activity:
        """The activity as it is now; itself when it is closed."""
        if activity.id == SURFACE_ID:
            return self.window.shade.surface
        return self.stack.find(activity) or activity

    def update(self, activity: Activity, new: Activity) -> Activity:
        """Replace an activity by its next state (same id)."""
        if new.id == SURFACE_ID:
            self.window = replace(self.window, shade=replace(self.window.shade, surface=new))
            return new
        self.stack.update(new)
        return new

    def start(self, intent: Intent, *, same_task: bool = False, caller: int = 0, request: str = "") -> str:
        """Open what an intent asks for; the component that came to the front, "" when nothing answers it.

        Launching an app that is open brings its task forward as it was left. See launching.py for the rest.
        """
        return launching.start(self, intent, same_task=same_task, caller=caller, request=request)

    def finish(self, activity: Activity, result: Intent | None = None) -> None:
        """Close an activity; one that was opened for a result hands it over, None = given up."""
        launching.finish(self, activity, result)

    def force_stop(self, package: str) -> None:
        """End an app, which does nothing by itself until it is opened again."""
        self.end(package, stopped=True)

    def end(self, package: str, *, stopped: bool = False) -> None:
        """Close a package's activities; what it keeps on screen is forgotten, lost databases are remade."""
        focus.silence(self, package)
        self.stack.remove(package)
        self.packages.end(package, stopped=stopped)
        trouble.forget(self, package)
        cancel_all(self, package)
        focus.release(self, package)
        if self.packages.get(package) is not None:
            self.files.remount_missing(f"/data/data/{package}")
        if package == self.home_package:
            self.initialise(self.stack.home_task.activities[0])
        self.show_keyboard(False)

    def clear(self, package: str) -> None:
        """`pm clear`: force-stop and an app as if just installed. Raises KeyError for an unknown package."""
        self.files.erase_app(self.apps[package].manifest.package)
        self.force_stop(package)  # which makes the databases anew
        self.packages.reset_permissions(package)

    def broadcast(self, intent: Intent) -> tuple[int, str | None] | None:
        """Hand an intent to every app that wants to hear it; the last answer (result code, data) given."""
        return launching.broadcast(self, intent)

    def notify(self, notification: Notification, *, quiet: bool = False) -> bool:
        """Post a notification; False when its app may not. See posting.py."""
        return post(self, notification, quiet=quiet)

    def cancel(self, package: str, number: int = 0, tag: str = "") -> bool:
        """Take a notification back, by the id and tag it was posted with; whether it was there."""
        return cancel(self, package, number, tag)

    # -- the screen's own state ------------------------------------------------------------------------
    def show_keyboard(self, shown: bool) -> None:
        """Show or hide the soft keyboard."""
        if shown != self.window.keyboard_shown or not shown:
            self.window = replace(self.window, keyboard_shown=shown, keyboard_page="letters")

    def toast(self, text: str, ms: int = TOAST_MS) -> None:
        """A short message over everything, whatever app comes to the front, for so much uptime."""
        self.window = replace(self.window, toast=text, toast_until_ms=self.clock.uptime_ms + ms)

    def set_clipboard(self, text: str) -> None:
        """Copy, and show that it was."""
        copied(self, text)

    # -- the whole of it -------------------------------------------------------------------------------
    def snapshot(self) -> Snapshot:
        """Save everything."""
        return Snapshot(
            self.clock.save(),
            self.settings.save(),
            numbered(self.properties, NUMBER),
            self.files.save(),
            {key: database.save() for key, database in self._databases.items()},
            self.stack.save(),
            self.packages.save(),
            self.window,
            self.rng.getstate(),
            self.notifications.save(),
            self.hardware,
            self.weather.sky,
            self.sound,
        )

    def restore(self, saved: Snapshot) -> None:
        """Put everything back as it was."""
        self.clock.load(saved.clock)
        self.settings.load(saved.settings)
        self.properties = numbered(saved.properties, self.number)
        self.files.load(saved.files)
        for key, image in saved.databases.items():
            self._databases[key].restore(image)
        self.stack.load(saved.stack)
        self.packages.load(saved.packages)
        self.window = saved.window
        self.notifications.load(saved.notifications)
        self.hardware = saved.hardware
        self.weather.sky = saved.sky
        self.sound = saved.sound
        self.rng.setstate(saved.rng)  # type: ignore[arg-type]
        self.events.note("phone", "restored")

    def renumber(self, number: str) -> None:
        """Give it a serial number of its own, as each phone that is served has one."""
        self.number = number
        self.properties = numbered(self.properties, number)

    def reset(self) -> None:
        """A fresh phone again, as after the first start with this seed."""
        self.restore(self.fresh)
