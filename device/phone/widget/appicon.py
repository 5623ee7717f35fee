"""The round symbol that stands for an app."""

from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View


def app_icon(icon: str, colours: tuple[str, str], size: float = 48.0, *, resource_id: str = "") -> View:
    """A symbol on a disc of `size` dp; named in the dump only where it has an id."""
    return fixed(
        "ImageView" if resource_id else "android.view.ViewGroup",
        resource_id,
        icon=icon,
        icon_size=size * 0.55,
        icon_filled=True,
        colour=colours[1],
        background=colours[0],
        width=size,
        height=size,
        radius=size / 2,
        align="center",
        justify="center",
        important=bool(resource_id),
    )
