"""The doctor's checks of adb and of the phone that a run would take."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from agent.effect.source import PhoneState
from agent.guard.lexicon import uncovered
from agent.settings import EMBEDDED, Settings
from device.client import Device
from device.error import AdbMissing, ConfigError, DeviceError, SeveralDevices
from device.link.discovery import (
    FoundPhone,
    choose,
    everywhere,
    lease_name,
    open_transport,
    reachable,
    with_embedded,
)
from device.link.identity import identify
from device.link.lease import holder
from device.link.running import Registry
from device.link.transport.protocol import Transport
from device.link.transport.server import adb_binary, answers, ask, trouble
from device.resident.consent import Consent, concerns
from device.resident.jar import find_jar
from device.state.checkup import Finding, check_phone
from device.state.restoration import Record
from ui.app import phones_folder, state_folder

_NONE = "Fine for a first try: runs use the embedded phone. For one of your own: agent setup"
_START_THERE = "Start it there, open to others: adb -a nodaemon server"
_NAMED = 4
"""How many phones a line names; `agent devices` names them all."""


def check_adb(settings: Settings) -> Iterator[Finding]:
    """The adb binary and the server it would start, or that runs."""
    server = settings.adb_server
    binary = adb_binary()
    if wrong := trouble(server):
        yield Finding("adb", "bad", str(wrong.args[0]), wrong.hint)
    elif answers(server):
        version = ask(server, "host:version")
        yield Finding("adb", "ok", f"server {int(version, 16)} on {server}{f', {binary}' if binary else ''}")
    elif not server.local:
        yield Finding("adb", "bad", f"no adb server on {server}", _START_THERE)
    elif binary:
        yield Finding("adb", "ok", f"{binary}; no server runs, one is started when it is needed")
    else:
        hint = (
            "Install Android platform-tools (Debian, Ubuntu: apt install adb); the embedded phone needs none"
        )
        yield Finding("adb", "note", "there is no adb on this computer", hint)


def check_further(settings: Settings) -> Iterator[Finding]:
    """The other adb servers that are named: without one of them its phones are missed, and no more."""
    for server in settings.every_adb_server[1:]:
        if wrong := trouble(server):
            yield Finding("adb", "note", str(wrong.args[0]), wrong.hint)
        elif answers(server):
            yield Finding("adb", "ok", f"server {int(ask(server, 'host:version'), 16)} on {server}")
        else:
            yield Finding("adb", "note", f"no adb server on {server}; its phones are not seen", _START_THERE)


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
    leases = state_folder() / "lease"
    held = holder(lease_name(serial), leases)
    if held:
        yield _leased(held)
    try:
        transport = open_transport(serial, settings.adb_server, Registry(phones_folder()))
    except (DeviceError, ConfigError) as error:
        yield Finding("phone", "bad", str(error.args[0]), error.hint)
        return
    try:
        with suppress(DeviceError):  # what is the matter with the phone is told below
            if not held and (held := holder(identify(transport), leases)):  # by another of its names
                yield _leased(held)
        yield from check_phone(transport, state_folder())
        yield from _check_server(settings, transport)
        with suppress(DeviceError):
            yield from _check_language(PhoneState(Device(transport)))
    finally:
        transport.close()


def _check_server(settings: Settings, transport: Transport) -> Iterator[Finding]:
    """What the owner should not forget of the server on the phone, where it is wanted."""
    with suppress(DeviceError):
        name = identify(transport) or transport.serial
        if Record(state_folder(), "server", name).kept() is not None:
            text = "a server that a run started may still run on the phone, open to its networks"
            yield Finding("helper", "note", text, "The next run ends it and deletes its file")
        if settings.helper == "off":
            return
        try:
            find_jar()
        except ConfigError as error:
            yield Finding("helper", "bad", str(error.args[0]), error.hint)
            return
        if not Consent(Record(state_folder(), "consent", name)).given:
            text = "wanted, and nobody has agreed to it for this phone: runs go without it"
            yield Finding("helper", "note", text, "To hear its price and say yes: agent setup --helper")
            return
        text = (
            "while a run works, a server on the phone listens on all its networks without a password, and "
            "gives whoever reaches it the screen and a shell"
        )
        why = "; ".join(concerns(transport))
        hint = f"Asked each time, as {why}" if why else "Not wanted any more: agent setup --no-helper"
        yield Finding("helper", "note", text, hint)


def _check_language(phone: PhoneState) -> Iterator[Finding]:
    """Whether the guard knows what buttons are called in the language that the phone speaks."""
    if unknown := uncovered(phone.locales()):
        yield Finding(
            "guard", "note", unknown, "Watch what runs do there, or set the phone to another language"
        )


def _leased(held: str) -> Finding:
    return Finding("lease", "note", f"in use by {held}", "A second run on it is refused until that ends")


def _chosen(settings: Settings) -> tuple[str, Finding]:
    """The serial, "" where a run would start a phone of its own; and what there is. Raises a DeviceError."""
    if settings.device == EMBEDDED:
        return "", Finding("devices", "ok", "the embedded phone, started for each run")
    listed: tuple[FoundPhone, ...] = ()
    missing = ""
    try:
        listed, _ = everywhere(settings.every_adb_server)
    except AdbMissing as error:
        missing = f" ({error})"
    phones = with_embedded(listed, Registry(phones_folder()))
    if settings.device:
        return settings.device, _found(f"{settings.device} was named", phones)
    attached, _ = reachable(listed)
    if not attached:
        return "", Finding("devices", "note", f"no phone is attached{missing}", _NONE)
    usable = [phone for phone in attached if phone.usable]
    if len(usable) > 1:
        named = [f"{phone.serial} ({phone.model or phone.kind})" for phone in usable]
        raise SeveralDevices(
            f"{len(usable)} phones are attached: {_few(named)}",
            "Name one with --device SERIAL; all of them: agent devices",
        )
    chosen = choose(None, attached)
    return chosen.serial, _found(f"{chosen.serial} ({_what(chosen, phones)})", phones)


def _what(chosen: FoundPhone, phones: Sequence[FoundPhone]) -> str:
    """Its model, and whether it is one of ours that adb was told of."""
    known = {lease_name(phone.serial): phone for phone in phones}.get(lease_name(chosen.serial), chosen)
    return f"{known.model}, embedded" if known.kind == "embedded" else known.model


def _found(text: str, phones: Sequence[FoundPhone]) -> Finding:
    named = [f"{phone.serial} ({phone.state})" for phone in phones]
    others = f"; at hand: {_few(named)}" if len(phones) > 1 else ""
    return Finding(
        "devices", "ok", text + others, "All of them: agent devices" if len(phones) > _NAMED else ""
    )


def _few(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
