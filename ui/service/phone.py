"""Phones to choose from, who has each, and taking one in hand for a session."""

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from agent.connect import offer
from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.error import ConfigError, DeviceError, NoDevice
from device.link.discovery import FoundPhone, Kind, choose, lease_name, open_device, reachable, with_embedded
from device.link.lease import Lease, holder
from device.link.running import Registry
from device.phone.server.detached import StartOptions, start_detached
from device.phone.server.remote import stop_phone
from ui.app import phones_folder, snapshots_folder, state_folder
from ui.connect import phones_at_hand
from ui.service.background import Background
from ui.service.started import Started


@dataclass(frozen=True, slots=True)
class PhoneChoice:
    """A phone that can be chosen."""

    serial: str
    """What to choose it by; `embedded` is a new phone of the session's own."""
    kind: Kind
    model: str = ""
    state: str = "device"
    """adb's word: device (usable), offline, unauthorized, ..."""
    holder: str = ""
    """Who has it now, in words; "" where it is free."""

    @property
    def free(self) -> bool:
        """Whether it can be had."""
        return self.state == "device" and not self.holder


NEW = PhoneChoice(EMBEDDED, "embedded", "Pixel 6")
"""The choice that is always there."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A phone in hand."""

    choice: PhoneChoice
    device: Device
    """Leased: nobody else has it until it is closed."""
    own: bool = False
    """Whether it is an embedded phone that was started for this."""


@dataclass(frozen=True, slots=True)
class _Spare:
    """A phone that was started beforehand: nobody else may have it."""

    serial: str
    lease: Lease


class Phones:
    """The phones of this computer. Those it starts run in processes of their own, and outlive a crash."""

    def __init__(self, settings: Settings, purpose: str, secrets: Callable[[str], str] | None = None) -> None:
        """`purpose` is what others are told who want a phone; `secrets` as in `Device`."""
        self._settings = settings
        self._purpose = purpose
        self._secrets = secrets
        self._server = settings.adb_server
        self._registry = Registry(phones_folder())
        self._started = Started(self._registry, state_folder())
        self._starter = Background("tapwright-starter")
        self._spare: Future[_Spare | None] | None = None
        self._closed = False
        self._changing = threading.Lock()
        self._sweeping = threading.Lock()

    def warm(self) -> None:
        """Have a new phone started beforehand, in the background, if the first session will want one."""
        with self._changing:
            if self._spare is None:
                self._spare = self._starter.submit(self._made_ready)

    def choices(self) -> tuple[tuple[PhoneChoice, ...], str]:
        """Those there are, a new one last; and a remark where attached ones can't be known."""
        try:
            phones, remark = phones_at_hand(self._settings)
        except DeviceError as error:  # such as an adb server that hangs
            phones, remark = with_embedded((), self._registry), str(error)
        spare = self._spare_serial()
        return (*(self._choice(one) for one in phones if one.serial != spare), NEW), remark

    def take(self, serial: str, settings: Settings) -> Taken:
        """Lease a phone; `embedded`, or "" where none is attached, starts a new one.

        `settings` say what a new phone is like. Raises DeviceBusy naming who has it, another DeviceError
        where it can't be had.
        """
        found = self._meant(serial)
        own = found is None
        name = self._new(settings) if found is None else found.serial
        try:
            device = open_device(
                name,
                server=self._server,
                registry=self._registry,
                state_folder=state_folder(),
                purpose=self._purpose,
                secrets=self._secrets,
            )
        except DeviceError:
            if own:
                self.stop(name)
            raise
        try:
            offer(device, settings, embedded=found is None or found.kind == "embedded")
        except ConfigError:
            device.close()
            if own:
                self.stop(name)
            raise
        if own:
            self._started.note(name, settings.runs)
        choice = PhoneChoice(name, "embedded", NEW.model) if found is None else self._choice(found)
        return Taken(choice, device, own)

    def look(self, serial: str) -> Device:
        """A second hold of a phone, to watch it by while another works with it; nothing is leased."""
        return open_device(serial, server=self._server, registry=self._registry)

    def is_left(self, serial: str) -> bool:
        """Whether it is an embedded phone that was started for a session, be it in an earlier program."""
        return self._started.has(serial)

    def stop(self, serial: str) -> None:
        """End an embedded phone, if it is still there."""
        with suppress(DeviceError):
            phone = self._registry.find(serial)
            stop_phone(phone, self._registry)
            self._started.forget(phone)

    def sweep(self, awaited: Callable[[Path, str], bool]) -> None:
        """End the phones that programs started which are no more, such as were killed.

        `awaited` says of a folder of runs and a serial whether one of those runs is to go on there.
        """
        with self._sweeping:  # who sweeps finds a phone ended, not in the hand of another that sweeps
            for serial, runs in self._started.left():
                if not awaited(runs, serial):
                    with suppress(DeviceError), self._lease(serial):  # it is in nobody's hand
                        if self._started.has(serial):  # nor about to be
                            self.stop(serial)

    def sweep_later(self, awaited: Callable[[Path, str], bool]) -> None:
        """The same, in the background."""
        self._starter.submit(lambda: self.sweep(awaited))

    def close(self, timeout: float | None = None) -> None:
        """End the phone that was started beforehand and is in nobody's hand.

        One that is only starting is waited for `timeout` seconds at most: it ends as soon as it has started,
        or with this program.
        """
        with self._changing:
            future, self._spare = self._spare, None
            self._closed = True
        self._starter.close(timeout)
        spare = future.result() if future is not None and _came(future) else None
        if spare is not None:
            self._end_spare(spare)

    def _end_spare(self, spare: _Spare) -> None:
        with suppress(DeviceError):
            spare.lease.release()
            self.stop(spare.serial)

    def _meant(self, serial: str) -> FoundPhone | None:
        """The phone that is meant; None for a new one."""
        if serial == EMBEDDED:
            return None
        phones, _ = phones_at_hand(self._settings)
        if serial:
            with suppress(NoDevice):
                return choose(serial, phones)
            return FoundPhone(serial, "device", kind="network")
        attached, _ = reachable([one for one in phones if one.kind != "embedded"])
        return choose(None, attached) if attached else None

    def _new(self, settings: Settings) -> str:
        """A new phone's serial: the one started beforehand, where it is as these settings want it."""
        with self._changing:
            future = self._spare
            if future is not None and _options(settings) == _options(self._settings):
                self._spare = None
            else:
                future = None
        spare = None
        with suppress(CancelledError):  # all is being closed
            spare = future.result() if future is not None else None
        if spare is None:
            return self._start(settings)
        self._started.forget(self._registry.find(spare.serial))  # lest it is swept before it is taken in hand
        spare.lease.release()
        return spare.serial

    def _made_ready(self) -> _Spare | None:
        """A phone kept for the first session; None where that will have another."""
        try:
            if self._meant(self._settings.device) is not None:
                return None
        except DeviceError:  # whoever opens the session is told
            return None
        serial = self._start(self._settings)
        spare = _Spare(serial, self._lease(serial))
        self._started.note(serial, self._settings.runs)
        with self._changing:
            if not self._closed:
                return spare
        self._end_spare(spare)
        return None

    def _start(self, settings: Settings) -> str:
        return start_detached(_options(settings), self._registry)[0].serial

    def _lease(self, serial: str) -> Lease:
        return Lease.acquire(lease_name(serial), state_folder() / "lease", self._purpose)

    def _spare_serial(self) -> str:
        """The phone started beforehand is nobody's to choose."""
        with self._changing:
            future = self._spare
        spare = future.result() if future is not None and _came(future) else None
        return spare.serial if spare is not None else ""

    def _choice(self, phone: FoundPhone) -> PhoneChoice:
        who = holder(lease_name(phone.serial), state_folder() / "lease")
        return PhoneChoice(phone.serial, phone.kind, phone.model, phone.state, who)


def _came(future: "Future[_Spare | None]") -> bool:
    """Whether what was to come of it came."""
    return future.done() and not future.cancelled() and future.exception() is None


def _options(settings: Settings) -> StartOptions:
    return StartOptions(
        seed=settings.seed,
        live=settings.live,
        locale=settings.locale,
        sample=settings.sample,
        weather=settings.weather,
        android=settings.android,
        snapshots=str(snapshots_folder()),
    )
