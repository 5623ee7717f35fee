"""Screens as a grounder is handed them, from a picture alone."""

from pathlib import Path

from PIL import Image

from device.screen import Observation, Screenshot


def screen(
    picture: Image.Image | None, size: tuple[int, int] | None = None, *, secure: bool = False
) -> Observation:
    """A screen of that picture, or of none; `size` where the device counts other pixels."""
    shot = None
    if picture is not None:
        shot = Screenshot(picture.size, picture.convert("RGBA").tobytes(), "rgba")
        size = size or picture.size
    return Observation(
        screenshot=shot,
        elements=(),
        package="com.game",
        activity="com.game.Main",
        keyboard_shown=False,
        size=size or (100, 100),
        secure=secure,
    )


def broken(tmp_path: Path) -> Observation:
    """A screen whose picture file was cut off."""
    whole = tmp_path / "whole.png"
    Image.effect_noise((200, 200), 50).save(whole)
    data = whole.read_bytes()
    shot = Screenshot((200, 200), data[: len(data) // 2])
    return Observation(shot, (), "", "", False, (200, 200))
