"""`agent memory ...`: what is remembered across runs, in the person's hands."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from device.error import ConfigError
from ui.command.keep import kept, line, lines, listed, open_store, stated
from ui.command.option import config_option, json_option
from ui.terminal import say

if TYPE_CHECKING:
    from agent.memory.entry import Entry

_KINDS = ("preference", "procedure", "lesson", "confirmation")


@click.group()
def memory() -> None:
    """See, change and erase what is remembered across runs.

    \b
    agent memory add "I get up at 6:45 on workdays" --when "wake, alarm"
    agent memory add "When I say good night: turn on Do Not Disturb; set an alarm for 7:00"

    Preferences and procedures are yours alone to write: no app, screen or model can. Runs add what they
    learnt of apps (lessons) and what you answered when asked (confirmations: shown to you the next time,
    never taken for your word).
    """  # noqa: D301 - click reads the \b


@memory.command("list")
@click.option("--kind", type=click.Choice(_KINDS), help="Only of this kind.")
@click.option("--app", "package", metavar="PACKAGE", help="Only of this app.")
@config_option
@json_option
def list_(kind: str | None, package: str | None, config: Path | None, as_json: bool) -> int:
    """List what is remembered; the cards are listed by `agent knowledge list`."""
    entries = [
        entry
        for entry in open_store(config).entries()
        if entry.kind in ((kind,) if kind else _KINDS) and package in (None, entry.package)
    ]
    nothing = "Nothing of the kind is remembered." if kind or package else "Nothing is remembered yet."
    listed(entries, as_json, f"{nothing} Try: agent memory add --help")
    return 0


@memory.command()
@click.argument("number", type=int)
@config_option
@json_option
def show(number: int, config: Path | None, as_json: bool) -> int:
    """Tell all that is known of an entry."""
    entry = open_store(config).get(number)
    if as_json:
        kept(entry, as_json=True)
    else:
        say("\n".join(lines(entry)))
    return 0


@memory.command()
@click.argument("text")
@click.option("--when", "cue", default="", metavar="WORDS", help="Key words of goals that it bears on.")
@click.option("--app", "package", default="", metavar="PACKAGE", help="The app it holds for.")
@config_option
@json_option
def add(text: str, cue: str, package: str, config: Path | None, as_json: bool) -> int:
    """Remember TEXT: a preference in your own words.

    "When I say X: do this; do that" is a procedure: a goal that is X, begins with X, or ends with "then X" is
    replaced by its parts. It takes the place of an older one of that name.
    """
    from agent.knowledge.card import checked_package
    from agent.memory.entry import Entry
    from agent.memory.procedure import read_procedure

    text, package = stated(text, "text"), checked_package(package)
    procedure = read_procedure(text)
    if procedure is None:
        entry = Entry(kind="preference", text=text, cue=cue and stated(cue, "--when"), package=package)
    elif cue or package:
        raise ConfigError("a procedure is called by what you say alone", "Leave out --when and --app")
    else:
        name, does = procedure
        entry = Entry(kind="procedure", cue=name, does=does)
    store = open_store(config)
    older = next((other for other in store.entries(entry.kind) if other.identity == entry.identity), None)
    kept(store.add(entry.model_copy(update={"made_at": time.time()})), as_json, older)
    return 0


@memory.command()
@click.argument("number", type=int)
@click.argument("text", required=False)
@click.option("--when", "cue", metavar="WORDS", help="Key words, or what a procedure is called by.")
@click.option("--app", "package", metavar="PACKAGE", help="The app it holds for; '' for any.")
@config_option
@json_option
def edit(
    number: int, text: str | None, cue: str | None, package: str | None, config: Path | None, as_json: bool
) -> int:
    """Change an entry; TEXT is its new text, or a procedure's parts with ; between them.

    A procedure can be told anew as a whole, too: "When I say X: do this; do that".
    """
    from agent.knowledge.card import checked_package

    store = open_store(config)
    entry = store.get(number)
    if entry.kind == "confirmation":
        raise ConfigError("what you said in a run stays as you said it", "It can be forgotten, not edited")
    changes = {} if text is None else retold(entry, stated(text, "text"))
    if cue is not None:
        changes["cue"] = stated(cue, "--when") if cue or entry.kind == "procedure" else ""
    if package is not None:
        changes["package"] = checked_package(package)
    if not changes:
        raise ConfigError("there is nothing to change", "Give a new text, --when or --app")
    kept(store.change(entry.model_copy(update=changes)), as_json)
    return 0


def retold(entry: "Entry", text: str) -> "dict[str, str | tuple[str, ...]]":
    """What a new text changes: of a procedure its parts, or all where it is told as a whole."""
    from agent.memory.procedure import read_procedure, split_steps

    procedure = read_procedure(text) if entry.kind in ("preference", "procedure") else None
    if entry.kind != "procedure":
        if procedure is not None:
            reason = f"entry {entry.id} is a {entry.kind}, and that is a procedure"
            raise ConfigError(reason, "Keep it with agent memory add, and forget the other")
        return {"text": text}
    if procedure is not None:
        return {"cue": procedure[0], "does": procedure[1]}
    return {"does": split_steps(text)}


@memory.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@config_option
@json_option
def forget(numbers: tuple[int, ...], config: Path | None, as_json: bool) -> int:
    """Forget entries for good."""
    store = open_store(config)
    gone = [store.get(number) for number in dict.fromkeys(numbers)]
    store.forget([entry.id for entry in gone])
    if as_json:
        say(json.dumps({"forgotten": [entry.id for entry in gone]}))
        return 0
    for entry in gone:
        say(f"forgotten {line(entry).strip()}")
    return 0


@memory.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@config_option
@json_option
def erase(yes: bool, config: Path | None, as_json: bool) -> int:
    """Erase everything that is remembered, cards included."""
    store = open_store(config)
    if not yes:
        click.confirm(f"Erase everything in {store.path}?", abort=True, err=True)
    store.erase()
    say(json.dumps({"erased": str(store.path)}) if as_json else f"erased {store.path}")
    return 0
