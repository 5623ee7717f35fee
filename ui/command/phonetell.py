"""`agent phone diff` and `events`: what changed on a phone, and what it went through."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ui.command.phoneplace import is_name, registry, shelf, snapshot_file
from ui.terminal import say

if TYPE_CHECKING:
    from device.link.running import RunningPhone
    from device.phone.system.event import Event


@click.command(short_help="Tell what changed on a phone.")
@click.argument("words", metavar="[SERIAL] BEFORE [AFTER]", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def diff(words: tuple[str, ...], as_json: bool) -> int:
    """Tell what changed on a phone since a snapshot, or from one snapshot to another.

    BEFORE and AFTER are names or files, as `agent phone snapshot` writes them; without AFTER, the phone as it
    is now. Two snapshots need no SERIAL.
    """
    from device.phone.server.remote import read_snapshot, take_snapshot
    from device.phone.system.difference import compare
    from device.phone.system.difftext import as_data, lines

    phone, names = _compared(words)
    old, *newer = [read_snapshot(snapshot_file(name)) for name in names]
    difference = compare(old, newer[0] if phone is None or newer else take_snapshot(phone))
    say(json.dumps(as_data(difference)) if as_json else "\n".join(lines(difference)))
    return 0


def _compared(words: tuple[str, ...]) -> "tuple[RunningPhone | None, tuple[str, ...]]":
    """The phone that is named, if one is, and the snapshots. Raises NoDevice when it does not run."""
    from device.error import NoDevice

    if not 2 <= len(words) <= 3:
        raise click.UsageError("Name a phone and a snapshot, or two snapshots")
    first, *names = words
    if len(words) == 2 and not is_name(first):
        return None, words
    try:
        return registry().find(first), tuple(names)
    except NoDevice:
        if len(words) == 2 and any(kept.name == first for kept in shelf().all()):
            return None, words
        raise


@click.command(short_help="Tell what a phone went through.")
@click.argument("serial")
@click.option("-f", "--follow", is_flag=True, help="Go on telling, until Ctrl-C or the phone's end.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only these: input, file, ...; may be repeated."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each.")
def events(serial: str, follow: bool, kinds: tuple[str, ...], as_json: bool) -> int:
    """Tell what a phone went through: input, activities, settings, files, databases, notifications, intents.

    The latest 4096 events are kept. Times are the phone's own: uptime in seconds, and date.
    """
    from device.phone.server.remote import events_of
    from device.phone.system.event import KINDS

    wrong = next((kind for kind in kinds if kind not in KINDS), None)
    if wrong is not None:
        raise click.UsageError(f"There is no kind {wrong}; there are {', '.join(KINDS)}")
    for event in events_of(registry().find(serial), follow=follow):
        if not kinds or event.kind in kinds:
            say(json.dumps(asdict(event)) if as_json else _line(event))
    return 0


def _line(event: "Event") -> str:
    date = datetime.fromtimestamp(event.date_ms / 1000, UTC)
    what = event.what.replace("\n", "\\n")
    return f"{event.uptime_ms / 1000:10.3f}  {date:%m-%d %H:%M:%S}  {event.kind:<12}  {what}"
