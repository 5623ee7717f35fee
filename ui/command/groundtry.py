"""`agent ground try IMAGE WORDS`."""

import json
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import click

from ui.command.option import collected, config_option, json_option
from ui.terminal import say


@dataclass(frozen=True, slots=True, kw_only=True)
class TryOptions:
    """The options of `agent ground try`."""

    image: Path
    words: str
    names: str | None
    tree: Path | None
    out: Path | None
    base_url: str | None
    config: Path | None
    as_json: bool


@click.command("try", short_help="Find WORDS on a picture and draw where.")
@click.argument("image", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@click.option(
    "--grounder",
    "names",
    metavar="NAMES",
    help="Who looks, several parted by commas; without it tree, OCR and the configured one.",
)
@click.option(
    "--tree", type=click.Path(path_type=Path, dir_okay=False), help="UI tree of the screen (uiautomator XML)."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The picture to write.")
@click.option("--base-url", metavar="URL", help="Endpoint of a chat: grounder.")
@config_option
@json_option
@collected(TryOptions)
def attempt(options: TryOptions) -> int:
    """Find WORDS on the picture IMAGE and draw where: heat, views, alternatives and the point.

    What is told of each place is how likely it is the right one; below a bound that depends on the preset the
    agent would not tap. Exits with 1 when nothing is found.
    """
    from agent.brain.selection import grounding_model
    from agent.preset.preset import find_preset
    from grounding.chain import chain, named, parted
    from grounding.evaluation.draw import draw_grounding, draw_nothing
    from grounding.target import Target, TargetNotFound
    from ui.app import load_settings
    from ui.groundfile import check_picture, save_picture
    from ui.seen import screen_of

    settings = load_settings({"base_url": options.base_url}, config=options.config)
    if not options.words.strip():
        raise click.UsageError("Say what to look for")
    path = options.out or Path(f"{options.image.stem}-ground.png")
    check_picture(path)
    observation = screen_of(options.image, options.tree)
    bound = find_preset(settings.preset).min_confidence
    connect = partial(grounding_model, settings=settings)
    chosen = named if options.names else chain
    grounder = chosen(
        options.names or _configured(settings.grounder, options.tree), connect, settings.grounder_fit
    )
    assert observation.screenshot is not None
    screen = observation.screenshot.image
    try:
        found = grounder.ground(observation, Target(description=options.words))
    except TargetNotFound as nowhere:
        # Written too: the picture of an earlier question in its place would be taken for an answer.
        save_picture(draw_nothing(screen, options.words), path)
        if options.as_json:
            say(json.dumps({"found": False, "told": str(nowhere), "picture": str(path)}))
            return 1
        say(f"not found: {nowhere}")
        if options.tree is None:
            say("With --tree FILE what the phone says of the screen (uiautomator XML) is looked at too")
        if "bundled" not in parted(options.names or settings.grounder):
            before = f"{options.names}," if options.names else "" if options.tree else "ocr,"
            say(f"With --grounder {before}bundled icons are looked for too, by a network in the package")
        say(f"picture: {path} (without a mark)")
        return 1
    surest = sorted(found.alternatives, key=lambda other: -other.confidence)
    found = replace(found, alternatives=tuple(surest))
    taps = found.confidence >= bound
    note = "" if taps else f"too little to tap: the agent does from {100 * bound:.0f} %"
    save_picture(draw_grounding(screen, found, options.words, note), path)
    others = [(o.point.x, o.point.y, round(o.confidence, 4)) for o in found.alternatives]
    if options.as_json:
        place = {"found": True, "point": [found.point.x, found.point.y], "confidence": found.confidence}
        place |= {"taps": taps, "taps_from": bound}
        more = {"method": found.method, "label": found.label, "alternatives": others, "picture": str(path)}
        say(json.dumps({**place, **more}))
        return 0
    reads = f', reads "{found.label}"' if found.label else ""
    say(
        f"({found.point.x}, {found.point.y}) by {found.method}, sure to {100 * found.confidence:.0f} %{reads}"
    )
    for number, (x, y, confidence) in enumerate(others, 2):
        say(f"  {number}: ({x}, {y}), {100 * confidence:.0f} %")
    if note:
        say(note)
    say(f"picture: {path}")
    return 0


def _configured(grounder: str, tree: Path | None) -> str:
    """As `agent run` has it, but that nobody looks for a tree where none is given."""
    from grounding.chain import ALWAYS, parted

    names = parted(grounder)
    before = () if set(names) & set(ALWAYS) else ALWAYS if tree else ("ocr",)
    return ",".join((*before, *names))
