"""Whether the owner of a phone wants the server on it, and what they should hear before it starts."""

from collections.abc import Iterator

from device.link.loopback import LOOPBACK
from device.link.transport.protocol import Transport
from device.state.restoration import Record

PRICE = (
    "A server on the phone reads the screen and touches it several times as fast as adb's own commands.\n"
    "Its price, for as long as a run works:\n"
    "  - It listens on every network the phone is in, without a password. Whoever reaches the phone there,\n"
    "    and any app on it, can see the screen, touch it, and run commands on it (a shell, as adb has it).\n"
    "  - Accessibility services such as TalkBack pause.\n"
    "It is the file u2.jar of the package uiautomator2 (MIT licence). It is pushed and started when a run\n"
    "begins, stopped and deleted when it ends; no app is installed."
)
STAYS_OFF = "The server on the phone stays off: {}. Agree at a terminal: agent setup --helper"
_SERVICES = "settings get secure enabled_accessibility_services"


class Consent:
    """What the owner of one phone said, kept for the next run."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def given(self) -> bool:
        """Whether they said yes."""
        kept = self._record.kept()
        return bool(kept and kept.get("server") == "yes")

    def give(self) -> None:
        """They said yes. Raises ConfigError where that can't be kept."""
        self._record.keep({"server": "yes"})

    def withdraw(self) -> None:
        """They want it no more."""
        self._record.drop()


def objection(consent: Consent, transport: Transport) -> str:
    """Why the server is not used where nobody can be asked now; "" where nothing speaks against it."""
    return next(concerns(transport), "") if consent.given else "nobody has agreed to it for this phone"


def concerns(transport: Transport) -> Iterator[str]:
    """What asks for a word of its own each time, whatever was said before."""
    if over_network(transport.serial):
        yield "the phone is reached over Wi-Fi, whose other computers reach the server too"
    named = transport.shell(_SERVICES).text.strip()
    if named not in ("", "null"):
        services = ", ".join(part.partition("/")[0] for part in named.split(":") if part)
        yield f"accessibility services are on and will pause ({services[:160]})"


def over_network(serial: str) -> bool:
    """Whether a phone is reached over a network that others are in."""
    bare = serial.partition("@")[0]
    host, sign, port = bare.rpartition(":")
    return "._tcp" in bare or (bool(sign) and port.isdecimal() and host.strip("[]") not in LOOPBACK)
