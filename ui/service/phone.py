"""Phones to choose from, who has each, and taking one in hand for a session."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.discovery import Kind, Phone, choose, lease_name, open_device, reachable
from device.error import DeviceError, NoDevice
from device.lease import holder
from device.phone.server.detached import StartOptions, start_detached
from device.phone.server.registry import Registry, RunningPhone
from device.phone.server.remote import stop_phone
from device.transport.server import ServerAddress
from ui.app import phones_folder, snapshots_folder, state_folder
from ui.hold import phones_at_hand


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


class Phones:
    """The phones of this computer. Those it starts run in processes of their own, and outlive a crash."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server = ServerAddress(port=settings.adb_port)
        self._registry = Registry(phones_folder())
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="tapwright-starter")
        self._spare: Future[str] | None = None
        self._changing = threading.Lock()

    def warm(self) -> None:
        """Have a new phone started beforehand, in the background."""
        with self._changing:
            if self._spare is None:
                self._spare = self._starter.submit(self._start, self._settings)

    def choices(self) -> tuple[tuple[PhoneChoice, ...], str]:
        """Those there are, a new one last; and a remark where attached ones can't be known."""
        phones, remark = phones_at_hand(self._settings)
        spare = self._spare_serial()
        return (*(self._choice(one) for one in phones if one.serial != spare), NEW), remark

    def take(self, serial: str, purpose: str, settings: Settings) -> Taken:
        """Lease a phone; `embedded`, or "" where none is attached, starts a new one.

        `purpose` is what others are told who want it; `settings` say what a new phone is like. Raises
        DeviceBusy naming who has it, another DeviceError where it can't be had.
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
                purpose=purpose,
            )
        except DeviceError:
            if own:
                self.stop(name)
            raise
        choice = PhoneChoice(name, "embedded", NEW.model) if found is None else self._choice(found)
        return Taken(choice, device, own)

    def look(self, serial: str) -> Device:
        """A second hold of a phone, to watch it by while another works with it; nothing is leased."""
        return open_device(serial, server=self._server, registry=self._registry)

    def is_left(self, serial: str) -> bool:
        """Whether it is an embedded phone that was started for a session, be it in an earlier program."""
        with suppress(NoDevice):
            return self._mark(self._registry.find(serial)).exists()
        return False

    def stop(self, serial: str) -> None:
        """End an embedded phone, if it is still there."""
        with suppress(DeviceError):
            phone = self._registry.find(serial)
            stop_phone(phone, self._registry)
            self._mark(phone).unlink(missing_ok=True)

    def close(self) -> None:
        """End the phone that was started beforehand and is in nobody's hand."""
        with self._changing:
            spare, self._spare = self._spare, None
        self._starter.shutdown(wait=True)
        if spare is not None:
            with suppress(DeviceError):
                self.stop(spare.result())

    def _meant(self, serial: str) -> Phone | None:
        """The phone that is meant; None for a new one."""
        if serial == EMBEDDED:
            return None
        phones, _ = phones_at_hand(self._settings)
        if serial:
            with suppress(NoDevice):
                return choose(serial, phones)
            return Phone(serial, "device", kind="network")
        attached, _ = reachable([one for one in phones if one.kind != "embedded"])
        return choose(None, attached) if attached else None

    def _new(self, settings: Settings) -> str:
        """A new phone's serial: the one started beforehand, where it is as these settings want it."""
        with self._changing:
            spare = self._spare
            if spare is not None and _options(settings) == _options(self._settings):
                self._spare = None
            else:
                spare = None
        return spare.result() if spare is not None else self._start(settings)

    def _start(self, settings: Settings) -> str:
        phone = start_detached(_options(settings), self._registry)[0]
        mark = self._mark(phone)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
        return phone.serial

    def _mark(self, phone: RunningPhone) -> Path:
        """A file that stands for a phone which nobody else started."""
        return state_folder() / "started" / str(phone.pid)

    def _spare_serial(self) -> str:
        """The phone started beforehand is nobody's to choose."""
        with self._changing:
            spare = self._spare
        return spare.result() if spare is not None and spare.done() and not spare.exception() else ""

    def _choice(self, phone: Phone) -> PhoneChoice:
        who = holder(lease_name(phone.serial), state_folder() / "lease")
        return PhoneChoice(phone.serial, phone.kind, phone.model, phone.state, who)


def _options(settings: Settings) -> StartOptions:
    return StartOptions(
        seed=settings.seed,
        live=settings.live,
        locale=settings.locale,
        sample=settings.sample,
        weather=settings.weather,
        snapshots=str(snapshots_folder()),
    )
