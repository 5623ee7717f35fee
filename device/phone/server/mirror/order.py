"""What scrcpy's server is started with."""

from dataclasses import dataclass

from device.phone.server.appprocess import command_of

MAIN = "com.genymobile.scrcpy.Server"
_COMMAND = command_of(MAIN, r"\s+([\w.]+)((?:\s+\w+=\S*)*)")
_EIGHT = 8


@dataclass(frozen=True, slots=True)
class MirrorOrder:
    """The command, read."""

    path: str
    """Of the server's file."""
    version: str
    """Which the client says it speaks."""
    options: dict[str, str]

    @property
    def socket(self) -> str:
        """Where it listens, as `localabstract:` names it."""
        number = self.options.get("scid", "")
        return f"localabstract:scrcpy_{int(number, 16):08x}" if number else "localabstract:scrcpy"

    def wants(self, name: str) -> bool:
        """Whether an option is on; most are where nothing is said."""
        return self.options.get(name, "true") == "true"

    def size(self, screen: tuple[int, int]) -> tuple[int, int]:
        """The video's: no side longer than `max_size`, and both multiples of eight."""
        most = int(self.options.get("max_size", "0") or 0)
        share = min(1.0, most / max(screen)) if most else 1.0
        wide, high = (max(_EIGHT, round(side * share) // _EIGHT * _EIGHT) for side in screen)
        return wide, high


def read_order(command: str) -> MirrorOrder | None:
    """The command that starts the server; None for any other."""
    found = _COMMAND.fullmatch(command)
    if found is None:
        return None
    options = dict(word.split("=", 1) for word in found[3].split())
    return MirrorOrder(found[1], found[2], options)
