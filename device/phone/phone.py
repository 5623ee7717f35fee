"""The embedded phone: its system, its apps, its screen, its shell and its weather put together.

    phone = Phone(seed=1)
    phone.touch.tap(540, 1200)       # input, see screen/touch.py
    phone.frame().elements()         # what is on the screen, see screen/frame.py
    phone.shell("settings get global wifi_on").stdout
    saved = phone.snapshot(); ...; phone.restore(saved)

Nothing in here reads the host's clock, files, processes or network.
"""

from collections.abc import Callable, Sequence
from functools import partial

from device.phone.apps import installed_apps
from device.phone.apps.provider.media import row_type
from device.phone.screen.handset import Handset
from device.phone.shell.interpreter import Shell
from device.phone.system.app import App
from device.phone.system.difference import Difference, compare
from device.phone.system.event import EventLog
from device.phone.system.property import properties_of
from device.phone.system.snapshot import Snapshot
from device.phone.system.system import STORAGE_CAP
from device.phone.weather.forecast import forecast
from device.phone.weather.weather import Weather


class Phone(Handset):
    """One simulated Pixel 6 on Android 13, or on 16."""

    weather: Weather

    def __init__(
        self,
        seed: int = 0,
        *,
        monotonic: Callable[[], float] | None = None,
        locale: str = "",
        weather: str = "",
        android: int = 13,
        storage_cap: int = STORAGE_CAP,
        like: "Phone | None" = None,
        apps: Sequence[App] = (),
    ) -> None:
        """A fresh phone, with `apps` beside those that every phone has.

        `like`: another phone, whose present state this one starts with; what cannot change is shared.
        On Android 16 its apps have functions and shortcuts, see system/appfunction.py. Raises ConfigError
        for a `weather` that is none, see weather/forecast.py.
        """
        start = like.snapshot() if like else None
        installed = like.apps.values() if like else (*installed_apps(), *apps)
        super().__init__(
            tuple(installed), seed, monotonic=monotonic, locale=locale, storage_cap=storage_cap, start=start
        )
        self.weather = Weather(self)
        self.packages.row_type = partial(row_type, self.context())
        self.shell = Shell(self)
        if like is None or start is None:
            self.properties.update(properties_of(android))
            self.initialise(self.stack.front)
            self.weather.change(forecast(weather))
            self.fresh = self.snapshot()
        else:
            self.strict = like.strict
            self.fresh = like.fresh
            self.restore(start)
            self.events = EventLog(self.clock)
        self._listen()

    def fork(self) -> "Phone":
        """Another phone that is now as this one is, and goes its own way from here."""
        return Phone(self.seed, monotonic=self.clock.monotonic, storage_cap=self.files.cap_bytes, like=self)

    def diff(self, before: "Snapshot | Phone") -> Difference:
        """What is different here from an earlier moment, or from another phone."""
        saved = before.snapshot() if isinstance(before, Phone) else before
        return compare(saved, self.snapshot())
