"""`agent phone start`, `list` and `stop`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import Whole, android_option, collected, config_option, weather_option
from ui.command.phoneplace import registry
from ui.terminal import say

if TYPE_CHECKING:
    from device.link.running import RunningPhone

_AUTO = "auto"


class EmulatorNumber(click.ParamType[int]):
    """`--as-emulator 3` or `--as-emulator auto`."""

    name = "emulator"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Whether it can be had is found out when it is taken."""
        from device.phone.server.detached import AUTO

        if isinstance(value, int) or str(value) == _AUTO:
            return value if isinstance(value, int) else AUTO
        if not str(value).isdecimal():
            self.fail(f"{value!r} is no number; give 0, 1, 2, ... or auto", param, ctx)
        return int(str(value))


class PortNumber(click.ParamType[int]):
    """`--port 5600`."""

    name = "port"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Whether it can be had is found out when it is taken."""
        text = str(value)
        if not (text.isdecimal() and len(text) < 6 and 0 < int(text) < 65536):
            self.fail(f"{text!r} is no port. Ports are 1 to 65535", param, ctx)
        return int(text)


def _read_vendor(ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Print the quirks and leave, or see that there are such quirks."""
    if value is None:
        return ""
    from device.error import ConfigError
    from device.phone.server.vendor import QUIRKS, quirks_of

    if value == "list":
        wide = max(map(len, QUIRKS))
        say("\n".join(f"{name:<{wide}}  {quirk.__doc__}" for name, quirk in QUIRKS.items()))
        ctx.exit()
    if not value.strip():
        raise ConfigError("--vendor names no quirk", "For their names: agent phone start --vendor list")
    try:
        quirks_of(value)
    except ConfigError as error:
        raise ConfigError(f"--vendor: {error}") from None
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneStartOptions:
    """The options of `agent phone start`."""

    port: int | None
    emulator: int | None
    count: int
    vendor: str
    detach: bool
    config: Path | None
    as_json: bool
    seed: int | None
    live: bool | None
    locale: str | None
    sample: bool | None
    android: str | None
    weather: str | None

    @property
    def settings(self) -> dict[str, object]:
        """Those that are settings; None where the settings at hand are to say."""
        return {
            "seed": self.seed,
            "live": self.live,
            "locale": self.locale,
            "sample": self.sample,
            "android": self.android,
            "weather": self.weather,
        }


@click.command()
@click.option(
    "--port", type=PortNumber(), metavar="N", help="Port to listen on; by default a free one above 5683."
)
@click.option(
    "--as-emulator",
    "emulator",
    type=EmulatorNumber(),
    metavar="K|auto",
    help="Be found by every adb as emulator-<5554+2K>, with a console on that port.",
)
@click.option("--count", type=Whole(), default=1, metavar="N", help="So many phones, one port each.")
@click.option("--seed", type=Whole(), metavar="N", help="Seed of all that is random on the phone.")
@click.option("--live", is_flag=True, default=None, help="Let its clock run as the real one does.")
@click.option("--locale", metavar="TAG", help="Language of the phone, as zh-CN.")
@click.option(
    "--sample",
    is_flag=True,
    default=None,
    help="A phone in use: people, messages, calls, mail, events, notes, expenses, recipes, tasks, orders.",
)
@android_option
@weather_option
@click.option(
    "--vendor",
    metavar="QUIRKS|list",
    is_eager=True,
    callback=_read_vendor,
    help="What other makers' phones do, as injection,split; `list` tells the quirks.",
)
@click.option("--detach", is_flag=True, help="Leave it running and come back at once.")
@config_option
@click.option("--json", "as_json", is_flag=True, help="End with a line of JSON: serial, address and port.")
@collected(PhoneStartOptions)
def start(options: PhoneStartOptions) -> int:
    """Start a phone, or several, until Ctrl-C."""
    from device.phone.server.detached import StartOptions, start_detached
    from device.phone.server.process import run_phones
    from ui.app import load_settings, snapshots_folder

    settings = load_settings(options.settings, config=options.config)
    asked = StartOptions(
        port=options.port or 0,
        seed=settings.seed,
        live=settings.live,
        count=options.count,
        emulator=options.emulator,
        locale=settings.locale,
        sample=settings.sample,
        weather=settings.weather,
        android=settings.android,
        vendor=options.vendor,
        snapshots=str(snapshots_folder()),
        adb_server=settings.adb_port,
    )
    if options.detach:
        _announce(start_detached(asked, registry()), options.as_json)
    else:
        run_phones(asked, registry(), lambda running: _announce(running, options.as_json))
    return 0


def _announce(running: tuple["RunningPhone", ...], as_json: bool) -> None:
    for one in running:
        say(f"phone {one.serial}")
        say(one.connect_line)
    if running[0].detached:
        names = " ".join(one.serial for one in running)
        say(f"stop {'it' if len(running) == 1 else 'them'} with: agent phone stop {names}")
    if as_json:
        told = [_told(one) for one in running]
        say(json.dumps(told[0] if len(told) == 1 else {**told[0], "phones": told}))


def _told(one: "RunningPhone") -> dict[str, str | int]:
    own: dict[str, str | int] = {"serial": one.serial, "address": one.address, "port": one.port}
    return {**own, "console": one.console} if one.console else own


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def list_(as_json: bool) -> int:
    """List the embedded phones that run."""
    running = registry().answering()
    if as_json:
        told = [{"serial": one.serial, **asdict(one), "answers": answers} for one, answers in running.items()]
        say(json.dumps(told))
        return 0
    for one, answers in running.items():
        how = "detached" if one.detached else "in a terminal"
        clock = ", live clock" if one.live else ""
        hangs = "" if answers else ", not answering"
        weather = f", weather {one.weather}" if one.weather else ""
        vendor = f", vendor {one.vendor}" if one.vendor else ""
        more = f"{clock}{weather}{vendor}{hangs}"
        say(f"{one.serial:<22} process {one.pid}, {how}, seed {one.seed}{more}")
    if not running:
        say("No embedded phone runs; start one with: agent phone start", err=True)
    return 0


@click.command()
@click.argument("serials", metavar="[SERIAL]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Stop every embedded phone.")
def stop(serials: tuple[str, ...], every: bool) -> int:
    """Stop phones that run."""
    from device.phone.server.remote import stop_phones

    if bool(serials) is every:
        raise click.UsageError("Name a phone, or give --all")
    phones = registry()
    named = phones.all() if every else tuple(dict.fromkeys(phones.find(serial) for serial in serials))
    for one in stop_phones(named, phones):
        say(f"stopped {one.serial}")
    return 0
