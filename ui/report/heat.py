"""The heatmap of a grounder, as a picture to lay over a screen."""

import base64
import io
from pathlib import Path

from PIL import Image

_STRONGEST = 200
"""Opacity of the highest score, of 255."""


def heat(grey: Image.Image) -> str:
    """A grey picture of scores as a data address: red where they are high, clear where they are low."""
    scores = grey.convert("L")
    picture = Image.merge(
        "RGBA",
        (
            Image.new("L", scores.size, 230),
            scores.point(lambda share: round(170 * (1 - share / 255))),
            Image.new("L", scores.size, 0),
            scores.point(lambda share: round(_STRONGEST * share / 255)),
        ),
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def heat_of(heatmap: str, folder: Path) -> str:
    """The same of a place, by the name that the run in a folder keeps it under; "" where it is gone."""
    if not heatmap:
        return ""
    try:
        with Image.open(folder / heatmap) as grey:
            return heat(grey)
    except OSError:
        return ""
