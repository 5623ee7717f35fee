"""`agent devices`: the phones at hand, and how more of them come to be."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option, json_option
from ui.terminal import say

if TYPE_CHECKING:
    from device.link.discovery import FoundPhone
    from device.link.transport.server import ServerAddress

_PATIENCE = 60.0
"""Seconds that somebody has to allow this computer on the phone, or to scan a code."""


_ELSEWHERE = {
    "usb": ("on USB", "Unplug it"),
    "emulator": ("an emulator", "Stop it: agent emulator stop, or agent phone stop for an embedded phone"),
}
"""What a phone is that nobody dialled, and how one gets rid of it."""


@click.group(invoke_without_command=True, short_help="List the phones at hand; connect and pair more.")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_context
def devices(ctx: click.Context, config: Path | None, as_json: bool) -> int:
    """List the phones at hand: attached ones and embedded ones that run.

    \b
    agent devices pair                          a code to scan, once for each phone
    agent devices connect 192.168.1.20:37123    over Wi-Fi
    agent devices wireless                      a phone on USB over Wi-Fi from now on
    """  # noqa: D301 - click reads the \b
    if ctx.invoked_subcommand:
        return 0
    from ui.app import load_settings
    from ui.connect import phones_at_hand

    phones, remark = phones_at_hand(load_settings(config=config))
    if as_json:
        rows = [{"serial": p.serial, "state": p.state, "model": p.model, "kind": p.kind} for p in phones]
        say(json.dumps(rows))
        if remark:
            say(remark, err=True)
        return 0
    for phone in phones:
        say(f"{phone.serial:<24} {phone.state:<14} {phone.kind:<10} {phone.model}".rstrip())
    for phone in phones:
        if not phone.usable:
            say(_explained(phone), err=True)
    if remark:
        say(remark, err=True)
    if not phones:
        say("No phone at hand; `agent run` uses the embedded one then.", err=True)
    return 0


@devices.command()
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--found", is_flag=True, help="Those that are paired and announce themselves in the network.")
@config_option
@json_option
def connect(addresses: tuple[str, ...], found: bool, config: Path | None, as_json: bool) -> int:
    """Connect phones over the network: 192.168.1.20, or with the port that Wireless debugging shows."""
    from device.error import NoDevice
    from device.link.connect import CONNECT_SERVICE, announced
    from device.link.connect import connect as dial
    from device.link.transport.server import ensure_server

    if bool(addresses) is found:
        raise click.UsageError("Name an address, or give --found")
    server = _server(config)
    if found:
        addresses = tuple(one.address for one in announced(server) if one.service == CONNECT_SERVICE)
        if not addresses:
            raise NoDevice("no paired phone announces itself", "Pair one first: agent devices pair")
    ensure_server(server)
    serials = []

    def reach(address: str) -> None:
        serials.append(dial(server, address, patience=_PATIENCE, tell=_tell_waiting))
        say(f"connected {serials[-1]}")

    worst = _for_each(addresses, reach)
    if serials:
        say(f'Try: agent run --device {serials[0]} "Open Settings"', err=True)
    if as_json:
        say(json.dumps({"serials": serials}))
    return worst


def _for_each(named: Sequence[str], do: Callable[[str], None]) -> int:
    """Each in turn, whatever becomes of the others; the worst exit code. What goes wrong is told."""
    from device.error import ToldToPerson

    worst = 0
    for one in named:
        try:
            do(one)
        except ToldToPerson as error:
            say(f"error: {error}", err=True)
            worst = max(worst, error.exit_code)
    return worst


def _tell_waiting(text: str) -> None:
    say(f"{text} (waiting up to {_PATIENCE:.0f} s; Ctrl-C ends it)", err=True)


@devices.command()
@click.argument("serials", nargs=-1, metavar="[SERIAL]...")
@click.option("--all", "every", is_flag=True, help="All phones of the network.")
@config_option
def disconnect(serials: tuple[str, ...], every: bool, config: Path | None) -> int:
    """Hang up on phones of the network."""
    from device.link.connect import disconnect as hang_up
    from device.link.discovery import attached

    if bool(serials) is every:
        raise click.UsageError("Name a phone, or give --all")
    server = _server(config)
    phones = attached(server)

    def part(serial: str) -> None:
        say(hang_up(server, _of_network(serial, phones) if serial else ""))

    return _for_each(serials or ("",), part)


def _of_network(serial: str, phones: "Sequence[FoundPhone]") -> str:
    """A phone by its name in the network. Raises NoDevice for one that is attached in another way."""
    from device.error import NoDevice
    from device.link.connect import checked_address

    kind = next((phone.kind for phone in phones if phone.serial == serial), "")
    if kind in _ELSEWHERE:
        how, instead = _ELSEWHERE[kind]
        raise NoDevice(f"{serial} is {how}, and was not connected over the network", instead)
    return serial if kind else checked_address(serial)


def _digits(address: str) -> str:
    """The code, of whoever sits there or of a pipe."""
    if sys.stdin.isatty():
        return str(click.prompt("The six digits that the phone shows", err=True))
    piped = sys.stdin.readline().strip()
    if not piped:
        raise click.UsageError(f"Give the six digits that the phone shows: agent devices pair {address} CODE")
    return piped


@devices.command()
@click.argument("address", required=False, metavar="[ADDRESS:PORT")
@click.argument("code", required=False, metavar="[CODE]]")
@config_option
@json_option
def pair(address: str | None, code: str | None, config: Path | None, as_json: bool) -> int:
    """Have phone and computer know each other (Android 11 and later), once.

    Without an address a QR code is shown, to be scanned with Settings > Developer options > Wireless
    debugging > Pair device with QR code. With the address and the code that Pair device with pairing code
    shows, no camera is needed.
    """
    from device.link.connect import pair as pair_with_code

    server = _server(config)
    named = _scanned(server) if address is None else pair_with_code(server, address, code or _digits(address))
    say(f"paired {named}".rstrip())
    say("Now: agent devices connect --found, or connect ADDRESS:PORT as Wireless debugging shows", err=True)
    if as_json:
        say(json.dumps({"paired": named}))
    return 0


@devices.command()
@click.argument("serial", required=False)
@click.option("--port", type=click.IntRange(1024, 65535), default=5555, show_default=True, metavar="N")
@config_option
def wireless(serial: str | None, port: int, config: Path | None) -> int:
    """Have a phone on USB listen in its Wi-Fi too, until it restarts: the way for Androids before 11."""
    from device.link.connect import make_wireless
    from device.link.discovery import attached, choose

    server = _server(config)
    wired = [phone for phone in attached(server) if phone.kind == "usb"]
    chosen = choose(serial, wired)
    say(f"connected {make_wireless(server, chosen.serial, port)}")
    say("The cable may go now.", err=True)
    return 0


def _scanned(server: "ServerAddress") -> str:
    """Show a code, wait for the phone that scanned it, pair; the phone's name."""
    import secrets

    from device.link.connect import announced, await_announced, pair_by
    from device.link.qr import drawn

    announced(server)  # whether phones are heard at all is told before anybody scans
    name, password = f"tapwright-{secrets.token_hex(4)}", secrets.token_hex(5)
    say(lead=drawn(f"WIFI:T:ADB;S:{name};P:{password};;"), err=True)
    say("Scan it: Settings > Developer options > Wireless debugging > Pair device with QR code", err=True)
    return pair_by(server, await_announced(server, name, _PATIENCE).address, password)


def _server(config: Path | None) -> "ServerAddress":
    from ui.app import load_settings

    return load_settings(config=config).adb_server


def _explained(phone: "FoundPhone") -> str:
    from device.error import DeviceError
    from device.link.discovery import choose

    try:
        choose(phone.serial, [phone])
    except DeviceError as error:
        return str(error)
    return ""
