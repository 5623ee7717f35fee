"""`agent models`."""

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from ui.terminal import say

if TYPE_CHECKING:
    from models.profile import Profile

_CHANNELS = {
    "schema": "a JSON schema, for its server to enforce",
    "told_schema": "a JSON schema, told in words too",
    "tools": "native tool calls",
    "computer": "the server's own tool for a screen",
    "object": "any JSON object, its form told in words",
    "text": "its form told in words",
}
"""What each word of the setting `channel` means."""
_APIS = {"completions": "Chat Completions", "responses": "Responses"}
_SHOWN = (1080, 2400)
"""The screen that picture sizes are told for: that of the embedded phone."""


@click.command(short_help="Tell what is known of models.")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--forget", is_flag=True, help="Forget what asking NAME has taught.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def models(name: str | None, forget: bool, as_json: bool) -> int:
    """Tell what is known of the models people use, or of the one called NAME.

    A name that is not known works too: it is asked for JSON and counts places in pixels of its picture.
    Of a model that was asked before it tells the slips of form that were passed over.
    """
    from models.profile import profile_of, profiles

    if forget:
        if not name:
            raise click.UsageError("--forget needs the NAME of a model")
        _forget(name)
        return 0
    chosen = [profile_of(name)] if name else [one for one in profiles() if one.name != "script"]
    if as_json:
        say(json.dumps([dataclasses.asdict(one) for one in chosen]))
        return 0
    for profile in chosen:
        for line in (*_lines(profile, name or ""), *_slip_lines(name or "")):
            say(line)
    return 0


def _forget(model: str) -> None:
    """Forget what a model taught. Raises ConfigError where its file can't be written."""
    from device.error import ConfigError
    from models.known import FILE_NAME, forget_lessons
    from ui.app import load_settings

    memory = load_settings().memory
    try:
        urls = forget_lessons(memory.with_name(FILE_NAME), model) if memory else ()
    except OSError as error:
        raise ConfigError(f"what {model} taught can't be forgotten: {error}") from error
    for url in urls:
        say(f"forgot what {model} at {url} taught")
    if not urls:
        say(f"nothing was learned of {model}")


def _slip_lines(model: str) -> list[str]:
    """What asking a model of this name has taught, at each of its endpoints."""
    from models.known import FILE_NAME, read_lessons
    from ui.app import load_settings

    memory = load_settings().memory if model else None
    lines: list[str] = []
    for key, lesson in read_lessons(memory.with_name(FILE_NAME)).items() if memory else ():
        known, _, url = key.partition(" ")
        if known != model:
            continue
        if lesson.room is not None:
            lines.append(f"  context  of {url}: about {lesson.room} tokens were too many")
        if lesson.channel:
            lines.append(f"  channel  at {url}: {_channel(lesson.channel)}")
        if lesson.api:
            lines.append(f"  API      at {url}: {_APIS[lesson.api]}")
        for slip, count in sorted(lesson.slips.items(), key=lambda pair: -pair[1]):
            lines.append(f"  slip     {count} of {lesson.replies} replies: {slip}")
    return [*lines, ""] if lines else []


def _channel(word: str) -> str:
    return f"{word} ({_CHANNELS[word]})"


def _lines(profile: "Profile", model: str) -> list[str]:
    from grounding.parse import CONVENTIONS
    from models.price import Price

    edge = CONVENTIONS[profile.convention].scale
    wide, high = profile.sent_size(_SHOWN)
    counts = "pixels of the picture it sees" if edge == "resized" else f"0 to {edge:g} across the screen"
    asked = "JSON" if profile.idiom == "json" else f"its own form of action ({profile.idiom}), else JSON"
    lines = [
        f"{profile.name}: {' '.join(profile.match)}",
        f"  places   {counts}",
        f"  picture  {wide}x{high} of a screen of {_SHOWN[0]}x{_SHOWN[1]}",
        f"  asked    {asked}",
        f"  channel  {_channel(profile.channel)}",
    ]
    if profile.api == "responses":
        lines.append("  API      Responses, or Chat Completions where its endpoint has no other")
    for listed in profile.price:
        if model and profile.price_of(model) != Price(listed.prompt, listed.completion, listed.cached):
            continue
        cached = "" if listed.cached is None else f", cached {listed.cached:g}"
        lines.append(
            f"  price    {listed.match}: {listed.prompt:g} in, {listed.completion:g} out{cached}"
            " (US dollars for a million tokens)"
        )
    if model and profile.price and profile.price_of(model) is None:
        lines.append(f"  price    of {model}: not listed")
    return [*lines, ""]
