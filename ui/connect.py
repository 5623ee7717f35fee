"""The phone for a command: the one named, the one attached, or the embedded one started for it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.error import AdbMissing, ConfigError
from device.link.discovery import FoundPhone as Attached
from device.link.discovery import choose, everywhere, open_device, reachable, with_embedded
from device.link.running import Registry
from device.link.transport.direct import DirectTransport
from ui.app import phones_folder, state_folder
from ui.phoneserver import use_server, use_stream
from ui.secret import own_secrets


@dataclass(frozen=True)
class PhoneInHand:
    """A phone in hand and what to say of it."""

    device: Device
    description: str
    changed: Callable[[], tuple[str, ...] | None] = lambda: None
    """What has changed in the phone's own state since it was taken in hand; None but for the embedded one."""
    embedded: bool = False
    """Whether it is the phone of this process, which ends with it."""

    def look_ahead(self) -> None:
        """Begin to look while libraries load; the phone of this process is seen at once."""
        if not self.embedded:
            self.device.look_ahead()


@contextmanager
def hold_phone(
    settings: Settings, own: Sequence[str] = (), before_start: Callable[[], object] = tuple
) -> Iterator[PhoneInHand]:
    """Take the phone in hand, and give it back as it was.

    `own` are the flags given that are about the embedded phone of a run; `before_start` is called before that
    phone is started. Raises a DeviceError when there is no phone, and ConfigError when such flags go with
    another one.
    """
    server = settings.adb_server
    serial = settings.device
    why = ""
    if not serial:
        try:
            found, failed = everywhere(settings.every_adb_server)
            phones, gone = reachable(found)
            down = f" ({'; '.join(str(error.args[0]) for error in failed)})" if failed else ""
            why = f", as no phone is attached{down}"
        except AdbMissing as error:
            phones = gone = ()
            why = f", as {error.args[0]}"
        serial = choose(None, phones).serial if phones else EMBEDDED
        if gone:
            why += f" ({', '.join(phone.serial for phone in gone)} was stopped and is passed over)"
    if (own or settings.weather) and serial != EMBEDDED:
        flag = next(iter(own), "--weather")
        there = "agent phone weather" if flag == "--weather" else "agent phone start --help"
        raise ConfigError(
            f"{flag} goes with the embedded phone of a run, and this run is on {serial}",
            f"Give --device {EMBEDDED}; for a phone that runs by itself: {there}",
        )
    if serial == EMBEDDED:
        before_start()
        with _embedded(settings, why) as held:
            yield held
        return
    registry = Registry(phones_folder())
    with open_device(
        serial, server=server, registry=registry, state_folder=state_folder(), secrets=own_secrets().find
    ) as device:
        use_server(device, settings)
        use_stream(device, settings)
        yield PhoneInHand(device, device.serial)


@contextmanager
def _embedded(settings: Settings, why: str) -> Iterator[PhoneInHand]:
    """The phone we carry inside, started in this process and spoken to over its real ADB daemon."""
    from agent.embedded import new_phone
    from device.phone.server.host import PhoneServer
    from ui.change import changes

    phone = new_phone(settings)
    with PhoneServer([phone]) as server:
        serial = server.serials[0]
        with Device(DirectTransport.dial(serial), secrets=own_secrets().find) as device:
            before = server.call(phone.snapshot)
            use_server(device, settings, embedded=True)
            use_stream(device, settings)
            yield PhoneInHand(
                device,
                f"the embedded one, started at {serial} for this run{why}",
                lambda: changes(before, server.call(phone.snapshot)),
                embedded=True,
            )


def phones_at_hand(settings: Settings) -> tuple[tuple[Attached, ...], str]:
    """Attached phones and embedded ones that run; and a remark where the attached ones can't be known."""
    remark = ""
    found: tuple[Attached, ...] = ()
    try:
        found, failed = everywhere(settings.every_adb_server)
        remark = "; ".join(map(str, failed))
    except AdbMissing as error:
        remark = str(error)
    return with_embedded(found, Registry(phones_folder())), remark
