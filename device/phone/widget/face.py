"""The round picture that stands for a person: a letter on a colour that follows from the name."""

from device.phone.toolkit.still import still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, Box, Icon, Surface, Text

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
        text=Text(letter, style=f"{size * 0.45:.0f}/400/{size * 0.6:.0f}", colour="#FFFFFF", align="center"),
        icon=Icon("" if letter else "person", "#FFFFFF", size=size * 0.6, filled=True),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface(colour, radius=size / 2),
        important=False,
    )


@still
def chosen_face(size: float = 40.0) -> View:
    """In place of the picture of someone who is selected."""
    return View(
        icon=Icon("check", "on_primary"),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface("primary", radius=size / 2),
        important=False,
    )
