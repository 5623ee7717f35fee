"""`agent knowledge ...`: what the person knows of their apps, as cards that runs look up."""

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from device.error import ConfigError
from ui.command.keep import line, listed, open_store, stated
from ui.command.option import config_option, json_option
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.memory.entry import Entry

_LONGEST_NAME = 250
"""Letters of a path; what is longer is a text."""


@click.group(short_help="Keep what you know of your apps.")
def knowledge() -> None:
    """Keep what you know of your apps: Markdown, looked up by goal and app.

    \b
    agent knowledge add markor.md --app net.gsantner.markor
    agent knowledge add "The guest network is slow in the evening"
    agent knowledge search "make a note" --app net.gsantner.markor
    """  # noqa: D301 - click reads the \b


@knowledge.command()
@click.argument("texts", nargs=-1, required=True, metavar="FILE.md|TEXT...")
@click.option("--app", "package", default="", metavar="PACKAGE", help="The app they are about.")
@config_option
@json_option
def add(texts: tuple[str, ...], package: str, config: Path | None, as_json: bool) -> int:
    """Keep Markdown files, each section as a card of its own, or notes given as text.

    A file may name its app in a front matter: a line `package: com.example.app` between two lines `---`.
    """
    cards = [card for text in texts for card in _cards(text, package)]
    store, now = open_store(config), time.time()
    listed([store.add(card.model_copy(update={"made_at": now})) for card in cards], as_json, "")
    return 0


def _cards(text: str, package: str) -> "tuple[Entry, ...]":
    """The cards of a file, where there is one of that name or it ends so, else of the text itself."""
    from agent.knowledge.card import read_cards

    markdown, name = _read(text)
    return read_cards(markdown, package=package, name=name)


def _read(text: str) -> tuple[str, str]:
    """Markdown and a name for it."""
    path = Path(text)
    named = len(text) < _LONGEST_NAME and (text.endswith(".md") or path.is_file())
    if not named:
        return stated(text, "text"), ""
    try:
        return stated(path.read_text("utf-8"), str(path)), path.stem
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text") from error
    except OSError as error:
        raise ConfigError(f"cannot read {path}: {error.strerror}") from error


@knowledge.command("list")
@click.option("--app", "package", metavar="PACKAGE", help="Only of this app.")
@config_option
@json_option
def list_(package: str | None, config: Path | None, as_json: bool) -> int:
    """List the cards."""
    cards = [card for card in open_store(config).entries("card") if package in (None, card.package)]
    listed(cards, as_json, "There are no cards yet. Try: agent knowledge add --help")
    return 0


@knowledge.command()
@click.argument("goal")
@click.option("--app", "package", default="", metavar="PACKAGE", help="The app in front.")
@config_option
@json_option
def search(goal: str, package: str, config: Path | None, as_json: bool) -> int:
    """Tell what a run with this GOAL would be given, with its relevance: what is under 1 is left out.

    Without --app: what holds for any app, as on the home screen.
    """
    from agent.memory.personal import FOUND
    from agent.memory.personal import search as find

    found = find(open_store(config).entries(*FOUND), stated(goal, "goal"), package)
    if as_json:
        rows = [{"relevance": round(rate, 3), **entry.model_dump(mode="json")} for entry, rate in found]
        say_json(rows)
        return 0
    for entry, rate in found:
        say(f"{rate:5.2f} {line(entry)}")
    if not found:
        say("Nothing that is kept bears on this.", err=True)
    return 0


@knowledge.command()
@click.argument("numbers", nargs=-1, required=True, type=int, metavar="NUMBER...")
@config_option
@json_option
def remove(numbers: tuple[int, ...], config: Path | None, as_json: bool) -> int:
    """Remove cards for good."""
    store, numbers = open_store(config), tuple(dict.fromkeys(numbers))
    for number in numbers:
        if (entry := store.get(number)).kind != "card":
            raise ConfigError(f"{number} is a {entry.kind} and no card", f"See: agent memory forget {number}")
    store.forget(numbers)
    gone = json.dumps({"removed": numbers}) if as_json else f"removed {', '.join(map(str, numbers))}"
    say(gone)
    return 0
