"""Large figures that stay on one line however large letters are set: a stopwatch's, a timer's."""

import re

from device.phone.toolkit.font import text_width
from device.phone.toolkit.theme import type_style


def fitting(text: str, style: str, room: float, font_scale: float) -> str:
    """The style, or a smaller one with which the text is at most `room` dp wide at the font scale.

    Which digits they are makes no difference, so that a running clock does not change its size.
    """
    size, weight, line = type_style(style)
    wide = text_width(re.sub(r"\d", "0", text), size * font_scale, weight)
    if wide <= room:
        return style
    share = room / wide
    return f"{size * share:.2f}/{weight}/{line * share:.2f}"
