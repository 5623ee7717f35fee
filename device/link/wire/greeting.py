"""The first message each side sends: version, largest payload, and what it can do."""

from dataclasses import dataclass

from device.link.wire.packet import CNXN, MAX_PAYLOAD, VERSION, Packet

HOST_FEATURES = ("shell_v2", "cmd", "stat_v2", "ls_v2", "fixed_push_mkdir", "sendrecv_v2")
"""Also what the embedded phone's daemon offers."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """One side's CNXN."""

    version: int
    max_payload: int
    system: str
    """host, device, recovery, sideload, ..."""
    properties: dict[str, str]
    features: frozenset[str]

    @property
    def summed(self) -> bool:
        """Whether this peer checks the sums of payloads."""
        return self.version < VERSION


def host_greeting() -> Packet:
    """What a client says first."""
    return Packet(CNXN, VERSION, MAX_PAYLOAD, b"host::features=" + ",".join(HOST_FEATURES).encode())


def device_greeting(properties: dict[str, str], features: tuple[str, ...] = HOST_FEATURES) -> Packet:
    """What a phone answers; `properties` are shown by `adb devices -l`."""
    pairs = [f"{name}={value}" for name, value in properties.items()]
    banner = "device::" + ";".join([*pairs, "features=" + ",".join(features)])
    return Packet(CNXN, VERSION, MAX_PAYLOAD, banner.encode())


def read_greeting(packet: Packet) -> Greeting:
    """Understand a CNXN; a banner without properties or features is a poor peer, not a broken one."""
    system, _, rest = packet.payload.rstrip(b"\0").decode("utf-8", "replace").partition(":")
    pairs = dict(pair.split("=", 1) for pair in rest.partition(":")[2].split(";") if "=" in pair)
    features = frozenset(filter(None, pairs.pop("features", "").split(",")))
    # A payload limit of nothing would never let a byte through.
    return Greeting(packet.arg0, max(4096, min(packet.arg1, MAX_PAYLOAD)), system, pairs, features)
