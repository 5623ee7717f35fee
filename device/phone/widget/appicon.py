"""The round symbol that stands for an app."""

from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import CENTRED, Box, Icon, Surface


def app_icon(icon: str, colours: tuple[str, str], size: float = 48.0, *, resource_id: str = "") -> View:
    """A symbol on a disc of `size` dp; named in the dump only where it has an id."""
    return fixed(
        "ImageView" if resource_id else "android.view.ViewGroup",
        resource_id,
        icon=Icon(icon, colours[1], size=size * 0.55, filled=True),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface(colours[0], radius=size / 2),
        important=bool(resource_id),
    )
