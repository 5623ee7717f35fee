"""Lists in dialogs: as high as their rows, or as the room that the screen leaves, and scrolling then."""

from collections.abc import Sequence

from device.phone.apps.markor.state import Desk
from device.phone.frame import NAVIGATION_HEIGHT, STATUS_HEIGHT
from device.phone.keyboard import keyboard_height
from device.phone.view import View
from device.phone.widget import scroll

AROUND = 200.0
"""dp that a dialog takes besides its list: margins, title, buttons."""
_LEAST = 56.0
_MOST = 400.0


def fitted(
    hands: Desk,
    key: str,
    rows: Sequence[View],
    high: float,
    *,
    around: float = AROUND,
    gap: float = 0.0,
    resource_id: str = "",
) -> View:
    """Rows that are `high` dp in all, in a list that leaves `around` dp of the screen free."""
    phone = hands.phone
    room = (phone.size[1] - STATUS_HEIGHT - NAVIGATION_HEIGHT) / phone.density - around
    if phone.window.keyboard_shown:
        room -= keyboard_height(phone.size[1] / phone.density)
    listed = scroll(key, rows, resource_id=resource_id or key, bottom=0.0, gap=gap)
    listed.weight, listed.height = 0.0, max(_LEAST, min(high * max(1.0, phone.font_scale), room, _MOST))
    return listed
