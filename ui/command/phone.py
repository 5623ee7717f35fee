"""`agent phone ...`: the embedded phone on its own, for `adb` and whatever else speaks to one."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.command.option import config_option

if TYPE_CHECKING:
    from device.phone.server.registry import Registry, RunningPhone


@click.group()
def phone() -> None:
    """Run the embedded phone, for `adb` and whatever else speaks to one.

    SERIAL is what `agent phone list` shows, or its port alone.
    """


@phone.command()
@click.option("--port", type=int, metavar="N", help="Port to listen on; by default a free one above 5600.")
@click.option("--seed", type=int, metavar="N", help="Seed of all that is random on the phone.")
@click.option("--live", is_flag=True, default=None, help="Let its clock run as the real one does.")
@click.option("--detach", is_flag=True, help="Leave it running and come back at once.")
@config_option
@click.option("--json", "as_json", is_flag=True, help="End with a line of JSON: serial and port.")
def start(port: int | None, detach: bool, config: Path | None, as_json: bool, **flags: object) -> int:
    """Start a phone, until Ctrl-C."""
    from device.error import ConfigError
    from device.phone.server.process import StartOptions, run_phone, start_detached
    from ui.app import load_settings

    if port is not None and not 0 < port < 65536:
        raise ConfigError(f"{port} is no port", "Ports are 1 to 65535")
    settings = load_settings(flags, config=config)
    options = StartOptions(port or 0, settings.seed, settings.live)
    if detach:
        _announce(start_detached(options, _registry()), as_json)
    else:
        run_phone(options, _registry(), lambda running: _announce(running, as_json))
    return 0


def _announce(running: "RunningPhone", as_json: bool) -> None:
    click.echo(f"phone {running.serial}")
    click.echo(running.connect_line)
    if running.detached:
        click.echo(f"stop it with: agent phone stop {running.serial}")
    if as_json:
        click.echo(json.dumps({"serial": running.serial, "port": running.port}))


@phone.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def list_(as_json: bool) -> int:
    """List the embedded phones that run."""
    from dataclasses import asdict

    running = _registry().all()
    if as_json:
        click.echo(json.dumps([asdict(one) for one in running]))
        return 0
    for one in running:
        how = "detached" if one.detached else "in a terminal"
        clock = ", live clock" if one.live else ""
        click.echo(f"{one.serial:<22} process {one.pid}, {how}, seed {one.seed}{clock}")
    if not running:
        click.echo("No embedded phone runs; start one with: agent phone start", err=True)
    return 0


@phone.command()
@click.argument("serial", required=False)
@click.option("--all", "every", is_flag=True, help="Stop every embedded phone.")
def stop(serial: str | None, every: bool) -> int:
    """Stop a phone that runs."""
    from device.phone.server.process import stop_all, stop_phone

    if (serial is None) is not every:
        raise click.UsageError("Name a phone, or give --all")
    registry = _registry()
    if serial is None:
        stopped = stop_all(registry)
    else:
        stopped = (registry.find(serial),)
        stop_phone(stopped[0], registry)
    for one in stopped:
        click.echo(f"stopped {one.serial}")
    return 0


@phone.command()
@click.argument("serial")
@click.argument("name", metavar="FILE|NAME")
def snapshot(serial: str, name: str) -> int:
    """Save the whole phone under a name, or to a file (with a / or ending in .zip)."""
    from device.phone.server.process import save_snapshot

    path = _snapshot_file(name)
    size = save_snapshot(_registry().find(serial), path)
    click.echo(f"{path} ({size / 1e6:.1f} MB)")
    return 0


@phone.command()
@click.argument("serial")
@click.argument("name", metavar="FILE|NAME")
def restore(serial: str, name: str) -> int:
    """Put the phone back to a snapshot."""
    from device.phone.server.process import restore_snapshot

    path = _snapshot_file(name)
    restore_snapshot(_registry().find(serial), path)
    click.echo(f"restored {path}")
    return 0


@phone.command()
@click.argument("serial")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="PNG file to write."
)
def screenshot(serial: str, out: Path) -> int:
    """Save a picture of the phone's screen."""
    from device.phone.server.process import save_screenshot

    width, height = save_screenshot(_registry().find(serial), out)
    click.echo(f"{out} ({width}x{height})")
    return 0


def _registry() -> "Registry":
    from device.phone.server.registry import Registry
    from ui.app import phones_folder

    return Registry(phones_folder())


def _snapshot_file(name: str) -> Path:
    from device.phone.server.process import snapshot_path
    from ui.app import state_folder

    if "/" in name or name.endswith(".zip"):
        return Path(name)
    return snapshot_path(state_folder() / "snapshots", name)
