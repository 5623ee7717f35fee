"""The round picture that stands for a person: a letter on a colour that follows from the name."""

from device.phone.toolkit.still import still
from device.phone.toolkit.view import View

_COLOURS = (
    "app_blue",
    "app_teal",
    "app_green",
    "app_orange",
    "app_red",
    "app_pink",
    "app_purple",
    "app_indigo",
    "app_brown",
)


@still
def face(name: str, size: float = 40.0) -> View:
    """The picture of someone by that name; a number or nothing gets the outline of a person."""
    letter = name[:1].upper() if name[:1].isalpha() else ""
    colour = _COLOURS[sum(map(ord, name)) % len(_COLOURS)]
    return View(
        text=letter,
        icon="" if letter else "person",
        icon_filled=True,
        icon_size=size * 0.6,
        style=f"{size * 0.45:.0f}/400/{size * 0.6:.0f}",
        text_align="center",
        align="center",
        justify="center",
        width=size,
        height=size,
        radius=size / 2,
        background=colour,
        colour="#FFFFFF",
        important=False,
    )


@still
def chosen_face(size: float = 40.0) -> View:
    """In place of the picture of someone who is selected."""
    return View(
        icon="check",
        width=size,
        height=size,
        radius=size / 2,
        align="center",
        justify="center",
        background="primary",
        colour="on_primary",
        important=False,
    )
