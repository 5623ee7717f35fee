"""`agent phone sheet`: pictures of every app's main screens in one file."""

from pathlib import Path

import click

from ui.terminal import say


@click.command(short_help="Draw the main screens of every app.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("phone.png"),
    show_default=True,
    help="Where the picture goes; the ending says which kind.",
)
def sheet(output: Path) -> int:
    """Draw the main screens of every app, light and dark, English and Chinese, in one picture."""
    from PIL import Image

    from device.error import ConfigError
    from device.phone.sheet import contact_sheet

    picture = contact_sheet()
    if output.suffix.lower() == ".png":
        picture = picture.quantize(256, dither=Image.Dither.NONE)
    try:
        picture.save(output)
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"cannot write {output}: {error}", "Name a .png or .webp in a folder that exists"
        ) from error
    say(f"{output}: {picture.width}x{picture.height}")
    return 0
