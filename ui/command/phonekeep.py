"""`agent phone snapshot`, `snapshots`, `restore`, `fork` and `screenshot`: a phone's state, kept."""

import json
from datetime import datetime
from pathlib import Path

import click

from ui.command.phoneplace import is_name, registry, shelf, snapshot_file
from ui.terminal import say


@click.command(short_help="Save the whole phone, by name or to a file.")
@click.argument("serial")
@click.argument("name", metavar="FILE|NAME")
def snapshot(serial: str, name: str) -> int:
    """Save the whole phone under a name, or to a file (with a / or ending in .zip)."""
    from device.phone.server.remote import save_snapshot

    path = snapshot_file(name)
    size = save_snapshot(registry().find(serial), path, parents=is_name(name))
    say(f"{path} ({size / 1000:.0f} kB)")
    return 0


@click.command()
@click.option("--delete", "unwanted", multiple=True, metavar="NAME", help="Delete this one; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def snapshots(unwanted: tuple[str, ...], as_json: bool) -> int:
    """List the snapshots that have a name, or delete some. Those saved to a file are not among them."""
    kept = shelf()
    for name in unwanted:
        kept.delete(name)
        say(f"deleted {name}", err=as_json)
    if as_json:
        say(json.dumps([{"name": one.name, "bytes": one.size} for one in kept.all()]))
        return 0
    for one in () if unwanted else kept.all():
        saved = datetime.fromtimestamp(one.saved_ms / 1000).astimezone()
        say(f"{one.name:<24} {one.size / 1000:7.0f} kB  {saved:%Y-%m-%d %H:%M}")
    if not kept.all() and not unwanted:
        say("No snapshot; make one: agent phone snapshot SERIAL NAME", err=True)
    return 0


@click.command()
@click.argument("serial")
@click.argument("name", metavar="FILE|NAME")
def restore(serial: str, name: str) -> int:
    """Put the phone back to a snapshot."""
    from device.phone.server.remote import restore_snapshot

    path = snapshot_file(name)
    restore_snapshot(registry().find(serial), path)
    say(f"restored {path}")
    return 0


@click.command(short_help="Start another phone just as this one is.")
@click.argument("serial")
@click.option("--json", "as_json", is_flag=True, help="End with a line of JSON: serial, address and port.")
def fork(serial: str, as_json: bool) -> int:
    """Start another phone, in the same process, that is now as this one is."""
    from device.phone.server.remote import fork_phone

    one = fork_phone(registry().find(serial), registry())
    say(f"phone {one.serial}")
    say(one.connect_line)
    if as_json:
        say(json.dumps({"serial": one.serial, "address": one.address, "port": one.port}))
    return 0


@click.command()
@click.argument("serial")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="PNG file to write."
)
def screenshot(serial: str, out: Path) -> int:
    """Save a picture of the phone's screen."""
    from device.error import ConfigError
    from device.phone.server.remote import save_screenshot

    if out.suffix.lower() not in ("", ".png"):
        raise ConfigError(f"{out}: pictures of the screen are PNG files", "Name one that ends in .png")
    width, height = save_screenshot(registry().find(serial), out)
    say(f"{out} ({width}x{height})")
    return 0
