"""`agent devices`."""

import json
from pathlib import Path

import click

from ui.command.option import config_option


@click.command(short_help="List the phones at hand.")
@config_option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def devices(config: Path | None, as_json: bool) -> int:
    """List the phones at hand: attached ones and embedded ones that run."""
    from ui.app import load_settings
    from ui.hold import phones_at_hand

    phones, remark = phones_at_hand(load_settings(config=config))
    if as_json:
        rows = [{"serial": p.serial, "state": p.state, "model": p.model, "kind": p.kind} for p in phones]
        click.echo(json.dumps(rows))
        return 0
    for phone in phones:
        click.echo(f"{phone.serial:<24} {phone.state:<14} {phone.kind:<10} {phone.model}".rstrip())
    if remark:
        click.echo(remark, err=True)
    if not phones:
        click.echo("No phone at hand; `agent run` uses the embedded one then.", err=True)
    return 0
