"""`agent ground try IMAGE WORDS`."""

import json
from functools import partial
from pathlib import Path

import click

from ui.command.option import config_option, json_option


@click.command("try", short_help="Find WORDS on a picture and draw where.")
@click.argument("image", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@click.option(
    "--grounder", "name", metavar="NAME", help="Who looks; without it tree, OCR and the configured one."
)
@click.option(
    "--tree", type=click.Path(path_type=Path, dir_okay=False), help="UI tree of the screen (uiautomator XML)."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The picture to write (PNG).")
@click.option("--base-url", metavar="URL", help="Endpoint of a chat: grounder.")
@config_option
@json_option
def attempt(
    image: Path,
    words: str,
    name: str | None,
    tree: Path | None,
    out: Path | None,
    base_url: str | None,
    config: Path | None,
    as_json: bool,
) -> int:
    """Find WORDS on the picture IMAGE and draw where: heat, views, alternatives and the point.

    Exits with 1 when nothing is found.
    """
    from agent.build import grounding_model
    from grounding.chain import chain, single
    from grounding.evaluation.draw import draw_grounding
    from grounding.target import Target, TargetNotFound
    from ui.app import load_settings
    from ui.seen import screen_of

    settings = load_settings({"base_url": base_url}, config=config)
    if not words.strip():
        raise click.UsageError("Say what to look for")
    observation = screen_of(image, tree)

    connect = partial(grounding_model, settings=settings)
    grounder = single(name, connect) if name else chain(settings.grounder, connect)
    try:
        found = grounder.ground(observation, Target(description=words))
    except TargetNotFound as nowhere:
        click.echo(json.dumps({"found": False, "told": str(nowhere)}) if as_json else f"not found: {nowhere}")
        return 1
    assert observation.screenshot is not None
    path = out or Path(f"{image.stem}-ground.png")
    draw_grounding(observation.screenshot.image, found, words).save(path, "PNG")
    others = [(o.point.x, o.point.y, round(o.confidence, 4)) for o in found.alternatives]
    if as_json:
        place = {"found": True, "point": [found.point.x, found.point.y], "confidence": found.confidence}
        more = {"method": found.method, "label": found.label, "alternatives": others, "picture": str(path)}
        click.echo(json.dumps({**place, **more}))
        return 0
    reads = f', reads "{found.label}"' if found.label else ""
    click.echo(
        f"({found.point.x}, {found.point.y}) by {found.method}, sure to {100 * found.confidence:.0f} %{reads}"
    )
    for x, y, confidence in others:
        click.echo(f"  or ({x}, {y}), {100 * confidence:.0f} %")
    click.echo(f"picture: {path}")
    return 0
