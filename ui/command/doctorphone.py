"""The doctor's checks of adb and of the phone that a run would take."""

from collections.abc import Iterator

from agent.settings import EMBEDDED, Settings
from device.checkup import Finding, check_phone
from device.discovery import Phone, choose, lease_name, open_transport, reachable
from device.error import AdbMissing, ConfigError, DeviceError
from device.lease import holder
from device.phone.server.registry import Registry
from device.transport.server import adb_binary, answers, ask, trouble
from ui.app import phones_folder, state_folder
from ui.hold import phones_at_hand

_NONE = "Fine for a first try: runs use the embedded phone. For one of your own: agent setup"


def check_adb(settings: Settings) -> Iterator[Finding]:
    """The adb binary and the server it would start, or that runs."""
    server = settings.adb_server
    binary = adb_binary()
    if answers(server):
        version = ask(server, "host:version")
        yield Finding("adb", "ok", f"server {int(version, 16)} on {server}{f', {binary}' if binary else ''}")
    elif wrong := trouble(server):
        yield Finding("adb", "bad", str(wrong.args[0]), wrong.hint)
    elif not server.local:
        hint = "Start it there, open to others: adb -a nodaemon server"
        yield Finding("adb", "bad", f"no adb server on {server}", hint)
    elif binary:
        yield Finding("adb", "ok", f"{binary}; no server runs, one is started when it is needed")
    else:
        hint = (
            "Install Android platform-tools (Debian, Ubuntu: apt install adb); the embedded phone needs none"
        )
        yield Finding("adb", "note", "there is no adb on this computer", hint)


def check_chosen(settings: Settings) -> Iterator[Finding]:
    """Which phone a run would take, and whether that one is fit."""
    try:
        serial, finding = _chosen(settings)
    except DeviceError as error:
        yield Finding("devices", "bad", str(error.args[0]), error.hint)
        return
    yield finding
    if not serial:
        return
    held = holder(lease_name(serial), state_folder() / "lease")
    if held:
        yield Finding("lease", "note", f"in use by {held}", "A second run on it is refused until that ends")
    try:
        transport = open_transport(serial, settings.adb_server, Registry(phones_folder()))
    except (DeviceError, ConfigError) as error:
        yield Finding("phone", "bad", str(error.args[0]), error.hint)
        return
    try:
        yield from check_phone(transport)
    finally:
        transport.close()


def _chosen(settings: Settings) -> tuple[str, Finding]:
    """The serial, "" where a run would start a phone of its own; and what there is. Raises a DeviceError."""
    if settings.device == EMBEDDED:
        return "", Finding("devices", "ok", "the embedded phone, started for each run")
    try:
        phones, remark = phones_at_hand(settings)
    except AdbMissing as error:
        phones, remark = (), str(error)
    attached, _ = reachable([phone for phone in phones if phone.kind != "embedded"])
    if settings.device:
        return settings.device, Finding("devices", "ok", f"{settings.device} was named{_others(phones)}")
    if not attached:
        return "", Finding(
            "devices", "note", f"no phone is attached{f' ({remark})' if remark else ''}", _NONE
        )
    chosen = choose(None, attached)
    return chosen.serial, Finding("devices", "ok", f"{chosen.serial} ({chosen.model}){_others(phones)}")


def _others(phones: tuple[Phone, ...]) -> str:
    return (
        f"; at hand: {', '.join(f'{one.serial} ({one.state})' for one in phones)}" if len(phones) > 1 else ""
    )
